package lp

import (
	"math"
	"slices"
)

// Rounding is a mixed-integer rounding cut (Nemhauser and Wolsey, 1990), told by
// how it is made, so that anybody can make it again in exact arithmetic: a
// weighted sum of rows, each counted at one of its sides, in which some columns
// count down from their upper bounds. With weights from a basis inverse it is
// Gomory's mixed-integer cut (1960).
type Rounding struct {
	// Rows are the rows that are summed.
	Rows []int32 `json:"rows"`
	// Weights of the rows, in units of 1/Den.
	Weights []int64 `json:"weights"`
	// Den is at least 2.
	Den int64 `json:"den"`
	// Lower tells of each row whether it counts at its lower side.
	Lower []bool `json:"lower"`
	// Flipped are columns that count down from their upper bounds; all others
	// count up from their lower ones.
	Flipped []int32 `json:"flipped,omitempty"`
}

// Cut is the row Σ Coefs[k]·x[Cols[k]] ≤ Upper in whole numbers.
type Cut struct {
	Cols  []int32
	Coefs []int64
	Upper int64
}

// RowForm holds the rows of a program whose data are all whole numbers, in which
// every column is a bounded integer column.
type RowForm struct {
	cols  []Column
	rows  []Row
	start []int32
	index []int32
	value []int64
	most  []int64 // by row: the largest coefficient
	work  []int64 // by column; 0, or untouched + a coefficient
	seen  []int32 // columns touched
	flip  []bool
	large bool // a number grew beyond limitSum
}

// limitWhole bounds the numbers of programs and cuts in RowForm, so that sums of
// their products stay far from overflow.
const limitWhole = 1 << 31

// untouched is far above any coefficient: it tells a coefficient of 0 from none.
const untouched = int64(1) << 61

// limitSum bounds all numbers while a cut is made.
const limitSum = int64(1) << 59

// NewRowForm turns a program round. It is nil when a coefficient or bound is not a
// whole number below 2^31, or a column is not a bounded integer column.
func NewRowForm(p *Program) *RowForm {
	whole := func(v float64) bool { return v == math.Trunc(v) && math.Abs(v) < limitWhole }
	for i := range p.Rows {
		for _, v := range []float64{p.Rows[i].Lower, p.Rows[i].Upper} {
			if !isInf(v) && !whole(v) {
				return nil
			}
		}
	}
	for j := range p.Cols {
		if c := &p.Cols[j]; !c.Integer || !whole(c.Lower) || !whole(c.Upper) {
			return nil
		}
	}
	b := &RowForm{
		cols: p.Cols, rows: p.Rows, start: make([]int32, len(p.Rows)+1), index: make([]int32, len(p.Index)), value: make([]int64, len(p.Index)), most: make([]int64, len(p.Rows)),
		work: make([]int64, len(p.Cols)), flip: make([]bool, len(p.Cols)),
	}
	for k, i := range p.Index {
		if !whole(p.Value[k]) {
			return nil
		}
		b.start[i+1]++
	}
	for i := range p.Rows {
		b.start[i+1] += b.start[i]
	}
	at := slices.Clone(b.start)
	for j := range p.Cols {
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			i := p.Index[k]
			v := int64(p.Value[k])
			b.index[at[i]], b.value[at[i]] = int32(j), v
			b.most[i] = max(b.most[i], v, -v)
			at[i]++
		}
	}
	return b
}

// Own gives the form columns and rows of its own, whose bounds may be changed, and
// returns them.
func (b *RowForm) Own() ([]Column, []Row) {
	b.cols, b.rows = slices.Clone(b.cols), slices.Clone(b.rows)
	return b.cols, b.rows
}

// Append adds a row below the others. Its data are whole numbers.
func (b *RowForm) Append(r *NewRow) {
	b.rows = append(b.rows, r.Row)
	most := int64(0)
	for k, j := range r.Cols {
		if v := int64(r.Coef[k]); v != 0 {
			b.index, b.value = append(b.index, int32(j)), append(b.value, v)
			most = max(most, v, -v)
		}
	}
	b.most = append(b.most, most)
	b.start = append(b.start, int32(len(b.index)))
}

// Round makes a cut. Every point of the program with whole numbers satisfies it:
// with t ≥ 0 for the columns counted from their bounds, s ≥ 0 for the slacks of
// rows, the weighted sum reads Σ a·t + Σ g·s = β, and
//
//	Σ F(a)·t + Σ F(g)·s ≤ ⌊β⌋,  F(a) = ⌊a⌋ + max(0, a − ⌊a⌋ − f)/(1 − f),  f = β − ⌊β⌋.
//
// A cut with coefficients beyond maxCutCoef is divided by a whole number and its
// coefficients rounded, each to the nearer side and paid for at the bound that this
// makes worse: Σ c·x ≤ u with c·s = v + r gives c·x ≤ (v·x + r·bound)/s, the upper
// bound for r > 0 and the lower one for r < 0. The weights of a row of the basis
// inverse can so be as fine as they need to be.
//
// ok is false when there is nothing to round (f = 0), a side does not exist, or a
// number would grow too large.
func (b *RowForm) Round(r *Rounding) (cut Cut, ok bool) {
	defer b.clear(r)
	beta, ok := b.sum(r)
	if !ok {
		return cut, false
	}
	cut, ok = b.round(r, beta)
	if ok {
		cut.Sort()
	}
	return cut, ok
}

// Fit makes a cut like Round, its columns in no order, and chooses the columns that count down: those at their
// upper bounds, and of those between their bounds the ones whose coefficient lies
// closer below a whole number than above. Then weights that are only nearly right cost
// the cut nothing in columns of the basis.
func (b *RowForm) Fit(r *Rounding, at []Side) (cut Cut, ok bool) {
	defer b.clear(r)
	beta, ok := b.sum(r)
	if !ok {
		return cut, false
	}
	r.Flipped = nil
	for _, j := range b.seen {
		if at[j] == AtUpper || at[j] == Between && 2*remainder(b.work[j]-untouched, r.Den) > r.Den {
			r.Flipped = append(r.Flipped, j)
		}
	}
	return b.round(r, beta)
}

// round makes the cut of the weighted sum in work, whose sides add up to beta.
func (b *RowForm) round(r *Rounding, beta int64) (cut Cut, ok bool) {
	for _, j := range r.Flipped {
		b.flip[j] = true
	}
	for _, j := range b.seen {
		beta = b.plus(beta, b.times(untouched-b.work[j], int64(b.from(j))))
	}
	rest := remainder(beta, r.Den)
	if rest == 0 || b.large {
		return cut, false
	}
	// everything in units of 1/(1 − f), which makes the cut whole
	q := r.Den - rest
	f := func(a int64) int64 { return b.plus(b.times(quotient(a, r.Den), q), max(0, remainder(a, r.Den)-rest)) }
	upper := b.times(quotient(beta, r.Den), q)
	for _, j := range b.seen {
		a := b.work[j] - untouched
		v := f(a)
		if b.flip[j] {
			v = -f(-a)
		}
		b.work[j] = untouched + v
		upper = b.plus(upper, b.times(v, int64(b.from(j))))
	}
	for k, i := range r.Rows {
		row := &b.rows[i]
		if row.Lower == row.Upper {
			continue
		}
		// row = side − sign·s, so s = sign·(side − row)
		sign, side := int64(1), row.Upper
		if r.Lower[k] {
			sign, side = -1, row.Lower
		}
		v := sign * f(sign*r.Weights[k])
		upper = b.plus(upper, b.times(-v, int64(side)))
		b.add(i, -v)
	}
	return b.cut(upper)
}

// Length is the number of coefficients of some rows.
func (b *RowForm) Length(rows []int32) int {
	n := 0
	for _, i := range rows {
		n += int(b.start[i+1] - b.start[i])
	}
	return n
}

// Largest is the greatest coefficient, by size, of some rows.
func (b *RowForm) Largest(rows []int32) int64 {
	most := int64(0)
	for _, i := range rows {
		most = max(most, b.most[i])
	}
	return most
}

// Side tells where a point stands in a column.
type Side uint8

// The sides of a column.
const (
	AtLower Side = iota
	AtUpper
	Between
)

// Sort puts the columns in increasing order.
func (c *Cut) Sort() {
	order := make([]int, len(c.Cols))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return int(c.Cols[a]) - int(c.Cols[b]) })
	cols, coefs := make([]int32, len(order)), make([]int64, len(order))
	for k, at := range order {
		cols[k], coefs[k] = c.Cols[at], c.Coefs[at]
	}
	c.Cols, c.Coefs = cols, coefs
}

// Row returns the cut as a row with a name.
func (c *Cut) Row(name string) NewRow {
	r := NewRow{Row: Row{Name: name, Lower: math.Inf(-1), Upper: float64(c.Upper)}}
	for k, j := range c.Cols {
		r.Cols, r.Coef = append(r.Cols, int(j)), append(r.Coef, float64(c.Coefs[k]))
	}
	return r
}

// from is the bound that a column counts from.
func (b *RowForm) from(j int32) float64 {
	if b.flip[j] {
		return b.cols[j].Upper
	}
	return b.cols[j].Lower
}

// sum writes the weighted sum of the rows' coefficients into work and returns that
// of their sides.
func (b *RowForm) sum(r *Rounding) (beta int64, ok bool) {
	for k, i := range r.Rows {
		side := b.rows[i].Upper
		if r.Lower[k] {
			side = b.rows[i].Lower
		}
		if isInf(side) {
			return 0, false
		}
		beta = b.plus(beta, b.times(r.Weights[k], int64(side)))
		b.add(i, r.Weights[k])
	}
	return beta, true
}

// add adds a multiple of a row to work.
func (b *RowForm) add(row int32, w int64) {
	if w == 0 {
		return
	}
	for e := b.start[row]; e < b.start[row+1]; e++ {
		j := b.index[e]
		if b.work[j] == 0 {
			b.work[j] = untouched
			b.seen = append(b.seen, j)
		}
		b.work[j] = untouched + b.plus(b.work[j]-untouched, b.times(w, b.value[e]))
	}
}

// times and plus compute within limitSum; a number beyond it is noted, and counts
// as 0.
func (b *RowForm) times(x, y int64) int64 {
	if int64(int32(x)) == x && int64(int32(y)) == y {
		return x * y
	}
	v, ok := mul64(x, y)
	return b.within(v, ok)
}

func (b *RowForm) plus(x, y int64) int64 { return b.within(x+y, true) }

func (b *RowForm) within(v int64, ok bool) int64 {
	if !ok || v > limitSum || v < -limitSum {
		b.large = true
		return 0
	}
	return v
}

// cut reads the cut from work, without fixed columns, divided by what all
// coefficients have in common, and further when they are too large.
func (b *RowForm) cut(upper int64) (cut Cut, ok bool) {
	common, most := int64(0), int64(0)
	for _, j := range b.seen {
		v := b.work[j] - untouched
		if c := &b.cols[j]; c.Lower == c.Upper {
			upper = b.plus(upper, b.times(-v, int64(c.Lower)))
			b.work[j] = untouched
			continue
		}
		common, most = divisor(common, v), max(most, v, -v)
	}
	if common == 0 || b.large {
		return cut, false
	}
	scale := common * max(1, (most/common+maxCutCoef-1)/maxCutCoef)
	for _, j := range b.seen {
		v := b.work[j] - untouched
		c := quotient(2*v+scale, 2*scale)
		switch rest := c*scale - v; {
		case rest > 0:
			upper = b.plus(upper, b.times(rest, int64(b.cols[j].Upper)))
		case rest < 0:
			upper = b.plus(upper, b.times(rest, int64(b.cols[j].Lower)))
		}
		if c != 0 {
			cut.Cols, cut.Coefs = append(cut.Cols, j), append(cut.Coefs, c)
		}
	}
	cut.Upper = quotient(upper, scale)
	return cut, len(cut.Cols) > 0 && !b.large && cut.Upper < limitWhole && cut.Upper > -limitWhole
}

// maxCutCoef is the largest coefficient of a cut: numbers far apart make a linear
// program hard to solve in floating point, rounding them coarsely weakens the cut.
const maxCutCoef = 1 << 24

func (b *RowForm) clear(r *Rounding) {
	for _, j := range b.seen {
		b.work[j] = 0
	}
	b.seen, b.large = b.seen[:0], false
	for _, j := range r.Flipped {
		b.flip[j] = false
	}
}

// quotient rounds a/b down; b is positive.
func quotient(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// remainder is a − b·⌊a/b⌋; b is positive.
func remainder(a, b int64) int64 {
	if r := a % b; r < 0 {
		return r + b
	} else {
		return r
	}
}

// divisor is the greatest common divisor of a and b.
func divisor(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	if b < 0 {
		b = -b
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
