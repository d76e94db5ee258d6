package lp

import (
	"math"
	"math/big"
	"slices"
)

// snapTolerance is the relative distance within which a fraction with a small
// denominator counts as the number that a solver meant.
const snapTolerance = 1e-7

// snap finds the fraction with the smallest denominator near v by its
// continued fraction; the denominator 0 says that there is none.
func snap(v float64, most int64) (num, den int64) {
	if !(math.Abs(v) < 1<<40) {
		return 0, 0
	}
	tolerance := snapTolerance * max(1, math.Abs(v))
	p0, q0, p1, q1 := int64(0), int64(1), int64(1), int64(0)
	rest := v
	for range 40 {
		whole := math.Floor(rest)
		if math.Abs(whole) > 1<<40 {
			return 0, 0
		}
		a := int64(whole)
		q2 := a*q1 + q0
		if q2 > most {
			return 0, 0
		}
		p2 := a*p1 + p0
		if math.Abs(v-float64(p2)/float64(q2)) <= tolerance {
			return p2, q2
		}
		p0, q0, p1, q1 = p1, q1, p2, q2
		rest = 1 / (rest - whole)
	}
	return 0, 0
}

// ClampDuals sets those multipliers to zero that point at a missing side of
// their row (positive without a lower bound, negative without an upper one),
// in place, and returns y. The bound of LowerBound stays valid. Solvers leave
// such signs as noise within their tolerance.
func (p *Program) ClampDuals(y []*big.Rat) []*big.Rat {
	for i := range p.Rows {
		switch s := y[i].Sign(); {
		case s > 0 && isInf(p.Rows[i].Lower), s < 0 && isInf(p.Rows[i].Upper):
			y[i] = new(big.Rat)
		}
	}
	return y
}

// Whole writes numbers as whole multiples of 1/den, with the least den of at most
// most that brings each within the snap tolerance. den is 0 when there is none.
func Whole(y []float64, most int64) (weights []int64, den int64) {
	den = 1
	for _, v := range y {
		_, own := snap(v, most)
		if own == 0 {
			return nil, 0
		}
		var ok bool
		if den, ok = lcm(den, own, most); !ok {
			return nil, 0
		}
	}
	weights = make([]int64, len(y))
	for i, v := range y {
		weights[i] = int64(math.Round(v * float64(den)))
	}
	return weights, den
}

// Grid rounds numbers to whole multiples of 1/den.
func Grid(y []float64, den int64) []int64 {
	weights := make([]int64, len(y))
	for i, v := range y {
		weights[i] = int64(math.Round(v * float64(den)))
	}
	return weights
}

// SmallCoef is the largest coefficient of rows whose multipliers may be taken for
// small fractions: times 1,000 the snap tolerance is still small.
const SmallCoef = 1000

// Prices writes multipliers of rows as whole multiples of 1/den: as fractions with a
// denominator of at most most where those rows have small coefficients, else on the
// finest grid on which a multiplier times the largest coefficient of its row stays far
// below 2^63. A row with coefficients in the millions has a price of millionths.
// largest has the largest coefficient of each row by size. NaN and infinities become 0.
//
// Rounding is always safe: LowerBound and the steps of a Proof hold for any multipliers,
// rounded ones only may give a slightly weaker bound.
func Prices(y []float64, largest []int64, most int64) (weights []int64, den int64) {
	y = slices.Clone(y)
	small, size := true, 1.0
	for i, v := range y {
		if math.IsNaN(v) || isInf(v) {
			y[i] = 0
		}
	}
	for i, v := range y {
		if v != 0 {
			small = small && largest[i] <= SmallCoef
			size = math.Max(size, math.Abs(v)*float64(largest[i]))
		}
	}
	if small {
		if weights, den = Whole(y, most); den > 0 {
			return weights, den
		}
	}
	_, exponent := math.Frexp(size)
	den = 1 << max(0, min(finestGrid, sizeOfProducts-exponent))
	return Grid(y, den), den
}

// Rationals writes weights in units of 1/den as numbers.
func Rationals(weights []int64, den int64) []*big.Rat {
	out := make([]*big.Rat, len(weights))
	for i, w := range weights {
		out[i] = big.NewRat(w, den)
	}
	return out
}

const (
	finestGrid     = 40 // bits of the denominator
	sizeOfProducts = 57 // bits of a multiplier times a coefficient
)
