package explain

import (
	"context"
	"errors"
	"math"

	"lungang/solver/coin"
	"lungang/solver/formulate"
	"lungang/solver/lp"
)

// errStopped: the time ran out, or a search reached its limit, before there was
// an answer.
var errStopped = errors.New("stopped before there was an answer")

// questionNodes limits the search for one answer. It is counted in nodes, so
// that the same problem has the same answer on every machine.
const questionNodes = 20000

// asker answers questions about programs.
type asker struct {
	runner *coin.Runner
	memory uint64
	asked  int // programs that were solved

	progress func(solved int) // nil: nobody looks
}

// question asks for the cheapest point of a formulation.
type question struct {
	m     *formulate.Model
	keep  func(formulate.Origin) bool // rows that are asked for; nil: all
	rigid bool                        // no rule gives way
	cost  []float64                   // nil: any point will do
}

// answer to a question. Without a point, rows are the rows (of the
// formulation) that leave none, by a checked proof; nil when no proof is at
// hand but two runs agree.
type answer struct {
	feasible bool
	value    int64
	x        []float64
	rows     []int
}

// ask answers a question: a point that was checked against every row that is
// asked for, or that there is none. Infeasible is believed as package coin
// believes it. The error is errStopped when there is no answer.
func (a *asker) ask(ctx context.Context, q question) (answer, error) {
	p := q.m.Program
	lower, upper := make([]float64, len(p.Cols)), make([]float64, len(p.Cols))
	for j := range p.Cols {
		lower[j], upper[j] = p.Cols[j].Lower, p.Cols[j].Upper
	}
	if q.rigid {
		for _, j := range q.m.Slacks() {
			upper[j] = 0
		}
	}
	active := make([]bool, len(p.Rows))
	for i := range active {
		active[i] = q.keep == nil || q.keep(q.m.Origin(i))
	}
	cost := q.cost
	if cost == nil {
		cost = make([]float64, len(p.Cols))
	}
	s := shrink(p, cost, lower, upper, active)
	if s.broken >= 0 {
		return answer{rows: []int{s.broken}}, nil
	}
	point := make([]float64, len(s.cols))
	for _, c := range s.program.Components() {
		part := s.program.Sub(c.Cols, c.Rows)
		x, proof, err := a.solve(ctx, part)
		if err != nil {
			return answer{}, err
		}
		if x == nil {
			return answer{rows: s.original(c.Rows, proof)}, nil
		}
		for k, j := range c.Cols {
			point[j] = x[k]
		}
	}
	out := answer{feasible: true, x: s.expand(point)}
	if !satisfies(p, out.x, active) {
		return answer{}, errStopped
	}
	sum := 0.0
	for j, v := range cost {
		sum += v * out.x[j]
	}
	out.value = int64(math.Round(sum))
	return out, nil
}

// original names the rows of a proof; nil without one.
func (s *shrunk) original(rows []int, proof []float64) []int {
	if proof == nil {
		return nil
	}
	var out []int
	for k, i := range rows {
		if proof[k] != 0 {
			out = append(out, s.rows[i])
		}
	}
	return out
}

// solve minimises one connected program: its optimal point, or nil and the
// prices of its rows that prove that there is none, if there are such prices.
func (a *asker) solve(ctx context.Context, p *lp.Program) (x, proof []float64, err error) {
	a.asked++
	if a.progress != nil {
		a.progress(a.asked)
	}
	m, err := coin.NewLP(p)
	if err != nil {
		return nil, nil, err
	}
	defer m.Close()
	r, err := m.Solve(ctx, coin.LPOptions{})
	switch {
	case err != nil:
		return nil, nil, err
	case r.Termination == coin.Infeasible:
		return nil, r.Ray, nil
	case r.Termination != coin.Optimal:
		return nil, nil, errStopped
	}
	if x := whole(p, r.X); x != nil {
		return x, nil, nil
	}
	o := coin.MIPOptions{MaxNodes: questionNodes, MemoryLimit: a.memory, Preprocess: true, AbsoluteGap: 0.999}
	mip, err := a.runner.Solve(ctx, p, o, nil)
	switch {
	case err != nil:
		return nil, nil, err
	case mip.Termination == coin.Infeasible:
		return nil, nil, nil
	case mip.HasSolution && (mip.Termination == coin.Optimal || mip.Gap() < 1 || free(p)):
		return mip.X, nil, nil
	}
	return nil, nil, errStopped
}

// free reports whether a program costs nothing, so that any point is optimal.
func free(p *lp.Program) bool {
	for j := range p.Cols {
		if p.Cols[j].Cost != 0 {
			return false
		}
	}
	return true
}

// whole returns the point when it is one of whole numbers, else nil.
func whole(p *lp.Program, x []float64) []float64 {
	out := make([]float64, len(x))
	for j, v := range x {
		out[j] = math.Round(v)
		if !p.Cols[j].Integer || math.Abs(v-out[j]) > 1e-6 {
			return nil
		}
	}
	return out
}

// satisfies computes the active rows at a point.
func satisfies(p *lp.Program, x []float64, active []bool) bool {
	for i, v := range p.Activity(x) {
		if active[i] && (v < p.Rows[i].Lower-1e-6 || v > p.Rows[i].Upper+1e-6) {
			return false
		}
	}
	return true
}
