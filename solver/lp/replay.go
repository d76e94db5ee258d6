package lp

import "fmt"

// Replay checks a proof from its beginning, with the values that it is about: the
// value of each objective at the best point. It returns the objectives whose claim
// holds, in order. The error names the first step that does not follow.
func Replay(p *Program, objectives [][]float64, values []int64, proof *Proof) (claimed []int, err error) {
	q := NewProver(p, objectives)
	if q == nil {
		return nil, &RefusedError{"program", "its data are not all whole numbers"}
	}
	if err := q.fits(proof, len(values)); err != nil {
		return nil, err
	}
	for k := range proof.Steps {
		if err := q.replay(&proof.Steps[k], values); err != nil {
			return claimed, fmt.Errorf("step %d: %w", k, err)
		}
		if c := proof.Steps[k].Claim; c != nil {
			claimed = append(claimed, c.Objective)
		}
	}
	return claimed, nil
}

func (q *Prover) replay(s *ProofStep, values []int64) error {
	switch {
	case s.Open != nil:
		if s.Open.AtMost != values[s.Open.Objective] || q.opened[s.Open.Objective] >= 0 {
			return &RefusedError{"open", "this is not the value of the objective, or it was opened before"}
		}
		q.Open(s.Open.Objective, s.Open.AtMost)
	case s.Fix != nil:
		n, err := q.Fix(s.Fix.Vector, s.Fix.Columns, s.Fix.Rows)
		if err == nil && n != len(s.Fix.Columns)+len(s.Fix.Rows) {
			err = &RefusedError{"fixing", "a column or row is not tightened by the vector"}
		}
		return err
	case s.Cut != nil:
		_, err := q.Cut(s.Cut.Name, s.Cut.Rounding)
		return err
	case s.Claim != nil:
		if q.opened[s.Claim.Objective] < 0 || s.Claim.Value != values[s.Claim.Objective] {
			return &RefusedError{"claim", "this is not the value of the objective, or it was not opened"}
		}
		return q.Claim(s.Claim.Objective, s.Claim.Tree)
	}
	return nil
}

// fits refuses numbers of rows, columns and objectives that do not exist, so that
// the steps can use them.
func (q *Prover) fits(proof *Proof, objectives int) error {
	bad := func(what string) error {
		return &RefusedError{what, "a number in it is out of range, or lists do not fit"}
	}
	rows, cols := int32(len(q.rows)), int32(len(q.cols))
	within := func(list []int32, n int32) bool {
		for _, v := range list {
			if v < 0 || v >= n {
				return false
			}
		}
		return true
	}
	rising := func(v *Vector) bool {
		for k := 1; k < len(v.Rows); k++ {
			if v.Rows[k] <= v.Rows[k-1] {
				return false
			}
		}
		return len(v.Rows) == len(v.Weights)
	}
	var tree func(n *ProofNode) bool
	tree = func(n *ProofNode) bool {
		if n.Vector != nil && (!rising(n.Vector) || !within(n.Vector.Rows, rows)) {
			return false
		}
		if n.Below == nil || n.Above == nil {
			return true
		}
		return n.Column >= 0 && n.Column < cols && tree(n.Below) && tree(n.Above)
	}
	for k := range proof.Steps {
		var ok bool
		switch s := &proof.Steps[k]; {
		case s.Open != nil:
			ok = s.Open.Objective >= 0 && s.Open.Objective < objectives && objectives == len(q.objectives)
			rows++
		case s.Fix != nil:
			ok = rising(&s.Fix.Vector) && within(s.Fix.Vector.Rows, rows) && within(s.Fix.Columns, cols) && within(s.Fix.Rows, rows)
		case s.Cut != nil:
			r := &s.Cut.Rounding
			ok = r.Den >= 2 && len(r.Rows) == len(r.Weights) && len(r.Rows) == len(r.Lower) && within(r.Rows, rows) && within(r.Flipped, cols)
			rows++
		case s.Claim != nil:
			ok = s.Claim.Objective >= 0 && s.Claim.Objective < objectives && tree(&s.Claim.Tree)
		}
		if !ok {
			return bad(fmt.Sprintf("step %d", k))
		}
	}
	return nil
}
