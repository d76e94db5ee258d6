package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleNoReturn(t *testing.T) {
	t.Parallel()
	// left writes a spell at a school that ended on a day. The present spell
	// began in 2012; the verdict's tenure is switched off, so that the teacher
	// stays due whatever the history says.
	left := func(school model.SchoolID, kind model.ServiceKind, day model.Date) func(*district, *check.Decisions) {
		return func(d *district, _ *check.Decisions) {
			d.parameters["exchange.min_years"] = 0
			d.teacher("a1").History = []model.Service{{School: school, Kind: kind, From: model.NewDate(2018, 9, 1), To: day}}
		}
	}
	testRule(t, "no_return", []ruleCase{
		{
			name:  "six full years",
			given: left("B", model.TeachingService, model.NewDate(2020, 8, 31)),
			edit:  left("B", model.TeachingService, model.NewDate(2020, 9, 1)),
		},
		{
			name:  "exchange counts, support does not",
			given: left("B", model.SupportService, model.NewDate(2024, 8, 31)),
			edit:  left("B", model.ExchangeService, model.NewDate(2024, 8, 31)),
		},
		{
			name:  "another campus of the legal school",
			given: left("D", model.TeachingService, model.NewDate(2024, 8, 31)),
			edit:  func(d *district, _ *check.Decisions) { d.school("D").Legal, d.school("B").Legal = "L", "L" },
		},
		{
			name:  "a spell that lasts has not been left",
			given: left("B", model.ExchangeService, model.Date{}),
			edit:  left("B", model.ExchangeService, model.NewDate(2025, 8, 31)),
		},
		{
			name:  "a last day after the reference day has not come",
			given: left("B", model.ExchangeService, model.NewDate(2026, 9, 1)),
			edit:  left("B", model.ExchangeService, model.NewDate(2026, 8, 31)),
		},
		{
			name: "last year's moves",
			given: func(d *district, _ *check.Decisions) {
				d.problem.Previous = &model.Previous{Moves: []model.PreviousMove{{Teacher: "a2", From: "B", To: "A"}}}
			},
			edit: func(d *district, _ *check.Decisions) { d.problem.Previous.Moves[0].Teacher = "a1" },
		},
		{
			name: "last year is one full year ago",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["exchange.no_return_years"] = 1
				d.problem.Previous = &model.Previous{Moves: []model.PreviousMove{{Teacher: "a1", From: "B", To: "A"}}}
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.no_return_years"] = 2 },
		},
		{
			name: "switched off",
			given: func(d *district, p *check.Decisions) {
				left("B", model.TeachingService, model.NewDate(2026, 8, 1))(d, p)
				d.parameters["exchange.no_return_years"] = 0
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.no_return_years"] = 1 },
		},
	})
}
