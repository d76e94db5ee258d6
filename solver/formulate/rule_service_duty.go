package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// serviceDuty: teachers on a special post are no candidates; who owes rural
// service, or is in the bundled first contract terms, leaves a rural school
// only for another rural school.
var serviceDuty = Rule{
	ID: "service_duty",
	MayMove: func(_ *Build, t *policy.TeacherFacts) bool {
		return t.Employment.Kind != model.SpecialPost
	},
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		if to.Locale == model.Rural || b.f.Schools[t.School].Locale != model.Rural {
			return true
		}
		e := &t.Employment
		owes := !t.ServiceUntil.IsZero() && !t.ServiceUntil.Before(b.f.Reference)
		bundled := e.Term > 0 && e.Term <= policy.ServiceTerms.Of(b.r)
		return !owes && !bundled
	},
}
