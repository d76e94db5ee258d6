package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func predicates(v model.Verdict) []string {
	var out []string
	for _, f := range v.Findings {
		out = append(out, f.Predicate)
	}
	return out
}

func finding(t *testing.T, v model.Verdict, predicate string) model.Finding {
	t.Helper()
	for _, f := range v.Findings {
		if f.Predicate == predicate {
			return f
		}
	}
	require.Fail(t, "no such finding", predicate)
	return model.Finding{}
}

func value(t *testing.T, f model.Finding, name string) string {
	t.Helper()
	for _, x := range f.Facts {
		if x.Name == name {
			return x.Value
		}
	}
	require.Fail(t, "no such fact", name)
	return ""
}

// verdictOf derives the verdict of the one teacher after change; the reference
// day is 2026-08-31.
func verdictOf(t *testing.T, change func(p *model.Problem, x *model.Teacher)) model.Verdict {
	t.Helper()
	p := problem(t)
	change(p, &p.Teachers[0])
	f := derive(t, p)
	return f.Teachers[0].Verdict
}

func TestMustShowsEveryPredicate(t *testing.T) {
	t.Parallel()
	v := verdictOf(t, func(*model.Problem, *model.Teacher) {})
	require.Equal(t, model.Must, v.Kind)
	require.Equal(t, []string{
		"on_quota", "active", "not_leader", "public_school", "exempt",
		"age_limit", "consecutive_years", "retirement_guard",
	}, predicates(v))
	require.Equal(t, []string{"B1-22"}, finding(t, v, "age_limit").Clauses)
	require.Equal(t, "40", value(t, finding(t, v, "age_limit"), "age"))
	require.Equal(t, "45", value(t, finding(t, v, "age_limit"), "limit"))
	require.Equal(t, "2016-08-01", value(t, finding(t, v, "consecutive_years"), "continuous_from"))
	require.Equal(t, "10", value(t, finding(t, v, "consecutive_years"), "years"))
}

func TestVerdictEdges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(p *model.Problem, x *model.Teacher)
		want   model.VerdictKind
	}{
		"man of 45 on the day before 46": {func(_ *model.Problem, x *model.Teacher) { x.BirthDate = day(t, "1980-09-01") }, model.Must},
		"man turns 46 on the day":        {func(_ *model.Problem, x *model.Teacher) { x.BirthDate = day(t, "1980-08-31") }, model.NotDue},
		"woman of 40":                    {func(_ *model.Problem, x *model.Teacher) { x.Sex = model.Female; x.BirthDate = day(t, "1985-09-01") }, model.Must},
		"woman turns 41 on the day":      {func(_ *model.Problem, x *model.Teacher) { x.Sex = model.Female; x.BirthDate = day(t, "1985-08-31") }, model.NotDue},
		"six years on the day":           {func(_ *model.Problem, x *model.Teacher) { x.Since = day(t, "2020-09-01") }, model.Must},
		"six years the day after":        {func(_ *model.Problem, x *model.Teacher) { x.Since = day(t, "2020-09-02") }, model.NotDue},
		"begins after the day":           {func(_ *model.Problem, x *model.Teacher) { x.Since = day(t, "2026-09-01") }, model.NotDue},
		"since 29 Feb, six years at the end of 27 Feb": {func(p *model.Problem, x *model.Teacher) {
			p.District.ReferenceDate = day(t, "2026-02-27")
			x.Since = day(t, "2020-02-29")
		}, model.Must},
		"since 29 Feb, the day before": {func(p *model.Problem, x *model.Teacher) {
			p.District.ReferenceDate = day(t, "2026-02-26")
			x.Since = day(t, "2020-02-29")
		}, model.NotDue},
		"born 29 Feb, 46 on 28 Feb": {func(p *model.Problem, x *model.Teacher) {
			p.District.ReferenceDate = day(t, "2026-02-28")
			x.BirthDate = day(t, "1980-02-29")
		}, model.NotDue},
		"born 29 Feb, still 45": {func(p *model.Problem, x *model.Teacher) {
			p.District.ReferenceDate = day(t, "2026-02-27")
			x.BirthDate = day(t, "1980-02-29")
		}, model.Must},
		"contract":               {func(_ *model.Problem, x *model.Teacher) { x.Employment.Kind = model.ContractStaff }, model.NotDue},
		"special post":           {func(_ *model.Problem, x *model.Teacher) { x.Employment.Kind = model.SpecialPost; x.Volunteer = true }, model.NotDue},
		"funded graduate":        {func(_ *model.Problem, x *model.Teacher) { x.Employment.Kind = model.FundedGraduate }, model.Must},
		"on leave":               {func(_ *model.Problem, x *model.Teacher) { x.Status = model.OnLeave; x.Volunteer = true }, model.NotDue},
		"principal":              {func(_ *model.Problem, x *model.Teacher) { x.Role.Kind = model.Principal; x.Volunteer = true }, model.NotDue},
		"middle manager":         {func(_ *model.Problem, x *model.Teacher) { x.Role.Kind = model.MiddleManager }, model.Must},
		"private school":         {func(p *model.Problem, _ *model.Teacher) { p.Schools[0].Ownership = model.Private }, model.NotDue},
		"young volunteer":        {func(_ *model.Problem, x *model.Teacher) { x.Since = day(t, "2024-09-01"); x.Volunteer = true }, model.May},
		"volunteer who is due":   {func(_ *model.Problem, x *model.Teacher) { x.Volunteer = true }, model.Must},
		"claim without end":      {func(_ *model.Problem, x *model.Teacher) { claim(x, "pregnant", model.Date{}) }, model.Exempt},
		"claim until the day":    {func(_ *model.Problem, x *model.Teacher) { claim(x, "illness", day(t, "2026-08-31")) }, model.Exempt},
		"claim ended before":     {func(_ *model.Problem, x *model.Teacher) { claim(x, "illness", day(t, "2026-08-30")) }, model.Must},
		"claim not in the pack":  {func(_ *model.Problem, x *model.Teacher) { claim(x, "family_care", model.Date{}) }, model.Must},
		"exempt beats volunteer": {func(_ *model.Problem, x *model.Teacher) { claim(x, "nursing", model.Date{}); x.Volunteer = true }, model.Exempt},
		"two claims, one valid": {func(_ *model.Problem, x *model.Teacher) {
			claim(x, "illness", day(t, "2020-01-01"))
			claim(x, "nursing", day(t, "2027-01-01"))
		}, model.Exempt},
		"two claims, none valid": {func(_ *model.Problem, x *model.Teacher) {
			claim(x, "illness", day(t, "2020-01-01"))
			claim(x, "other", model.Date{})
		}, model.Must},
		"exempt but not on quota": {func(_ *model.Problem, x *model.Teacher) {
			claim(x, "nursing", model.Date{})
			x.Employment.Kind = model.ContractStaff
		}, model.NotDue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, verdictOf(t, c.change).Kind)
		})
	}
}

func claim(x *model.Teacher, kind model.ExemptionKind, until model.Date) {
	x.Exemptions = append(x.Exemptions, model.ExemptionClaim{Kind: kind, Until: until})
}

func TestEveryClaimIsShown(t *testing.T) {
	t.Parallel()
	v := verdictOf(t, func(_ *model.Problem, x *model.Teacher) {
		claim(x, "nursing", day(t, "2027-01-01"))
		claim(x, "illness", day(t, "2020-01-01"))
	})
	of := finding(t, v, "exempt").Of
	require.Len(t, of, 2)
	require.Equal(t, "illness", value(t, of[0], "kind"))
	require.False(t, of[0].Holds)
	require.True(t, of[1].Holds)
	require.Equal(t, "exempt", predicates(v)[len(v.Findings)-1], "nothing is looked at afterwards")
}

// The guard asks for full years to the statutory age: a man born on 1970-04-30
// retires at 61 years and 4 months, on 2031-08-30.
func TestRetirementGuard(t *testing.T) {
	t.Parallel()
	guarded := func(reference string, years int) model.Verdict {
		return verdictOf(t, func(p *model.Problem, x *model.Teacher) {
			p.Pack.Overrides = []model.Override{
				override("exchange.age_max_male", 70), override("exchange.retirement_guard_years", years),
			}
			p.District.ReferenceDate = day(t, reference)
			x.BirthDate = day(t, "1970-04-30")
		})
	}
	require.Equal(t, model.Must, guarded("2026-08-30", 5).Kind, "exactly five years")
	late := guarded("2026-08-31", 5)
	require.Equal(t, model.NotDue, late.Kind)
	require.Equal(t, "4", value(t, finding(t, late, "retirement_guard"), "years_to_retirement"))
	require.Equal(t, model.Must, guarded("2026-08-31", 0).Kind, "switched off")
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers = append(p.Teachers, teacher(t, "t2", "A"), teacher(t, "t3", "A"))
	p.Pins = []model.Pin{
		{Teacher: "t1", Kind: model.PinStay, Reason: "r", Author: "a"},
		{Teacher: "t2", Kind: model.PinGo, School: "B", Reason: "r", Author: "a"},
	}
	f := derive(t, p)
	require.Equal(t, model.Must, f.Teacher("t1").Verdict.Kind)
	require.False(t, f.Teacher("t1").Candidate)
	require.True(t, f.Teacher("t2").Candidate)
	require.True(t, f.Teacher("t3").Candidate)
	s := f.Scopes()
	require.Len(t, s, 1)
	require.Equal(t, policy.DistrictScope, s[0].ID)
	require.Equal(t, []int{0, 1, 2}, s[0].Due, "pins take nobody out of E")
	require.Equal(t, []int{1, 2}, s[0].Members)
	require.Equal(t, 1, s[0].Floor)
	require.Equal(t, -1, s[0].Ceiling)
}

func TestLitongAges(t *testing.T) {
	t.Parallel()
	v := verdictOf(t, func(p *model.Problem, x *model.Teacher) {
		p.Pack.ID = "litong-2022-46"
		x.BirthDate = day(t, "1976-08-31")
	})
	require.Equal(t, model.Must, v.Kind, "50 is not above 50")
	require.Empty(t, finding(t, v, "age_limit").Clauses, "the plan itself names no age")
}
