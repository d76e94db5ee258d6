package staffing_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy/staffing"
)

// 14 on quota at A (quota 15, two of them borrowed), 13 at B (quota 12).
func reported(pack string, overrides ...model.Override) *model.Problem {
	p := problem(pack, overrides...)
	p.District.Quota, p.District.QuotaReviewed = 26, 2025
	p.Schools[0].BorrowedQuota = 2
	years := make([]model.Date, 14)
	for i := range years {
		years[i] = born(1980 + i)
	}
	at := hire(p, "A", model.Primary, "chinese", years...)
	at[0].Status, at[1].Status, at[2].Status = model.Seconded, model.OnLeave, model.Training
	at = hire(p, "B", model.Junior, "math", years...)
	at[0].Employment.Kind = model.ContractStaff
	p.Schools = append(p.Schools, model.School{ID: "P", Ownership: model.Private, Kind: model.UrbanPrimary, UrbanRural: "111", Quota: 3})
	hire(p, "P", model.Primary, "math", born(1990))
	return p
}

func TestOverUnderBorrowed(t *testing.T) {
	t.Parallel()
	r := staffing.Calculate(derive(t, reported(hunan)))
	require.Len(t, r.Schools, 2, "private schools have no quota")
	a, b := r.Schools[0], r.Schools[1]
	require.Equal(t, []int{270, 6, 15, 13, 2, 14, 0, 1, -1, 1, 2}, []int{
		a.Pupils, a.Classes, a.Quota, a.Own, a.Borrowed, a.Staff, a.Over, a.Under, a.Gap, a.Seconded, a.NotInPost,
	}) // standard 270/19 = 14.2
	require.Equal(t, []int{12, 12, 13, 1, 0, -1}, []int{b.Quota, b.Own, b.Staff, b.Over, b.Under, b.Gap}) // 150/13.5 = 11.1
	require.Equal(t, []staffing.Count{{Kind: model.ContractStaff, Count: 1}}, b.OffQuota)
	require.Equal(t, staffing.Total{
		Pupils: 420, Classes: 9, Standard: 25, Quota: 27, Own: 25, Approved: 26, Borrowed: 2, Staff: 27, Over: 1, Under: 1,
		PupilsPerStaff: 420.0 / 27,
	}, r.Total)
	require.Len(t, r.Stages, 2)
	require.InDelta(t, 14.21, r.Stages[0].Posts, 0.005)
	require.InDelta(t, 11.11, r.Stages[1].Posts, 0.005)
}

func TestFindings(t *testing.T) {
	t.Parallel()
	r := staffing.Calculate(derive(t, reported(hunan, override(t, "quota.extra_sources", []string{"institution_pool"}))))
	require.Equal(t, []staffing.FindingKind{
		"over_quota", "off_quota", "seconded", "not_in_post", "not_in_post", "private_school",
	}, findingKinds(r.Findings))
	for _, f := range r.Findings {
		require.NotEmpty(t, f.Clauses, f.Kind)
	}
	require.Equal(t, staffing.Finding{
		Kind: staffing.OverQuota, School: "B", Count: 13, Limit: 12, Clauses: []string{"B1-39"},
	}, r.Findings[0])
	require.Equal(t, model.TeacherID("Achinesea"), r.Findings[2].Teacher)

	p := reported(plain, override(t, "quota.borrowed_max", 1), override(t, "quota.extra_sources", []string{}))
	p.District.Quota = 20
	p.Schools[0].Quota, p.Teachers = 14, p.Teachers[3:13]
	require.Equal(t, []staffing.FindingKind{"total_exceeded", "extra_source", "borrowed_max", "unfilled", "unfilled"},
		findingKinds(staffing.Calculate(derive(t, p)).Findings))
}

// Clauses of other counties bind nobody here.
func TestFindingsCiteTheDocumentOfThePack(t *testing.T) {
	t.Parallel()
	for _, f := range staffing.Calculate(derive(t, reported(corps))).Findings {
		for _, id := range f.Clauses {
			require.Contains(t, id, "B3-", f.Kind)
		}
	}
}

func TestReviewEveryThreeYears(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		last int
		due  bool
		next []int
	}{
		{0, true, []int{2026, 2029, 2032}},
		{2025, false, []int{2028, 2031, 2034}},
		{2023, true, []int{2026, 2029, 2032}},
		{2015, true, []int{2026, 2029, 2032}},
	} {
		p := problem(corps)
		p.District.QuotaReviewed = c.last
		r := staffing.Calculate(derive(t, p)).Review
		require.Equal(t, 3, r.Every)
		require.Equal(t, c.due, r.Due, c.last)
		require.Equal(t, c.next, r.Next, c.last)
	}
}

func TestSubmissionOfNovember(t *testing.T) {
	t.Parallel()
	s := staffing.Calculate(derive(t, reported(hunan))).Submission
	require.Equal(t, "2026-11-30", s.Deadline)
	require.Equal(t, []int{26, 2, 27, 1, 25, 3, 0}, []int{s.Approved, s.Extra, s.Used, s.Free, s.Standard, s.Reserve, s.Short})
	require.Equal(t, []staffing.Adjustment{
		{School: "A", Quota: 15, Standard: 14, Staff: 14, Proposed: 14, Change: -1},
		{School: "B", Quota: 12, Standard: 11, Staff: 13, Proposed: 11, Change: -1, Surplus: 2},
	}, s.Adjustment)

	p := reported(hunan)
	p.District.Quota = 18 // and two borrowed: 20 for standards of 25
	s = staffing.Calculate(derive(t, p)).Submission
	require.Equal(t, []int{-7, 0, 5}, []int{s.Free, s.Reserve, s.Short})
	require.Equal(t, []int{11, 9}, []int{s.Adjustment[0].Proposed, s.Adjustment[1].Proposed}) // 11.2 and 8.8
}

// Proposals stay within the total, and no school gets more than its standard.
func TestSubmissionProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := problem(hunan)
		p.District.Quota = rapid.IntRange(1, 60).Draw(rt, "approved")
		for i := range rapid.IntRange(0, 4).Draw(rt, "schools") {
			s := *school(rapid.IntRange(0, 300).Draw(rt, "pupils"), rapid.IntRange(0, 8).Draw(rt, "classes"), nil)
			s.ID, s.Quota, s.UrbanRural = model.SchoolID(rune('C'+i)), rapid.IntRange(0, 20).Draw(rt, "quota"), "220"
			p.Schools = append(p.Schools, s)
		}
		r := staffing.Calculate(derive(rt, p))
		sum := 0
		for _, a := range r.Submission.Adjustment {
			require.LessOrEqual(rt, a.Proposed, a.Standard)
			require.GreaterOrEqual(rt, a.Proposed, 0)
			sum += a.Proposed
		}
		require.Equal(rt, min(p.District.Quota, r.Total.Standard), sum)
		require.Equal(rt, r.Submission.Reserve-r.Submission.Short, p.District.Quota-r.Total.Standard)
	})
}
