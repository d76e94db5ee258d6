package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleRotationFloor(t *testing.T) {
	t.Parallel()
	twoMore := func(p *check.Decisions) {
		p.Moves = append(p.Moves, move("a2", "C", "math"), move("a3", "C", "math"))
	}
	testRule(t, "rotation_floor", []ruleCase{
		{
			name: "ten of a hundred of ten is one",
			edit: func(_ *district, p *check.Decisions) { p.Moves = nil },
		},
		{
			name: "a volunteer who is not due does not count",
			given: func(d *district, p *check.Decisions) {
				d.teacher("a2").Volunteer = true
				d.teacher("a2").Since = model.NewDate(2024, 9, 1)
				p.Moves = append(p.Moves, move("a2", "B", "math"))
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[1:] },
		},
		{
			name: "pins do not make the target smaller",
			given: func(d *district, _ *check.Decisions) {
				// E is nine: 11.2 percent of nine are 1.008, so two.
				d.parameters["exchange.ratio"] = 11.11
				d.teacher("d1").Since = model.NewDate(2024, 9, 1)
				for _, id := range []model.TeacherID{"a2", "a3", "b1", "c1"} {
					d.pin(id, model.PinStay, "")
				}
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 11.2 },
		},
		{
			name: "each zone for itself",
			given: func(d *district, p *check.Decisions) {
				p.Moves = append(p.Moves, move("d1", "B", "math"))
				d.parameters["exchange.floor_scope"] = "zone"
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
		{
			name: "target allows ratio and tolerance, rounded up",
			given: func(d *district, p *check.Decisions) {
				twoMore(p)
				d.parameters["exchange.ratio_mode"] = "target"
				d.parameters["exchange.ratio_tolerance"] = 10.1
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio_tolerance"] = 10 },
		},
		{
			name: "the sum of a target is taken of the decimals",
			given: func(d *district, _ *check.Decisions) {
				// 9.9 + 0.1 + … in binary could pass a whole number by a hair.
				d.parameters["exchange.ratio"] = 9.7
				d.parameters["exchange.ratio_mode"] = "target"
				d.parameters["exchange.ratio_tolerance"] = 0.3
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = append(p.Moves, move("a2", "C", "math")) },
		},
		{
			name: "the ceiling is rounded down",
			given: func(d *district, p *check.Decisions) {
				twoMore(p)
				d.parameters["exchange.ratio_ceiling"] = 30
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio_ceiling"] = 29.9 },
		},
		{
			name: "the ceiling never lies below the floor",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["exchange.ratio_ceiling"] = 1
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = append(p.Moves, move("a2", "C", "math")) },
		},
	})
	testRelax(t, []relaxCase{
		{
			name: "district", parameter: "exchange.ratio",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.ratio"] = 30 },
			want:  model.Relaxation{Rule: "rotation_floor", Subject: "district", Amount: 2},
		},
		{
			name: "zone", parameter: "exchange.ratio",
			given: func(d *district, _ *check.Decisions) { d.parameters["exchange.floor_scope"] = "zone" },
			want:  model.Relaxation{Rule: "rotation_floor", Subject: "zone:Z2", Amount: 1},
		},
	})
}

// Nobody moves and the floor may give way: the slack is the whole floor, which
// the facts count in other code.
func TestFloorsAgreeWithFacts(t *testing.T) {
	t.Parallel()
	for _, over := range []string{"district", "zone"} {
		for _, ratio := range []float64{0, 0.1, 10, 11.1, 33.3, 50, 66.7, 99.9, 100} {
			d := base()
			d.relaxable["exchange.ratio"] = true
			d.parameters["exchange.ratio"] = ratio
			d.parameters["exchange.floor_scope"] = over
			d.school("C").Zone = ""
			d.teacher("a1").Since = model.NewDate(2024, 9, 1)
			f := d.facts(t)
			want := []model.Relaxation{}
			for _, s := range f.Scopes() {
				if s.Floor > 0 {
					want = append(want, model.Relaxation{Rule: "rotation_floor", Subject: s.ID, Amount: s.Floor})
				}
			}
			report := check.Evaluate(f, check.Decisions{})
			require.Empty(t, report.Violations)
			require.Equal(t, want, report.Relaxations)
		}
	}
}
