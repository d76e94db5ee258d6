package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleRotationFloor: in every scope at least the ratio of those who should
// rotate do rotate, and not more than the target or ceiling when one is set.
// Only the lower side can give way.
var ruleRotationFloor = Rule{
	ID:        "rotation_floor",
	relaxable: policy.ExchangeRatio.Relaxable,
	check:     checkRotationFloor,
}

func checkRotationFloor(s *situation) []finding {
	var found []finding
	ratio := policy.ExchangeRatio.Of(s.r)
	for i := range s.scopes {
		sc := &s.scopes[i]
		moved := s.movedIn(sc, isDue)
		facts := func(name string, limit int) []model.Fact {
			return []model.Fact{fact("moved", moved), fact("due", sc.due), fact(name, limit), fact("ratio", ratio)}
		}
		if moved < sc.floor {
			found = append(found, finding{
				subject: sc.id, pointer: "/moves", slack: sc.floor - moved,
				message: say("%[1]s应交流教师%[2]d人,已交流%[3]d人,少于下限%[4]d人(%[5]v%%)。",
					"%[1]s: of %[2]d teachers who should rotate %[3]d move, fewer than the floor of %[4]d (%[5]v %%).",
					sc.name(), sc.due, moved, sc.floor, ratio),
				facts: facts("floor", sc.floor),
			})
		}
		over := func(name string, limit int) {
			if moved > limit {
				found = append(found, finding{
					subject: sc.id, pointer: "/moves",
					message: say("%[1]s应交流教师%[2]d人,已交流%[3]d人,多于上限%[4]d人。",
						"%[1]s: of %[2]d teachers who should rotate %[3]d move, more than the limit of %[4]d.",
						sc.name(), sc.due, moved, limit),
					facts: facts(name, limit),
				})
			}
		}
		if policy.ExchangeRatioMode.Of(s.r) == "target" {
			over("target", ceilSum(ratio, policy.ExchangeRatioTolerance.Of(s.r), sc.due))
		}
		if ceiling := policy.ExchangeRatioCeiling.Of(s.r); ceiling > 0 {
			over("ceiling", max(sc.floor, policy.FloorPercent(ceiling, sc.due)))
		}
	}
	return found
}
