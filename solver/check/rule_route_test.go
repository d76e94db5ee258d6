package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleRoute(t *testing.T) {
	t.Parallel()
	testRule(t, "route", []ruleCase{
		{
			name:  "pair of locales",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.allowed"] = []string{"urban>rural"} },
			edit: func(d *district, _ *check.Decisions) {
				d.parameters["route.allowed"] = []string{"rural>urban", "urban>town"}
			},
		},
		{
			name: "pair of strengths opens what locales do not",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["route.allowed"] = []string{}
				d.parameters["route.strength"] = []string{"strong>weak"}
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["route.strength"] = []string{"weak>strong"} },
		},
		{
			name: "one legal school",
			edit: func(d *district, _ *check.Decisions) { d.school("B").Legal = "A" },
		},
		{
			name: "to a private school",
			given: func(_ *district, p *check.Decisions) {
				p.Visits = nil
			},
			edit: func(d *district, _ *check.Decisions) { d.school("B").Ownership = model.Private },
		},
		{
			name:  "inside the zone",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.within"] = "zone" },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").Zone = "Z2" },
		},
		{
			name:  "no zone is no common zone",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.within"] = "zone" },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").Zone, d.school("B").Zone = "", "" },
		},
		{
			name:  "inside the group",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.within"] = "group" },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").Group = "" },
		},
		{
			name:  "no group is no common group",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.within"] = "group" },
			edit:  func(d *district, _ *check.Decisions) { d.school("A").Group, d.school("B").Group = "", "" },
		},
	})
}
