package lp

import (
	"fmt"
	"math"
	"slices"
)

// Prover checks a Proof while it is made, step by step, and keeps what holds so
// far: the steps that passed, the rows with their bounds, the bounds of columns.
type Prover struct {
	form       *RowForm
	objectives [][]float64
	cols       []Column // bounds as they stand
	rows       []Row
	opened     []int32 // row of each objective, or −1
	atMost     []int64
	d          []int64 // by column, for one vector
	proof      Proof
}

// NewProver starts a proof about a program and objectives with whole costs. It is
// nil when the program is not all whole numbers (see NewRowForm).
func NewProver(p *Program, objectives [][]float64) *Prover {
	form := NewRowForm(p)
	if form == nil {
		return nil
	}
	q := &Prover{form: form, objectives: objectives, d: make([]int64, len(p.Cols)), atMost: make([]int64, len(objectives))}
	q.cols, q.rows = form.Own()
	for range objectives {
		q.opened = append(q.opened, -1)
	}
	return q
}

// Proof returns the steps that passed.
func (q *Prover) Proof() *Proof { return &q.proof }

// RefusedError says that a step does not follow from those before.
type RefusedError struct {
	Step string // what the step is
	Why  string
}

func (e *RefusedError) Error() string { return e.Step + ": " + e.Why }

// add appends a row to the form, with bounds that the prover may change, and
// returns its number.
func (q *Prover) add(r *NewRow) int32 {
	q.form.rows = q.rows
	q.form.Append(r)
	q.rows = q.form.rows
	return int32(len(q.rows) - 1)
}

// Open goes on with the points whose objective is at most a value, and returns the
// number of the row. An objective is opened once.
func (q *Prover) Open(objective int, atMost int64) int32 {
	if q.opened[objective] >= 0 {
		return q.opened[objective]
	}
	row := NewRow{Row: Row{Name: fmt.Sprintf("at_most[%d]", objective), Lower: math.Inf(-1), Upper: float64(atMost)}}
	for j, c := range q.objectives[objective] {
		if c != 0 {
			row.Cols, row.Coef = append(row.Cols, j), append(row.Coef, c)
		}
	}
	q.opened[objective], q.atMost[objective] = q.add(&row), atMost
	q.proof.Steps = append(q.proof.Steps, ProofStep{Open: &OpenStep{Objective: objective, AtMost: atMost}})
	return q.opened[objective]
}

// total computes T of a vector, leaving d behind. It refuses weights that point at
// a bound that does not exist and sums that do not fit.
func (q *Prover) total(v *Vector) (wide, error) {
	clear(q.d)
	var t wide
	for k, i := range v.Rows {
		w, r := v.Weights[k], &q.rows[i]
		side := r.Upper
		if w > 0 {
			side = r.Lower
		}
		if isInf(side) {
			return t, &RefusedError{"vector", fmt.Sprintf("row %s has no such side", r.Name)}
		}
		if !t.addMul(w, int64(side)) {
			return t, &RefusedError{"vector", "a sum does not fit"}
		}
		for e := q.form.start[i]; e < q.form.start[i+1]; e++ {
			x, ok := mul64(w, q.form.value[e])
			if !ok || x > limitTotal || x < -limitTotal {
				return t, &RefusedError{"vector", "a product does not fit"}
			}
			d := q.d[q.form.index[e]] - x
			if d > limitTotal || d < -limitTotal {
				return t, &RefusedError{"vector", "a sum does not fit"}
			}
			q.d[q.form.index[e]] = d
		}
	}
	for j, d := range q.d {
		if d == 0 {
			continue
		}
		side := q.cols[j].Upper
		if d > 0 {
			side = q.cols[j].Lower
		}
		if !t.addMul(d, int64(side)) {
			return t, &RefusedError{"vector", "a sum does not fit"}
		}
	}
	return t, nil
}

const limitTotal = int64(1) << 61

// Fix tightens columns and rows by a vector; those that it does not tighten are
// left out of the step. It reports how many were tightened.
func (q *Prover) Fix(v Vector, columns, rows []int32) (int, error) {
	sum, err := q.total(&v)
	if err != nil {
		return 0, err
	}
	t, ok := sum.int64()
	if !ok || t > 0 {
		return 0, &RefusedError{"fixing", "the sum is positive: there is no point at all"}
	}
	step := FixStep{Vector: v}
	for _, j := range columns {
		d, c := q.d[j], &q.cols[j]
		switch {
		case d > 0 && float64(-t/d) < c.Upper-c.Lower:
			c.Upper = c.Lower + float64(-t/d)
		case d < 0 && float64(-t/-d) < c.Upper-c.Lower:
			c.Lower = c.Upper - float64(-t/-d)
		default:
			continue
		}
		step.Columns = append(step.Columns, j)
	}
	for _, i := range rows {
		k, found := slices.BinarySearch(v.Rows, i)
		if !found {
			continue
		}
		w, r := v.Weights[k], &q.rows[i]
		switch {
		case w > 0 && float64(-t/w) < r.Upper-r.Lower:
			r.Upper = r.Lower + float64(-t/w)
		case w < 0 && float64(-t/-w) < r.Upper-r.Lower:
			r.Lower = r.Upper - float64(-t/-w)
		default:
			continue
		}
		step.Rows = append(step.Rows, i)
	}
	n := len(step.Columns) + len(step.Rows)
	if n > 0 {
		q.proof.Steps = append(q.proof.Steps, ProofStep{Fix: &step})
	}
	return n, nil
}

// Cut adds a cut and returns the number of its row.
func (q *Prover) Cut(name string, r Rounding) (int32, error) {
	q.form.rows = q.rows
	cut, ok := q.form.Round(&r)
	if !ok {
		return 0, &RefusedError{"cut " + name, "there is nothing to round"}
	}
	row := cut.Row(name)
	q.proof.Steps = append(q.proof.Steps, ProofStep{Cut: &CutStep{Name: name, Rounding: r}})
	return q.add(&row), nil
}

// Leaf reports whether a vector proves, within further bounds of columns, that no
// point has a value of the objective below the one it was opened with.
func (q *Prover) Leaf(objective int, v *Vector) error {
	t, err := q.total(v)
	if err != nil {
		return err
	}
	// A better point has at most AtMost−1: the row counts at that side, unless a
	// fixing has made it tighter already.
	better := int64(0)
	if k, found := slices.BinarySearch(v.Rows, q.opened[objective]); found && v.Weights[k] < 0 {
		better = max(0, int64(q.rows[q.opened[objective]].Upper)-q.atMost[objective]+1)
		better = -v.Weights[k] * better
	}
	if !t.addMul(better, 1) || t.hi < 0 || t.hi == 0 && t.lo == 0 {
		return &RefusedError{"claim", "the sum proves nothing"}
	}
	return nil
}

// Claim checks that no point has a value of an opened objective below AtMost.
func (q *Prover) Claim(objective int, tree ProofNode) error {
	if err := q.node(objective, &tree); err != nil {
		return err
	}
	q.proof.Steps = append(q.proof.Steps, ProofStep{Claim: &ClaimStep{Objective: objective, Value: q.atMost[objective], Tree: tree}})
	return nil
}

func (q *Prover) node(objective int, n *ProofNode) error {
	if n.Below == nil || n.Above == nil {
		if n.Vector == nil {
			return &RefusedError{"claim", "a leaf has no vector"}
		}
		return q.Leaf(objective, n.Vector)
	}
	c := &q.cols[n.Column]
	lower, upper := c.Lower, c.Upper
	c.Upper = math.Min(upper, float64(n.At))
	err := q.side(objective, n.Below, c)
	c.Lower, c.Upper = math.Max(lower, float64(n.At)+1), upper
	if err == nil {
		err = q.side(objective, n.Above, c)
	}
	c.Lower, c.Upper = lower, upper
	return err
}

// side checks one side of a branching; an empty one needs no proof.
func (q *Prover) side(objective int, n *ProofNode, c *Column) error {
	if c.Lower > c.Upper {
		return nil
	}
	return q.node(objective, n)
}

// Largest is the largest coefficient of a row, by size.
func (q *Prover) Largest(row int32) int64 { return q.form.most[row] }

// Sided reports whether a row has the side that a weight counts it at.
func (q *Prover) Sided(row int32, weight int64) bool {
	if weight > 0 {
		return !isInf(q.rows[row].Lower)
	}
	return weight == 0 || !isInf(q.rows[row].Upper)
}
