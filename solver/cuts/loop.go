package cuts

import (
	"context"
	"math"
	"slices"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// Options steer a cut loop.
type Options struct {
	// Decides are the columns that must become whole for the loop to end early.
	Decides []bool
	// Rounds is the greatest number of rounds.
	Rounds int
	// Stale is the number of rounds without a better bound after which it ends.
	Stale int
	// Enough ends the loop when the bound reaches it; math.Inf(1) for never.
	Enough float64
	// Name numbers the cuts.
	Name func() string
}

// Made is a cut with how it was made. Its rows are those of the program followed
// by the cuts of the loop, in order.
type Made struct {
	Name string
	lp.Rounding
	lp.Cut
}

// Result is the end of a cut loop.
type Result struct {
	// Made are all cuts that the last ones rest on, and those, in order.
	Made []Made
	// Binding are the numbers in Made of the cuts that hold the last vertex.
	Binding []int
	// Basis fits the program with the binding cuts below its rows.
	Basis []byte
	// Objective at the last vertex.
	Objective float64
	// Rounds that were made.
	Rounds int
}

// Loop adds cuts to a program, from a basis or nil, until its vertex is whole in
// the columns that decide, no cut is found or the bound stands still. A program
// with data that are not whole numbers gets no cuts. When the linear program
// could not be solved, what was reached before stands. It ends soon after ctx.
func Loop(ctx context.Context, p *lp.Program, basis []byte, o Options) (Result, error) {
	l := &loop{base: len(p.Rows), p: p, basis: basis}
	defer l.close()
	var r Result
	best, still := math.Inf(-1), 0
	for ; ; r.Rounds++ {
		x, ok, err := l.solve(ctx)
		if err != nil || !ok {
			return r, err
		}
		l.result(&r)
		r.Objective = p.Cost(x)
		if still++; r.Objective > best+1e-6*(1+math.Abs(best)) {
			best, still = r.Objective, 0
		}
		if r.Rounds == o.Rounds || still >= o.Stale || best >= o.Enough-fraction || whole(x, o.Decides) || ctx.Err() != nil {
			return r, nil
		}
		n, err := l.add(x, o.Name)
		if err != nil || n == 0 {
			return r, err
		}
	}
}

// loop is the program with its present cuts.
type loop struct {
	base    int // rows of the program
	p       *lp.Program
	basis   []byte
	model   *coin.LP
	made    []Made
	present []int // number in made of each row below the base
}

// solve finds the vertex, without the cuts that are slack there. ok is false when
// there is none.
func (l *loop) solve(ctx context.Context) (x []float64, ok bool, err error) {
	l.close()
	for {
		if l.model, err = coin.NewLP(l.p); err != nil {
			return nil, false, err
		}
		l.model.SetBasis(l.basis)
		r, err := l.model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
		if err != nil || r.Termination != coin.Optimal {
			l.close()
			return nil, false, err
		}
		l.basis = l.model.Basis()
		if !l.purge(r.X) {
			return r.X, true, nil
		}
		l.close()
	}
}

func (l *loop) close() {
	if l.model != nil {
		l.model.Close()
		l.model = nil
	}
}

// purge drops the cuts that do not bind; false when all do.
func (l *loop) purge(x []float64) bool {
	activity := l.p.Activity(x)
	n := len(l.p.Cols)
	rows, basis, present := make([]int, 0, len(l.p.Rows)), l.basis[:n:n], l.present[:0:0]
	for i := range l.p.Rows {
		if i >= l.base {
			if activity[i] < l.p.Rows[i].Upper-1e-5 {
				continue
			}
			present = append(present, l.present[i-l.base])
		}
		rows, basis = append(rows, i), append(basis, l.basis[n+i])
	}
	if len(rows) == len(l.p.Rows) {
		return false
	}
	cols := make([]int, n)
	for j := range cols {
		cols[j] = j
	}
	l.p, l.basis, l.present = l.p.Sub(cols, rows), basis, present
	return true
}

// add finds cuts at the vertex and adds them to the program.
func (l *loop) add(x []float64, name func() string) (int, error) {
	form := lp.NewRowForm(l.p)
	if form == nil {
		return 0, nil
	}
	f := newFinder(l.p, form, x)
	if err := f.gomory(l.model); err != nil {
		return 0, err
	}
	f.single()
	list := choose(f.found)
	rows := make([]lp.NewRow, len(list))
	present := slices.Clip(l.present)
	for i := range list {
		c := &list[i]
		m := Made{Name: name(), Rounding: c.made, Cut: c.cut}
		m.Rows = slices.Clone(m.Rows)
		for k, row := range m.Rows {
			if int(row) >= l.base {
				m.Rows[k] = int32(l.base + present[int(row)-l.base])
			}
		}
		rows[i] = c.cut.Row(m.Name)
		l.present = append(l.present, len(l.made))
		l.made = append(l.made, m)
		l.basis = append(l.basis, 1) // basic
	}
	if len(rows) > 0 {
		l.p = l.p.WithRows(rows)
	}
	return len(rows), nil
}

// result writes down the present cuts, with those that they rest on.
func (l *loop) result(r *Result) {
	needed := make([]bool, len(l.made))
	for _, k := range l.present {
		needed[k] = true
	}
	for k, m := range slices.Backward(l.made) {
		if !needed[k] {
			continue
		}
		for _, row := range m.Rows {
			if int(row) >= l.base {
				needed[int(row)-l.base] = true
			}
		}
	}
	place := make([]int, len(l.made))
	r.Made, r.Binding = nil, nil
	for k, m := range l.made {
		if !needed[k] {
			continue
		}
		place[k] = len(r.Made)
		m.Rows = slices.Clone(m.Rows)
		for i, row := range m.Rows {
			if int(row) >= l.base {
				m.Rows[i] = int32(l.base + place[int(row)-l.base])
			}
		}
		r.Made = append(r.Made, m)
	}
	for _, k := range l.present {
		r.Binding = append(r.Binding, place[k])
	}
	r.Basis = slices.Clone(l.basis)
}

func whole(x []float64, decides []bool) bool {
	for j, v := range x {
		if (decides == nil || decides[j]) && math.Abs(v-math.Round(v)) > fraction {
			return false
		}
	}
	return true
}
