package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleServiceDuty(t *testing.T) {
	t.Parallel()
	fromVillage := func(_ *district, p *check.Decisions) {
		p.Moves = []check.Move{move("b1", "C", "math")}
	}
	testRule(t, "service_duty", []ruleCase{
		{
			name: "special posts do not rotate",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["exchange.ratio"] = 0
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Employment.Kind = model.SpecialPost },
		},
		{
			name: "service until the reference day is still owed",
			given: func(d *district, p *check.Decisions) {
				fromVillage(d, p)
				d.teacher("b1").Employment.ServiceUntil = model.NewDate(2026, 8, 30)
			},
			edit: func(d *district, _ *check.Decisions) {
				d.teacher("b1").Employment.ServiceUntil = model.NewDate(2026, 8, 31)
			},
		},
		{
			name: "the first contract terms",
			given: func(d *district, p *check.Decisions) {
				fromVillage(d, p)
				d.parameters["service.first_terms"] = 2
				d.teacher("b1").Employment.Term = 3
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("b1").Employment.Term = 2 },
		},
		{
			name: "an unknown term says nothing",
			given: func(d *district, p *check.Decisions) {
				fromVillage(d, p)
				d.parameters["service.first_terms"] = 2
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("b1").Employment.Term = 1 },
		},
		{
			name: "from elsewhere there is no limit",
			given: func(d *district, p *check.Decisions) {
				p.Moves = []check.Move{move("a1", "C", "math")}
				d.teacher("a1").Employment.ServiceUntil = model.NewDate(2030, 8, 31)
			},
			edit: func(d *district, _ *check.Decisions) {
				d.school("A").UrbanRural = "210"
			},
		},
	})
}
