package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// Rule is one hard rule of docs/model.md in the formulation. Its title, clause
// and parameters are in policy.HardRules under the same id.
type Rule struct {
	ID string
	// AdmitSchool refuses schools as destinations of a move.
	AdmitSchool func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool
	// AdmitLine refuses lines as destinations of a move.
	AdmitLine func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool
	// AdmitVisit refuses lines as destinations of a visit.
	AdmitVisit func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool
	// AdmitPart refuses lines of the own school for part-time teaching.
	AdmitPart func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool
	// MayMove refuses teachers altogether.
	MayMove func(b *Build, t *policy.TeacherFacts) bool
	// Rows adds rows and slacks.
	Rows func(b *Build)
}

// Rules is the registry, in the order of docs/model.md.
var Rules = []Rule{
	onePlace,
	qualified,
	exempt,
	route,
	travel,
	noReturn,
	rotationFloor,
	backboneFloor,
	graduating,
	headcount,
	postCaps,
	outflow,
	titleScope,
	serviceDuty,
	principals,
	couples,
	kin,
	visits,
	partTime,
	remote,
	budget,
	coverage,
}

// RefusesMove returns the id of the first rule that refuses the move of a
// teacher to a line, or "" when none does. It looks at one move alone: rows
// that several moves share are not its matter.
func RefusesMove(f *policy.Facts, t *policy.TeacherFacts, to *policy.LineFacts) string {
	b := newBuild(f)
	for i := range Rules {
		if r := &Rules[i]; !b.admitsMove(r, t, to) {
			return r.ID
		}
	}
	return ""
}

func (b *Build) admitsMove(r *Rule, t *policy.TeacherFacts, to *policy.LineFacts) bool {
	if r.MayMove != nil && !r.MayMove(b, t) {
		return false
	}
	if r.AdmitSchool != nil && !r.AdmitSchool(b, t, &b.f.Schools[to.School]) {
		return false
	}
	return r.AdmitLine == nil || r.AdmitLine(b, t, to)
}

// WhyPinned returns a rule that refuses the school which a pin demands, or ""
// when the pin names none or no single rule refuses it.
func WhyPinned(f *policy.Facts, t *policy.TeacherFacts) string {
	for _, p := range t.Pins {
		if p.Kind != model.PinGo {
			continue
		}
		for i := range f.Lines {
			if l := &f.Lines[i]; l.Line.School == p.School && needed(l) {
				if rule := RefusesMove(f, t, l); rule != "" && rule != qualified.ID {
					return rule
				}
			}
		}
		return qualified.ID
	}
	return ""
}
