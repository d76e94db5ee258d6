package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleHeadcount(t *testing.T) {
	t.Parallel()
	testRule(t, "headcount", []ruleCase{
		{
			name:  "up to the quota",
			given: func(d *district, _ *check.Decisions) { d.school("B").Quota = 2 },
			edit:  func(d *district, _ *check.Decisions) { d.school("B").Quota = 1 },
		},
		{
			name: "a school over quota may exchange but not grow",
			given: func(d *district, p *check.Decisions) {
				d.school("B").Quota = 0
				d.parameters["exchange.ratio"] = 5
				p.Moves = append(p.Moves, move("b1", "C", "math"))
				d.posts("B", "math", 2, 0)
				d.problem.Teachers = append(d.problem.Teachers, func() model.Teacher {
					b2 := *d.teacher("b1")
					b2.ID = "b2"
					return b2
				}())
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
		{
			name: "staff on leave occupies a post, contract staff does not",
			given: func(d *district, _ *check.Decisions) {
				d.school("B").Quota = 1
				d.teacher("b1").Employment.Kind = model.ContractStaff
			},
			edit: func(d *district, _ *check.Decisions) {
				d.teacher("b1").Employment.Kind = model.InQuota
				d.teacher("b1").Status = model.OnLeave
			},
		},
		{
			name:  "the floor",
			given: func(d *district, _ *check.Decisions) { d.school("A").HeadcountFloor = 5 },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").HeadcountFloor = 6 },
		},
		{
			name: "the floor is not enforced",
			given: func(d *district, _ *check.Decisions) {
				d.school("A").HeadcountFloor = 6
				d.parameters["headcount.floor_enforced"] = false
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["headcount.floor_enforced"] = true },
		},
		{
			name:  "a school below its floor may not lose",
			given: func(d *district, _ *check.Decisions) { d.school("B").HeadcountFloor = 9 },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").HeadcountFloor = 9 },
		},
	})
	testRelax(t, []relaxCase{{
		name: "floor", parameter: "headcount.floor_enforced",
		given: func(d *district, _ *check.Decisions) { d.school("A").HeadcountFloor = 9 },
		want:  model.Relaxation{Rule: "headcount", Subject: "A", Amount: 1},
	}})
}
