package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestGoldenCoefficientOfVariation(t *testing.T) {
	t.Parallel()
	cv := policy.CoefficientOfVariation([]int{45, 37, 89, 76, 55}, []int{279, 137, 935, 160, 402})
	require.InDelta(t, 0.5153, cv, 0.00005)
	require.InDelta(t, 6.3344, 1913.0/302, 0.00005) // the mean, Σ raw ÷ Σ pupils
	require.InDelta(t, 3.2639, cv*1913/302, 0.00005)
	require.Zero(t, policy.CoefficientOfVariation(nil, nil))
	require.Zero(t, policy.CoefficientOfVariation([]int{10}, []int{0}))
}

// balanced has a city school of 1,000 pupils and a village school of 60.
func balanced(t *testing.T) *model.Problem {
	t.Helper()
	p := problem(t)
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Grades: grades(1, 5, 4, 200)}}
	p.Schools[1].Stages = []model.StageData{{Stage: model.Primary, Grades: grades(1, 6, 1, 10)}}
	p.Teachers = nil
	for _, id := range []model.TeacherID{"t1", "t2", "t3"} {
		x := teacher(t, id, "A")
		x.Qualifications[0].Subject = "pe"
		p.Teachers = append(p.Teachers, x)
	}
	p.Teachers[1].Backbone = &model.Backbone{Level: model.CountyBackbone, ValidTo: day(t, "2026-08-31")}
	p.Teachers[2].Backbone = &model.Backbone{Level: model.CityBackbone, ValidTo: day(t, "2026-08-30")}
	p.Teachers[2].Education = model.SecondaryEducation
	return p
}

func set(t *testing.T, sets []model.IndicatorSet, id string) model.IndicatorSet {
	t.Helper()
	for _, s := range sets {
		if s.ID == id && s.Stage == model.Primary {
			return s
		}
	}
	require.Fail(t, "no such set", id)
	return model.IndicatorSet{}
}

func TestIndicators(t *testing.T) {
	t.Parallel()
	f := derive(t, balanced(t))
	before := f.Indicators(f.Stay, nil)
	i1, i2, i3 := set(t, before, "I1"), set(t, before, "I2"), set(t, before, "I3")
	require.Equal(t, []int{2, 0}, []int{i1.Schools[0].Teachers, i1.Schools[1].Teachers})
	require.Equal(t, []int{40, 3}, []int{i1.Schools[0].Shortfall, i1.Schools[1].Shortfall}) // ⌈42⌉, ⌈2.52⌉
	require.Equal(t, 43, i1.Shortfall)
	require.Equal(t, 1, i2.Schools[0].Teachers, "the lapsed honour does not count")
	require.Equal(t, 3, i3.Schools[0].Teachers)
	require.InDelta(t, 0.3, i3.Schools[0].Per100, 1e-12)
	require.Equal(t, 7, i3.Shortfall) // 9 − 3 and ⌈0.54⌉

	moved := f.After([]model.Move{{Teacher: "t1", To: model.Line{School: "B", Stage: model.Primary, Subject: "pe"}}})
	after := set(t, f.Indicators(moved, nil), "I3")
	require.Equal(t, []int{2, 1}, []int{after.Schools[0].Teachers, after.Schools[1].Teachers})
	require.Equal(t, 1, after.Passed)
	require.Equal(t, 2, after.Counted)
}

func TestVisitorsCountOnceInSmallRuralSchools(t *testing.T) {
	t.Parallel()
	p := balanced(t)
	visit := func(x model.TeacherID, to model.SchoolID, s model.Subject) model.Visit {
		return model.Visit{Teacher: x, To: model.Line{School: to, Stage: model.Primary, Subject: s}, HalfDays: 1}
	}
	visits := []model.Visit{visit("t1", "B", "pe"), visit("t1", "B", "arts"), visit("t2", "B", "math"), visit("t3", "A", "pe")}
	f := derive(t, p)
	i3 := set(t, f.Indicators(f.Stay, visits), "I3")
	require.Equal(t, []int{3, 1}, []int{i3.Schools[0].Teachers, i3.Schools[1].Teachers})

	p.Schools[1].Stages[0].Grades = grades(1, 5, 1, 20) // 100 pupils: no longer small
	f = derive(t, p)
	require.Zero(t, set(t, f.Indicators(f.Stay, visits), "I3").Schools[1].Teachers)

	p = balanced(t)
	p.Pack.Overrides = []model.Override{override("indicators.i3_count_visits", false)}
	f = derive(t, p)
	require.Zero(t, set(t, f.Indicators(f.Stay, visits), "I3").Schools[1].Teachers)
}

func TestWhoIsJudged(t *testing.T) {
	t.Parallel()
	p := problem(t)
	stage := func(n int) []model.StageData {
		return []model.StageData{{Stage: model.Primary, Grades: []model.GradeData{{Grade: 1, Pupils: n, Classes: 1}}}}
	}
	p.Teachers = nil
	p.Schools = []model.School{
		{ID: "private", Kind: model.UrbanPrimary, UrbanRural: "111", Ownership: model.Private, Stages: stage(100)},
		{ID: "special", Kind: model.SpecialSchool, UrbanRural: "111", Stages: stage(100)},
		{ID: "point49", Kind: model.TeachingPoint, UrbanRural: "220", Stages: stage(49)},
		{ID: "point50", Kind: model.TeachingPoint, UrbanRural: "220", Stages: stage(50)},
		{ID: "tiny", Kind: model.VillagePrimary, UrbanRural: "220", Stages: stage(3)},
		{ID: "empty", Kind: model.VillagePrimary, UrbanRural: "220", Stages: stage(0)},
	}
	f := derive(t, p)
	var judged []model.SchoolID
	for _, n := range f.IndicatorNeeds() {
		if n.ID == "I1" && n.Stage == model.Primary {
			judged = append(judged, f.Schools[n.School].ID)
		}
	}
	require.Equal(t, []model.SchoolID{"point50", "tiny"}, judged)
}

// The needs give the same shortfall as the report without visits.
func TestNeedsAgreeWithIndicators(t *testing.T) {
	t.Parallel()
	f := derive(t, balanced(t))
	want, got := 0, 0
	for _, s := range f.Indicators(f.Stay, nil) {
		want += s.Shortfall
	}
	for _, n := range f.IndicatorNeeds() {
		have := 0
		for i := range f.Teachers {
			if f.Teachers[i].School == n.School && n.Counts(i) {
				have++
			}
		}
		got += max(0, n.Required-have)
	}
	require.Equal(t, want, got)
	require.Positive(t, got)
}

func TestJuniorAsksForBachelor(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers[0].Education = model.Associate
	f := derive(t, p)
	require.True(t, f.CountsFor("I1", model.Primary, 0))
	require.False(t, f.CountsFor("I1", model.Junior, 0))
	p.Teachers[0].Qualifications[0].Stage = model.Junior
	f = derive(t, p)
	require.False(t, f.CountsFor("I1", model.Junior, 0))
	p.Teachers[0].Education = model.Bachelor
	require.True(t, f.CountsFor("I1", model.Junior, 0))
	p.Teachers[0].Status = model.Seconded
	require.False(t, f.CountsFor("I1", model.Junior, 0))
}

func TestRatios(t *testing.T) {
	t.Parallel()
	p := balanced(t)
	f := derive(t, p)
	moved := f.After([]model.Move{{Teacher: "t1", To: model.Line{School: "B"}}, {Teacher: "t2", To: model.Line{School: "B"}}})
	r := f.Ratios(moved)
	require.Equal(t, model.Ratio{ID: "exchanged", Numerator: 2, Denominator: 3, Percent: 200.0 / 3, Required: 10}, r[0])
	require.Equal(t, model.Ratio{ID: "backbone", Numerator: 1, Denominator: 2, Percent: 50, Required: 20}, r[1])
	for denominator, want := range map[string]int{"target_list": 1, "eligible_all": 3, "eligible_backbone": 1, "exchanged": 2} {
		p.Pack.Overrides = []model.Override{override("exchange.backbone_denominator", denominator)}
		f = derive(t, p)
		require.Equal(t, want, f.Ratios(moved)[1].Denominator, denominator)
	}
}
