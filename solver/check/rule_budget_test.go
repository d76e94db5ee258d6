package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleBudget(t *testing.T) {
	t.Parallel()
	// a1 goes from town to the village, tier 1: (100 + 300 + 50)·12 = 5400 yuan.
	// c2 visits the village for two half-days: 2·10·39 = 780 yuan.
	given := func(yuan int) func(*district, *check.Decisions) {
		return func(d *district, _ *check.Decisions) {
			d.parameters["allowance.township"] = []int{100}
			d.parameters["allowance.rural_living"] = []int{200, 300}
			d.parameters["allowance.rural_talent"] = 50
			d.parameters["allowance.itinerant"] = []int{5, 10}
			d.parameters["budget.yuan"] = yuan
			d.school("B").HardshipTier = 1
		}
	}
	set := func(name string, value any) func(*district, *check.Decisions) {
		return func(d *district, _ *check.Decisions) { d.parameters[name] = value }
	}
	testRule(t, "budget", []ruleCase{
		{name: "the sum itself is allowed", given: given(6180), edit: set("budget.yuan", 6179)},
		{name: "a higher living allowance", given: given(6180), edit: set("allowance.rural_living", []int{200, 301})},
		{name: "a higher township subsidy", given: given(6180), edit: set("allowance.township", []int{101})},
		{name: "a higher talent allowance", given: given(6180), edit: set("allowance.rural_talent", 51)},
		{name: "a higher subsidy of visits", given: given(6180), edit: set("allowance.itinerant", []int{5, 11})},
		{name: "more months", given: given(6180), edit: func(d *district, _ *check.Decisions) {
			d.parameters["allowance.months"], d.parameters["budget.yuan"] = 12, 450*11+780
		}},
		{
			name: "a higher tier pays as the last one", given: func(d *district, p *check.Decisions) {
				given(6180)(d, p)
				d.school("B").HardshipTier = 5
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits[0].HalfDays = 3 },
		},
		{
			// Ten months of 20 for the one school, however many half-days.
			name: "visits by the month", given: func(d *district, p *check.Decisions) {
				given(5600)(d, p)
				d.parameters["allowance.itinerant"], d.parameters["allowance.itinerant_unit"] = []int{20}, "month"
				d.parameters["visits.routes"] = []string{"town>rural", "town>urban"}
				p.Visits[0].HalfDays = 3
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits = append(p.Visits, visit("c2", "A", "pe", 1)) },
		},
		{
			// d1 from the village to town saves 400·12 yuan: the sum is 1380.
			name: "what one move saves pays for another", given: func(d *district, p *check.Decisions) {
				given(1380)(d, p)
				d.teacher("d1").School = "B"
				p.Moves = append(p.Moves, move("d1", "D", "math"))
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
		{
			name: "who is not paid allowances costs nothing", given: func(d *district, p *check.Decisions) {
				given(5400)(d, p)
				d.parameters["allowance.employment"] = []string{"in_quota"}
				d.teacher("c2").Employment.Kind = model.FundedGraduate
			},
			edit: set("allowance.employment", []string{"in_quota", "funded_graduate"}),
		},
	})
}
