package staffing_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy/staffing"
)

func pupils(y staffing.Year, stage model.Stage) staffing.Pupils {
	for _, p := range y.Pupils {
		if p.Stage == stage {
			return p
		}
	}
	return staffing.Pupils{}
}

// borderCity is the published enrolment of A-04 (2021) and A-05 (2025).
func borderCity() *model.Problem {
	p := problem(plain)
	p.District.PlanYear = 2021
	for _, e := range []struct {
		stage    model.Stage
		from, to int
	}{{model.Primary, 12033, 13000}, {model.Junior, 4250, 4400}, {model.Senior, 2111, 2250}} {
		p.Enrolment = append(p.Enrolment,
			model.Enrolment{Stage: e.stage, Year: 2021, Pupils: e.from, Source: "统计"},
			model.Enrolment{Stage: e.stage, Year: 2025, Pupils: e.to, Source: "公安部门", AsOf: model.NewDate(2022, 2, 28)})
	}
	return p
}

func TestGoldenStaffOfPublishedYears(t *testing.T) {
	t.Parallel()
	f := staffing.Predict(derive(t, borderCity()), 4)
	posts := func(year int) []string {
		var out []string
		for _, p := range f.Years[year-2021].Pupils {
			out = append(out, fmt.Sprintf("%.1f", p.Posts))
		}
		return out
	}
	require.Equal(t, []string{"633.3", "314.8", "168.9"}, posts(2021))
	require.Equal(t, []string{"684.2", "325.9", "180.0"}, posts(2025))
	require.InDelta(t, 684.2+325.9+180.0, f.Years[4].Standard, 0.1)
	last := pupils(f.Years[4], model.Primary)
	require.Equal(t, []any{staffing.Published, "公安部门", model.NewDate(2022, 2, 28)}, []any{last.Method, last.Source, last.AsOf})
	middle := pupils(f.Years[2], model.Primary)
	require.Equal(t, []any{12517, staffing.Interpolated, 279}, []any{middle.Pupils, middle.Method, middle.Classes}) // 12516.5; 45 a class
	require.Equal(t, 12275, pupils(f.Years[1], model.Primary).Pupils)                                               // 12274.75
}

// The pupils of the document are the first known point where nothing is
// published for the plan year; after the last one the grades are aged.
func TestInterpolationStartsFromTheDocument(t *testing.T) {
	t.Parallel()
	p := problem(plain)
	p.Enrolment = []model.Enrolment{{Stage: model.Primary, Year: 2028, Pupils: 300}}
	f := staffing.Predict(derive(t, p), 4)
	var got []any
	for _, y := range f.Years {
		x := pupils(y, model.Primary)
		got = append(got, x.Pupils, x.Method)
	}
	// Ageing: 270, 260 (+40 −50), 252 (+40 −48), 246, 242.
	require.Equal(t, []any{
		270, staffing.Counted, 285, staffing.Interpolated, 300, staffing.Published,
		293, staffing.Chained, 288, staffing.Chained, // 300·246/252 = 292.9; 300·242/252 = 288.1
	}, got)
	require.Equal(t, staffing.Cohort, pupils(f.Years[1], model.Junior).Method)
}

func TestCohorts(t *testing.T) {
	t.Parallel()
	p := problem(plain, override(t, "forecast.method", "cohort"))
	p.Enrolment = []model.Enrolment{
		{Stage: model.Primary, Grade: 1, Year: 2027, Pupils: 60}, {Stage: model.Primary, Year: 2027, Pupils: 999},
	}
	f := staffing.Predict(derive(t, p), 3)
	got := func(stage model.Stage) []int {
		var out []int
		for _, y := range f.Years {
			out = append(out, pupils(y, stage).Pupils)
		}
		return out
	}
	// Primary 40 42 44 46 48 50: +60−50, then the entrants are held at 60: +60−48, +60−46.
	require.Equal(t, []int{270, 280, 292, 306}, got(model.Primary))
	// Junior 50 50 50: the sixes of 50, 48, 46 enter.
	require.Equal(t, []int{150, 150, 148, 144}, got(model.Junior))
	require.Equal(t, staffing.Counted, pupils(f.Years[0], model.Primary).Method)
	require.Equal(t, staffing.Cohort, pupils(f.Years[1], model.Primary).Method)

	p.Pack.Overrides = append(p.Pack.Overrides, override(t, "forecast.progression", 50))
	f = staffing.Predict(derive(t, p), 1)
	require.Equal(t, []int{270, 60 + 20 + 21 + 22 + 23 + 24}, got(model.Primary))
	require.Equal(t, []int{150, 50 + 25 + 25}, got(model.Junior), "who enters is in the proportion of today")

	p.Pack.Overrides = append(p.Pack.Overrides, override(t, "forecast.junior_share", 90))
	f = staffing.Predict(derive(t, p), 1)
	require.Equal(t, []int{150, 45 + 25 + 25}, got(model.Junior))
}

func TestSeniorSchoolTakesAShare(t *testing.T) {
	t.Parallel()
	p := problem(plain)
	p.Schools = append(p.Schools, model.School{ID: "C", Kind: model.SeniorSchool, UrbanRural: "111", Stages: []model.StageData{
		{Stage: model.Senior, Grades: []model.GradeData{{Grade: 10, Pupils: 40, Classes: 1}, {Grade: 11, Pupils: 30, Classes: 1}, {Grade: 12, Pupils: 20, Classes: 1}}},
	}})
	p.Schools[1].Stages[0].Grades[1].Pupils = 60
	years := staffing.Predict(derive(t, p), 2).Years
	require.Equal(t, 40+40+30, pupils(years[1], model.Senior).Pupils, "40 of 50, as today")
	require.Equal(t, 48+40+40, pupils(years[2], model.Senior).Pupils, "48 of 60")
	p.Pack.Overrides = []model.Override{override(t, "forecast.senior_share", 55)}
	require.Equal(t, 28+40+30, pupils(staffing.Predict(derive(t, p), 1).Years[1], model.Senior).Pupils) // 27.5
}

// Retirement by the table of 2025, counted into the year whose autumn needs the
// post filled.
func TestRetirementsByYear(t *testing.T) {
	t.Parallel()
	p := problem(plain)
	at := hire(p, "A", model.Primary, "math",
		model.NewDate(1964, 12, 31), // 60: 2024-12-31, still there: the plan year
		model.NewDate(1965, 9, 15),  // 60 and 3 months: 2025-12-15
		model.NewDate(1966, 1, 31),  // 60 and 4 months: 2026-05-31
		model.NewDate(1966, 5, 1),   // 60 and 5 months: 2026-10-01
		model.NewDate(1966, 4, 30),  // 60 and 4 months: 2026-08-30
	)
	woman := hire(p, "A", model.Primary, "pe", model.NewDate(1971, 4, 30))[0] // 55 and 4 months: 2026-08-30
	woman.Sex = model.Female
	at[3].Role.Kind = model.Principal
	f := staffing.Predict(derive(t, p), 2)
	require.Equal(t, []int{5, 1, 0}, []int{f.Years[0].Hiring.Retiring, f.Years[1].Hiring.Retiring, f.Years[2].Hiring.Retiring})
	require.Equal(t, model.NewDate(2024, 12, 31), f.Years[0].Hiring.Leavers[0].Day)
	require.False(t, f.Years[1].Hiring.Leavers[0].Head, "a principal leaves a post, but no lessons")
}

func TestRefill(t *testing.T) {
	t.Parallel()
	// 4 of 10 retire in the plan year; quota 15 + 12. A needs 13 posts, B 8.
	staffed := func(rule string, quota int) staffing.Hiring {
		p := problem(plain, override(t, "recruit.refill", rule))
		p.Schools[0].Quota, p.Schools[1].Quota = quota, 0
		hire(p, "A", model.Primary, "math", born(1960), born(1961), born(1962), born(1963))
		hire(p, "A", model.Primary, "chinese", born(1990), born(1991), born(1992), born(1993), born(1994), born(1995))
		return staffing.Predict(derive(t, p), 1).Years[0].Hiring
	}
	h := staffed("attrition", 27)
	require.Equal(t, []int{4, 21, 4, 4, 0}, []int{h.Retiring, h.Openings, h.Asked, h.Hires, h.Unmet})
	require.Equal(t, 10, h.StaffNext)
	all := staffed("shortage", 27)
	require.Equal(t, all.Shortage, all.Asked)
	require.Greater(t, all.Shortage, 4)
	require.Equal(t, all.Asked, staffed("greater", 27).Asked)
	h = staffed("greater", 9)
	require.Equal(t, []int{3, 3, all.Shortage - 3}, []int{h.Openings, h.Hires, h.Unmet}, "never more than the free posts")
	h = staffed("greater", 5)
	require.Equal(t, []int{0, 0}, []int{h.Openings, h.Hires}, "over the quota")
}

// Attrition that no lesson needs is refilled where the teachers left.
func TestRefillBeyondShortage(t *testing.T) {
	t.Parallel()
	p := problem(plain, override(t, "recruit.refill", "attrition"))
	for i := range p.Schools {
		p.Schools[i].Stages[0].Grades = nil
	}
	hire(p, "A", model.Primary, "math", born(1960), born(1961))
	hire(p, "A", model.Primary, "pe", born(1990))
	h := staffing.Predict(derive(t, p), 1).Years[0].Hiring
	require.Equal(t, []int{0, 2}, []int{h.Shortage, h.Hires})
	require.Equal(t, "math", string(h.Subjects[0].Subject))
	require.Equal(t, 2, h.Subjects[0].Hires)
	require.Zero(t, h.Subjects[1].Hires)
}

func TestOtherAttritionAndEndingService(t *testing.T) {
	t.Parallel()
	p := problem(plain, override(t, "attrition.other_percent", 20))
	hire(p, "A", model.Primary, "math", born(1990), born(1991), born(1992), born(1993), born(1994))
	special := hire(p, "A", model.Primary, "pe", born(1999))[0]
	special.Employment = model.Employment{Kind: model.SpecialPost, ServiceUntil: model.NewDate(2027, 8, 31)}
	f := staffing.Predict(derive(t, p), 1)
	require.Equal(t, []int{1, 0, 1}, []int{f.Years[0].Hiring.Others, f.Years[0].Hiring.Ending, f.Years[1].Hiring.Ending})
	require.Equal(t, f.Years[0].Hiring.StaffNext-f.Years[1].Hiring.Others+1+f.Years[1].Hiring.Hires, f.Years[1].Hiring.StaffNext)
}

func TestChannels(t *testing.T) {
	t.Parallel()
	p := problem(plain, override(t, "recruit.refill", "shortage"), override(t, "recruit.special_share", 50),
		override(t, "recruit.special_max", 4), override(t, "recruit.funded_share", 30), override(t, "recruit.student_max", 2),
		override(t, "recruit.least_total", 100))
	p.Schools[0].Quota, p.Schools[1].Quota = 10, 0
	f := staffing.Predict(derive(t, p), 1)
	h := f.Years[0].Hiring
	var special, funded, open, students int
	for _, s := range h.Subjects {
		require.Equal(t, s.Hires, s.Special+s.Funded+s.Open)
		require.GreaterOrEqual(t, min(s.Special, s.Funded, s.Open), 0)
		require.LessOrEqual(t, s.Students, s.Shortage-s.Hires)
		require.Nil(t, s.Gender)
		special, funded, open, students = special+s.Special, funded+s.Funded, open+s.Open, students+s.Students
	}
	require.Equal(t, []int{10, 4, 3, 3, 2}, []int{h.Hires, special, funded, open, students})
	require.Equal(t, &staffing.Target{Least: 100, Planned: 10, Basis: f.Target.Basis}, f.Target)
	require.Empty(t, f.Warnings)
}

// Off unless a district switches it on, and then never without the warning.
func TestGenderSplit(t *testing.T) {
	t.Parallel()
	for _, pack := range []string{hunan, corps, plain} {
		f := staffing.Predict(derive(t, problem(pack)), 1)
		require.Empty(t, f.Warnings, pack)
	}
	f := staffing.Predict(derive(t, problem(hunan, override(t, "recruit.gender_split", true), override(t, "recruit.refill", "shortage"))), 1)
	require.Len(t, f.Warnings, 1)
	w := f.Warnings[0]
	require.Equal(t, []any{"妇女权益保障法-43", []string{"B1-42"}}, []any{w.Statute, w.Clauses})
	require.Contains(t, w.Text.ZH, "第四十三条")
	require.Contains(t, w.Text.EN, "article 43")
	some := false
	for _, s := range f.Years[0].Hiring.Subjects {
		require.Equal(t, s.Open, s.Gender.Men+s.Gender.Women+s.Gender.Either)
		require.Equal(t, s.Gender.Men, s.Gender.Women)
		require.LessOrEqual(t, s.Gender.Either, 1)
		some = some || s.Gender.Men > 0
	}
	require.True(t, some)
}

// B1-38: as many as leave, within the free posts; and the years join.
func TestRefillProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := problem(hunan, override(rt, "recruit.refill", rapid.SampledFrom([]string{"attrition", "shortage", "greater"}).Draw(rt, "rule")))
		p.Schools[0].Quota = rapid.IntRange(0, 30).Draw(rt, "quota")
		for _, subject := range []model.Subject{"math", "chinese", "pe"} {
			var births []model.Date
			for range rapid.IntRange(0, 6).Draw(rt, "teachers") {
				births = append(births, born(rapid.IntRange(1962, 2000).Draw(rt, "born")))
			}
			hire(p, "A", model.Primary, subject, births...)
		}
		f := staffing.Predict(derive(rt, p), 0)
		require.Len(rt, f.Years, 6)
		staff := len(p.Teachers)
		for _, y := range f.Years {
			h := y.Hiring
			left := staff - h.Retiring - h.Others
			require.Equal(rt, max(0, y.Quota-left), h.Openings)
			require.Equal(rt, min(h.Asked, h.Openings), h.Hires)
			require.Equal(rt, h.Asked-h.Hires, h.Unmet)
			require.Equal(rt, left+h.Hires, h.StaffNext)
			hires, shortage := 0, 0
			for _, s := range h.Subjects {
				require.Equal(rt, max(0, s.Need-s.Heads), s.Shortage)
				hires, shortage = hires+s.Hires, shortage+s.Shortage
				if h.Hires <= h.Shortage {
					require.LessOrEqual(rt, s.Hires, s.Shortage)
				}
			}
			require.Equal(rt, []int{h.Hires, h.Shortage}, []int{hires, shortage})
			staff = h.StaffNext
		}
	})
}
