package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleServiceDuty: special-post teachers do not rotate, and who still owes
// service in a rural school moves to rural schools only.
var ruleServiceDuty = Rule{
	ID:    "service_duty",
	check: checkServiceDuty,
}

func checkServiceDuty(s *situation) []finding {
	var found []finding
	terms := policy.ServiceTerms.Of(s.r)
	for _, m := range s.moves {
		t, e := m.teacher, m.teacher.Employment
		if e.Kind == model.SpecialPost {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo("moves", m.at),
				message: say("教师%[1]s是特岗教师,不得交流。", "Teacher %[1]s holds a special post and may not move.", t),
				facts:   []model.Fact{fact("employment", e.Kind)},
			})
		}
		owes := !t.ServiceUntil.IsZero() && !t.ServiceUntil.Before(s.f.Reference)
		early := e.Term > 0 && e.Term <= terms
		if (owes || early) && m.from.Locale == model.Rural && m.to.Locale != model.Rural {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo("moves", m.at),
				message: say("教师%[1]s服务期未满(服务至%[4]v,第%[5]d聘期),不得由乡村学校%[2]v到非乡村学校%[3]v。",
					"Teacher %[1]s still owes rural service (until %[4]v, contract term %[5]d) and may not move from the rural school %[2]v to %[3]v.",
					t, m.from, m.to, t.ServiceUntil, e.Term),
				facts: []model.Fact{fact("serviceUntil", t.ServiceUntil), fact("term", e.Term), fact("firstTerms", terms)},
			})
		}
	}
	return found
}
