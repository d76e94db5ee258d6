package solver

import (
	"math"
	"slices"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// priceTolerance tells a reduced cost or a dual from noise. All data are whole
// numbers of moderate size, so true prices are far above it.
const priceTolerance = 1e-6

// face is the set of points that are optimal for the tiers above: the part's
// program, with cuts where a tier's value had to be allowed, and tightened bounds.
type face struct {
	program          *lp.Program
	colLower, colUpr []float64
	rowLower, rowUpr []float64
	made             []bool // rows that are cuts
	cuts             int    // how many they are
	counter          []bool // columns that count visited schools, while they are loose
	counts           []int  // and the rows
	names            []rowName
	trail            []*fact // why all of this holds, from the beginning
}

func newFace(p *lp.Program) *face {
	f := &face{program: p}
	for _, c := range p.Cols {
		f.colLower, f.colUpr = append(f.colLower, c.Lower), append(f.colUpr, c.Upper)
	}
	for _, r := range p.Rows {
		f.rowLower, f.rowUpr = append(f.rowLower, r.Lower), append(f.rowUpr, r.Upper)
		f.made = append(f.made, false)
		f.names = append(f.names, rowName(len(f.names)))
	}
	return f
}

// loose returns the face of a part without the counting of visited schools,
// which binds no linear program but is most of its rows: every school counts as
// visited, and any number may be.
func loose(p *part) *face {
	f := newFace(p.program)
	f.counter, f.counts = p.counter, p.counts
	for j, c := range p.counter {
		if c {
			f.colLower[j] = f.colUpr[j]
		}
	}
	for _, i := range p.counts {
		f.rowUpr[i] = math.Inf(1)
	}
	return f
}

// strict returns the face with the counting of visited schools.
func (f *face) strict() *face {
	g := f.clone()
	for j, c := range f.counter {
		if c {
			g.colLower[j] = f.program.Cols[j].Lower
		}
	}
	for _, i := range f.counts {
		g.rowUpr[i] = f.program.Rows[i].Upper
	}
	g.counter, g.counts = nil, nil
	return g
}

func (f *face) clone() *face {
	return &face{
		program:  f.program,
		cuts:     f.cuts,
		counter:  f.counter,
		counts:   f.counts,
		made:     slices.Clone(f.made),
		names:    f.names,
		trail:    slices.Clip(f.trail),
		colLower: slices.Clone(f.colLower), colUpr: slices.Clone(f.colUpr),
		rowLower: slices.Clone(f.rowLower), rowUpr: slices.Clone(f.rowUpr),
	}
}

// with returns the program of the face with an objective.
func (f *face) with(cost []float64) *lp.Program {
	q := *f.program
	q.Cols = slices.Clone(f.program.Cols)
	for j := range q.Cols {
		q.Cols[j].Lower, q.Cols[j].Upper, q.Cols[j].Cost = f.colLower[j], f.colUpr[j], cost[j]
	}
	q.Rows = slices.Clone(f.program.Rows)
	for i := range q.Rows {
		q.Rows[i].Lower, q.Rows[i].Upper = f.rowLower[i], f.rowUpr[i]
	}
	return &q
}

// tighten fixes, with the prices of tier k, what complementary slackness fixes at every whole point whose
// objective is at most gap above the linear program's: columns with a reduced
// cost at their bound, rows with a dual at their side.
func (f *face) tighten(r *coin.LPResult, gap float64, k int) {
	f.tightenWithin(r, gap, k)
	why := f.because(r.Duals, k)
	for i, y := range r.Duals {
		if math.Abs(y) <= gap+priceTolerance {
			continue
		}
		switch {
		case y > priceTolerance && !math.IsInf(f.rowLower[i], 0):
			f.rowUpr[i] = f.rowLower[i]
			why.sides = append(why.sides, f.names[i])
		case y < -priceTolerance && !math.IsInf(f.rowUpr[i], 0):
			f.rowLower[i] = f.rowUpr[i]
			why.sides = append(why.sides, f.names[i])
		}
	}
	f.learn(why)
}

// tightenWithin fixes columns that cannot leave their bound by one unit
// without raising the objective by more than slack (reduced-cost fixing).
func (f *face) tightenWithin(r *coin.LPResult, slack float64, k int) {
	why := f.because(r.Duals, k)
	for j, d := range r.ReducedCosts {
		switch {
		case d > slack+priceTolerance && r.X[j] < f.colLower[j]+0.5:
			f.colUpr[j] = f.colLower[j]
			why.fixed = append(why.fixed, int32(j))
		case d < -slack-priceTolerance && r.X[j] > f.colUpr[j]-0.5:
			f.colLower[j] = f.colUpr[j]
			why.fixed = append(why.fixed, int32(j))
		}
	}
	f.learn(why)
}

// cut returns the face with the row cost·x ≤ most added.
func (f *face) cut(name string, cost []float64, most float64, row rowName) *face {
	q := f.clone()
	q.program = f.program.WithRow(name, math.Inf(-1), most, cost)
	q.rowLower, q.rowUpr = append(q.rowLower, math.Inf(-1)), append(q.rowUpr, most)
	q.made = append(q.made, false)
	q.names = append(slices.Clip(q.names), row)
	return q
}

// free reports whether a cost has any column left that it could change.
func (f *face) free(cost []float64) bool {
	for j, c := range cost {
		if c != 0 && f.colLower[j] < f.colUpr[j] {
			return true
		}
	}
	return false
}

// equal reports whether two faces of a part have the same points.
func (f *face) equal(g *face) bool {
	return len(f.rowLower) == len(g.rowLower) && f.cuts == g.cuts &&
		slices.Equal(f.colLower, g.colLower) && slices.Equal(f.colUpr, g.colUpr) &&
		slices.Equal(f.rowLower, g.rowLower) && slices.Equal(f.rowUpr, g.rowUpr)
}

// count returns the number of free columns.
func (f *face) count() int {
	n := 0
	for j := range f.colLower {
		if f.colLower[j] < f.colUpr[j] {
			n++
		}
	}
	return n
}

// add returns the face with cuts, which cut off no whole point of it.
func (f *face) add(rows []lp.NewRow, names []rowName) *face {
	q := f.clone()
	q.program = f.program.WithRows(rows)
	for _, r := range rows {
		q.rowLower, q.rowUpr = append(q.rowLower, r.Lower), append(q.rowUpr, r.Upper)
		q.made = append(q.made, true)
	}
	q.names = append(slices.Clip(q.names), names...)
	q.cuts += len(rows)
	return q
}

// holds reports whether a point of the part lies on the face, within the
// tolerance of its rows. Visited schools are not counted again while the face is
// loose: every point of the part has obeyed that already.
func (f *face) holds(x []float64) bool {
	for j, v := range x {
		if f.counter != nil && f.counter[j] {
			continue
		}
		if v < f.colLower[j]-1e-6 || v > f.colUpr[j]+1e-6 {
			return false
		}
	}
	for i, a := range f.program.Activity(x) {
		if a < f.rowLower[i]-1e-5 || a > f.rowUpr[i]+1e-5 {
			return false
		}
	}
	return true
}
