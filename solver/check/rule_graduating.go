package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleGraduating: teachers of graduating classes are kept, or a share of them
// moves, or they are like all others, as the pack says.
var ruleGraduating = Rule{
	ID:        "graduating",
	relaxable: policy.GraduatingShare.Relaxable,
	check:     checkGraduating,
}

func checkGraduating(s *situation) []finding {
	switch policy.GraduatingMode.Of(s.r) {
	case "keep":
		return graduatingKept(s)
	case "share":
		return graduatingShare(s)
	default:
		return nil
	}
}

func graduatingKept(s *situation) []finding {
	var found []finding
	look := func(list string, m move) {
		t := m.teacher
		if t.Graduating && !hasPin(t, model.PinMove, model.PinGo) {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo(list, m.at),
				message: say("教师%[1]s任教毕业班,不得到%[2]v交流或走教。", "Teacher %[1]s teaches a graduating class and may not move to or visit %[2]v.", t, m.to),
				facts:   []model.Fact{fact("graduating", true), fact("to", m.to)},
			})
		}
	}
	for _, m := range s.moves {
		look("moves", m)
	}
	for _, v := range s.visits {
		look("visits", v.move)
	}
	return found
}

func graduatingShare(s *situation) []finding {
	due, moved := 0, 0
	for i := range s.f.Teachers {
		if t := &s.f.Teachers[i]; t.Graduating && isDue(t) {
			due++
			if s.moved[i] >= 0 {
				moved++
			}
		}
	}
	share := policy.GraduatingShare.Of(s.r)
	need := policy.CeilPercent(share, due)
	if moved >= need {
		return nil
	}
	return []finding{{
		subject: "district", pointer: "/moves", slack: need - moved,
		message: say("应交流的毕业班教师%[1]d人,已交流%[2]d人,少于%[3]d人(%[4]v%%)。",
			"Of %[1]d teachers of graduating classes who should rotate %[2]d move, fewer than %[3]d (%[4]v %%).", due, moved, need, share),
		facts: []model.Fact{fact("due", due), fact("moved", moved), fact("needed", need), fact("share", share)},
	}}
}
