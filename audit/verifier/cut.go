package verifier

import (
	"errors"
	"slices"
)

// Cut adds a row that follows by mixed-integer rounding, told by how it is made:
// a weighted sum of rows, each counted at one of its sides.
type Cut struct {
	Name     string   `json:"name"`
	Rounding Rounding `json:"rounding"`
}

// Rounding says how a cut is made.
type Rounding struct {
	Rows    []int32 `json:"rows"`
	Weights []int64 `json:"weights"` // in units of 1/Den
	Den     int64   `json:"den"`
	Lower   []bool  `json:"lower"`             // whether a row counts at its lower side
	Flipped []int32 `json:"flipped,omitempty"` // columns that count down from their upper bounds
}

// cut makes the cut. With t_j ≥ 0 what a column is off its bound and s_i ≥ 0 what
// a row is off its side, all whole numbers, the weighted sum of the rows reads
// Σ a_j·t_j + Σ g_i·s_i = b in units of 1/Den. Then, with f the fraction of b,
//
//	Σ F(a_j)·t_j + Σ F(g_i)·s_i ≤ ⌊b⌋,  F(a) = ⌊a⌋ + max(0, a − ⌊a⌋ − f)/(1 − f).
//
// Here F is counted in units of 1/(1 − f), so that all numbers are whole. Written
// in columns again, without those that are fixed, divided by what all coefficients
// have in common and rounded down, it is the row. When a coefficient is beyond 2^24
// then, it is divided further: see shorten.
func (s *state) cut(c *Cut) error {
	r, x := &c.Rounding, &exact{}
	if len(r.Weights) != len(r.Rows) || len(r.Lower) != len(r.Rows) || r.Den < 2 || r.Den > 1<<40 {
		return errors.New("the rounding is incomplete")
	}
	flipped, a, b := map[int32]bool{}, map[int32]int64{}, int64(0)
	for _, j := range r.Flipped {
		flipped[j] = true
	}
	for k, i := range r.Rows {
		if !inRange(i, len(s.rows)) {
			return errors.New("there is no such row")
		}
		side := s.rows[i].Upper
		if r.Lower[k] {
			side = s.rows[i].Lower
		}
		if !side.There {
			return errors.New("a row has no such side")
		}
		b = x.add(b, x.mul(r.Weights[k], side.At))
		s.addRow(x, a, i, r.Weights[k])
	}
	from := func(j int32) int64 {
		if flipped[j] {
			return s.columns[j].Upper
		}
		return s.columns[j].Lower
	}
	for j, v := range a {
		b = x.sub(b, x.mul(v, from(j)))
	}
	f := rest(b, r.Den)
	if f == 0 || x.bad {
		return errors.New("there is nothing to round, or a number is too large")
	}
	unit := r.Den - f
	round := func(v int64) int64 { return x.add(x.mul(floor(v, r.Den), unit), max(0, rest(v, r.Den)-f)) }
	upper := x.mul(floor(b, r.Den), unit)
	for j, v := range a {
		if flipped[j] {
			a[j] = -round(-v)
		} else {
			a[j] = round(v)
		}
		upper = x.add(upper, x.mul(a[j], from(j)))
	}
	for k, i := range r.Rows {
		row := &s.rows[i]
		switch {
		case row.Lower.There && row.Lower == row.Upper: // it is never off its side
		case r.Lower[k]: // s = row − lower, with the coefficient −weight
			v := round(-r.Weights[k])
			upper = x.add(upper, x.mul(v, row.Lower.At))
			s.addRow(x, a, i, v)
		default: // s = upper − row, with the coefficient weight
			v := round(r.Weights[k])
			upper = x.sub(upper, x.mul(v, row.Upper.At))
			s.addRow(x, a, i, -v)
		}
	}
	return s.addCut(x, c.Name, a, upper)
}

// addRow adds a multiple of a row to coefficients.
func (s *state) addRow(x *exact, a map[int32]int64, i int32, weight int64) {
	if weight == 0 {
		return
	}
	for _, e := range s.rows[i].Entries {
		a[e.Column] = x.add(a[e.Column], x.mul(weight, e.Value))
	}
}

func (s *state) addCut(x *exact, name string, a map[int32]int64, upper int64) error {
	common := int64(0)
	for j, v := range a {
		if c := s.columns[j]; c.Lower == c.Upper {
			upper = x.sub(upper, x.mul(v, c.Lower))
			delete(a, j)
			continue
		}
		for v != 0 {
			common, v = v, common%v
		}
	}
	common = max(common, -common)
	if common == 0 || x.bad {
		return errors.New("nothing is left of the cut, or a number is too large")
	}
	row := s.shorten(x, a, upper, common)
	if len(row.Entries) == 0 || x.bad {
		return errors.New("nothing is left of the cut, or a number is too large")
	}
	row.Name = name
	s.rows = append(s.rows, row)
	return nil
}

// shorten divides Σ v_j·x_j ≤ upper by a multiple of what all v_j have in common, such
// that no coefficient c_j = v_j/scale, rounded to the nearer whole number (up at a
// half), is beyond 2^24. With r_j = c_j·scale − v_j
//
//	Σ c_j·scale·x_j = Σ v_j·x_j + Σ r_j·x_j ≤ upper + Σ r_j·(r_j>0 ? u_j : l_j).
func (s *state) shorten(x *exact, a map[int32]int64, upper, common int64) Row {
	most := int64(0)
	for _, v := range a {
		most = max(most, v, -v)
	}
	var row Row
	scale := x.mul(common, max(1, (most/common+largest-1)/largest))
	if x.bad {
		return row
	}
	for j, v := range a {
		c := floor(x.add(x.mul(2, v), scale), x.mul(2, scale))
		at := s.columns[j].Lower
		r := c*scale - v
		if r > 0 {
			at = s.columns[j].Upper
		}
		upper = x.add(upper, x.mul(r, at))
		if c != 0 {
			row.Entries = append(row.Entries, Entry{j, c})
		}
	}
	slices.SortFunc(row.Entries, func(a, b Entry) int { return int(a.Column - b.Column) })
	row.Upper = Side{floor(upper, scale), true}
	return row
}

// largest coefficient of a cut.
const largest = 1 << 24

// exact computes in whole numbers and remembers when one grew too large.
type exact struct{ bad bool }

func (x *exact) mul(a, b int64) int64 {
	p, ok := product(a, b)
	x.bad = x.bad || !ok
	return p
}

func (x *exact) add(a, b int64) int64 {
	s := a + b
	x.bad = x.bad || s > 1<<61 || s < -1<<61
	return s
}

func (x *exact) sub(a, b int64) int64 { return x.add(a, -b) }
