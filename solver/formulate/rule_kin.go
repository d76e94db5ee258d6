package formulate

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// kin: nobody moves or visits into a school where a relative or the spouse
// supervises after the plan. A supervisor who may move counts only while staying,
// and a leader at the new school too; leaders do not move to where kin works.
var kin = Rule{
	ID: "kin",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		return !b.fixedSupervisor(t, to.Index) && !b.leadsFixedKin(t, to.Index)
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
				if u.Role.Kind.IsLeader() && b.mayLeave(u) {
					b.newLeaderRows(i, u)
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

// leadsFixedKin reports whether a leader would lead kin who cannot leave.
func (b *Build) leadsFixedKin(t *policy.TeacherFacts, school int) bool {
	if !policy.KinAvoid.Of(b.r) || !t.Role.Kind.IsLeader() {
		return false
	}
	return slices.ContainsFunc(b.kinOf[t.Index], func(k int) bool {
		u := &b.f.Teachers[k]
		return u.School == school && !b.mayLeave(u)
	})
}

// newLeaderRows: where leader u arrives, relative t neither stays nor arrives
// nor visits.
func (b *Build) newLeaderRows(t int, u *policy.TeacherFacts) {
	places := map[int][]int{} // by school: columns that bring t there
	if c := b.m.stay[t]; c >= 0 {
		places[b.f.Teachers[t].School] = []int{c}
	}
	for _, k := range b.movesOf[t] {
		s := b.f.Lines[b.m.moves[k].line].School
		places[s] = append(places[s], b.m.moves[k].col)
	}
	for _, k := range b.movesOf[u.Index] {
		m := &b.m.moves[k]
		s := b.f.Lines[m.line].School
		name := b.name("kin_leader", destination{u.Index, m.line}) + "@" + string(b.f.Teachers[t].ID)
		if cols := places[s]; len(cols) > 0 {
			row := b.lp.Row(name, -inf, 1)
			b.lp.Add(row, m.col, 1)
			b.addAll(row, cols, 1)
		}
		for _, v := range b.visitsOf[t] {
			if w := &b.m.visits[v]; b.f.Lines[w.line].School == s {
				row := b.lp.Row(name+"@"+b.f.Lines[w.line].Line.String(), -inf, float64(w.limit))
				b.lp.Add(row, w.col, 1)
				b.lp.Add(row, m.col, float64(w.limit))
			}
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
