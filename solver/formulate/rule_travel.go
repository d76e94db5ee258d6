package formulate

import (
	"cmp"
	"slices"

	"lungang/policy"
)

// travel: the way to the new school is within the limit, or, when the home is
// known, no longer than the present one; or, where the pack opens dorms, there
// is a bed in reach.
//
//	Σ over dorms in reach of bed − Σ far moves into the school ≥ 0
//	Σ over schools of bed ≤ beds of the dorm
var travel = Rule{
	ID: "travel",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		return b.near(t, to.Index) || len(dorms(b.f, to.Index)) > 0
	},
	Rows: func(b *Build) {
		given := make([][]int, len(b.f.Schools)) // by dorm: its columns
		for s := range b.f.Schools {
			var far []int
			for _, l := range b.linesOf[s] {
				for _, k := range b.movesTo[l] {
					if b.m.moves[k].far {
						far = append(far, b.m.moves[k].col)
					}
				}
			}
			if len(far) == 0 {
				continue
			}
			id := string(b.f.Schools[s].ID)
			row := b.lp.Row("housing["+id+"]", 0, inf)
			b.addAll(row, far, -1)
			for _, d := range dorms(b.f, s) {
				dorm := &b.f.Schools[d]
				tag := Tag{Teacher: -1, From: d, To: s, Line: -1}
				c := b.column("bed["+string(dorm.ID)+","+id+"]", float64(min(dorm.DormBeds, len(far))), tag)
				b.lp.Add(row, c, 1)
				b.m.beds = append(b.m.beds, bedColumn{col: c, dorm: d, school: s})
				given[d] = append(given[d], c)
			}
		}
		for d, cols := range given {
			if len(cols) > 1 {
				row := b.lp.Row("beds["+string(b.f.Schools[d].ID)+"]", -inf, float64(b.f.Schools[d].DormBeds))
				b.addAll(row, cols, 1)
			}
		}
	},
}

// near reports whether a teacher needs no bed at a school.
func (b *Build) near(t *policy.TeacherFacts, school int) bool {
	minutes := b.f.Commute(t.Index, school)
	return minutes <= policy.TravelLimit.Of(b.r) ||
		t.Home != nil && minutes <= b.f.Commute(t.Index, t.School)
}

// dorms returns the schools (indices) with beds that serve a school, the nearest
// first; none when the pack opens no dorms.
func dorms(f *policy.Facts, school int) []int {
	if !policy.HousingBeds.Of(f.Rules) {
		return nil
	}
	reach := policy.HousingReach.Of(f.Rules)
	most, limited := policy.HousingKm.Maybe(f.Rules)
	var out []int
	for d := range f.Schools {
		km, known := f.Kilometres(d, school)
		if f.Schools[d].DormBeds > 0 && (d == school || f.Minutes(d, school) <= reach && !(limited && known && km > most)) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(f.Minutes(a, school), f.Minutes(b, school)) })
	return out
}
