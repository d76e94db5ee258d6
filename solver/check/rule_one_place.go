package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleOnePlace: at most one move for a teacher, exactly one for a teacher who
// is pinned to move, and none for a teacher who is no candidate.
var ruleOnePlace = Rule{
	ID:    "one_place",
	check: checkOnePlace,
}

func checkOnePlace(s *situation) []finding {
	var found []finding
	moves := make([]int, len(s.f.Teachers))
	for _, m := range s.moves {
		t := m.teacher
		moves[t.Index]++
		if n := moves[t.Index]; n > 1 {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo("moves", m.at),
				message: say("教师%[1]s有不止一次交流(第%[2]d次,至%[3]v)。", "Teacher %[1]s has more than one move (number %[2]d, to %[3]v).", t, n, m.to),
				facts:   []model.Fact{fact("move", n), fact("to", m.line)},
			})
		}
		if why, barred := notCandidate(s, t); barred {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo("moves", m.at),
				message: say("教师%[1]s不是交流人选,不得交流:%[2]s。", "Teacher %[1]s is no candidate and may not move: %[2]s.", t, why),
				facts:   []model.Fact{fact("verdict", t.Verdict.Kind), fact("reason", why.EN)},
			})
		}
	}
	for i := range s.f.Teachers {
		t := &s.f.Teachers[i]
		if moves[i] == 0 && hasPin(t, model.PinMove, model.PinGo) {
			found = append(found, finding{
				subject: string(t.ID), pointer: "/moves",
				message: say("教师%[1]s已被指定交流,方案中却没有其交流。", "Teacher %[1]s is pinned to move, but the plan has no move of this teacher.", t),
				facts:   []model.Fact{fact("pinned", model.PinMove)},
			})
		}
	}
	return found
}

// notCandidate tells why a teacher may not move. Teachers who are exempt or
// pinned to stay are the matter of rule exempt, special-post teachers that of
// service_duty: each is reported once, under the rule that says it.
func notCandidate(s *situation, t *policy.TeacherFacts) (model.Text, bool) {
	switch {
	case t.Verdict.Kind == model.Exempt, hasPin(t, model.PinStay), t.Employment.Kind == model.SpecialPost:
		return model.Text{}, false
	case !t.OnQuota:
		return model.Text{ZH: "不占编制", EN: "not on quota"}, true
	case !isActive(t):
		return model.Text{ZH: "不在岗", EN: "not active"}, true
	case isLeader(t) && t.Principal != nil && (t.Principal.Candidate || t.Principal.Kind == model.Exempt):
		return model.Text{}, false
	case isLeader(t):
		return model.Text{ZH: "校级领导", EN: "a leader of a school"}, true
	case !isPublic(s.school(t)):
		return model.Text{ZH: "民办学校教师", EN: "at a private school"}, true
	case t.Verdict.Kind != model.Must && t.Verdict.Kind != model.May:
		return word(verdictWords, t.Verdict.Kind), true
	case !t.Candidate:
		return model.Text{ZH: "不在人选之列", EN: "not among the candidates"}, true
	default:
		return model.Text{}, false
	}
}
