package balance_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
)

// tests holds one test for each indicator of the registry.
var tests = map[string]func(*testing.T){
	"I1": testEducation, "I2": testBackbone, "I3": testArts,
	"I4": testTeachingArea, "I5": testSportsArea, "I6": testEquipment, "I7": testMultimedia,
	"cv": testVariation, "six_of_seven": testSixOfSeven, "pass_share": testPassShare,
	"rotation": testRotation, "backbone_rotation": testBackboneRotation,
	"degree_share": testDegreeShare, "degree_ratio": testDegreeRatio, "rural_degrees": testRuralDegrees,
	"backbone_share": testBackboneShare, "backbone_links": testBackboneLinks,
	"putonghua": testPutonghua, "licence": testLicence, "training": testTraining,
	"young_heads": testYoungHeads, "principal_degrees": testPrincipalDegrees, "teacher_posts": testTeacherPosts, "pairing": testPairing,
	"class_size": testClassSize, "large_classes": testLargeClasses, "school_size": testSchoolSize, "pe_classes": testPEClasses,
}

func TestEveryIndicator(t *testing.T) {
	t.Parallel()
	require.Len(t, tests, len(balance.Indicators))
	for _, ind := range balance.Indicators {
		require.NotEmpty(t, ind.Title.ZH, ind.ID)
		require.NotEmpty(t, ind.Title.EN, ind.ID)
		require.NotEmpty(t, ind.Unit.ZH, ind.ID)
		require.NotEmpty(t, ind.Unit.EN, ind.ID)
		test := tests[ind.ID]
		require.NotNil(t, test, ind.ID)
		t.Run(ind.ID, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

// grades gives every grade from..to the same classes and pupils.
func grades(from, to, classes, pupils int) []model.GradeData {
	var out []model.GradeData
	for g := from; g <= to; g++ {
		out = append(out, model.GradeData{Grade: g, Classes: classes, Pupils: pupils})
	}
	return out
}

func stage(k model.Stage, g []model.GradeData) []model.StageData {
	return []model.StageData{{Stage: k, Grades: g}}
}

func override(name string, value any) model.Override {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return model.Override{Parameter: name, Value: b, Reason: "测试", Approver: "局长"}
}

// district has a city school of 1,000 pupils and a village school of 60, and
// teachers with the given school and subject; all are 40, hold a licence and a
// bachelor degree, and have taught for ten years.
func district(t testing.TB, pack string, teachers ...model.Teacher) *model.Problem {
	t.Helper()
	return &model.Problem{
		Format:   model.ProblemFormat,
		District: model.District{Code: "431028", Name: "县", PlanYear: 2026},
		Pack:     model.PackRef{ID: pack},
		Schools: []model.School{
			{ID: "C", Name: "城区小学", Kind: model.UrbanPrimary, UrbanRural: "111", Quota: 50, Stages: stage(model.Primary, grades(1, 5, 4, 200))},
			{ID: "V", Name: "村小", Kind: model.VillagePrimary, UrbanRural: "220", Quota: 10, Stages: stage(model.Primary, grades(1, 6, 1, 10))},
		},
		Teachers: teachers,
	}
}

func teacher(t testing.TB, id model.TeacherID, school model.SchoolID, subject model.Subject) model.Teacher {
	t.Helper()
	return model.Teacher{
		ID: id, Sex: model.Male, BirthDate: day(t, "1986-05-01"), School: school, Since: day(t, "2016-08-01"),
		Qualifications: []model.Qualification{{Stage: model.Primary, Subject: subject, Primary: true}},
		Licence:        &model.Licence{Stage: model.Primary}, Education: model.Bachelor,
	}
}

func report(t testing.TB, p *model.Problem, plan *model.Plan) *balance.Report {
	t.Helper()
	f, err := policy.Derive(p)
	require.NoError(t, err)
	return balance.Of(f, plan)
}

func entry(t testing.TB, r *balance.Report, id, of string, k model.Stage) balance.Entry {
	t.Helper()
	for _, e := range r.Entries {
		if e.ID == id && e.Of == of && e.Stage == k {
			return e
		}
	}
	require.Fail(t, "no entry", "%s %s %s", id, of, k)
	return balance.Entry{}
}

// one reports the entry of a district as it stands.
func one(t testing.TB, p *model.Problem, id, of string, k model.Stage) balance.Entry {
	t.Helper()
	return entry(t, report(t, p, nil), id, of, k)
}

func moving(t model.TeacherID, to model.SchoolID) *model.Plan {
	return &model.Plan{Moves: []model.Move{{Teacher: t, To: model.Line{School: to, Stage: model.Primary}}}}
}

func requireValue(t testing.TB, m balance.Measure, value float64, numerator, denominator int, passed any) {
	t.Helper()
	require.True(t, m.Known)
	require.InDelta(t, value, m.Value, 1e-9)
	require.Equal(t, [2]int{numerator, denominator}, [2]int{m.Numerator, m.Denominator})
	requirePassed(t, passed, m.Passed)
}

// requirePassed compares with true, false or nil (not decided).
func requirePassed(t testing.TB, want any, got *bool) {
	t.Helper()
	if want == nil {
		require.Nil(t, got)
		return
	}
	require.NotNil(t, got)
	require.Equal(t, want, *got)
}

// The sample districts are reported without and with a plan; every entry of
// both has the same form, and what no plan touches stays.
func TestSampleDistricts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"litong", "pingxiang"} {
		p, err := fixtures.Get(name)
		require.NoError(t, err)
		f, err := policy.Derive(p)
		require.NoError(t, err)
		plan := &model.Plan{}
		for i := range f.Teachers {
			if f.Teachers[i].Candidate && len(plan.Moves) < 20 {
				plan.Moves = append(plan.Moves, model.Move{Teacher: f.Teachers[i].ID, To: model.Line{School: f.Schools[0].ID}})
			}
		}
		without, with := balance.Of(f, nil), balance.Of(f, plan)
		require.Len(t, with.Entries, len(without.Entries))
		for i, e := range with.Entries {
			require.Equal(t, without.Entries[i].Before, e.Before, e.ID)
			require.NotNil(t, e.After, e.ID)
			require.Nil(t, without.Entries[i].After)
			for k := range e.Schools {
				require.NotNil(t, e.Schools[k].After, "%s %s", e.ID, e.Schools[k].School)
			}
			switch e.ID {
			case "putonghua", "licence", "training", "class_size", "large_classes", "school_size", "backbone_share", "pairing":
				require.Equal(t, e.Before, *e.After, e.ID)
			}
			if e.Demand != nil {
				require.NotEmpty(t, e.Demand.Source, e.ID)
				require.NotEmpty(t, e.Demand.Evidence, e.ID)
			}
		}
		again := balance.Of(f, plan)
		require.Equal(t, with, again)
	}
}

// The report and the plan document say the same of I1 to I3.
func TestReportAgreesWithThePlanDocument(t *testing.T) {
	t.Parallel()
	p, err := fixtures.Get("litong")
	require.NoError(t, err)
	f, err := policy.Derive(p)
	require.NoError(t, err)
	r := balance.Of(f, nil)
	for _, set := range f.Indicators(f.Stay, nil) {
		e := entry(t, r, set.ID, "", set.Stage)
		require.Len(t, e.Schools, set.Counted)
		passed := 0
		for i, v := range set.Schools {
			require.Equal(t, v.School, e.Schools[i].School)
			require.Equal(t, v.Teachers, e.Schools[i].Before.Numerator)
			require.Equal(t, v.Shortfall == 0, *e.Schools[i].Before.Passed)
			if v.Shortfall == 0 {
				passed++
			}
		}
		require.Equal(t, set.Passed, passed)
		require.InDelta(t, set.CV, entry(t, r, "cv", set.ID, set.Stage).Before.Value, 1e-12)
	}
}
