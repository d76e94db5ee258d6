package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRulePostCaps(t *testing.T) {
	t.Parallel()
	capped := func(senior, intermediate int, level model.TitleLevel) func(*district, *check.Decisions) {
		return func(d *district, _ *check.Decisions) {
			d.school("B").PostCaps = &model.PostCaps{Senior: &senior, Intermediate: &intermediate}
			d.teacher("a1").Title.Level = level
		}
	}
	testRule(t, "post_caps", []ruleCase{
		{name: "senior", given: capped(1, 0, model.SeniorTitle), edit: capped(0, 1, model.SeniorTitle)},
		{name: "full senior", given: capped(1, 0, model.FullSeniorTitle), edit: capped(0, 1, model.FullSeniorTitle)},
		{name: "intermediate", given: capped(0, 1, model.FirstTitle), edit: capped(1, 0, model.FirstTitle)},
		{
			name: "not enforced",
			given: func(d *district, p *check.Decisions) {
				capped(0, 0, model.SeniorTitle)(d, p)
				d.parameters["posts.enforced"] = false
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["posts.enforced"] = true },
		},
		{
			name: "rural-only titles stand outside the caps",
			given: func(d *district, p *check.Decisions) {
				capped(0, 0, model.SeniorTitle)(d, p)
				d.teacher("a1").Title.Scope = model.RuralOnlyTitle
				d.parameters["title.rural_only_stays"] = false
				d.parameters["posts.count_rural_only"] = false
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["posts.count_rural_only"] = true },
		},
		{
			name: "other titles do not",
			given: func(d *district, p *check.Decisions) {
				capped(0, 0, model.SeniorTitle)(d, p)
				d.teacher("a1").Title.Scope = model.RuralOnlyTitle
				d.parameters["title.rural_only_stays"] = false
				d.parameters["posts.count_rural_only"] = false
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Title.Scope = model.GeneralTitle },
		},
		{
			name: "a school above its cap may exchange but not grow",
			given: func(d *district, p *check.Decisions) {
				capped(0, 0, model.SeniorTitle)(d, p)
				d.teacher("b1").Title.Level = model.SeniorTitle
				d.parameters["exchange.ratio"] = 5
				p.Moves = append(p.Moves, move("b1", "C", "math"))
				b2 := *d.teacher("b1")
				b2.ID = "b2"
				d.problem.Teachers = append(d.problem.Teachers, b2)
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
	})
	testRelax(t, []relaxCase{
		{
			name: "senior", parameter: "posts.enforced", given: capped(0, 0, model.SeniorTitle),
			want: model.Relaxation{Rule: "post_caps", Subject: "school:B:senior", Amount: 1},
		},
		{
			name: "intermediate", parameter: "posts.enforced", given: capped(0, 0, model.FirstTitle),
			want: model.Relaxation{Rule: "post_caps", Subject: "school:B:intermediate", Amount: 1},
		},
	})
}
