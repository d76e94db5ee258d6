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
	if all := newBuild(f).refusals(t, to); len(all) > 0 {
		return all[0]
	}
	return ""
}

// RefusesSchool returns the ids of all rules that refuse a teacher the line of a
// school (index) that the fewest rules refuse, the first of equals, and that
// line: without these rules the teacher could move there, and with any one of
// them not. No rule: the move is open. The line is nil when the school teaches
// nothing; then there is no post, which is a matter of rule qualified.
func RefusesSchool(f *policy.Facts, t *policy.TeacherFacts, school int) (rules []string, line *policy.LineFacts) {
	return newBuild(f).refusesSchool(t, school)
}

func (b *Build) refusesSchool(t *policy.TeacherFacts, school int) (rules []string, line *policy.LineFacts) {
	for _, l := range b.linesOf[school] {
		if all := b.refusals(t, &b.f.Lines[l]); line == nil || len(all) < len(rules) {
			rules, line = all, &b.f.Lines[l]
		}
	}
	if line == nil {
		return []string{qualified.ID}, nil
	}
	return rules, line
}

// KeepsFromMoving returns the ids of the rules that keep a teacher from moving
// anywhere, none when there are none.
func KeepsFromMoving(f *policy.Facts, t *policy.TeacherFacts) []string {
	return newBuild(f).keepsFromMoving(t)
}

// Openings tells of many teachers of a district where they may move.
type Openings struct{ b *Build }

// NewOpenings walks through the district once.
func NewOpenings(f *policy.Facts) Openings { return Openings{newBuild(f)} }

// Of returns the rules that keep a teacher from moving anywhere, how many other
// schools are open, and of each rule how many schools it refuses.
func (o Openings) Of(t *policy.TeacherFacts) (kept []string, open int, refused map[string]int) {
	if kept = o.b.keepsFromMoving(t); len(kept) > 0 {
		return kept, 0, nil
	}
	refused = map[string]int{}
	for school := range o.b.f.Schools {
		if school == t.School {
			continue
		}
		rules, _ := o.b.refusesSchool(t, school)
		if len(rules) == 0 {
			open++
		}
		for _, r := range rules {
			refused[r]++
		}
	}
	return nil, open, refused
}

func (b *Build) keepsFromMoving(t *policy.TeacherFacts) []string {
	var out []string
	for i := range Rules {
		if may := Rules[i].MayMove; may != nil && !may(b, t) {
			out = append(out, Rules[i].ID)
		}
	}
	return out
}

// refusals returns the ids of the rules that refuse a move, in the order of the
// registry.
func (b *Build) refusals(t *policy.TeacherFacts, to *policy.LineFacts) []string {
	var out []string
	for i := range Rules {
		if r := &Rules[i]; !b.admitsMove(r, t, to) {
			out = append(out, r.ID)
		}
	}
	return out
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
