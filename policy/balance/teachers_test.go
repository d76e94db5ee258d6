package balance_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// twenty are due: 40 years old and ten years at the city school. The first four
// have a backbone honour.
func twenty(t testing.TB) *model.Problem {
	t.Helper()
	p := district(t, pack)
	for i := range 20 {
		x := teacher(t, model.TeacherID("t"+strconv.Itoa(10+i)), "C", "math")
		if i < 4 {
			x.Backbone = &model.Backbone{Level: model.CityBackbone}
		}
		p.Teachers = append(p.Teachers, x)
	}
	return p
}

func testRotation(t *testing.T) {
	p := twenty(t)
	require.False(t, one(t, p, "rotation", "", "").Before.Known, "nobody has moved before a plan")
	plan := moving("t10", "V")
	e := entry(t, report(t, p, plan), "rotation", "", "")
	requireValue(t, *e.After, 5, 1, 20, false)
	require.False(t, e.Before.Known)
	plan.Moves = append(plan.Moves, moving("t20", "V").Moves...)
	requireValue(t, *entry(t, report(t, p, plan), "rotation", "", "").After, 10, 2, 20, true)
	require.Equal(t, []string{"B1-23"}, e.Demand.Clauses)
}

// Two of twenty rotate, one with an honour; F is 2.
func testBackboneRotation(t *testing.T) {
	p := twenty(t)
	plan := moving("t10", "V")
	plan.Moves = append(plan.Moves, moving("t20", "V").Moves...)
	for of, want := range map[string]struct {
		value       float64
		denominator int
	}{"exchanged": {50, 2}, "target_list": {50, 2}, "eligible_all": {5, 20}, "eligible_backbone": {25, 4}} {
		e := entry(t, report(t, p, plan), "backbone_rotation", of, "")
		var passed any
		if of == "exchanged" { // the one that the pack names
			passed = true
		}
		requireValue(t, *e.After, want.value, 1, want.denominator, passed)
	}
	p.Pack.Overrides = []model.Override{override("exchange.backbone_denominator", "eligible_all")}
	e := entry(t, report(t, p, plan), "backbone_rotation", "eligible_all", "")
	requirePassed(t, false, e.After.Passed)
	require.Nil(t, entry(t, report(t, p, plan), "backbone_rotation", "exchanged", "").Demand)
}

func testDegreeShare(t *testing.T) {
	p := district(t, "corps-division-3y")
	for i := range 125 {
		x := teacher(t, model.TeacherID("t"+strconv.Itoa(100+i)), "C", "math")
		x.Education = model.Associate
		p.Teachers = append(p.Teachers, x)
	}
	p.Teachers[0].Education = model.SecondaryEducation
	e := one(t, p, "degree_share", "", model.Primary)
	requireValue(t, e.Before, 99.2, 124, 125, true) // B3-01: 99.2 percent, the number itself included
	p.Teachers[1].Education = model.OtherEducation
	requirePassed(t, false, one(t, p, "degree_share", "", model.Primary).Before.Passed)
	p.Teachers[1].Status = model.OnLeave
	require.Equal(t, 124, one(t, p, "degree_share", "", model.Primary).Before.Denominator)
	require.False(t, one(t, p, "degree_share", "", model.Junior).Before.Known)
	require.InDelta(t, 92.0, one(t, p, "degree_share", "", model.Junior).Demand.Threshold, 0)
	require.InDelta(t, 100.0, one(t, p, "degree_share", "", model.Senior).Demand.Threshold, 0)
}

// degreed has 51 city teachers, all with a degree, and 50 village teachers, of
// whom so many have one.
func degreed(t testing.TB, village int) *model.Problem {
	t.Helper()
	p := district(t, "weihai-2023-21")
	for i := range 101 {
		school := model.SchoolID("C")
		if i >= 51 {
			school = "V"
		}
		x := teacher(t, model.TeacherID("t"+strconv.Itoa(100+i)), school, "math")
		if i >= 51+village {
			x.Education = model.Associate
		}
		p.Teachers = append(p.Teachers, x)
	}
	return p
}

func testDegreeRatio(t *testing.T) {
	p := degreed(t, 50)
	p.District.PlanYear = 2027
	e := one(t, p, "degree_ratio", "", "")
	require.InDelta(t, 1, e.Before.Value, 1e-12)
	requirePassed(t, true, e.Before.Passed)
	require.InDelta(t, 1.02, e.Demand.Threshold, 0)

	p = degreed(t, 49) // 1 ÷ 0.98 = 1.0204…
	e = one(t, p, "degree_ratio", "", "")
	require.InDelta(t, 50.0/49, e.Before.Value, 1e-12)
	require.Nil(t, e.Demand, "due in 2027")
	require.Nil(t, e.Before.Passed)
	require.Equal(t, "2027-01-01", e.Later[0].From)
	require.Equal(t, 51, e.Before.Parts[0].Denominator)
	require.Equal(t, 49, e.Before.Parts[1].Numerator)
	p.District.PlanYear = 2027
	requirePassed(t, false, one(t, p, "degree_ratio", "", "").Before.Passed)

	// A move of a teacher with a degree to the village changes both sides.
	e = entry(t, report(t, p, moving("t100", "V")), "degree_ratio", "", "")
	require.InDelta(t, 51.0/50, e.After.Value, 1e-12) // 1 ÷ (50/51)
	requirePassed(t, true, e.After.Passed)            // exactly 1.02
	for i := range p.Teachers[51:] {                  // who teaches a senior stage is not counted
		p.Teachers[51+i].Qualifications[0].Stage = model.Senior
	}
	require.Zero(t, one(t, p, "degree_ratio", "", "").Before.Parts[1].Denominator)
	p.Teachers = p.Teachers[:51]
	require.False(t, one(t, p, "degree_ratio", "", "").Before.Known, "no rural teachers")
}

func testRuralDegrees(t *testing.T) {
	p := degreed(t, 49)
	requireValue(t, one(t, p, "rural_degrees", "", "").Before, 98, 49, 50, nil)
	p.Pack.Overrides = []model.Override{override("education.rural_bachelor_share", 98)}
	requirePassed(t, true, one(t, p, "rural_degrees", "", "").Before.Passed)
	p.Schools[1].UrbanRural = "121" // a town belongs to the country in education statistics
	require.Equal(t, 50, one(t, p, "rural_degrees", "", "").Before.Denominator)
	p.Pack.Overrides = append(p.Pack.Overrides, override("education.rural_locales", []string{"rural"}))
	require.False(t, one(t, p, "rural_degrees", "", "").Before.Known)
}

func testBackboneShare(t *testing.T) {
	p := twenty(t)
	p.Pack.ID = "pingxiang-border-2024"
	p.Teachers[3].Backbone.Level = model.CountyBackbone
	p.Teachers[2].Backbone.ValidTo = day(t, "2026-08-30")
	e := one(t, p, "backbone_share", "", "")
	requireValue(t, e.Before, 15, 3, 20, true) // the lapsed honour does not count
	require.InDelta(t, 10.0, e.Demand.Threshold, 0)
	require.Equal(t, []string{"A-42"}, e.Demand.Clauses)
	p.Teachers[1].Backbone.Level = model.SchoolBackbone
	requireValue(t, one(t, p, "backbone_share", "", "").Before, 10, 2, 20, true) // the number itself
	p.Pack.Overrides = []model.Override{override("backbone.share_level", "city")}
	requireValue(t, one(t, p, "backbone_share", "", "").Before, 5, 1, 20, false)
}

func testBackboneLinks(t *testing.T) {
	p := twenty(t)
	p.Pack.ID = "weihai-2023-21"
	p.Teachers = p.Teachers[:4]
	e := one(t, p, "backbone_links", "", "")
	require.Equal(t, 4, e.Before.Unknown, "the document names no links at all")
	require.False(t, e.Before.Known)
	require.Equal(t, []string{"D-09"}, e.Demand.Clauses)
	p.Teachers[0].Links = []model.SchoolID{"V"}
	p.Teachers[1].Links = []model.SchoolID{"C"} // no rural school
	requireValue(t, one(t, p, "backbone_links", "", "").Before, 25, 1, 4, false)
	plan := moving("t12", "V")
	plan.Visits = []model.Visit{
		{Teacher: "t11", To: model.Line{School: "V", Stage: model.Primary, Subject: "math"}, HalfDays: 1},
		{Teacher: "t13", To: model.Line{School: "V", Stage: model.Primary, Subject: "math"}, HalfDays: 2},
	}
	requireValue(t, *entry(t, report(t, p, plan), "backbone_links", "", "").After, 100, 4, 4, true)
	p.District.PlanYear = 2022 // before D-09
	require.Nil(t, one(t, p, "backbone_links", "", "").Demand)
}

func testPutonghua(t *testing.T) {
	p := twenty(t)
	p.Pack.ID = "pingxiang-border-2024"
	for i := range p.Teachers {
		p.Teachers[i].Putonghua = "2B"
	}
	e := one(t, p, "putonghua", "", "")
	requireValue(t, e.Before, 100, 20, 20, true)
	require.InDelta(t, 95.0, e.Demand.Threshold, 0)
	require.Equal(t, []string{"A-31"}, e.Demand.Clauses)
	p.Teachers[0].Putonghua = "3A"
	requireValue(t, one(t, p, "putonghua", "", "").Before, 95, 19, 20, true) // the number itself
	p.Teachers[1].Qualifications[0].Subject = "chinese"                      // needs 2A
	requireValue(t, one(t, p, "putonghua", "", "").Before, 90, 18, 20, false)
	p.Teachers[1].Putonghua = "2A"
	p.Teachers[2].Putonghua = "" // nobody says: 18 or 19 of 20
	e = one(t, p, "putonghua", "", "")
	require.Equal(t, 1, e.Before.Unknown)
	requirePassed(t, nil, e.Before.Passed)
	p.Teachers[3].Putonghua = "none"
	requirePassed(t, false, one(t, p, "putonghua", "", "").Before.Passed) // at most 18 of 20
	p.Teachers[3].Employment.Kind = model.ContractStaff
	require.Equal(t, 19, one(t, p, "putonghua", "", "").Before.Denominator)
}

func testLicence(t *testing.T) {
	p := twenty(t)
	e := one(t, p, "licence", "", "")
	requireValue(t, e.Before, 100, 20, 20, true)
	require.InDelta(t, 100.0, e.Demand.Threshold, 0)
	p.Teachers[0].Licence = nil
	p.Teachers[1].Licence = &model.Licence{Stage: model.Kindergarten}
	p.Teachers[2].Licence.ValidTo = day(t, "2026-08-30")
	p.Teachers[3].Licence.ValidTo = day(t, "2026-08-31")
	requireValue(t, one(t, p, "licence", "", "").Before, 85, 17, 20, false)
	p.Pack.ID = "jing-2021-2025"
	require.Equal(t, []string{"E-10"}, one(t, p, "licence", "", "").Demand.Clauses)
}

func testTraining(t *testing.T) {
	p := twenty(t)
	require.False(t, one(t, p, "training", "", "").Before.Known, "no hours are given")
	for i := range p.Teachers {
		p.Teachers[i].TrainingHours = ptr(360)
	}
	requireValue(t, one(t, p, "training", "", "").Before, 100, 20, 20, true)
	p.Teachers[0].TrainingHours = nil
	requirePassed(t, nil, one(t, p, "training", "", "").Before.Passed)
	p.Teachers[0].TrainingHours = ptr(359)
	requireValue(t, one(t, p, "training", "", "").Before, 95, 19, 20, false)
	p.Teachers[0].Qualifications[0].Stage = model.Senior // not of compulsory education
	requireValue(t, one(t, p, "training", "", "").Before, 100, 19, 19, true)
}

func testPrincipalDegrees(t *testing.T) {
	p := district(t, "guangdong-county-3y")
	p.Schools = append(p.Schools, model.School{ID: "K", Kind: model.KindergartenSchool, UrbanRural: "220", Stages: stage(model.Kindergarten, grades(1, 1, 1, 9))})
	for i, x := range []struct {
		school model.SchoolID
		role   model.RoleKind
		degree model.Education
	}{
		{"C", model.Principal, model.Bachelor}, {"V", model.Principal, model.Master}, {"V", model.VicePrincipal, model.Associate},
		{"K", model.Principal, model.Associate},
	} {
		h := teacher(t, model.TeacherID("h"+strconv.Itoa(i)), x.school, "math")
		h.Role.Kind, h.Education = x.role, x.degree
		p.Teachers = append(p.Teachers, h)
	}
	e := one(t, p, "principal_degrees", "", "")
	requireValue(t, e.Before, 100, 2, 2, true) // neither vice principals nor heads of kindergartens
	require.Equal(t, []string{"B2-16"}, e.Demand.Clauses)
	p.Teachers[1].Education = model.Associate
	requireValue(t, one(t, p, "principal_degrees", "", "").Before, 50, 1, 2, false)
	p.Pack.ID = pack
	require.Nil(t, one(t, p, "principal_degrees", "", "").Demand)
}

func testYoungHeads(t *testing.T) {
	p := district(t, "weihai-2023-21")
	for i, born := range []string{"1981-08-31", "1980-08-31", "1990-01-01", "1990-01-01"} { // 45 years, 46, young at V; young at C
		x := teacher(t, model.TeacherID("h"+strconv.Itoa(i)), "V", "math")
		x.BirthDate = day(t, born)
		x.Role.Kind = model.VicePrincipal
		p.Teachers = append(p.Teachers, x)
	}
	p.Teachers[2].Status = model.Training
	p.Teachers[3].School = "C"
	p.Teachers[3].Role.Kind = model.Principal
	e := one(t, p, "young_heads", "", "")
	requireValue(t, e.Before, 50, 1, 2, true)
	require.InDelta(t, 50.0, e.Demand.Threshold, 0)
	e = entry(t, report(t, p, moving("h3", "V")), "young_heads", "", "")
	requireValue(t, *e.After, 200.0/3, 2, 3, true)
	p.Pack.ID = pack
	require.Nil(t, one(t, p, "young_heads", "", "").Demand, "0 switches the rule off")
}
