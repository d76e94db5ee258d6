package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

// A value that nobody has verified is named where it decides, and only there.
func TestDoubtsAreNamedWhereTheyBind(t *testing.T) {
	t.Parallel()
	special := func(x *model.Teacher) {
		x.Employment = model.Employment{Kind: model.SpecialPost, Start: model.NewDate(2025, time.September, 1)}
	}
	senior := func(x *model.Teacher) { x.Sex, x.Title.Level = model.Female, model.SeniorTitle }
	for name, c := range map[string]struct {
		overrides []model.Override
		change    func(x *model.Teacher)
		want      []string
	}{
		"nothing doubtful":      {change: func(*model.Teacher) {}},
		"years of special post": {nil, special, []string{"service.special_post_years"}},
		"last day given": {change: func(x *model.Teacher) {
			special(x)
			x.Employment.ServiceUntil = model.NewDate(2027, time.August, 31)
		}},
		"years of graduates are verified": {change: func(x *model.Teacher) {
			special(x)
			x.Employment.Kind = model.FundedGraduate
		}},
		"years set by the district": {overrides: []model.Override{override("service.special_post_years", 4)}, change: special},
		"woman with a senior title": {
			[]model.Override{override("exchange.retirement_guard_years", 5)}, senior, []string{"retirement.senior_women"},
		},
		"no guard": {[]model.Override{override("exchange.retirement_guard_years", 0)}, senior, nil},
		"man with a senior title": {overrides: []model.Override{override("exchange.retirement_guard_years", 5)}, change: func(x *model.Teacher) {
			senior(x)
			x.Sex = model.Male
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := fixtures.Get("tiny/exempt")
			require.NoError(t, err)
			p.Teachers[0].Exemptions = nil
			p.Pack.Overrides = append(append(p.Pack.Overrides, override("exchange.service_bound", []string{"special_post", "funded_graduate"})), c.overrides...)
			c.change(&p.Teachers[0])
			f, err := policy.Derive(p)
			require.NoError(t, err)
			proof := policy.Prove(f, f.Teacher(p.Teachers[0].ID))
			require.NoError(t, proof.Check())
			require.Equal(t, c.want, proof.Doubtful())
		})
	}
}

func TestDoubtful(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("visits.max_schools", 2)}})
	require.NoError(t, err)
	require.Equal(t, []string{"visits.limit_minutes", "kin.avoid"},
		r.Doubtful("visits.limit_minutes", "visits.max_schools", "kin.avoid", "exchange.ratio", "kin.avoid", "tea"))
	require.Nil(t, r.Doubtful("exchange.ratio"))
}
