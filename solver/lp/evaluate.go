package lp

import "math"

func abs(v float64) float64 { return math.Abs(v) }

// Activity returns A·x, one value per row. x holds one value per column.
func (p *Program) Activity(x []float64) []float64 {
	act := make([]float64, len(p.Rows))
	for j := range p.Cols {
		v := x[j]
		if v == 0 {
			continue
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			act[p.Index[k]] += p.Value[k] * v
		}
	}
	return act
}

// Violation returns the largest absolute violation of any row, bound or
// integrality by the point x, and the place where it occurs ("row cap",
// "column x", "integrality of x"). A feasible point gives 0 and "". A point of
// the wrong length or with NaN gives +Inf.
func (p *Program) Violation(x []float64) (maxViolation float64, where string) {
	if len(x) != len(p.Cols) {
		return math.Inf(1), "number of values"
	}
	note := func(v float64, kind, name string) {
		if v > maxViolation || math.IsNaN(v) {
			if math.IsNaN(v) {
				v = math.Inf(1)
			}
			maxViolation, where = v, kind+name
		}
	}
	for j := range p.Cols {
		c := &p.Cols[j]
		v := x[j]
		if math.IsNaN(v) {
			return math.Inf(1), "column " + c.Name
		}
		if v < c.Lower {
			note(c.Lower-v, "column ", c.Name)
		}
		if v > c.Upper {
			note(v-c.Upper, "column ", c.Name)
		}
		if c.Integer {
			if d := abs(v - math.Round(v)); d != 0 {
				note(d, "integrality of ", c.Name)
			}
		}
	}
	for i, a := range p.Activity(x) {
		r := &p.Rows[i]
		if math.IsNaN(a) {
			return math.Inf(1), "row " + r.Name
		}
		if a < r.Lower {
			note(r.Lower-a, "row ", r.Name)
		}
		if a > r.Upper {
			note(a-r.Upper, "row ", r.Name)
		}
	}
	return maxViolation, where
}

// Largest returns the largest coefficient of each row by size, rounded up.
func (p *Program) Largest() []int64 {
	out := make([]int64, len(p.Rows))
	for k, i := range p.Index {
		out[i] = max(out[i], int64(math.Ceil(math.Abs(p.Value[k]))))
	}
	return out
}
