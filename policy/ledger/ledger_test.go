package ledger_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/policy/ledger"
)

const pack = "hunan-county-3y"

func day(t testing.TB, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

func override(name string, value any) model.Override {
	b, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return model.Override{Parameter: name, Value: b, Reason: "测试", Approver: "局长"}
}

// district has an urban school C, a village school V, a weak town school W, and
// the teachers. The reference day is 31 August 2026.
func district(t testing.TB, teachers ...model.Teacher) *model.Problem {
	t.Helper()
	return &model.Problem{
		Format:   model.ProblemFormat,
		District: model.District{Code: "431028", Name: "县", PlanYear: 2026},
		Pack:     model.PackRef{ID: pack},
		Schools: []model.School{
			{ID: "C", Name: "城区小学", Kind: model.UrbanPrimary, UrbanRural: "111", Quota: 50},
			{ID: "V", Name: "村小", Kind: model.VillagePrimary, UrbanRural: "220", Quota: 10},
			{ID: "W", Name: "中心小学", Kind: model.TownshipCentrePrimary, UrbanRural: "121", Strength: model.Weak, Quota: 10},
		},
		Teachers: teachers,
	}
}

func teacher(t testing.TB, id model.TeacherID, school model.SchoolID) model.Teacher {
	t.Helper()
	return model.Teacher{
		ID: id, Sex: model.Male, BirthDate: day(t, "1986-05-01"), School: school, Since: day(t, "2016-09-01"),
		Qualifications: []model.Qualification{{Stage: model.Primary, Subject: "pe", Primary: true}},
		Licence:        &model.Licence{Stage: model.Primary}, Education: model.Bachelor,
	}
}

func derive(t testing.TB, p *model.Problem) *policy.Facts {
	t.Helper()
	f, err := policy.Derive(p)
	require.NoError(t, err)
	return f
}

// only keeps the books of the one teacher of a district.
func only(t testing.TB, p *model.Problem, plan *model.Plan) ledger.Teacher {
	t.Helper()
	require.Len(t, p.Teachers, 1)
	f := derive(t, p)
	l := ledger.OfTeacher(f, plan, &f.Teachers[0])
	require.Len(t, l.Teachers, 1)
	return l.Teachers[0]
}

func TestSampleDistricts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"litong", "pingxiang"} {
		p, err := fixtures.Get(name)
		require.NoError(t, err)
		f := derive(t, p)
		l := ledger.Of(f, nil)
		require.NotEmpty(t, l.Teachers)
		require.Equal(t, l, ledger.Of(f, nil))
		for i := 1; i < len(l.Teachers); i++ {
			require.Less(t, l.Teachers[i-1].Teacher, l.Teachers[i].Teacher)
		}
		for i := range l.Teachers {
			x := &l.Teachers[i]
			if i%50 == 0 {
				require.Equal(t, *x, ledger.OfTeacher(f, nil, f.Teacher(x.Teacher)).Teachers[0])
			}
			require.GreaterOrEqual(t, x.RuralYears.AfterYear, x.RuralYears.Total)
		}
	}
}

func TestWhoIsInTheBooks(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"), teacher(t, "b", "C"), teacher(t, "c", "C"), teacher(t, "d", "V"))
	p.Teachers[1].Employment.Kind = model.SpecialPost
	p.Teachers[2].Employment.Kind = model.ContractStaff
	p.Schools[1].Ownership = model.Private
	l := ledger.Of(derive(t, p), &model.Plan{})
	require.True(t, l.Planned)
	require.Len(t, l.Teachers, 2)
	require.Equal(t, model.TeacherID("b"), l.Teachers[1].Teacher)
}
