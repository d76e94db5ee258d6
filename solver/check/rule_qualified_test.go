package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleQualified(t *testing.T) {
	t.Parallel()
	lastDay := model.NewDate(2026, 8, 31)
	testRule(t, "qualified", []ruleCase{
		{
			name: "no such subject",
			edit: func(_ *district, p *check.Decisions) { p.Moves[0].To = line("B", "pe") },
		},
		{
			name: "no such stage",
			edit: func(d *district, p *check.Decisions) {
				posts := 1
				b := d.school("B")
				b.Stages = append(b.Stages, model.StageData{Stage: model.Junior, Demand: []model.LineDemand{{Subject: "math", Posts: &posts}}})
				d.teacher("a1").Licence.Stage = model.Junior
				p.Moves[0].To.Stage = model.Junior
			},
		},
		{
			name: "secondary by a move",
			given: func(d *district, p *check.Decisions) {
				d.parameters["route.secondary"] = true
				p.PartTime, p.Moves = nil, []check.Move{move("a6", "B", "math")}
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["route.secondary"] = false },
		},
		{
			name:  "secondary by a visit, even where moves may",
			given: func(d *district, _ *check.Decisions) { d.parameters["route.secondary"] = true },
			edit: func(d *district, p *check.Decisions) {
				c2 := d.teacher("c2")
				c2.Qualifications = append(c2.Qualifications, model.Qualification{Stage: model.Primary, Subject: "math"})
				p.Visits[0].To = line("B", "math")
			},
		},
		{
			name: "part-time in a subject of no qualification",
			edit: func(d *district, _ *check.Decisions) {
				d.teacher("a6").Qualifications = d.teacher("a6").Qualifications[:1]
			},
		},
		{
			name: "no licence",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Licence = nil },
		},
		{
			name:  "licence valid on the last day, not after it",
			given: func(d *district, _ *check.Decisions) { d.teacher("a1").Licence.ValidTo = lastDay },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Licence.ValidTo = model.NewDate(2026, 8, 30) },
		},
		{
			name:  "licence of a higher stage allows, of a lower one does not",
			given: func(d *district, _ *check.Decisions) { d.teacher("a1").Licence.Stage = model.Senior },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Licence.Stage = model.Kindergarten },
		},
		{
			name: "licence of a visitor",
			edit: func(d *district, _ *check.Decisions) { d.teacher("c2").Licence = nil },
		},
		{
			name:  "half-days alone are demand, nothing is none",
			given: func(d *district, _ *check.Decisions) { d.posts("B", "pe", 0, 2) },
			edit:  func(d *district, _ *check.Decisions) { d.posts("B", "pe", 0, 0) },
		},
		{
			name: "a line that nobody knows",
			edit: func(d *district, p *check.Decisions) {
				a1 := d.teacher("a1")
				a1.Qualifications = append(a1.Qualifications, model.Qualification{Stage: model.Primary, Subject: "music"})
				d.parameters["route.secondary"] = true
				p.Moves[0].To = line("B", "music")
			},
		},
	})
}
