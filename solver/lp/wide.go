package lp

import (
	"math"
	"math/big"
	"math/bits"
)

// wide is a signed 128-bit integer, enough for sums of products of int64.
type wide struct {
	hi int64
	lo uint64
}

// addMul adds a·b and reports whether the sum still fits.
func (w *wide) addMul(a, b int64) bool {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// correct the unsigned product for negative factors
	if a < 0 {
		hi -= uint64(b)
	}
	if b < 0 {
		hi -= uint64(a)
	}
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, lo, 0)
	sum, _ := bits.Add64(uint64(w.hi), hi, carry)
	// overflow when both terms have one sign and the sum has the other
	same := (w.hi < 0) == (int64(hi) < 0)
	before := w.hi < 0
	w.hi = int64(sum)
	return !same || before == (w.hi < 0)
}

// int64 returns the value when it fits.
func (w *wide) int64() (int64, bool) {
	v := int64(w.lo)
	return v, (w.hi == 0 && v >= 0) || (w.hi == -1 && v < 0)
}

// big returns the value as a big.Int.
func (w *wide) big() *big.Int {
	v := new(big.Int).Lsh(big.NewInt(w.hi), 64)
	return v.Add(v, new(big.Int).SetUint64(w.lo))
}

// mul64 multiplies when the product fits in an int64.
func mul64(a, b int64) (int64, bool) {
	var w wide
	w.addMul(a, b)
	v, ok := w.int64()
	return v, ok && v != math.MinInt64
}
