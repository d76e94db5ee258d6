package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleExempt(t *testing.T) {
	t.Parallel()
	testRule(t, "exempt", []ruleCase{
		{
			name:  "exempt by a valid claim",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 0 },
			edit: func(d *district, _ *check.Decisions) {
				d.teacher("a1").Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
			},
		},
		{
			name: "pinned to stay",
			edit: func(d *district, _ *check.Decisions) { d.pin("a1", model.PinStay, "") },
		},
		{
			name:  "pinned to go elsewhere",
			given: func(d *district, _ *check.Decisions) { d.pin("a1", model.PinGo, "B") },
			edit:  func(d *district, _ *check.Decisions) { d.problem.Pins[0].School = "C" },
		},
		{
			name:  "pinned not to go there",
			given: func(d *district, _ *check.Decisions) { d.pin("a1", model.PinNotGo, "C") },
			edit:  func(d *district, _ *check.Decisions) { d.problem.Pins[0].School = "B" },
		},
		{
			name:  "pinned not to go there, by a visit",
			given: func(d *district, _ *check.Decisions) { d.pin("c2", model.PinNotGo, "A") },
			edit:  func(d *district, _ *check.Decisions) { d.problem.Pins[0].School = "B" },
		},
		{
			name: "a mover visits",
			given: func(d *district, _ *check.Decisions) {
				d.posts("D", "pe", 1, 0)
				d.parameters["route.allowed"] = []string{"urban>rural", "town>urban"}
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = append(p.Moves, move("c2", "D", "pe")) },
		},
		{
			name: "a mover teaches part-time",
			edit: func(_ *district, p *check.Decisions) {
				p.Visits = nil
				p.Moves = append(p.Moves, move("a6", "B", "pe"))
			},
		},
	})
}
