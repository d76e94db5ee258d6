package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRulePartTime(t *testing.T) {
	t.Parallel()
	testRule(t, "part_time", []ruleCase{
		{
			name: "not enabled",
			edit: func(d *district, _ *check.Decisions) { d.parameters["part_time.enabled"] = false },
		},
		{
			name: "on leave",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a6").Status = model.OnLeave },
		},
		{
			name: "a leader",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a6").Role.Kind = model.VicePrincipal },
		},
		{
			name: "at another school",
			edit: func(_ *district, p *check.Decisions) { p.PartTime[0].To = line("B", "math") },
		},
		{
			name: "the primary subject",
			edit: func(_ *district, p *check.Decisions) { p.PartTime[0].To = line("A", "pe") },
		},
		{
			name:  "number of half-days",
			given: func(_ *district, p *check.Decisions) { p.PartTime[0].HalfDays = 3 },
			edit:  func(_ *district, p *check.Decisions) { p.PartTime[0].HalfDays = 4 },
		},
		{
			name: "no half-day",
			edit: func(_ *district, p *check.Decisions) { p.PartTime[0].HalfDays = 0 },
		},
		{
			name: "visits and part-time together are one full post",
			given: func(d *district, p *check.Decisions) {
				d.parameters["visits.max_half_days"] = 10
				p.Visits = append(p.Visits, visit("a6", "B", "pe", 4))
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits[1].HalfDays = 5 },
		},
		{
			name: "also when part-time is not enabled",
			given: func(d *district, p *check.Decisions) {
				d.parameters["part_time.enabled"] = false
				d.parameters["visits.max_half_days"] = 10
				p.PartTime = nil
				p.Visits[0].HalfDays = 5
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits[0].HalfDays = 6 },
		},
	})
}
