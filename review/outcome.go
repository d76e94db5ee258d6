package review

import (
	"cmp"
	"maps"
	"slices"

	"lungang/model"
)

// Outcome is what a plan means for one teacher: the school and line after the
// plan, and the half-days elsewhere.
type Outcome struct {
	To     model.Line  // line entered; zero for who stays
	Visits []VisitLine // sorted by line
}

// VisitLine is half-days a week at a line.
type VisitLine struct {
	Line     model.Line
	HalfDays int
}

func (o Outcome) equal(x Outcome) bool { return o.To == x.To && slices.Equal(o.Visits, x.Visits) }

// Outcomes lists what a plan means for those who do not simply stay.
func Outcomes(p *model.Plan) map[model.TeacherID]Outcome {
	out := map[model.TeacherID]Outcome{}
	for _, m := range p.Moves {
		o := out[m.Teacher]
		o.To = m.To
		out[m.Teacher] = o
	}
	for _, v := range p.Visits {
		o := out[v.Teacher]
		o.Visits = append(o.Visits, VisitLine{v.To, v.HalfDays})
		slices.SortFunc(o.Visits, func(a, b VisitLine) int { return cmp.Or(a.Line.Compare(b.Line), a.HalfDays-b.HalfDays) })
		out[v.Teacher] = o
	}
	return out
}

// OutcomeChange is a teacher for whom two plans mean different things.
type OutcomeChange struct {
	Teacher       model.TeacherID
	Before, After Outcome
}

// Differences lists the teachers for whom two plans differ, sorted by id.
func Differences(before, after *model.Plan) []OutcomeChange {
	a, b := Outcomes(before), Outcomes(after)
	ids := maps.Clone(a)
	maps.Copy(ids, b)
	out := []OutcomeChange{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !a[id].equal(b[id]) {
			out = append(out, OutcomeChange{Teacher: id, Before: a[id], After: b[id]})
		}
	}
	return out
}
