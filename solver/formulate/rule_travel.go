package formulate

import "lungang/policy"

// travel: the way to the new school is within the limit, or, when the home is
// known, no longer than the present one.
var travel = Rule{
	ID: "travel",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		minutes := b.f.Commute(t.Index, to.Index)
		return minutes <= policy.TravelLimit.Of(b.r) ||
			t.Home != nil && minutes <= b.f.Commute(t.Index, t.School)
	},
}
