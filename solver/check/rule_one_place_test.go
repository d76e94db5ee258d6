package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleOnePlace(t *testing.T) {
	t.Parallel()
	testRule(t, "one_place", []ruleCase{
		{
			name: "two moves",
			edit: func(_ *district, p *check.Decisions) {
				p.Moves = append(p.Moves, move("a1", "C", "math"))
			},
		},
		{
			name:  "pinned to move",
			given: func(d *district, _ *check.Decisions) { d.pin("a1", model.PinMove, "") },
			edit:  func(_ *district, p *check.Decisions) { p.Moves = []check.Move{move("a2", "B", "math")} },
		},
		{
			name:  "pinned to go",
			given: func(d *district, _ *check.Decisions) { d.pin("a1", model.PinGo, "B") },
			edit:  func(_ *district, p *check.Decisions) { p.Moves = []check.Move{move("a2", "B", "math")} },
		},
		{
			name:  "not due",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 0 },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Since = model.NewDate(2024, 9, 1) },
		},
		{
			name:  "on leave",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 0 },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Status = model.OnLeave },
		},
		{
			name:  "contract staff",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 0 },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Employment.Kind = model.ContractStaff },
		},
		{
			name:  "vice principal",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 0 },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Role.Kind = model.VicePrincipal },
		},
		{
			name: "private school",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["exchange.ratio"] = 0
				d.posts("P", "math", 1, 0)
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").School = "P" },
		},
	})
}
