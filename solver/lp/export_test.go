package lp

import "math/big"

// SlowBound is the reference way of LowerBound.
func SlowBound(p *Program, y []*big.Rat) (*big.Rat, error) { return p.slowBound(y) }
