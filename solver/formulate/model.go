package formulate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"lungang/policy"
	"lungang/solver/lp"
)

// Model is a formulated problem: the program, its objectives in strict order,
// and the way back from columns to decisions.
type Model struct {
	Facts   *policy.Facts
	Program *lp.Program
	Tiers   []Tier
	tags    []Tag
	decides []bool
	moves   []moveColumn
	visits  []visitColumn
	parts   []partColumn
	remotes []remoteColumn
	beds    []bedColumn
	slacks  []slackColumn
	stay    []int // by teacher: column, or -1
	spare   []int // by teacher: column, or -1
	open    []int // by line: column, or -1
	vacant  []int // by line: column, or -1
	implied []impliedColumn
	counted []int    // rows that count the schools visited
	paid    bool     // a visited school costs money
	short   []int    // columns of missing teachers (balance)
	excess  []int    // columns of moves above the floor (economy)
	origins []string // by row: the rule that added it; shorter than the rows of the program
}

// Tier is one objective: minimise Cost·x + Offset.
type Tier struct {
	ID     string
	Cost   []float64 // one whole number per column
	Offset int64     // what does not depend on any decision
}

// Tag says what a column is about, so that a search can choose neighbourhoods.
// Fields that do not apply are -1.
type Tag struct {
	Teacher int // index into Facts.Teachers
	From    int // school index
	To      int // school index
	Line    int // line index
}

type moveColumn struct {
	col, teacher, line, minutes int
	rank                        int // from 1; 0 not listed
	secondary                   bool
	far                         bool // needs a dorm bed
}

type visitColumn struct {
	col, goes              int // goes: -1 when no column is needed
	teacher, line, minutes int
	limit                  int
}

type partColumn struct {
	col, teacher, line int
}

type remoteColumn struct {
	col, from, line int // from: school index
}

type bedColumn struct {
	col, dorm, school int // school indices: where the bed is, whom it serves
}

type slackColumn struct {
	col     int
	rule    string
	subject string
}

// impliedColumn is a column whose least value follows from the others: the
// row says col ≥ need − rest, with coefficient 1.
type impliedColumn struct {
	col, row int
}

// Formulate writes the program for the facts. It fails only on a fault of its
// own (a program that does not pass validation) or when ctx is done.
func Formulate(ctx context.Context, f *policy.Facts) (*Model, error) {
	return newBuild(f).model(ctx)
}

func (b *Build) model(ctx context.Context) (*Model, error) {
	b.destinations()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.columns()
	for i := range b.rules {
		if rows := b.rules[i].Rows; rows != nil {
			rows(b)
		}
		for len(b.m.origins) < b.lp.Rows() {
			b.m.origins = append(b.m.origins, b.rules[i].ID)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	b.finish()
	program, err := b.lp.Build()
	if err != nil {
		return nil, fmt.Errorf("formulation is faulty: %w", err)
	}
	b.m.Program = program
	b.objectives()
	return b.m, nil
}

// Tag returns what a column is about.
func (m *Model) Tag(col int) Tag { return m.tags[col] }

// Complete returns a point in which every column that follows from the
// decisions (moves, visits, part-time, remote lessons, stays) has its least value: goes,
// beds, spare, vacant, open, slack and excess. The decisions must be whole numbers;
// x is not changed. The point may still break a hard row: the caller checks.
func (m *Model) Complete(x []float64) []float64 {
	out := make([]float64, len(x))
	copy(out, x)
	for j := range out {
		if m.Program.Cols[j].Integer {
			out[j] = math.Round(out[j])
		}
	}
	away := map[int]float64{}
	for _, v := range m.visits {
		away[v.teacher] += out[v.col]
		if v.goes >= 0 {
			out[v.goes] = math.Min(1, out[v.col])
		}
	}
	for _, p := range m.parts {
		away[p.teacher] += out[p.col]
	}
	for t, c := range m.spare {
		if c >= 0 {
			out[c] = math.Min(away[t], float64(m.Facts.Teachers[t].Spare))
		}
	}
	m.giveBeds(out)
	for _, im := range m.implied {
		out[im.col] = m.Program.Cols[im.col].Lower
	}
	activity := m.Program.Activity(out)
	for _, im := range m.implied {
		// A column may stand in several rows (open: coverage and its cut);
		// each row asks for at least its own need.
		need := m.Program.Rows[im.row].Lower - activity[im.row] + m.Program.Cols[im.col].Lower
		coef := m.coefficient(im)
		if v := math.Ceil(need/coef - 1e-9); v > out[im.col] {
			out[im.col] = v
		}
	}
	return out
}

// Counters returns the columns and rows that count the schools which a teacher
// visits. A linear program pays for a whole school with a fraction of one (a
// half-day is a quarter of a school), so they make it larger, not tighter:
// without them its optimum is the same or lower, and nearly always the same.
// There are none where a budget pays for each school.
func (m *Model) Counters() (cols, rows []int) {
	if m.paid {
		return nil, nil
	}
	for _, v := range m.visits {
		if v.goes >= 0 {
			cols = append(cols, v.goes)
		}
	}
	return cols, m.counted
}

// Trim returns a point whose visits obey the limit of schools: the visits with
// the fewest half-days are dropped, the last of equals first. x is not changed.
func (m *Model) Trim(x []float64) []float64 {
	out := append([]float64(nil), x...)
	most := policy.VisitMaxSchools.Of(m.Facts.Rules)
	of := map[int][]visitColumn{}
	for _, v := range m.visits {
		if v.goes >= 0 && out[v.col] > 0.5 {
			of[v.teacher] = append(of[v.teacher], v)
		}
	}
	for _, list := range of {
		slices.SortStableFunc(list, func(a, b visitColumn) int { return cmp.Compare(out[b.col], out[a.col]) })
		for _, v := range list[min(len(list), most):] {
			out[v.col] = 0
		}
	}
	return out
}

func (m *Model) coefficient(im impliedColumn) float64 {
	p := m.Program
	for k := p.Start[im.col]; k < p.Start[im.col+1]; k++ {
		if int(p.Index[k]) == im.row {
			return p.Value[k]
		}
	}
	return 1
}

// Value returns the value of a tier at a point of whole numbers.
func (t *Tier) Value(x []float64) int64 {
	sum := 0.0
	for j, c := range t.Cost {
		if c != 0 {
			sum += c * x[j]
		}
	}
	return int64(math.Round(sum)) + t.Offset
}

// Decides reports whether a column is a decision (stay, move, visit,
// part-time, remote lessons). All other columns follow from the decisions: see Complete.
func (m *Model) Decides(col int) bool { return m.decides[col] }
