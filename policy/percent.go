package policy

import (
	"math/big"
	"strconv"
)

// CeilPercent returns ⌈percent/100 · n⌉ in exact arithmetic: 10 percent of 70
// is 7, whatever binary floats say. The percent is read as the decimal that a
// person wrote.
func CeilPercent(percent float64, n int) int { return ceilRat(share(percent, n)) }

// FloorPercent returns ⌊percent/100 · n⌋ in exact arithmetic.
func FloorPercent(percent float64, n int) int {
	q := share(percent, n)
	return int(new(big.Int).Quo(q.Num(), q.Denom()).Int64())
}

// ceilRat rounds a number that is not negative up.
func ceilRat(q *big.Rat) int {
	quo, rem := new(big.Int).QuoRem(q.Num(), q.Denom(), new(big.Int))
	if rem.Sign() > 0 {
		quo.Add(quo, big.NewInt(1))
	}
	return int(quo.Int64())
}

// RoundHalfUp rounds a number that is not negative to the nearest whole number,
// halves up.
func RoundHalfUp(q *big.Rat) int {
	twice := new(big.Rat).Add(q, big.NewRat(1, 2))
	return int(new(big.Int).Quo(twice.Num(), twice.Denom()).Int64())
}

func share(percent float64, n int) *big.Rat {
	p := Decimal(percent)
	return p.Mul(p, big.NewRat(int64(n), 100))
}

// Decimal returns the number as the decimal that a person wrote: 13.5 is 27/2,
// whatever binary floats say. What is no number gives 0.
func Decimal(x float64) *big.Rat {
	p, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'f', -1, 64))
	if !ok {
		return new(big.Rat)
	}
	return p
}
