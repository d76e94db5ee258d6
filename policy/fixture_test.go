package policy_test

import (
	"encoding/json"
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pack is the id of the richest pack.
const pack = "hunan-county-3y"

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

// problem is a district with one urban school, one village school and one
// teacher of 40 who has taught there for ten years.
func problem(t testing.TB) *model.Problem {
	t.Helper()
	return &model.Problem{
		Format:   model.ProblemFormat,
		District: model.District{Code: "431028", Name: "县", PlanYear: 2026},
		Pack:     model.PackRef{ID: pack},
		Schools: []model.School{
			{ID: "A", Name: "城区小学", Kind: model.UrbanPrimary, UrbanRural: "111", Quota: 10},
			{ID: "B", Name: "村小", Kind: model.VillagePrimary, UrbanRural: "220", Quota: 10},
		},
		Teachers: []model.Teacher{teacher(t, "t1", "A")},
	}
}

func teacher(t testing.TB, id model.TeacherID, school model.SchoolID) model.Teacher {
	t.Helper()
	return model.Teacher{
		ID: id, Sex: model.Male, BirthDate: day(t, "1986-05-01"), School: school, Since: day(t, "2016-08-01"),
		Qualifications: []model.Qualification{{Stage: model.Primary, Subject: "chinese", Primary: true}},
		Licence:        &model.Licence{Stage: model.Primary},
		Education:      model.Bachelor,
	}
}

func override(name string, value any) model.Override {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return model.Override{Parameter: name, Value: b, Reason: "测试", Approver: "局长"}
}

func derive(t testing.TB, p *model.Problem) *policy.Facts {
	t.Helper()
	f, err := policy.Derive(p)
	require.NoError(t, err)
	return f
}

// grades gives every grade from..to the same classes and pupils.
func grades(from, to, classes, pupils int) []model.GradeData {
	var out []model.GradeData
	for g := from; g <= to; g++ {
		out = append(out, model.GradeData{Grade: g, Classes: classes, Pupils: pupils})
	}
	return out
}

func intp(n int) *int { return &n }
