package lp

import (
	"fmt"
	"math"
	"math/big"
)

// InfiniteBoundError says that a multiplier or reduced cost of LowerBound
// points at a bound that does not exist, so that these multipliers prove
// nothing. ClampDuals removes the cause on the row side.
type InfiniteBoundError struct {
	// Kind is "row" or "column"; Name is its name.
	Kind, Name string
	// Side is "lower" or "upper".
	Side string
	// Multiplier is the row multiplier or the reduced cost of the column.
	Multiplier *big.Rat
}

func (e *InfiniteBoundError) Error() string {
	return fmt.Sprintf("%s %s has no %s bound, but its multiplier is %s; give it a finite bound or clamp the multipliers",
		e.Kind, e.Name, e.Side, e.Multiplier.RatString())
}

// LengthError says that a vector does not have one value per row or column.
type LengthError struct {
	What      string
	Got, Want int
}

func (e *LengthError) Error() string {
	return fmt.Sprintf("%s has %d values, the program needs %d", e.What, e.Got, e.Want)
}

// LowerBound returns, for any row multipliers y, the number
//
//	Σ_i (y_i>0 ? L_i : U_i)·y_i + Σ_j (d_j>0 ? l_j : u_j)·d_j,  d = c − Aᵀy,
//
// which no feasible point of the program undercuts (weak duality). It is
// computed exactly: every float64 of the program counts as the rational number
// that it is. So the result holds whatever solver proposed y, and for programs
// with integer costs and columns its Ceil is a bound too.
//
// With all costs zero (WithCost) a positive result proves that the program has
// no feasible point at all: y is then a Farkas certificate.
//
// The error is an *InfiniteBoundError when a needed bound is infinite, and a
// *LengthError when y has not one value per row. Rows are looked at before
// columns, each in order.
func (p *Program) LowerBound(y []*big.Rat) (*big.Rat, error) {
	if len(y) != len(p.Rows) {
		return nil, &LengthError{"y", len(y), len(p.Rows)}
	}
	if bound, err, done := p.fastBound(y); done {
		return bound, err
	}
	return p.slowBound(y)
}

// slowBound is LowerBound in plain rationals. Zero coefficients of y are
// skipped; there is no other shortcut, so that it can serve as the reference.
func (p *Program) slowBound(y []*big.Rat) (*big.Rat, error) {
	sum, part, t := new(big.Rat), new(big.Rat), new(big.Rat)
	for i := range p.Rows {
		r := &p.Rows[i]
		bound, side := r.Upper, "upper"
		switch y[i].Sign() {
		case 0:
			continue
		case 1:
			bound, side = r.Lower, "lower"
		}
		if isInf(bound) {
			return nil, &InfiniteBoundError{"row", r.Name, side, new(big.Rat).Set(y[i])}
		}
		part.SetFloat64(bound)
		sum.Add(sum, part.Mul(part, y[i]))
	}
	d := new(big.Rat)
	for j := range p.Cols {
		c := &p.Cols[j]
		d.SetFloat64(c.Cost)
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			if i := p.Index[k]; y[i].Sign() != 0 {
				t.SetFloat64(p.Value[k])
				d.Sub(d, t.Mul(t, y[i]))
			}
		}
		bound, side := c.Upper, "upper"
		switch d.Sign() {
		case 0:
			continue
		case 1:
			bound, side = c.Lower, "lower"
		}
		if isInf(bound) {
			return nil, &InfiniteBoundError{"column", c.Name, side, new(big.Rat).Set(d)}
		}
		t.SetFloat64(bound)
		sum.Add(sum, t.Mul(t, d))
	}
	return sum, nil
}

// Ceil returns the smallest whole number that is not below r.
func Ceil(r *big.Rat) *big.Int {
	q, m := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int)) // Euclidean: floor, as the denominator is positive
	if m.Sign() != 0 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// fastBound computes LowerBound in machine integers. It brings all multipliers
// to one denominator, all program numbers to one power of two, and gives up
// (done false) as soon as anything does not fit.
func (p *Program) fastBound(y []*big.Rat) (bound *big.Rat, err error, done bool) { //nolint:revive // err is not last: done tells whether it counts
	den, ok := commonDenominator(y)
	if !ok {
		return nil, nil, false
	}
	shift, ok := p.commonShift()
	if !ok {
		return nil, nil, false
	}
	scale := math.Ldexp(1, shift)
	scaled := func(v float64) int64 { return int64(v * scale) } // exact by choice of shift
	yi := make([]int64, len(y))
	var sum wide
	for i := range y {
		n := y[i].Num()
		if n.Sign() == 0 {
			continue
		}
		q := den / y[i].Denom().Int64() // fits: it divides den
		if !n.IsInt64() {
			return nil, nil, false
		}
		if yi[i], ok = mul64(n.Int64(), q); !ok {
			return nil, nil, false
		}
		r := &p.Rows[i]
		b, side := r.Upper, "upper"
		if yi[i] > 0 {
			b, side = r.Lower, "lower"
		}
		if isInf(b) {
			return nil, &InfiniteBoundError{"row", r.Name, side, new(big.Rat).Set(y[i])}, true
		}
		// rows count for den·scale, columns for den·scale²: bring rows along
		t, ok := mul64(scaled(b), int64(scale))
		if !ok || !sum.addMul(t, yi[i]) {
			return nil, nil, false
		}
	}
	for j := range p.Cols {
		c := &p.Cols[j]
		var d wide
		d.addMul(scaled(c.Cost), den)
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			if !d.addMul(-scaled(p.Value[k]), yi[p.Index[k]]) {
				return nil, nil, false
			}
		}
		dj, ok := d.int64()
		if !ok {
			return nil, nil, false
		}
		if dj == 0 {
			continue
		}
		b, side := c.Upper, "upper"
		if dj > 0 {
			b, side = c.Lower, "lower"
		}
		if isInf(b) {
			m := new(big.Rat).SetFrac(big.NewInt(dj), new(big.Int).Lsh(big.NewInt(den), uint(shift)))
			return nil, &InfiniteBoundError{"column", c.Name, side, m}, true
		}
		if !sum.addMul(scaled(b), dj) {
			return nil, nil, false
		}
	}
	denominator := new(big.Int).Lsh(big.NewInt(den), uint(2*shift))
	return new(big.Rat).SetFrac(sum.big(), denominator), nil, true
}

// commonDenominator is the least common multiple of the denominators of y,
// while that stays below 2^40.
func commonDenominator(y []*big.Rat) (int64, bool) {
	const most = int64(1) << 40
	den := int64(1)
	for _, v := range y {
		d := v.Denom()
		if !d.IsInt64() || d.Int64() > most {
			return 0, false
		}
		n, ok := lcm(den, d.Int64(), most)
		if !ok {
			return 0, false
		}
		den = n
	}
	return den, true
}

// lcm is the least common multiple, when it is at most most.
func lcm(a, b, most int64) (int64, bool) {
	g, r := a, b
	for r != 0 {
		g, r = r, g%r
	}
	b /= g
	if a > most/b {
		return 0, false
	}
	return a * b, true
}

// commonShift is the smallest s in 0..20 such that every finite number of the
// program times 2^s is a whole number below 2^53.
func (p *Program) commonShift() (int, bool) {
	const maxShift = 20
	s, ok := 0, true
	look := func(v float64) {
		if v == math.Trunc(v) && s == 0 {
			ok = ok && math.Abs(v) < 1<<53
			return
		}
		for {
			w := math.Ldexp(v, s)
			if w == math.Trunc(w) {
				break
			}
			if s++; s > maxShift {
				ok = false
				return
			}
		}
	}
	most := 0.0
	see := func(v float64) {
		if !isInf(v) && ok {
			look(v)
			most = max(most, math.Abs(v))
		}
	}
	for j := range p.Cols {
		see(p.Cols[j].Cost)
		see(p.Cols[j].Lower)
		see(p.Cols[j].Upper)
	}
	for i := range p.Rows {
		see(p.Rows[i].Lower)
		see(p.Rows[i].Upper)
	}
	for _, v := range p.Value {
		see(v)
	}
	return s, ok && math.Ldexp(most, s) < 1<<53
}
