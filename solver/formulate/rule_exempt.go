package formulate

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// exempt: exempt teachers and those pinned to stay are no candidates at all;
// the other pins choose or refuse schools. That a mover neither visits nor
// teaches part-time is in the rows of those rules.
var exempt = Rule{
	ID:      "exempt",
	MayMove: func(_ *Build, t *policy.TeacherFacts) bool { return !kept(t) },
	AdmitSchool: func(_ *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		return pinsAdmit(t, to.ID)
	},
	AdmitVisit: func(_ *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
		for _, p := range t.Pins {
			if p.Kind == model.PinNotGo && p.School == to.Line.School {
				return false
			}
		}
		return true
	},
}

func pinsAdmit(t *policy.TeacherFacts, to model.SchoolID) bool {
	for _, p := range t.Pins {
		if p.Kind == model.PinGo && p.School != to || p.Kind == model.PinNotGo && p.School == to {
			return false
		}
	}
	return true
}

// kept reports whether a teacher is exempt or pinned to stay.
func kept(t *policy.TeacherFacts) bool {
	return t.Verdict.Kind == model.Exempt || t.Principal != nil && t.Principal.Kind == model.Exempt ||
		slices.ContainsFunc(t.Pins, func(p model.Pin) bool { return p.Kind == model.PinStay })
}
