package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleNoReturn: nobody returns to a legal school that was left less than the
// pack's number of full years ago.
var ruleNoReturn = Rule{
	ID:    "no_return",
	check: checkNoReturn,
}

func checkNoReturn(s *situation) []finding {
	years := policy.ExchangeNoReturnYears.Of(s.r)
	if years <= 0 {
		return nil
	}
	var found []finding
	for _, m := range s.moves {
		left, ok := s.lastLeft(m.teacher, m.to.LegalSchool())
		if !ok {
			continue
		}
		if full := left.YearsUntil(s.f.Reference); full < years {
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo("moves", m.at),
				message: say("教师%[1]s于%[3]v离开%[2]v,至基准日满%[4]d年,未满%[5]d年不得返回。",
					"Teacher %[1]s left %[2]v on %[3]v, %[4]d full years before the reference day; %[5]d must pass before a return.",
					m.teacher, m.to, left, full, years),
				facts: []model.Fact{fact("left", left), fact("fullYears", full), fact("years", years)},
			})
		}
	}
	return found
}

// lastLeft returns the latest day on which a teacher left a legal school other
// than the present one. A spell that lasts, or that ends after the reference
// day, has not been left.
func (s *situation) lastLeft(t *policy.TeacherFacts, legal string) (model.Date, bool) {
	present := s.school(t).LegalSchool()
	var last model.Date
	ok := false
	leave := func(id model.SchoolID, day model.Date) {
		school := s.f.School(id)
		if school == nil || school.LegalSchool() == present || school.LegalSchool() != legal ||
			day.IsZero() || day.After(s.f.Reference) {
			return
		}
		if !ok || day.After(last) {
			last, ok = day, true
		}
	}
	for _, spell := range t.History {
		if spell.Kind == model.TeachingService || spell.Kind == model.ExchangeService {
			leave(spell.School, spell.To)
		}
	}
	if p := s.f.Problem.Previous; p != nil {
		for _, m := range p.Moves {
			if m.Teacher == t.ID {
				leave(m.From, s.f.Reference.AddYears(-1))
			}
		}
	}
	return last, ok
}
