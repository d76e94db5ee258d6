package formulate

import "lungang/policy"

// visits: itinerant half-days along the pack's routes, within its limits of
// schools, half-days and minutes; never in the year of a move.
var visits = Rule{
	ID: "visits",
	AdmitVisit: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		from, dest := &b.f.Schools[t.School], &b.f.Schools[to.School]
		if !from.Public || !dest.Public || from.LegalSchool() == dest.LegalSchool() {
			return false
		}
		if policy.VisitMaxSchools.Of(b.r) == 0 || policy.VisitMaxHalfDays.Of(b.r) == 0 {
			return false
		}
		byLocale := b.pairsOf["visit"][policy.Pair{From: string(from.Locale), To: string(dest.Locale)}]
		byCentre := dest.Centre == from.ID && b.pairsOf["visit"][policy.Pair{From: "centre", To: "point"}]
		return (byLocale || byCentre) && within(policy.VisitWithin.Of(b.r), from, dest) &&
			b.f.Minutes(from.Index, dest.Index) <= policy.VisitLimit.Of(b.r)
	},
	Rows: func(b *Build) {
		most := policy.VisitMaxSchools.Of(b.r)
		for t, list := range b.visitsOf {
			if len(list) == 0 {
				continue
			}
			b.awayRow("visits", t, list, nil, policy.VisitMaxHalfDays.Of(b.r))
			if len(list) > most {
				b.goesRows(t, list, most)
			}
		}
	},
}

// awayRow limits the half-days away of a teacher; all of them end when the
// teacher moves.
func (b *Build) awayRow(name string, t int, visits, parts []int, most int) {
	id := string(b.f.Teachers[t].ID)
	rhs := float64(most)
	if b.m.stay[t] >= 0 {
		rhs = 0
	}
	row := b.lp.Row(name+"["+id+"]", -inf, rhs)
	for _, k := range visits {
		b.lp.Add(row, b.m.visits[k].col, 1)
	}
	for _, k := range parts {
		b.lp.Add(row, b.m.parts[k].col, 1)
	}
	if stay := b.m.stay[t]; stay >= 0 {
		b.lp.Add(row, stay, -float64(most))
	}
}

// goesRows counts the schools that a teacher visits.
func (b *Build) goesRows(t int, list []int, most int) {
	count := b.lp.Row("visited_schools["+string(b.f.Teachers[t].ID)+"]", -inf, float64(most))
	b.m.counted = append(b.m.counted, count)
	for _, k := range list {
		v := &b.m.visits[k]
		b.goesRow(v)
		b.lp.Add(count, v.goes, 1)
	}
}

// goesRow makes the column that says whether a teacher visits a school at all.
func (b *Build) goesRow(v *visitColumn) {
	d := destination{v.teacher, v.line}
	v.goes = b.column(b.name("goes", d), 1, b.tag(d))
	row := b.lp.Row(b.name("goes", d), 0, inf)
	b.lp.Add(row, v.goes, float64(v.limit))
	b.lp.Add(row, v.col, -1)
}
