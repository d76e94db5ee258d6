package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleTitleScope(t *testing.T) {
	t.Parallel()
	ruralOnly := func(d *district, id model.TeacherID) { d.teacher(id).Title.Scope = model.RuralOnlyTitle }
	testRule(t, "title_scope", []ruleCase{
		{
			name:  "moves to rural schools only",
			given: func(d *district, _ *check.Decisions) { ruralOnly(d, "a1") },
			edit:  func(_ *district, p *check.Decisions) { p.Moves[0] = move("a1", "C", "math") },
		},
		{
			name: "visits rural schools only",
			given: func(d *district, _ *check.Decisions) {
				ruralOnly(d, "c2")
				d.parameters["visits.routes"] = []string{"town>rural", "town>urban"}
			},
			edit: func(_ *district, p *check.Decisions) { p.Visits[0] = visit("c2", "A", "pe", 2) },
		},
		{
			name: "switched off",
			given: func(d *district, p *check.Decisions) {
				ruralOnly(d, "a1")
				d.parameters["title.rural_only_stays"] = false
				p.Moves[0] = move("a1", "C", "math")
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["title.rural_only_stays"] = true },
		},
	})
}
