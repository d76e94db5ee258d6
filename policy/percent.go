package policy

import (
	"math/big"
	"strconv"
)

// CeilPercent returns ⌈percent/100 · n⌉ in exact arithmetic: 10 percent of 70
// is 7, whatever binary floats say. The percent is read as the decimal that a
// person wrote.
func CeilPercent(percent float64, n int) int {
	q := share(percent, n)
	quo, rem := new(big.Int).QuoRem(q.Num(), q.Denom(), new(big.Int))
	if rem.Sign() > 0 {
		quo.Add(quo, big.NewInt(1))
	}
	return int(quo.Int64())
}

// FloorPercent returns ⌊percent/100 · n⌋ in exact arithmetic.
func FloorPercent(percent float64, n int) int {
	q := share(percent, n)
	return int(new(big.Int).Quo(q.Num(), q.Denom()).Int64())
}

func share(percent float64, n int) *big.Rat {
	p, ok := new(big.Rat).SetString(strconv.FormatFloat(percent, 'f', -1, 64))
	if !ok {
		return new(big.Rat)
	}
	p.Mul(p, big.NewRat(int64(n), 100))
	return p
}
