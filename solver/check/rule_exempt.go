package check

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// ruleExempt: the exempt and those who are pinned to stay do not move, pins
// on a school are obeyed, and who moves has no other duty this year.
var ruleExempt = Rule{
	ID:    "exempt",
	check: checkExempt,
}

func checkExempt(s *situation) []finding {
	var found []finding
	add := func(t *policy.TeacherFacts, pointer string, message model.Text, facts ...model.Fact) {
		found = append(found, finding{subject: string(t.ID), pointer: pointer, message: message, facts: facts})
	}
	for _, m := range s.moves {
		t, pointer := m.teacher, pointerTo("moves", m.at)
		if t.Verdict.Kind == model.Exempt || t.Principal != nil && t.Principal.Kind == model.Exempt {
			add(t, pointer, say("教师%[1]s免于交流,不得交流至%[2]v。", "Teacher %[1]s is exempt and may not move to %[2]v.", t, m.to),
				fact("verdict", model.Exempt))
		}
		if hasPin(t, model.PinStay) {
			add(t, pointer, say("教师%[1]s已被指定留任,不得交流至%[2]v。", "Teacher %[1]s is pinned to stay and may not move to %[2]v.", t, m.to),
				fact("pinned", model.PinStay))
		}
		for _, p := range t.Pins {
			if p.Kind == model.PinGo && p.School != m.to.ID {
				add(t, pointer, say("教师%[1]s已被指定交流至%[2]v,不得改去%[3]v。", "Teacher %[1]s is pinned to go to %[2]v and may not go to %[3]v.", t, p.School, m.to),
					fact("pinned", p.School), fact("to", m.to))
			}
		}
	}
	forbidden := func(list string, m move) {
		t := m.teacher
		if slices.ContainsFunc(t.Pins, func(p model.Pin) bool { return p.Kind == model.PinNotGo && p.School == m.to.ID }) {
			add(t, pointerTo(list, m.at), say("教师%[1]s已被指定不去%[2]v。", "Teacher %[1]s is pinned not to go to %[2]v.", t, m.to),
				fact("pinned", model.PinNotGo), fact("to", m.to))
		}
	}
	busy := func(list string, v visit) {
		if t := v.teacher; s.moved[t.Index] >= 0 {
			add(t, pointerTo(list, v.at), say("教师%[1]s本年度交流,不得同时到%[2]v走教或兼课。", "Teacher %[1]s moves this year and may not also visit or teach part-time at %[2]v.", t, s.named(v.line)),
				fact("moves", s.moves[s.moved[t.Index]].line), fact("also", v.line))
		}
	}
	for _, m := range s.moves {
		forbidden("moves", m)
	}
	for _, v := range s.visits {
		forbidden("visits", v.move)
		busy("visits", v)
	}
	for _, p := range s.parts {
		busy("partTime", p)
	}
	return found
}
