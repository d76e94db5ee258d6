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
	// the inverse beyond it come from cuts of cuts, and give dense, weak cuts.
	maxDenominator = 1000
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
	p       *lp.Program
	form    *lp.RowForm
	x       []float64
	lower   []bool // by row: the vertex is nearer to the lower side
	flipped []bool // by column: the vertex is nearer to the upper bound
	found   []found
}

func newFinder(p *lp.Program, form *lp.RowForm, x []float64) *finder {
	f := &finder{p: p, form: form, x: x, lower: make([]bool, len(p.Rows)), flipped: make([]bool, len(p.Cols))}
	for i, a := range p.Activity(x) {
		f.lower[i] = math.Abs(a-p.Rows[i].Lower) < math.Abs(a-p.Rows[i].Upper)
	}
	for j := range p.Cols {
		f.flipped[j] = x[j]-p.Cols[j].Lower > p.Cols[j].Upper-x[j]
	}
	return f
}

// try makes a cut and keeps it when the vertex lies well beyond it.
func (f *finder) try(r lp.Rounding) {
	r.Flipped = f.form.Flips(r.Rows, f.flipped)
	cut, ok := f.form.Round(&r)
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
		f.found = append(f.found, found{made: r, cut: cut, distance: d})
	}
}

// gomory rounds rows of the basis inverse.
func (f *finder) gomory(m *coin.LP) error {
	rows, err := m.Tableau(tableauRows)
	if err != nil {
		return err
	}
	for _, u := range rows {
		weights, den := lp.Whole(u.Weight, maxDenominator)
		if den < 2 {
			continue
		}
		lower := make([]bool, len(weights))
		for k, i := range u.Row {
			lower[k] = f.lower[i]
		}
		for _, times := range multiples {
			if 2*times > den && times > 1 {
				continue // the same as a smaller one
			}
			scaled := slices.Clone(weights)
			for k := range scaled {
				scaled[k] *= times
			}
			f.try(lp.Rounding{Rows: u.Row, Weights: scaled, Den: den, Lower: lower})
		}
	}
	return nil
}

// single rounds single rows, divided by the coefficients of their columns with a
// fraction.
func (f *finder) single() {
	divisors := make([][]int64, len(f.p.Rows))
	for j, x := range f.x {
		if math.Abs(x-math.Round(x)) < fraction {
			continue
		}
		for k := f.p.Start[j]; k < f.p.Start[j+1]; k++ {
			i, v := f.p.Index[k], int64(math.Abs(f.p.Value[k]))
			if v > 1 && !slices.Contains(divisors[i], v) {
				divisors[i] = append(divisors[i], v)
			}
		}
	}
	for i, list := range divisors {
		for _, den := range list {
			for _, weight := range []int64{1, -1} {
				for _, lower := range []bool{false, true} {
					f.try(lp.Rounding{Rows: []int32{int32(i)}, Weights: []int64{weight}, Den: den, Lower: []bool{lower}})
				}
			}
		}
	}
}
