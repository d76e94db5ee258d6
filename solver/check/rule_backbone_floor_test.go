package check_test

import (
	"testing"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleBackboneFloor(t *testing.T) {
	t.Parallel()
	backbone := func(d *district, ids ...model.TeacherID) {
		for _, id := range ids {
			d.teacher(id).Backbone = &model.Backbone{Level: model.CountyBackbone}
		}
	}
	threeMoves := func(p *check.Decisions) {
		p.Moves = append(p.Moves, move("a2", "C", "math"), move("a3", "C", "math"))
	}
	testRule(t, "backbone_floor", []ruleCase{
		{
			name: "of the exchanged, rounded up to whole teachers",
			given: func(d *district, p *check.Decisions) {
				threeMoves(p)
				backbone(d, "a1")
				d.parameters["exchange.backbone_ratio"] = 33.3
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.backbone_ratio"] = 33.4 },
		},
		{
			name: "volunteers who are not due are exchanged too",
			given: func(d *district, p *check.Decisions) {
				backbone(d, "a1")
				d.parameters["exchange.backbone_ratio"] = 50
				d.teacher("a2").Since, d.teacher("a2").Volunteer = model.NewDate(2024, 9, 1), true
				d.teacher("a3").Since, d.teacher("a3").Volunteer = model.NewDate(2024, 9, 1), true
				p.Moves = append(p.Moves, move("a2", "C", "math"))
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = append(p.Moves, move("a3", "C", "math")) },
		},
		{
			name: "of the target list",
			given: func(d *district, p *check.Decisions) {
				threeMoves(p)
				backbone(d, "a1")
				d.parameters["exchange.backbone_denominator"] = "target_list"
				d.parameters["exchange.backbone_ratio"] = 100
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 20 },
		},
		{
			name: "of all who should rotate",
			given: func(d *district, _ *check.Decisions) {
				backbone(d, "a1")
				d.parameters["exchange.backbone_denominator"] = "eligible_all"
				d.parameters["exchange.backbone_ratio"] = 10
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.backbone_ratio"] = 10.01 },
		},
		{
			name: "of the backbone who should rotate",
			given: func(d *district, _ *check.Decisions) {
				backbone(d, "a1", "a2")
				d.parameters["exchange.backbone_denominator"] = "eligible_backbone"
				d.parameters["exchange.backbone_ratio"] = 50
			},
			edit: func(d *district, _ *check.Decisions) { backbone(d, "a3") },
		},
		{
			name: "an honour that lapsed does not count",
			given: func(d *district, _ *check.Decisions) {
				backbone(d, "a1")
				d.parameters["exchange.backbone_ratio"] = 100
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Backbone.ValidTo = model.NewDate(2026, 8, 30) },
		},
	})
	testRelax(t, []relaxCase{{
		name: "least whole slack", parameter: "exchange.backbone_ratio",
		given: func(d *district, p *check.Decisions) {
			threeMoves(p)
			d.parameters["exchange.backbone_ratio"] = 34
		},
		want: model.Relaxation{Rule: "backbone_floor", Subject: "district", Amount: 2},
	}})
}
