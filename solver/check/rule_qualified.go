package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleQualified: whoever teaches on a line is qualified and licensed for it,
// and something is needed there.
var ruleQualified = Rule{
	ID:    "qualified",
	check: checkQualified,
}

func checkQualified(s *situation) []finding {
	var found []finding
	look := func(list string, m move, secondaryAllowed bool) {
		t := m.teacher
		add := func(message model.Text, facts ...model.Fact) {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo(list, m.at), message: message,
				facts: append([]model.Fact{fact("line", m.line)}, facts...),
			})
		}
		switch standingIn(t, m.line.Stage, m.line.Subject) {
		case unqualified:
			add(say("教师%[1]s没有任教%[2]v的学段学科资格。", "Teacher %[1]s has no qualification for the stage and subject of %[2]v.", t, s.named(m.line)))
		case secondary:
			if !secondaryAllowed {
				add(say("教师%[1]s只能以主教学科到%[2]v任教,该学科是其兼教学科。",
					"Teacher %[1]s may teach at %[2]v with the primary subject only; this one is secondary.", t, s.named(m.line)),
					fact("qualification", "secondary"))
			}
		default:
		}
		switch licence := t.Licence; {
		case licence == nil:
			add(say("教师%[1]s没有教师资格证,不能到%[2]v任教。", "Teacher %[1]s has no licence to teach at %[2]v.", t, s.named(m.line)))
		case !licence.ValidTo.IsZero() && licence.ValidTo.Before(s.f.Reference):
			add(say("教师%[1]s的教师资格于%[2]v到期,早于基准日%[3]v。", "The licence of teacher %[1]s ended on %[2]v, before the reference day %[3]v.",
				t, licence.ValidTo, s.f.Reference), fact("validTo", licence.ValidTo), fact("reference", s.f.Reference))
		case !licence.Stage.LicenceAllows(m.line.Stage):
			add(say("教师%[1]s的教师资格(%[2]v)不能任教%[3]v。", "The licence of teacher %[1]s (%[2]v) does not allow %[3]v.",
				t, licence.Stage, m.line.Stage), fact("licence", licence.Stage), fact("stage", m.line.Stage))
		}
		if !inDemand(m.facts) {
			add(say("%[1]v没有教学需求,不能安排教师%[2]s。", "Nothing is needed at %[1]v, so teacher %[2]s cannot be placed there.", s.named(m.line), t))
		}
	}
	for _, m := range s.moves {
		look("moves", m, policy.RouteSecondary.Of(s.r))
	}
	for _, v := range s.visits {
		look("visits", v.move, false)
	}
	for _, p := range s.parts {
		look("partTime", p.move, true)
	}
	return found
}
