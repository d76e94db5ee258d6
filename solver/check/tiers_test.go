package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

// The values are worked out by hand from docs/model.md.
func TestTierValues(t *testing.T) {
	t.Parallel()
	type values map[string]int64
	cases := []struct {
		name string
		edit func(*district, *check.Decisions)
		want values
	}{
		{
			// Vacant: B pe 1·4, P math 1·1, P pe 1·2. Uncovered: B pe 3·4,
			// C pe 2·3 (town 2, scarce 1), A pe 1·2, P math 5·1, P pe 5·2.
			// Travel: 20 + 2·20·2. Economy: 1 half-day, one move for a floor of one.
			name: "as decided",
			want: values{"relax": 0, "vacancy": 7, "coverage": 12 + 6 + 2 + 5 + 10, "compulsion": 1, "preference": 1, "travel": 100, "economy": 1},
		},
		{
			name: "volunteer who listed nothing",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Volunteer = true },
			want: values{"compulsion": 0, "preference": 1},
		},
		{
			name: "second of three choices",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Preferences = []model.SchoolID{"C", "B", "D"} },
			want: values{"compulsion": 0, "preference": 1},
		},
		{
			name: "first choice",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Preferences = []model.SchoolID{"B", "D"} },
			want: values{"compulsion": 0, "preference": 0},
		},
		{
			name: "not among two choices",
			edit: func(d *district, _ *check.Decisions) { d.teacher("a1").Preferences = []model.SchoolID{"C", "D"} },
			want: values{"compulsion": 1, "preference": 3},
		},
		{
			name: "moves above the floor and to a secondary subject",
			edit: func(d *district, p *check.Decisions) {
				d.parameters["route.secondary"] = true
				p.PartTime = nil
				p.Moves = append(p.Moves, move("a6", "B", "math"))
			},
			// 1·5 half-days and 10·(2 − 1).
			want: values{"economy": 15, "travel": 120},
		},
		{
			name: "moves above the floor, zone by zone",
			edit: func(d *district, p *check.Decisions) {
				// Z1: nine due, floor 1, two move. Z2: one due, floor 1, one moves.
				d.parameters["exchange.floor_scope"] = "zone"
				p.PartTime = nil
				p.Moves = append(p.Moves, move("a2", "B", "math"), move("d1", "C", "math"))
			},
			want: values{"economy": 10},
		},
		{
			name: "commute from home",
			edit: func(d *district, p *check.Decisions) {
				d.problem.Travel.Detour, d.problem.Travel.Speed = 1, 60
				d.teacher("a1").Home = &model.Location{Latitude: 26, Longitude: 113}
				d.school("B").Location = &model.Location{Latitude: 26.1, Longitude: 113}
				p.Visits = nil
			},
			// 0.1 degree is 11.12 km, 12 minutes.
			want: values{"travel": 12},
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
			for id, want := range c.want {
				require.Equal(t, want, valueOf(t, report, id), id)
			}
		})
	}
}

// Every judged school has 100 pupils: I1 needs 5 (4.2 rounded up), I2 and I3
// need 1. Before: A has 6 graduates, C two, B and D one; PE in A and C.
func TestBalanceTier(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		edit func(*district, *check.Decisions)
		want int64
	}{
		// I1: A 0, B 4, C 3, D 4; I2: 4; I3: B and D.
		{"nobody moves", func(_ *district, p *check.Decisions) { p.Moves = nil }, 11 + 4 + 2},
		// I1: A 0 (five stay), B 3, C 3, D 4.
		{"one graduate moves to the village", func(*district, *check.Decisions) {}, 10 + 4 + 2},
		{"a backbone teacher moves along", func(d *district, _ *check.Decisions) {
			d.teacher("a1").Backbone = &model.Backbone{Level: model.CityBackbone}
		}, 10 + 3 + 2},
		{"a school honour does not count", func(d *district, _ *check.Decisions) {
			d.teacher("a1").Backbone = &model.Backbone{Level: model.SchoolBackbone}
		}, 10 + 4 + 2},
		{"a lapsed honour does not count", func(d *district, _ *check.Decisions) {
			d.teacher("a1").Backbone = &model.Backbone{Level: model.CityBackbone, ValidTo: model.NewDate(2026, 8, 30)}
		}, 10 + 4 + 2},
		{"who is on leave does not count", func(d *district, _ *check.Decisions) { d.teacher("d1").Status = model.OnLeave }, 11 + 4 + 2},
		{"without the degree", func(d *district, _ *check.Decisions) { d.teacher("a1").Education = model.SecondaryEducation }, 11 + 4 + 2},
		// A loses its only PE teacher, B gains one.
		{"a PE teacher moves to the village", func(_ *district, p *check.Decisions) {
			p.Moves, p.PartTime = []check.Move{move("a6", "B", "pe")}, nil
		}, 10 + 4 + 2},
		{"a special school is not judged", func(d *district, _ *check.Decisions) { d.school("D").Kind = model.SpecialSchool }, 6 + 3 + 1},
		{"a teaching point of 100 is judged", func(d *district, _ *check.Decisions) { d.school("B").Kind = model.TeachingPoint }, 10 + 4 + 2},
		{"a tiny teaching point is not", func(d *district, _ *check.Decisions) {
			d.school("B").Kind = model.TeachingPoint
			d.school("B").Stages[0].Grades[0].Pupils = 49
		}, 7 + 3 + 1},
		{"a tiny teaching point of the border strip is judged where the pack says so", func(d *district, _ *check.Decisions) {
			// 49 pupils: I1 needs 3 and has 2, I2 and I3 need 1.
			d.school("B").Kind, d.school("B").BorderZone = model.TeachingPoint, true
			d.school("B").Stages[0].Grades[0].Pupils = 49
			d.parameters["indicators.judge_border_points"] = true
		}, 8 + 4 + 2},
		{"a teaching point at the limit is judged", func(d *district, _ *check.Decisions) {
			// 50 pupils: I1 needs 3 and has 2, I2 and I3 need 1.
			d.school("B").Kind = model.TeachingPoint
			d.school("B").Stages[0].Grades[0].Pupils = 50
		}, 8 + 4 + 2},
		{"a tiny teaching point of the border is judged where the pack says so", func(d *district, _ *check.Decisions) {
			d.parameters["indicators.judge_border_points"] = true
			d.school("B").Kind, d.school("B").BorderZone = model.TeachingPoint, true
			d.school("B").Stages[0].Grades[0].Pupils = 49
		}, 8 + 4 + 2},
		{"and not elsewhere", func(d *district, _ *check.Decisions) {
			d.parameters["indicators.judge_border_points"] = true
			d.school("B").Kind = model.TeachingPoint
			d.school("B").Stages[0].Grades[0].Pupils = 49
		}, 7 + 3 + 1},
		{"junior teachers need a bachelor's degree", func(d *district, p *check.Decisions) {
			// D becomes a junior school with one teacher: I1 needs 6, I2 and I3 one.
			p.Visits = nil
			d.school("D").Stages[0].Stage = model.Junior
			d.school("D").Stages[0].Grades[0].Grade = 7
			d.teacher("d1").Qualifications[0].Stage = model.Junior
			d.teacher("d1").Education = model.Associate
		}, 6 + 6 + 4 + 2},
		{"junior pupils are another stage", func(d *district, _ *check.Decisions) {
			b := d.school("B")
			b.Stages = append(b.Stages, model.StageData{Stage: model.Junior, Grades: []model.GradeData{{Grade: 7, Pupils: 100}}})
		}, 10 + 4 + 2 + 6 + 1 + 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, plan := base(), decided()
			d.parameters["exchange.ratio"] = 0
			c.edit(d, &plan)
			f := d.facts(t)
			report := check.Evaluate(f, plan)
			require.Empty(t, report.Violations)
			require.Equal(t, c.want, valueOf(t, report, "balance"))

			// The indicators come from other code and must say the same.
			plan.Visits = nil
			sum := 0
			for _, set := range check.Evaluate(f, plan).Indicators.After {
				sum += set.Shortfall
			}
			require.Equal(t, int(c.want), sum)
		})
	}
}

// The lots are drawn twice, by the facts and by the checker.
func TestLotteryTier(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	d.parameters["lottery.seed"] = "2026"
	d.teacher("a5").Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
	d.pin("a4", model.PinStay, "")
	plan.Moves = append(plan.Moves, move("a2", "C", "math"))
	f := d.facts(t)
	lots := f.Lottery()
	require.Zero(t, lots[f.Teacher("a4").Index])
	require.Equal(t, int64(lots[f.Teacher("a1").Index]+lots[f.Teacher("a2").Index]), valueOf(t, check.Evaluate(f, plan), "lottery"))
	// Eight candidates: the sum of all lots is 36 in any order.
	sum := 0
	for _, n := range lots {
		sum += n
	}
	require.Equal(t, 36, sum)
}

func TestTierOrderOfThePack(t *testing.T) {
	t.Parallel()
	d := base()
	d.parameters["tiers.order"] = []string{"coverage", "vacancy"}
	report := check.Evaluate(d.facts(t), decided())
	require.Len(t, report.Tiers, 2)
	require.Equal(t, "coverage", report.Tiers[0].ID)
	require.Equal(t, "vacancy", report.Tiers[1].ID)
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	periods, none := 24, 0
	d.problem.Curriculum.Loads = []model.Load{{Stage: model.Primary, Subject: "pe", Periods: 10}}
	d.school("B").Stages[0].Demand[1] = model.LineDemand{Subject: "pe", Periods: &periods, Posts: &none}
	report := check.Evaluate(d.facts(t), plan)
	// Nobody is based there; two visited half-days are 4 periods.
	require.Contains(t, report.Periods, check.LinePeriods{Line: line("B", "pe"), Demand: 24, Taught: 4, Missing: 20})
}
