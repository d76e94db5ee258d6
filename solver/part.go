package solver

import (
	"math"

	"lungang/solver/formulate"
	"lungang/solver/lp"
)

// bundleColumns is how many columns small parts are collected up to: a solve
// has a price of its own, and hundreds of tiny ones cost more than one.
const bundleColumns = 2000

// part is a block of the program that shares nothing with the rest, so that it
// is solved alone; the tiers of the whole are the sums over the parts.
type part struct {
	model   *formulate.Model
	cols    []int // columns of the whole program
	rows    []int
	program *lp.Program
	key     [32]byte    // see keyOf
	tiers   [][]float64 // cost of each tier
	choice  []bool      // columns that decide; the others follow from them
	counter []bool      // columns that count visited schools: see Model.Counters
	counts  []int       // rows that count them
}

// split cuts the model's program into parts, in a fixed order.
func split(m *formulate.Model) []*part {
	var list []*part
	var cols, rows []int
	flush := func() {
		if len(cols) > 0 {
			list = append(list, newPart(m, cols, rows))
		}
		cols, rows = nil, nil
	}
	for _, c := range m.Program.Components() {
		if len(cols) > 0 && len(cols)+len(c.Cols) > bundleColumns {
			flush()
		}
		cols, rows = append(cols, c.Cols...), append(rows, c.Rows...)
	}
	flush()
	return list
}

func newPart(m *formulate.Model, cols, rows []int) *part {
	p := &part{model: m, cols: cols, rows: rows, program: m.Program.Sub(cols, rows)}
	p.key = keyOf(p.program)
	for _, t := range m.Tiers {
		cost := make([]float64, len(cols))
		for k, j := range cols {
			cost[k] = t.Cost[j]
		}
		p.tiers = append(p.tiers, cost)
	}
	p.choice = make([]bool, len(cols))
	for k, j := range cols {
		p.choice[k] = m.Decides(j)
	}
	countCols, countRows := m.Counters()
	place := make([]int, max(len(m.Program.Cols), len(m.Program.Rows)))
	p.counter = make([]bool, len(cols))
	for k, j := range cols {
		place[j] = k + 1
	}
	for _, j := range countCols {
		if place[j] > 0 {
			p.counter[place[j]-1] = true
		}
	}
	clear(place)
	for k, i := range rows {
		place[i] = k + 1
	}
	for _, i := range countRows {
		if place[i] > 0 {
			p.counts = append(p.counts, place[i]-1)
		}
	}
	return p
}

// complete returns the point with the columns that follow from the decisions,
// and whether it satisfies every row of the part.
func (p *part) complete(x []float64) ([]float64, bool) {
	whole := make([]float64, len(p.model.Program.Cols))
	for k, j := range p.cols {
		whole[j] = x[k]
	}
	whole = p.model.Complete(whole)
	out := make([]float64, len(p.cols))
	for k, j := range p.cols {
		out[k] = whole[j]
	}
	violation, _ := p.program.Violation(out)
	return out, violation < 1e-6
}

// rounded returns the plan of a vertex of whole decisions, in which visits
// beyond the limit of schools are dropped; false when a row is broken.
func (p *part) rounded(x []float64) ([]float64, bool) {
	whole := make([]float64, len(p.model.Program.Cols))
	for k, j := range p.cols {
		whole[j] = x[k]
	}
	whole = p.model.Trim(whole)
	out := make([]float64, len(p.cols))
	for k, j := range p.cols {
		out[k] = whole[j]
	}
	return p.complete(out)
}

// whole reports whether all decisions of a point are whole numbers.
func (p *part) whole(x []float64) bool {
	for j, v := range x {
		if p.choice[j] && math.Abs(v-math.Round(v)) > 1e-6 {
			return false
		}
	}
	return true
}

// value returns a tier's value at a point of whole numbers.
func (p *part) value(tier int, x []float64) int64 { return int64(math.Round(dot(p.tiers[tier], x))) }

func dot(c, x []float64) float64 {
	sum := 0.0
	for j, v := range c {
		if v != 0 {
			sum += v * x[j]
		}
	}
	return sum
}
