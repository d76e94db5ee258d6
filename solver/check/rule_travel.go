package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleTravel: the way to the new school is within the limit, or no longer
// than the present way from home.
var ruleTravel = Rule{
	ID:    "travel",
	check: checkTravel,
}

func checkTravel(s *situation) []finding {
	var found []finding
	limit := policy.TravelLimit.Of(s.r)
	for _, m := range s.moves {
		t := m.teacher
		minutes := s.f.Commute(t.Index, m.to.Index)
		if minutes <= limit {
			continue
		}
		facts := []model.Fact{fact("minutes", minutes), fact("limit", limit)}
		if t.Home != nil {
			present := s.f.Commute(t.Index, t.School)
			if minutes <= present {
				continue
			}
			facts = append(facts, fact("present", present))
		}
		found = append(found, finding{
			subject: string(t.ID), pointer: pointerTo("moves", m.at),
			message: say("教师%[1]s到%[2]v单程%[3]d分钟,超过上限%[4]d分钟。", "Teacher %[1]s would travel %[3]d minutes to %[2]v, more than the limit of %[4]d.",
				t, m.to, minutes, limit),
			facts: facts,
		})
	}
	return found
}
