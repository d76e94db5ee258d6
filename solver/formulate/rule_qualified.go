package formulate

import "lungang/policy"

// qualified: only lines among the teacher's qualifications, with a licence
// that allows the stage, and where lessons are needed.
var qualified = Rule{
	ID: "qualified",
	AdmitLine: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		if !needed(to) || !b.licensed(t, to.Stage) {
			return false
		}
		for _, q := range t.Qualifications {
			if q.Stage == to.Stage && q.Subject == to.Subject {
				return q.Primary || policy.RouteSecondary.Of(b.r)
			}
		}
		return false
	},
	AdmitVisit: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		return needed(to) && b.licensed(t, to.Stage)
	},
	AdmitPart: func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		return needed(to) && b.licensed(t, to.Stage)
	},
}
