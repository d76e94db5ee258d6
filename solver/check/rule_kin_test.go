package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleKin(t *testing.T) {
	t.Parallel()
	manager := func(d *district, id model.TeacherID, role model.RoleKind) { d.teacher(id).Role.Kind = role }
	testRule(t, "kin", []ruleCase{
		{
			name:  "kin who supervise",
			given: func(d *district, _ *check.Decisions) { d.teacher("a1").Kin = []model.TeacherID{"b1"} },
			edit:  func(d *district, _ *check.Decisions) { manager(d, "b1", model.MiddleManager) },
		},
		{
			name:  "kin of the other side",
			given: func(d *district, _ *check.Decisions) { manager(d, "b1", model.MiddleManager) },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("b1").Kin = []model.TeacherID{"a1"} },
		},
		{
			name:  "spouses are kin",
			given: func(d *district, _ *check.Decisions) { manager(d, "b1", model.MiddleManager) },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a1").Spouse, d.teacher("b1").Spouse = "b1", "a1" },
		},
		{
			name: "head teachers supervise pupils",
			given: func(d *district, _ *check.Decisions) {
				d.teacher("a1").Kin = []model.TeacherID{"b1"}
				manager(d, "b1", model.HeadTeacher)
			},
			edit: func(d *district, _ *check.Decisions) { manager(d, "b1", model.Principal) },
		},
		{
			name:  "visits too",
			given: func(d *district, _ *check.Decisions) { d.teacher("c2").Kin = []model.TeacherID{"b1"} },
			edit:  func(d *district, _ *check.Decisions) { manager(d, "b1", model.VicePrincipal) },
		},
		{
			name: "a supervisor who moves supervises no longer",
			given: func(d *district, p *check.Decisions) {
				d.teacher("a1").Kin = []model.TeacherID{"b1"}
				manager(d, "b1", model.MiddleManager)
				p.Moves = append(p.Moves, move("b1", "C", "math"))
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
		{
			name: "a supervisor who moves does not take the post along",
			given: func(d *district, p *check.Decisions) {
				d.teacher("a1").Kin = []model.TeacherID{"c1"}
				manager(d, "c1", model.MiddleManager)
				p.Moves = append(p.Moves, move("c1", "B", "math"))
			},
			edit: func(_ *district, p *check.Decisions) {
				p.Moves = []check.Move{move("a1", "C", "math")}
			},
		},
		{
			name: "switched off",
			given: func(d *district, _ *check.Decisions) {
				d.teacher("a1").Kin = []model.TeacherID{"b1"}
				manager(d, "b1", model.MiddleManager)
				d.parameters["kin.avoid"] = false
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["kin.avoid"] = true },
		},
	})
}
