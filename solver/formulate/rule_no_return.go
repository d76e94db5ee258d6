package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// noReturn: not back to a legal school left less than the pack's years ago.
var noReturn = Rule{
	ID: "no_return",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		years, left := b.left[t.Index][to.LegalSchool()]
		return !left || years >= policy.ExchangeNoReturnYears.Of(b.r)
	},
}

// schoolsLeft returns, by teacher, the legal schools left with the full years
// since then, by service history and by last year's moves.
func schoolsLeft(f *policy.Facts) []map[string]int {
	out := make([]map[string]int, len(f.Teachers))
	note := func(t *policy.TeacherFacts, school model.SchoolID, day model.Date) {
		s := f.School(school)
		if s == nil || s.LegalSchool() == f.Schools[t.School].LegalSchool() {
			return
		}
		years := day.YearsUntil(f.Reference)
		if out[t.Index] == nil {
			out[t.Index] = map[string]int{}
		}
		if known, ok := out[t.Index][s.LegalSchool()]; !ok || years < known {
			out[t.Index][s.LegalSchool()] = years
		}
	}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		for _, h := range t.History {
			taught := h.Kind == model.TeachingService || h.Kind == model.ExchangeService
			if taught && !h.To.IsZero() && !h.To.After(f.Reference) {
				note(t, h.School, h.To)
			}
		}
	}
	if prev := f.Problem.Previous; prev != nil {
		for _, m := range prev.Moves {
			if t := f.Teacher(m.Teacher); t != nil {
				note(t, m.From, f.Reference.AddYears(-1))
			}
		}
	}
	return out
}
