package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// principalOf derives the one teacher as a principal; the pack asks for two
// terms of five years, and the reference day is 2026-08-31.
func principalOf(t *testing.T, change func(p *model.Problem, x *model.Teacher)) (*policy.Facts, *policy.TeacherFacts) {
	t.Helper()
	p := problem(t)
	p.Pack.Overrides = []model.Override{override("principals.terms", 2), override("principals.term_years", 5)}
	p.Teachers[0].Role = model.Role{Kind: model.Principal, Terms: 2, TermEnd: day(t, "2026-08-31")}
	change(p, &p.Teachers[0])
	f := derive(t, p)
	return f, &f.Teachers[0]
}

func TestPrincipalsOfTwoTerms(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(p *model.Problem, x *model.Teacher)
		want   model.VerdictKind
		terms  int
	}{
		"second term ends on the reference day": {func(*model.Problem, *model.Teacher) {}, model.Must, 2},
		"second term ends the day after":        {func(_ *model.Problem, x *model.Teacher) { x.Role.TermEnd = day(t, "2026-09-01") }, model.NotDue, 1},
		"in the third term": {func(_ *model.Problem, x *model.Teacher) {
			x.Role.Terms, x.Role.TermEnd = 3, day(t, "2030-08-31")
		}, model.Must, 2},
		"first term is over": {func(_ *model.Problem, x *model.Teacher) { x.Role.Terms = 1 }, model.NotDue, 1},
		"five years to the day, end not given": {func(_ *model.Problem, x *model.Teacher) {
			x.Role.TermStart, x.Role.TermEnd = day(t, "2021-09-01"), model.Date{}
		}, model.Must, 2},
		"five years less a day, end not given": {func(_ *model.Problem, x *model.Teacher) {
			x.Role.TermStart, x.Role.TermEnd = day(t, "2021-09-02"), model.Date{}
		}, model.NotDue, 1},
		"neither day given: not due on a guess":         {func(_ *model.Problem, x *model.Teacher) { x.Role.TermEnd = model.Date{} }, model.NotDue, 1},
		"terms not given: the present one is the first": {func(_ *model.Problem, x *model.Teacher) { x.Role.Terms = 0 }, model.NotDue, 1},
		"vice principal": {func(_ *model.Problem, x *model.Teacher) { x.Role.Kind = model.VicePrincipal }, model.Must, 2},
		"exempt":         {func(_ *model.Problem, x *model.Teacher) { claim(x, "illness", model.Date{}) }, model.Exempt, 2},
		"on leave":       {func(_ *model.Problem, x *model.Teacher) { x.Status = model.OnLeave }, model.NotDue, 2},
		"private school": {func(p *model.Problem, _ *model.Teacher) { p.Schools[0].Ownership = model.Private }, model.NotDue, 2},
		"near retirement": {func(p *model.Problem, x *model.Teacher) {
			rules(p, "exchange.retirement_guard_years", 5)
			x.BirthDate = day(t, "1966-01-01")
		}, model.NotDue, 2},
		"older than teachers who rotate": {func(_ *model.Problem, x *model.Teacher) { x.BirthDate = day(t, "1972-01-01") }, model.Must, 2},
		"volunteers after one term":      {func(_ *model.Problem, x *model.Teacher) { x.Role.Terms = 1; x.Volunteer = true }, model.May, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, x := principalOf(t, c.change)
			require.NotNil(t, x.Principal)
			require.Equal(t, c.want, x.Principal.Kind)
			require.Equal(t, c.terms, x.Principal.Terms)
			require.Equal(t, c.want == model.Must || c.want == model.May, x.Principal.Candidate)
			require.Equal(t, model.NotDue, x.Verdict.Kind, "as a teacher a leader is never due")
			require.False(t, x.Candidate)
			proof, ok := policy.ProvePrincipal(f, x)
			require.True(t, ok)
			require.NoError(t, proof.Check())
			require.Equal(t, "verdict_"+string(c.want), proof.Predicate)
		})
	}
}

func TestPrincipalsWithoutARule(t *testing.T) {
	t.Parallel()
	f, x := principalOf(t, func(p *model.Problem, _ *model.Teacher) {
		p.Pack.Overrides = []model.Override{override("principals.terms", 0)}
	})
	require.Nil(t, x.Principal)
	_, ok := policy.ProvePrincipal(f, x)
	require.False(t, ok)

	_, x = principalOf(t, func(_ *model.Problem, x *model.Teacher) { x.Role = model.Role{Kind: model.MiddleManager} })
	require.Nil(t, x.Principal, "who leads no school")

	_, x = principalOf(t, func(p *model.Problem, _ *model.Teacher) {
		p.Pins = []model.Pin{{Teacher: "t1", Kind: model.PinStay, Reason: "r", Author: "a"}}
	})
	require.Equal(t, model.Must, x.Principal.Kind)
	require.False(t, x.Principal.Candidate, "pinned to stay")
}

// The words of the clause stand behind the verdict.
func TestPrincipalsOfWeihai(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: "weihai-2023-21"})
	require.NoError(t, err)
	p, _ := policy.PredicateByID(policy.PredicatePrincipalTerms)
	require.Equal(t, 2, policy.PrincipalTerms.Of(r))
	require.Contains(t, p.Clauses(r), "D-22")
}
