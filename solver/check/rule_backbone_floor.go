package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleBackboneFloor: in every scope the backbone teachers who move reach the
// ratio of the denominator that the pack names.
var ruleBackboneFloor = Rule{
	ID:        "backbone_floor",
	relaxable: policy.ExchangeBackboneRatio.Relaxable,
	check:     checkBackboneFloor,
}

func checkBackboneFloor(s *situation) []finding {
	var found []finding
	ratio, of := policy.ExchangeBackboneRatio.Of(s.r), policy.ExchangeBackboneDenom.Of(s.r)
	for i := range s.scopes {
		sc := &s.scopes[i]
		denominator := 0
		switch of {
		case "exchanged":
			denominator = s.movedIn(sc, anyone)
		case "target_list":
			denominator = sc.floor
		case "eligible_all":
			denominator = sc.due
		case "eligible_backbone":
			denominator = sc.backbone
		}
		moved := s.movedIn(sc, isBackbone)
		// The moved are whole teachers, so the least whole slack reaches the
		// share rounded up, taken exactly.
		need := policy.CeilPercent(ratio, denominator)
		if moved < need {
			found = append(found, finding{
				subject: sc.id, pointer: "/moves", slack: need - moved,
				message: say("%[1]s交流的骨干教师%[2]d人,少于%[3]d人(%[4]v%%,基数%[5]d)。",
					"%[1]s: %[2]d backbone teachers move, fewer than %[3]d (%[4]v %% of %[5]d).",
					sc.name(), moved, need, ratio, denominator),
				facts: []model.Fact{
					fact("moved", moved), fact("needed", need), fact("ratio", ratio),
					fact("denominator", denominator), fact("of", of),
				},
			})
		}
	}
	return found
}
