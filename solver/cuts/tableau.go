package cuts

import (
	"math"
	"slices"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

const (
	// tableauRows is how many rows of the basis inverse are looked at in a round.
	tableauRows = 400
	// maxDenominator bounds the common denominator of a row's weights. Rows of
	// the inverse beyond it come from cuts of cuts: they are rounded to fineGrid.
	maxDenominator = 1000
	// fineGrid is the denominator of weights that have no small one. A coarse grid
	// makes weak cuts: at a travel tier 0.3 % below its value, with a gap of 3.7 %
	// without them, a grid of 2^12 leaves 3.4 %, 2^20 2.9 %, 2^28 0.13 %, 2^40 nothing.
	fineGrid = 1 << 40
	// shortSum is how many coefficients the rows of a cheap sum have, longSum those of
	// the longest that is looked at.
	shortSum, longSum = 10000, 60000
	// fraction tells a fraction from noise.
	fraction = 1e-6
	// maxLength is the greatest number of columns of a cut.
	maxLength = 2000
)

// multiples are what a row of the basis inverse is multiplied with before it is
// rounded: each gives another cut (Cornuéjols, Li and Vandenbussche, 2003).
var multiples = []int64{1, -1, 2, -2, 3, -3}

// found is a cut with how far the vertex lies beyond it.
type found struct {
	made     lp.Rounding
	cut      lp.Cut
	distance float64
}

// finder looks for cuts at one vertex.
type finder struct {
	p     *lp.Program
	form  *lp.RowForm
	x     []float64
	lower []bool    // by row: the vertex is nearer to the lower side
	at    []lp.Side // by column
	found []found
}

func newFinder(p *lp.Program, form *lp.RowForm, x []float64) *finder {
	f := &finder{p: p, form: form, x: x, lower: make([]bool, len(p.Rows)), at: make([]lp.Side, len(p.Cols))}
	for i, a := range p.Activity(x) {
		f.lower[i] = math.Abs(a-p.Rows[i].Lower) < math.Abs(a-p.Rows[i].Upper)
	}
	for j := range p.Cols {
		switch c := &p.Cols[j]; {
		case x[j] < c.Lower+fraction:
		case x[j] > c.Upper-fraction:
			f.at[j] = lp.AtUpper
		default:
			f.at[j] = lp.Between
		}
	}
	return f
}

// try makes a cut and keeps it when the vertex lies well beyond it.
func (f *finder) try(r lp.Rounding) {
	cut, ok := f.form.Fit(&r, f.at)
	if !ok || len(cut.Cols) > maxLength {
		return
	}
	beyond, square := -float64(cut.Upper), 0.0
	for k, j := range cut.Cols {
		c := float64(cut.Coefs[k])
		beyond += c * f.x[j]
		square += c * c
	}
	if d := beyond / math.Sqrt(square); d > leastDistance {
		cut.Sort()
		slices.Sort(r.Flipped)
		f.found = append(f.found, found{made: r, cut: cut, distance: d})
	}
}

// gomory rounds rows of the basis inverse: those that are sums of few and short rows,
// and the others only when these give no cut.
func (f *finder) gomory(m *coin.LP) error {
	rows, err := m.Tableau(tableauRows)
	if err != nil {
		return err
	}
	for _, long := range []bool{false, true} {
		for _, u := range rows {
			if n := f.form.Length(u.Row); n > longSum || (n > shortSum) != long {
				continue
			}
			weights, den := []int64(nil), int64(0)
			if f.form.Largest(u.Row) <= lp.SmallCoef {
				weights, den = lp.Whole(u.Weight, maxDenominator)
			}
			switch {
			case den == 0:
				f.scaled(u.Row, lp.Grid(u.Weight, fineGrid), fineGrid, multiples[:2])
			case den > 1:
				f.scaled(u.Row, weights, den, multiples)
			}
		}
		if len(f.found) > 0 {
			break
		}
	}
	return nil
}

// scaled tries multiples of a weighted sum of rows.
func (f *finder) scaled(rows []int32, weights []int64, den int64, multiples []int64) {
	var r lp.Rounding
	for k, i := range rows {
		if weights[k] != 0 {
			r.Rows, r.Weights, r.Lower = append(r.Rows, i), append(r.Weights, weights[k]), append(r.Lower, f.lower[i])
		}
	}
	if len(r.Rows) == 0 {
		return
	}
	r.Den = den
	for _, times := range multiples {
		if 2*times > den && times > 1 {
			continue // the same as a smaller one
		}
		c := r
		c.Weights = slices.Clone(r.Weights)
		for k := range c.Weights {
			c.Weights[k] *= times
		}
		f.try(c)
	}
}

// single rounds single rows with small coefficients, divided by those of their columns
// with a fraction.
func (f *finder) single() {
	divisors := make([][]int64, len(f.p.Rows))
	for j, x := range f.x {
		if math.Abs(x-math.Round(x)) < fraction {
			continue
		}
		for k := f.p.Start[j]; k < f.p.Start[j+1]; k++ {
			i, v := f.p.Index[k], int64(math.Abs(f.p.Value[k]))
			if v > 1 && f.form.Largest([]int32{i}) <= lp.SmallCoef && !slices.Contains(divisors[i], v) {
				divisors[i] = append(divisors[i], v)
			}
		}
	}
	for i, list := range divisors {
		row := &f.p.Rows[i]
		for _, den := range list {
			for _, lower := range []bool{true, false} {
				if lower && math.IsInf(row.Lower, -1) || !lower && math.IsInf(row.Upper, 1) {
					continue
				}
				for _, weight := range []int64{1, -1} {
					f.try(lp.Rounding{Rows: []int32{int32(i)}, Weights: []int64{weight}, Den: den, Lower: []bool{lower}})
				}
			}
		}
	}
}
