package solver

import "lungang/solver/lp"

// Certificate is the proof of one part of a plan: a block of the program that
// shares nothing with the others. Each tier of the plan is the sum over the parts
// and an offset that no decision changes.
type Certificate struct {
	// Part is the number of the part, from 0.
	Part int
	// Program has the part's rows and columns, without an objective.
	Program *lp.Program
	// Cols and Rows are where they stand in the whole program.
	Cols, Rows []int
	// Tiers are the ids of the tiers in order, Objectives their costs by column.
	Tiers      []string
	Objectives [][]float64
	// Values are the plan's values of the tiers in this part.
	Values []int64
	// Proof claims the values of the tiers that are certified.
	Proof *lp.Proof
}

// certificates returns what the parts have proved.
func (w *walk) certificates() []Certificate {
	var out []Certificate
	for i, s := range w.searches {
		if s.proof == nil {
			continue
		}
		c := Certificate{Part: i, Program: s.p.program, Cols: s.p.cols, Rows: s.p.rows, Objectives: s.p.tiers, Proof: s.proof}
		for k, t := range s.p.model.Tiers {
			c.Tiers, c.Values = append(c.Tiers, t.ID), append(c.Values, s.p.value(k, s.best))
		}
		out = append(out, c)
	}
	return out
}
