package staffing_test

import (
	"encoding/json"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/staffing"
)

const hunan, corps, plain = "hunan-county-3y", "corps-division-3y", "jing-2021-2025"

func override(t require.TestingT, name string, value any) model.Override {
	b, err := json.Marshal(value)
	require.NoError(t, err)
	return model.Override{Parameter: name, Value: b, Reason: "test", Approver: "test"}
}

// problem is one primary school A of 270 pupils and a junior school B of 150,
// with a quota of 15 and 12 and no teachers.
func problem(pack string, overrides ...model.Override) *model.Problem {
	p := &model.Problem{
		District: model.District{Code: "431028", Name: "示例县", PlanYear: 2026},
		Pack:     model.PackRef{ID: pack, Overrides: overrides},
		Schools: []model.School{
			{ID: "A", Name: "甲小学", Kind: model.UrbanPrimary, UrbanRural: "111", Quota: 15, Stages: []model.StageData{{Stage: model.Primary}}},
			{ID: "B", Name: "乙初中", Kind: model.JuniorSchool, UrbanRural: "121", Quota: 12, Stages: []model.StageData{{Stage: model.Junior}}},
		},
	}
	for g := range 6 {
		p.Schools[0].Stages[0].Grades = append(p.Schools[0].Stages[0].Grades, model.GradeData{Grade: g + 1, Pupils: 40 + 2*g, Classes: 1})
	}
	for g := range 3 {
		p.Schools[1].Stages[0].Grades = append(p.Schools[1].Stages[0].Grades, model.GradeData{Grade: g + 7, Pupils: 50, Classes: 1})
	}
	return p
}

// hire adds teachers of one line, born on a day, to a school.
func hire(p *model.Problem, school model.SchoolID, stage model.Stage, subject model.Subject, births ...model.Date) []*model.Teacher {
	from := len(p.Teachers)
	for i, birth := range births {
		p.Teachers = append(p.Teachers, model.Teacher{
			ID:  model.TeacherID(string(school) + string(subject) + string(rune('a'+i))),
			Sex: model.Male, BirthDate: birth, School: school, Since: model.NewDate(2015, 9, 1),
			Qualifications: []model.Qualification{{Stage: stage, Subject: subject, Primary: true}},
		})
	}
	var out []*model.Teacher
	for i := range births {
		out = append(out, &p.Teachers[from+i])
	}
	return out
}

func derive(t require.TestingT, p *model.Problem) *policy.Facts {
	f, err := policy.Derive(p)
	require.NoError(t, err)
	return f
}

func born(year int) model.Date { return model.NewDate(year, 1, 15) }

func findingKinds(list []staffing.Finding) []staffing.FindingKind {
	out := []staffing.FindingKind{}
	for _, f := range list {
		out = append(out, f.Kind)
	}
	return out
}
