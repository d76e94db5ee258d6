package formulate

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// kin: nobody moves or visits into a school where a relative or the spouse
// supervises after the plan. A supervisor who may move counts only while staying.
var kin = Rule{
	ID: "kin",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		return !b.fixedSupervisor(t, to.Index)
	},
	AdmitVisit: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		return !b.fixedSupervisor(t, to.School)
	},
	Rows: func(b *Build) {
		if !policy.KinAvoid.Of(b.r) {
			return
		}
		for i := range b.f.Teachers {
			for _, k := range b.kinOf[i] {
				u := &b.f.Teachers[k]
				if u.Role.Kind.Supervises() && b.mayLeave(u) {
					b.kinRows(i, u)
				}
			}
		}
	},
}

func (b *Build) fixedSupervisor(t *policy.TeacherFacts, school int) bool {
	if !policy.KinAvoid.Of(b.r) {
		return false
	}
	return slices.ContainsFunc(b.kinOf[t.Index], func(k int) bool {
		u := &b.f.Teachers[k]
		return u.School == school && u.Role.Kind.Supervises() && !b.mayLeave(u)
	})
}

func (b *Build) kinRows(t int, u *policy.TeacherFacts) {
	for _, k := range b.movesOf[t] {
		m := &b.m.moves[k]
		if b.f.Lines[m.line].School == u.School {
			row := b.lp.Row(b.name("kin", destination{t, m.line})+"@"+string(u.ID), -inf, 1)
			b.lp.Add(row, m.col, 1)
			b.lp.Add(row, b.m.stay[u.Index], 1)
		}
	}
	for _, k := range b.visitsOf[t] {
		v := &b.m.visits[k]
		if b.f.Lines[v.line].School == u.School {
			row := b.lp.Row(b.name("kin_visit", destination{t, v.line})+"@"+string(u.ID), -inf, float64(v.limit))
			b.lp.Add(row, v.col, 1)
			b.lp.Add(row, b.m.stay[u.Index], float64(v.limit))
		}
	}
}

// kinship returns the relatives of each teacher, both ways, spouse included.
func kinship(f *policy.Facts) map[int][]int {
	out := map[int][]int{}
	link := func(a, b int) {
		if a != b && !slices.Contains(out[a], b) {
			out[a] = append(out[a], b)
		}
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		for _, id := range append([]model.TeacherID{t.Spouse}, t.Kin...) {
			if u := f.Teacher(id); u != nil {
				link(i, u.Index)
				link(u.Index, i)
			}
		}
	}
	return out
}
