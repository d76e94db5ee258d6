package policy_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
)

// lineOf derives one line with given periods and load of 10.
func lineOf(t require.TestingT, d model.LineDemand, overrides ...model.Override) policy.LineFacts {
	p := &model.Problem{
		District: model.District{PlanYear: 2026}, Pack: model.PackRef{ID: pack, Overrides: overrides},
		Schools: []model.School{{ID: "A", UrbanRural: "111", Stages: []model.StageData{
			{Stage: model.Junior, Demand: []model.LineDemand{d}},
		}}},
		Curriculum: model.Curriculum{Loads: []model.Load{{Stage: model.Junior, Subject: d.Subject, Periods: 10}}},
	}
	f, err := policy.Derive(p)
	require.NoError(t, err)
	return f.Lines[0]
}

func TestPostsAndHalfDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ periods, posts, halfDays int }{
		{0, 0, 0}, {1, 0, 1}, {2, 0, 1}, {3, 0, 2}, {5, 0, 3}, // below θ = 0.6: half-days of 2 periods
		{6, 1, 0}, {9, 1, 0}, {10, 1, 0}, // from θ on one more post
		{11, 1, 1}, {15, 1, 3}, {16, 2, 0}, {100, 10, 0},
	} {
		l := lineOf(t, model.LineDemand{Subject: "math", Periods: intp(c.periods)})
		require.Equal(t, []int{c.periods, c.posts, c.halfDays}, []int{l.Periods, l.Posts, l.HalfDays}, "%d periods", c.periods)
	}
}

func TestExplicitDemand(t *testing.T) {
	t.Parallel()
	l := lineOf(t, model.LineDemand{Subject: "math", Posts: intp(3)})
	require.Equal(t, []int{3, 0}, []int{l.Posts, l.HalfDays})
	l = lineOf(t, model.LineDemand{Subject: "math", Posts: intp(3), HalfDays: intp(2)})
	require.Equal(t, []int{3, 2}, []int{l.Posts, l.HalfDays})
	l = lineOf(t, model.LineDemand{Subject: "math", Periods: intp(15), Posts: intp(2)})
	require.Equal(t, []int{15, 2, 0}, []int{l.Periods, l.Posts, l.HalfDays})
	l = lineOf(t, model.LineDemand{Subject: "math", Periods: intp(15), HalfDays: intp(1)})
	require.Equal(t, []int{1, 1}, []int{l.Posts, l.HalfDays})
}

func TestExplicitDemandReplacesTheDerived(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Schools[0].Stages = []model.StageData{{
		Stage: model.Primary, Grades: grades(1, 6, 1, 45),
		Demand: []model.LineDemand{{Subject: "chinese", Posts: intp(7)}, {Subject: "pe", Periods: intp(0)}},
	}}
	f := derive(t, p)
	require.Equal(t, 7, f.Line(model.Line{School: "A", Stage: "primary", Subject: "chinese"}).Posts)
	pe := f.Line(model.Line{School: "A", Stage: "primary", Subject: "pe"})
	require.Zero(t, pe.Posts+pe.HalfDays)
	require.Equal(t, 26, f.Line(model.Line{School: "A", Stage: "primary", Subject: "math"}).Periods)
	require.Nil(t, f.Line(model.Line{School: "B", Stage: "primary", Subject: "math"}), "no class, no demand")
}

// The covered half-days are enough for the periods and never a half-day too
// many; checked against exact fractions.
func TestDemandProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		periods := rapid.IntRange(0, 500).Draw(rt, "periods")
		h := rapid.IntRange(1, 10).Draw(rt, "h")
		theta := rapid.IntRange(0, 100).Draw(rt, "theta in percent")
		l := lineOf(rt, model.LineDemand{Subject: "math", Periods: &periods},
			override("demand.half_days", h), override("demand.remainder", float64(theta)/100))
		n, rest := periods/10, periods%10
		more := rest > 0 && big.NewRat(int64(rest), 10).Cmp(big.NewRat(int64(theta), 100)) >= 0
		if more {
			n++
		}
		require.Equal(rt, n, l.Posts)
		have := (h*l.Posts + l.HalfDays) * 10
		require.GreaterOrEqual(rt, have, periods*h)
		if l.HalfDays > 0 {
			require.Less(rt, have-10, periods*h)
		}
	})
}

func TestWeights(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind    model.SchoolKind
		code    model.UrbanRuralCode
		subject model.Subject
		want    int
	}{
		"point in town":   {model.TeachingPoint, "121", "math", 3},
		"village primary": {model.VillagePrimary, "210", "math", 3},
		"village":         {model.JuniorSchool, "220", "math", 3},
		"city":            {model.UrbanPrimary, "112", "math", 1},
		"town":            {model.TownshipCentrePrimary, "121", "math", 2},
		"township centre": {model.TownshipCentrePrimary, "210", "math", 2},
		"scarce in city":  {model.UrbanPrimary, "111", "pe", 2},
		"scarce village":  {model.VillagePrimary, "220", "arts", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := problem(t)
			p.Teachers = nil
			p.Schools = []model.School{{ID: "A", Kind: c.kind, UrbanRural: c.code, Stages: []model.StageData{
				{Stage: model.Primary, Demand: []model.LineDemand{{Subject: c.subject, Posts: intp(1)}}},
			}}}
			require.Equal(t, c.want, derive(t, p).Lines[0].Weight)
		})
	}
}

func TestHeadsAndSpare(t *testing.T) {
	t.Parallel()
	p := problem(t)
	principal, leader, ill, contract := teacher(t, "t2", "A"), teacher(t, "t3", "A"), teacher(t, "t4", "A"), teacher(t, "t5", "A")
	principal.Role = model.Role{Kind: model.Principal}
	leader.Role = model.Role{Kind: model.VicePrincipal, FullLoad: true}
	ill.Status = model.OnLeave
	contract.Employment.Kind = model.ContractStaff
	contract.MaxWeeklyPeriods = intp(20) // load 14: 6 more are 2.14 half-days
	leader.Title.Level = model.FullSeniorTitle
	ill.Title.Level = model.FirstTitle
	p.Teachers = append(p.Teachers, principal, leader, ill, contract)
	f := derive(t, p)
	require.Equal(t, 3, f.Lines[0].Heads)
	require.Equal(t, 2, f.Teacher("t5").Spare)
	require.Zero(t, f.Teacher("t1").Spare)
	s := f.School("A")
	require.Equal(t, []int{4, 1, 1}, []int{s.Staff, s.Senior, s.Intermediate}, "on quota, whatever the status")
}
