package policy_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
)

func TestReferenceDay(t *testing.T) {
	t.Parallel()
	p := problem(t)
	require.Equal(t, "2026-08-31", derive(t, p).Reference.String())
	p.Pack.Overrides = []model.Override{override("exchange.reference_day", "02-29")}
	require.Equal(t, "2026-02-28", derive(t, p).Reference.String())
	p.District.PlanYear = 2028
	require.Equal(t, "2028-02-29", derive(t, p).Reference.String())
	p.District.ReferenceDate = day(t, "2028-06-01")
	require.Equal(t, "2028-06-01", derive(t, p).Reference.String())
}

func TestDanglingReferencesAreErrors(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Schools[0].Centre = "x"
	p.Teachers[0].School = "x"
	p.Teachers[0].Qualifications = nil
	p.Teachers[0].Spouse = "x"
	p.Teachers[0].Kin = []model.TeacherID{"t1", "x"}
	p.Teachers[0].Preferences = []model.SchoolID{"x"}
	p.Teachers = append(p.Teachers, teacher(t, "t1", "A"))
	p.Schools = append(p.Schools, model.School{ID: "A"})
	p.Travel.Matrix = []model.TravelTime{{From: "x", To: "y"}}
	p.Pins = []model.Pin{{Teacher: "x", School: "y"}}
	_, err := policy.Derive(p)
	var pointers []string
	for _, f := range model.ErrorFaults(err) {
		pointers = append(pointers, f.Pointer)
	}
	require.ElementsMatch(t, []string{
		"/schools/0/centre", "/schools/2/id", "/teachers/0/school", "/teachers/0/qualifications", "/teachers/0/spouse",
		"/teachers/0/kin/1", "/teachers/0/preferences/0", "/teachers/1/id", "/travel/matrix/0/from", "/travel/matrix/0/to",
		"/pins/0/teacher", "/pins/0/school",
	}, pointers)
	_, err = policy.Derive(nil)
	require.Error(t, err)
	_, err = policy.Derive(&model.Problem{})
	require.Equal(t, "/pack/id", model.ErrorFaults(err)[0].Pointer)
}

func TestBackboneLevels(t *testing.T) {
	t.Parallel()
	p := problem(t)
	for level, want := range map[model.BackboneLevel]bool{
		model.SchoolBackbone: false, model.CountyBackbone: true, model.ProvinceBackbone: true,
	} {
		p.Teachers[0].Backbone = &model.Backbone{Level: level}
		require.Equal(t, want, derive(t, p).Teachers[0].Backbone, level)
	}
	p.Teachers[0].Backbone = &model.Backbone{Level: model.CityBackbone, ValidFrom: day(t, "2026-09-01")}
	require.False(t, derive(t, p).Teachers[0].Backbone, "not yet valid")
}

// county is a district of the size given, with everything in it that facts are
// made of, the same for the same numbers.
func county(t testing.TB, schools, teachers int) *model.Problem {
	t.Helper()
	subjects := []model.Subject{"chinese", "math", "foreign", "pe", "arts", "science"}
	p := problem(t)
	p.Schools, p.Teachers = nil, nil
	for i := range schools {
		p.Schools = append(p.Schools, model.School{
			ID: model.SchoolID(fmt.Sprintf("S%04d", i)), Kind: model.SchoolKind(model.SchoolKind("").Values()[i%4]),
			UrbanRural: model.UrbanRuralCode(model.UrbanRuralCode("").Values()[i%7]), Zone: model.ZoneID(fmt.Sprintf("Z%d", i%5)),
			Location: &model.Location{Latitude: 26 + float64(i%29)/100, Longitude: 113 + float64(i%31)/100},
			Stages:   []model.StageData{{Stage: model.Primary, Grades: grades(1, 6, 1+i%4, 40)}}, Quota: 40,
		})
	}
	for i := range teachers {
		x := teacher(t, model.TeacherID(fmt.Sprintf("T%05d", i)), p.Schools[i%schools].ID)
		x.BirthDate = model.NewDate(1970+i%25, time.Month(1+i%12), 1+i%28)
		x.Since = model.NewDate(2008+i%16, 9, 1)
		x.Qualifications[0].Subject = subjects[i%len(subjects)]
		x.Volunteer = i%13 == 0
		if i%3 == 0 {
			x.History = []model.Service{
				{School: p.Schools[(i+1)%schools].ID, Kind: model.TeachingService, From: model.NewDate(2000, 9, 1), To: model.NewDate(2007, 8, 31)},
				{Kind: model.LeaveService, From: model.NewDate(2024, 3, 1), To: model.NewDate(2024, 8, 31)},
			}
		}
		if i%17 == 0 {
			claim(&x, "illness", day(t, "2027-01-01"))
			claim(&x, "family_care", model.Date{})
		}
		p.Teachers = append(p.Teachers, x)
	}
	return p
}

// The order of the document never matters.
func TestOrderOfTheDocumentDoesNotMatter(t *testing.T) {
	t.Parallel()
	base := derive(t, county(t, 12, 60))
	rapid.Check(t, func(rt *rapid.T) {
		p := county(t, 12, 60)
		p.Schools = rapid.Permutation(p.Schools).Draw(rt, "schools")
		p.Teachers = rapid.Permutation(p.Teachers).Draw(rt, "teachers")
		for i := range p.Teachers {
			if rapid.Bool().Draw(rt, "turn") {
				slices.Reverse(p.Teachers[i].History)
				slices.Reverse(p.Teachers[i].Exemptions)
			}
		}
		f, err := policy.Derive(p)
		require.NoError(rt, err)
		require.Equal(rt, base.Lines, f.Lines)
		require.Equal(rt, base.Lottery(), f.Lottery())
		require.Equal(rt, base.Scopes(), f.Scopes())
		require.Equal(rt, base.Indicators(base.Stay, nil), f.Indicators(f.Stay, nil))
		require.Equal(rt, base.Schools, f.Schools)
		for i := range f.Teachers {
			a, b := base.Teachers[i], f.Teachers[i]
			a.Teacher, b.Teacher = nil, nil // histories and claims were turned on purpose
			require.Equal(rt, a, b)
		}
		for i := range f.Schools {
			for j := range f.Schools {
				require.Equal(rt, base.Minutes(i, j), f.Minutes(i, j))
			}
		}
	})
}

// The verdict is must exactly when age and years say so, for any dates.
func TestVerdictProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := func(name string, from, to int) model.Date {
			return model.NewDate(rapid.IntRange(from, to).Draw(rt, name), time.Month(rapid.IntRange(1, 12).Draw(rt, name+" month")), rapid.IntRange(1, 28).Draw(rt, name+" day"))
		}
		p := problem(t)
		x := &p.Teachers[0]
		x.BirthDate, x.Since = d("born", 1975, 1995), d("since", 2015, 2026)
		x.Volunteer = rapid.Bool().Draw(rt, "volunteer")
		if rapid.Bool().Draw(rt, "woman") {
			x.Sex = model.Female
		}
		limit := 45
		if x.Sex == model.Female {
			limit = 40
		}
		ref := model.NewDate(2026, 8, 31)
		young := ref.Before(x.BirthDate.AddYears(limit + 1))
		long := !ref.Before(x.Since.AddYears(6))
		want := model.NotDue
		switch {
		case young && long:
			want = model.Must
		case x.Volunteer:
			want = model.May
		}
		f, err := policy.Derive(p)
		require.NoError(rt, err)
		require.Equal(rt, want, f.Teachers[0].Verdict.Kind)
	})
}

func BenchmarkDerive30000(b *testing.B) {
	p := county(b, 600, 30000)
	b.ReportAllocs()
	for b.Loop() {
		_, err := policy.Derive(p)
		require.NoError(b, err)
	}
}

func BenchmarkCommute(b *testing.B) {
	p := county(b, 600, 600)
	for i := range p.Teachers {
		p.Teachers[i].Home = &model.Location{Latitude: 26, Longitude: 113}
	}
	f := derive(b, p)
	for i := 0; b.Loop(); i++ {
		f.Commute(i%600, (i*7)%600)
	}
}

func TestFaultsRefuseTheDocument(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers[0].School = "x"
	_, err := policy.Derive(p)
	require.Equal(t, model.CodeUnknownReference, model.ErrorCode(err))
	require.Equal(t, model.SeverityError, model.ErrorFaults(err)[0].Severity)
}

func TestLookups(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Demand: []model.LineDemand{
		{Subject: "chinese", Posts: intp(2), HalfDays: intp(3)},
	}}}
	f := derive(t, p)
	require.Equal(t, 13, f.Need(f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "chinese"})))
	require.Nil(t, f.School("x"))
	require.Nil(t, f.Teacher("x"))
	require.Nil(t, f.Line(model.Line{}))
	require.Equal(t, model.Line{School: "A", Stage: model.Primary, Subject: "chinese"}, f.Lines[f.Teachers[0].Line].Line)
	tier, ok := policy.TierByID("vacancy")
	require.True(t, ok)
	require.Equal(t, "岗位空缺", tier.Title.ZH)
	_, ok = policy.TierByID("x")
	require.False(t, ok)
	_, ok = policy.RuleByID("x")
	require.False(t, ok)
}

func BenchmarkDeriveSmall(b *testing.B) {
	p := problem(b)
	for b.Loop() {
		_, err := policy.Derive(p)
		require.NoError(b, err)
	}
}
