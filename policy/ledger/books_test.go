package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy/ledger"
)

func TestPromotion(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		pack       string
		school     model.SchoolID
		title      model.TitleLevel
		years      float64
		asked, met bool
	}{
		"urban, one year":            {pack, "C", model.FirstTitle, 1, true, true}, // 1年以上 includes the year
		"urban, less":                {pack, "C", model.FirstTitle, 0.9, true, false},
		"urban, any title":           {pack, "C", model.NoTitle, 0, true, false},
		"urban, at the top":          {pack, "C", model.FullSeniorTitle, 0, false, true},
		"rural school":               {pack, "V", model.FirstTitle, 0.1, false, true},
		"senior title, less":         {"corps-division-3y", "C", model.FirstTitle, 0.5, true, false},
		"senior title, from a town":  {"corps-division-3y", "C", model.FirstTitle, 1, true, true},
		"not yet intermediate":       {"corps-division-3y", "C", model.SecondTitle, 0, false, true},
		"a pack without such a rule": {"litong-2022-46", "C", model.FirstTitle, 0, false, true},
	} {
		p := district(t, teacher(t, "a", x.school))
		p.Pack.ID = x.pack
		p.Teachers[0].Title.Level, p.Teachers[0].RuralYears = x.title, x.years
		got := only(t, p, nil).Promotion
		require.Equal(t, [2]bool{x.asked, x.met}, [2]bool{got.Asked, got.Met}, name)
	}
	p := district(t, teacher(t, "a", "C"))
	plan := &model.Plan{Moves: []model.Move{{Teacher: "a", To: model.Line{School: "V"}}}}
	got := only(t, p, plan).Promotion
	require.False(t, got.Met)
	require.True(t, got.AfterYear, "the year of the plan is the year that is missing")
	require.Equal(t, []string{"B1-29"}, ledger.Of(derive(t, p), nil).Rests.Promotion[0].Clauses)
}

func TestServiceObligations(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		employment model.Employment
		rural      float64
		want       []ledger.ServiceKind
		until      string
		days       int
		met        any
	}{
		"special post, third year":   {model.Employment{Kind: model.SpecialPost, Start: day(t, "2023-09-01")}, 0, []ledger.ServiceKind{ledger.SpecialPostService}, "2026-08-31", 0, nil},
		"special post, second year":  {model.Employment{Kind: model.SpecialPost, Start: day(t, "2024-09-01")}, 0, []ledger.ServiceKind{ledger.SpecialPostService}, "2027-08-31", 365, nil},
		"special post, served":       {model.Employment{Kind: model.SpecialPost, Start: day(t, "2022-09-01")}, 0, nil, "", 0, nil},
		"special post, day unknown":  {model.Employment{Kind: model.SpecialPost}, 0, []ledger.ServiceKind{ledger.SpecialPostService}, "", 0, nil},
		"funded, fifth year":         {model.Employment{Kind: model.FundedGraduate, Start: day(t, "2021-09-01")}, 0, []ledger.ServiceKind{ledger.FundedService}, "2027-08-31", 365, false},
		"funded, with a rural year":  {model.Employment{Kind: model.FundedGraduate, Start: day(t, "2021-09-01")}, 1, []ledger.ServiceKind{ledger.FundedService}, "2027-08-31", 365, true},
		"funded, served":             {model.Employment{Kind: model.FundedGraduate, Start: day(t, "2020-08-31")}, 0, nil, "", 0, nil},
		"an agreement":               {model.Employment{ServiceUntil: day(t, "2026-09-10")}, 0, []ledger.ServiceKind{ledger.AgreedService}, "2026-09-10", 10, nil},
		"an agreement that ended":    {model.Employment{ServiceUntil: day(t, "2026-08-30")}, 0, nil, "", 0, nil},
		"a term without such a rule": {model.Employment{Term: 1}, 0, nil, "", 0, nil},
	} {
		p := district(t, teacher(t, "a", "C"))
		p.Teachers[0].Employment, p.Teachers[0].RuralYears = x.employment, x.rural
		got := only(t, p, nil).Service
		require.Len(t, got, len(x.want), name)
		for i, kind := range x.want {
			require.Equal(t, kind, got[i].Kind, name)
			require.Equal(t, x.until, got[i].Until.String(), name)
			require.Equal(t, x.days, got[i].Days, name)
			if x.met == nil {
				require.Nil(t, got[i].RuralMet, name)
			} else {
				require.Equal(t, x.met, *got[i].RuralMet, name)
			}
		}
	}
}

func TestFirstTermsAreBundled(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"))
	p.Pack.ID = "weihai-2023-21"
	for term, owed := range map[int]int{0: 0, 1: 1, 2: 1, 3: 0} {
		p.Teachers[0].Employment.Term = term
		require.Len(t, only(t, p, nil).Service, owed, "term %d", term)
	}
	p.Teachers[0].Employment.Term = 2
	got := only(t, p, nil).Service[0]
	require.Equal(t, ledger.FirstTermsService, got.Kind)
	require.Equal(t, [2]int{2, 2}, [2]int{got.Term, got.Terms})
	require.Equal(t, []string{"D-36"}, got.Basis[0].Clauses)
	require.Nil(t, got.RuralMet, "no number of rural years is set")
	p.Pack.Overrides = []model.Override{override("exchange.bundle_rural_years", 2)}
	p.Teachers[0].RuralYears = 1.9
	require.False(t, *only(t, p, nil).Service[0].RuralMet)
	p.Teachers[0].RuralYears = 2
	require.True(t, *only(t, p, nil).Service[0].RuralMet)
}

func TestTermsOfPrincipals(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"), teacher(t, "b", "C"), teacher(t, "c", "V"))
	p.Pack.ID = "weihai-2023-21"
	p.Teachers[0].Role = model.Role{Kind: model.Principal, Terms: 2, TermStart: day(t, "2021-09-01")}                                    // five years: full on the day
	p.Teachers[2].Role = model.Role{Kind: model.VicePrincipal, Terms: 2, TermStart: day(t, "2022-09-01"), TermEnd: day(t, "2027-08-31")} // one full
	terms := ledger.Of(derive(t, p), nil).Terms
	require.Len(t, terms, 2, "plain teachers have none")
	require.Equal(t, 2, *terms[0].Full)
	require.Equal(t, 2, terms[0].Limit)
	require.Equal(t, "2026-08-31", terms[0].End.String())
	require.Equal(t, model.Must, terms[0].Verdict)
	require.Equal(t, 1, *terms[1].Full)
	require.Equal(t, model.NotDue, terms[1].Verdict)
	require.Equal(t, []string{"D-22"}, terms[0].Basis[0].Clauses)

	p.Pack.ID = pack // no rule on principals
	terms = ledger.Of(derive(t, p), nil).Terms
	require.Nil(t, terms[0].Full)
	require.Equal(t, 2, terms[0].Present)
	require.Empty(t, terms[0].Basis)
}

func TestPairingCycles(t *testing.T) {
	t.Parallel()
	for since, x := range map[string]struct {
		cycle  int
		begins string
		ends   string
		renew  bool
	}{
		"2021-09-01": {1, "2021-09-01", "2026-08-31", true},
		"2021-08-31": {2, "2026-08-31", "2031-08-30", false},
		"2022-08-31": {1, "2022-08-31", "2027-08-30", true},
		"2022-09-01": {1, "2022-09-01", "2027-08-31", false},
		"2015-09-01": {3, "2025-09-01", "2030-08-31", false},
		"2026-09-01": {0, "", "", false},
		"":           {0, "", "", false},
	} {
		p := district(t, teacher(t, "a", "C"))
		p.Groups = []model.Group{{ID: "g2", Kind: model.EducationGroup}, {ID: "g1", Kind: model.Pairing, Lead: "C"}}
		if since != "" {
			p.Groups[1].Since = day(t, since)
		}
		p.Schools[0].Group, p.Schools[1].Pairing, p.Schools[2].Group = "g1", "g1", "g2"
		list := ledger.Of(derive(t, p), nil).Pairings
		require.Len(t, list, 1)
		got := list[0]
		require.Equal(t, x.cycle, got.Cycle, since)
		require.Equal(t, [2]string{x.begins, x.ends}, [2]string{got.Begins.String(), got.Ends.String()}, since)
		require.Equal(t, x.renew, got.Renew, since)
		require.Equal(t, []model.SchoolID{"V"}, got.Rural)
		require.Equal(t, []model.SchoolID{"C"}, got.Other)
		require.Equal(t, []string{"B1-19"}, got.Basis[0].Clauses)
	}
}
