package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleVisits(t *testing.T) {
	t.Parallel()
	testRule(t, "visits", []ruleCase{
		{
			name: "on leave",
			edit: func(d *district, _ *check.Decisions) { d.teacher("c2").Status = model.OnLeave },
		},
		{
			name: "a leader, even with a full load",
			edit: func(d *district, _ *check.Decisions) {
				d.teacher("c2").Role = model.Role{Kind: model.Principal, FullLoad: true}
			},
		},
		{
			name: "not on quota",
			edit: func(d *district, _ *check.Decisions) { d.teacher("c2").Employment.Kind = model.ContractStaff },
		},
		{
			name: "the exempt may visit, the subject must be open",
			given: func(d *district, _ *check.Decisions) {
				d.teacher("c2").Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["visits.subjects"] = []string{"music"} },
		},
		{
			name: "one legal school",
			edit: func(d *district, _ *check.Decisions) { d.school("B").Legal = "C" },
		},
		{
			name: "to a private school",
			given: func(d *district, p *check.Decisions) {
				d.parameters["visits.routes"] = []string{"town>urban"}
				p.Visits[0] = visit("c2", "A", "pe", 2)
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits[0] = visit("c2", "P", "pe", 2) },
		},
		{
			name: "from a private school",
			given: func(d *district, p *check.Decisions) {
				p.Moves, p.PartTime = nil, nil
				d.parameters["exchange.ratio"] = 0
				d.parameters["visits.routes"] = []string{"urban>rural"}
				p.Visits = []check.Visit{visit("a6", "B", "pe", 2)}
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a6").School = "P" },
		},
		{
			name:  "pairs of locales",
			given: func(d *district, _ *check.Decisions) { d.parameters["visits.routes"] = []string{"town>rural"} },
			edit:  func(d *district, _ *check.Decisions) { d.parameters["visits.routes"] = []string{"urban>rural"} },
		},
		{
			name:  "from the centre to its point",
			given: func(d *district, _ *check.Decisions) { d.parameters["visits.routes"] = []string{"centre>point"} },
			edit:  func(d *district, _ *check.Decisions) { d.school("B").Centre = "A" },
		},
		{
			name:  "inside the zone",
			given: func(d *district, _ *check.Decisions) { d.parameters["visits.within"] = "zone" },
			edit:  func(d *district, _ *check.Decisions) { d.school("C").Zone = "" },
		},
		{
			name: "minutes",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["visits.limit_minutes"] = 30
				d.minutes("B", "C", 30)
			},
			edit: func(d *district, _ *check.Decisions) { d.minutes("B", "C", 31) },
		},
		{
			name: "number of schools",
			given: func(d *district, p *check.Decisions) {
				d.parameters["visits.routes"] = []string{"town>rural", "town>urban"}
				p.Visits = append(p.Visits, visit("c2", "A", "pe", 1))
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["visits.max_schools"] = 1 },
		},
		{
			name:  "number of half-days",
			given: func(_ *district, p *check.Decisions) { p.Visits[0].HalfDays = 4 },
			edit:  func(d *district, _ *check.Decisions) { d.parameters["visits.max_half_days"] = 3 },
		},
		{
			name: "no half-day",
			edit: func(_ *district, p *check.Decisions) { p.Visits[0].HalfDays = 0 },
		},
		{
			name: "less than none",
			edit: func(_ *district, p *check.Decisions) { p.Visits[0].HalfDays = -3 },
		},
	})
}
