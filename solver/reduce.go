package solver

import (
	"math"

	"lungang/solver/lp"
)

// reduced is a program without its fixed columns and without rows that no
// point of the box can break, with the way back.
type reduced struct {
	program *lp.Program
	cols    []int // columns of the original
	rows    []int // rows of the original
	height  int   // number of the original's rows
	fixed   []float64
	offset  float64 // objective of the fixed columns
}

// reduce drops fixed columns, whose values move into the row bounds, and rows
// that cannot bind any more. It returns false when a row without free columns
// is broken: then the face has no point.
func reduce(p *lp.Program) (*reduced, bool) {
	m := len(p.Rows)
	r := &reduced{fixed: make([]float64, len(p.Cols)), height: m}
	shift, least, most := make([]float64, m), make([]float64, m), make([]float64, m)
	count := make([]int, m)
	for j := range p.Cols {
		c := &p.Cols[j]
		if c.Lower == c.Upper {
			r.fixed[j] = c.Lower
			r.offset += c.Cost * c.Lower
			if c.Lower != 0 {
				for k := p.Start[j]; k < p.Start[j+1]; k++ {
					shift[p.Index[k]] += p.Value[k] * c.Lower
				}
			}
			continue
		}
		r.cols = append(r.cols, j)
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			i, v := p.Index[k], p.Value[k]
			count[i]++
			least[i] += math.Min(v*c.Lower, v*c.Upper)
			most[i] += math.Max(v*c.Lower, v*c.Upper)
		}
	}
	for i := range p.Rows {
		lower, upper := p.Rows[i].Lower-shift[i], p.Rows[i].Upper-shift[i]
		if most[i] < lower-1e-6 || least[i] > upper+1e-6 {
			return r, false
		}
		if count[i] > 0 && (least[i] < lower-1e-9 || most[i] > upper+1e-9) {
			r.rows = append(r.rows, i)
		}
	}
	r.program = p.Sub(r.cols, r.rows)
	for k, i := range r.rows {
		r.program.Rows[k].Lower -= shift[i]
		r.program.Rows[k].Upper -= shift[i]
	}
	return r, true
}

// expand writes a point of the reduced program as a point of the original.
func (r *reduced) expand(x []float64) []float64 {
	out := append([]float64(nil), r.fixed...)
	for k, j := range r.cols {
		out[j] = x[k]
	}
	return out
}

// shrink writes a point of the original as a point of the reduced program; nil
// when it differs from what is fixed.
func (r *reduced) shrink(x []float64) []float64 {
	if x == nil {
		return nil
	}
	out := make([]float64, len(r.cols))
	seen := append([]float64(nil), r.fixed...)
	for k, j := range r.cols {
		out[k] = x[j]
		seen[j] = x[j]
	}
	for j := range seen {
		if seen[j] != x[j] {
			return nil
		}
	}
	if violation, _ := r.program.Violation(out); violation > 1e-7 {
		return nil
	}
	return out
}
