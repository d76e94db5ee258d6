package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleOutflow(t *testing.T) {
	t.Parallel()
	two := func(p *check.Decisions) { p.Moves = append(p.Moves, move("a2", "C", "math")) }
	testRule(t, "outflow", []ruleCase{
		{
			name: "the share is rounded down",
			given: func(d *district, p *check.Decisions) {
				two(p)
				d.parameters["outflow.share"] = 33.4
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["outflow.share"] = 33.3 },
		},
		{
			name:  "one may always leave",
			given: func(d *district, _ *check.Decisions) { d.parameters["outflow.share"] = 0 },
			edit:  func(_ *district, p *check.Decisions) { two(p) },
		},
		{
			name: "a line keeps one of its present heads",
			given: func(d *district, _ *check.Decisions) {
				d.problem.Teachers = append(d.problem.Teachers, func() model.Teacher {
					d2 := *d.teacher("d1")
					d2.ID = "d2"
					return d2
				}())
				d.parameters["outflow.share"] = 100
				d.parameters["exchange.ratio"] = 5
			},
			edit: func(_ *district, p *check.Decisions) {
				p.Moves = append(p.Moves, move("d1", "B", "math"), move("d2", "B", "math"))
			},
		},
	})
	testRelax(t, []relaxCase{{
		name: "share", parameter: "outflow.share",
		given: func(d *district, p *check.Decisions) {
			two(p)
			p.Moves = append(p.Moves, move("a3", "C", "math"))
			d.parameters["outflow.share"] = 10
		},
		want: model.Relaxation{Rule: "outflow", Subject: "A", Amount: 2},
	}})
}

func TestLastHeadIsNeverRelaxed(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	d2 := *d.teacher("d1")
	d2.ID = "d2"
	d.problem.Teachers = append(d.problem.Teachers, d2)
	d.parameters["outflow.share"] = 100
	d.parameters["exchange.ratio"] = 5
	d.relaxable["outflow.share"] = true
	plan.Moves = append(plan.Moves, move("d1", "B", "math"), move("d2", "B", "math"))
	report := check.Evaluate(d.facts(t), plan)
	require.Equal(t, []string{"outflow"}, rulesOf(report.Violations))
	require.Equal(t, "D/primary/math", report.Violations[0].Subject)
}

func TestOnlyHeadMayLeave(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	plan.Moves = append(plan.Moves, move("d1", "B", "math"))
	require.Empty(t, check.Evaluate(d.facts(t), plan).Violations)
}
