package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

// The numbers are worked out by hand from docs/model.md, h = 5.
func TestCoverageNumbers(t *testing.T) {
	t.Parallel()
	pe := line("B", "pe")
	vacant := model.Vacancy{Line: pe, Posts: 1, Weight: 4} // village 3, scarce 1
	privateMath := model.Vacancy{Line: line("P", "math"), Posts: 1, Weight: 1}
	privatePE := model.Vacancy{Line: line("P", "pe"), Posts: 1, Weight: 2}
	cases := []struct {
		name      string
		edit      func(*district, *check.Decisions)
		vacancies []model.Vacancy
		uncovered map[string]int
	}{
		{
			// B pe: 5 needed, 2 visited. c2 is away 2 without spare time; C pe has
			// 5 − 2 of 5. a6 gives 1 of A pe's 5 to A math, which has 4 of 4 heads.
			name:      "as decided",
			vacancies: []model.Vacancy{vacant, privateMath, privatePE},
			uncovered: map[string]int{"B/primary/pe": 3, "C/primary/pe": 2, "A/primary/pe": 1},
		},
		{
			// λ of PE is given as 10, so 14 periods leave 2 half-days to spare.
			name: "spare time is given away first",
			edit: func(d *district, _ *check.Decisions) {
				limit := 14
				d.problem.Curriculum.Loads = []model.Load{{Stage: model.Primary, Subject: "pe", Periods: 10}}
				d.teacher("c2").MaxWeeklyPeriods = &limit
			},
			vacancies: []model.Vacancy{vacant, privateMath, privatePE},
			uncovered: map[string]int{"B/primary/pe": 3, "A/primary/pe": 1},
		},
		{
			name: "a second mathematician leaves",
			edit: func(_ *district, p *check.Decisions) {
				p.Moves = append(p.Moves, move("a2", "C", "math"))
			},
			vacancies: []model.Vacancy{{Line: line("A", "math"), Posts: 1, Weight: 1}, vacant, privateMath, privatePE},
			// A math needs 20, has 3·5 + 1.
			uncovered: map[string]int{"A/primary/math": 4, "B/primary/pe": 3, "C/primary/pe": 2, "A/primary/pe": 1},
		},
		{
			name: "heads beyond the posts cover half-days",
			edit: func(d *district, p *check.Decisions) {
				p.Moves = nil
				d.posts("A", "math", 4, 5)
				d.parameters["exchange.ratio"] = 0
			},
			vacancies: []model.Vacancy{{Line: line("B", "math"), Posts: 1, Weight: 3}, vacant, privateMath, privatePE},
			uncovered: map[string]int{"B/primary/math": 5, "B/primary/pe": 3, "C/primary/pe": 2, "A/primary/pe": 1},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, plan := base(), decided()
			if c.edit != nil {
				c.edit(d, &plan)
			}
			report := check.Evaluate(d.facts(t), plan)
			require.Empty(t, report.Violations)
			require.Equal(t, c.vacancies, report.Vacancies)
			uncovered := map[string]int{}
			for _, u := range report.Uncovered {
				if u.Line.School != "P" {
					uncovered[u.Line.String()] = u.HalfDays
				}
			}
			require.Equal(t, c.uncovered, uncovered)
			require.Equal(t, model.PartialCoverage, report.Coverage)
		})
	}
}

func TestFullCoverage(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	plan.Visits, plan.PartTime = nil, nil
	d.posts("B", "pe", 0, 0)
	d.posts("P", "pe", 0, 0)
	d.posts("P", "math", 0, 0)
	report := check.Evaluate(d.facts(t), plan)
	require.Empty(t, report.Vacancies)
	require.Empty(t, report.Uncovered)
	require.Equal(t, model.FullCoverage, report.Coverage)
}
