package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleGraduating(t *testing.T) {
	t.Parallel()
	share := func(d *district) {
		d.parameters["graduating.mode"] = "share"
		d.parameters["graduating.share"] = 50
		d.teacher("a1").Graduating = true
		d.teacher("a2").Graduating = true
	}
	testRule(t, "graduating", []ruleCase{
		{
			name: "kept from moving",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Graduating = true },
		},
		{
			name: "kept from visiting",
			edit: func(d *district, _ *check.Decisions) { d.teacher("c2").Graduating = true },
		},
		{
			name: "a pin to move is stronger",
			given: func(d *district, _ *check.Decisions) {
				d.teacher("a1").Graduating = true
				d.pin("a1", model.PinGo, "B")
			},
			edit: func(d *district, _ *check.Decisions) { d.problem.Pins = nil },
		},
		{
			name:  "a share moves",
			given: func(d *district, _ *check.Decisions) { share(d) },
			edit:  func(d *district, _ *check.Decisions) { d.teacher("a3").Graduating = true },
		},
		{
			name: "of those who should rotate only",
			given: func(d *district, _ *check.Decisions) {
				share(d)
				d.teacher("a3").Graduating = true
				d.teacher("a3").Since = model.NewDate(2024, 9, 1)
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("a3").Since = model.NewDate(2012, 9, 1) },
		},
		{
			name: "free",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["graduating.mode"] = "free"
				d.teacher("a1").Graduating = true
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["graduating.mode"] = "keep" },
		},
	})
	testRelax(t, []relaxCase{{
		name: "share", parameter: "graduating.share",
		given: func(d *district, _ *check.Decisions) {
			share(d)
			d.parameters["graduating.share"] = 51
		},
		want: model.Relaxation{Rule: "graduating", Subject: "district", Amount: 1},
	}})
}

func TestGraduatingKeptIsNeverRelaxed(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	d.relaxable["graduating.share"] = true
	d.teacher("a1").Graduating = true
	report := check.Evaluate(d.facts(t), plan)
	require.Equal(t, []string{"graduating"}, rulesOf(report.Violations))
	require.Empty(t, report.Relaxations)
}
