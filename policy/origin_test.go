package policy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestOriginAndSteps(t *testing.T) {
	t.Parallel()
	o := override("exchange.age_max_male", 48)
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{o}})
	require.NoError(t, err)

	steps := r.Steps("exchange.age_max_male")
	var origins []string
	var values []any
	for _, s := range steps {
		origins = append(origins, s.Origin())
		values = append(values, s.Parameter.Value)
	}
	require.Equal(t, []string{"national-base", pack, policy.OriginOverride}, origins)
	require.Equal(t, []any{50, 45, 48}, values)
	require.Equal(t, o.Approver, steps[2].Override.Approver)
	require.Equal(t, policy.OriginOverride, r.Origin("exchange.age_max_male"))
	require.Equal(t, pack, r.Origin("exchange.age_max_female"))
	require.Equal(t, "national-base", r.Origin("demand.half_days"))
	require.Empty(t, r.Origin("exchange.tea"))

	e, ok := r.Explain("exchange.age_max_male")
	require.True(t, ok)
	require.Equal(t, 48, e.Parameter.Value)
	require.Equal(t, "B1-22", e.Clauses[0].ID)
	require.Contains(t, e.Clauses[0].Quote, e.Parameter.Quote)
	require.Len(t, e.Steps, 3)
	_, ok = r.Explain("exchange.tea")
	require.False(t, ok)
}

func TestStrictClausesHold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		parameter string
		value     any
		refused   bool
	}{
		"strict with a clause": {"class_size.primary", 55, true},
		"relaxable":            {"headcount.floor_enforced", false, false},
		"adjustable":           {"visits.subjects", []string{"pe"}, false},
		"in principle":         {"exchange.ratio", 5, false},
		"without a clause":     {"indicators.i1_primary", 4, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ref := model.PackRef{ID: pack, Overrides: []model.Override{override(c.parameter, c.value), override("exchange.min_years", 400)}}
			_, err := policy.Effective(ref)
			faults := model.ErrorFaults(err)
			if !c.refused {
				require.Len(t, faults, 1)
				return
			}
			require.Len(t, faults, 2)
			require.Equal(t, model.CodeConflict, faults[0].Code)
			require.Equal(t, "/pack/overrides/0/parameter", faults[0].Pointer)
			require.Contains(t, faults[0].Message.ZH, "B1-02")
			require.Contains(t, faults[0].Message.ZH, "标准班额")
			require.NotEmpty(t, faults[0].Remedy.EN)
		})
	}
	_, err := policy.Apply(latest(t, pack), []model.Override{override("class_size.primary", 55)})
	require.NoError(t, err, "Apply is for packs that the caller made")
}

func TestUnverifiedValuesAreNamed(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	require.Equal(t, []string{
		"indicators.school_remainder", "kin.avoid", "putonghua.level", "putonghua.level_chinese",
		"quota.small_school_pupils", "quota.small_school_rule", "quota.staff_per_class_small", "retirement.senior_women",
		"service.funded_rural_years", "service.special_post_years", "title.rural_only_stays", "visits.limit_minutes",
		"visits.max_half_days", "visits.max_schools",
	}, r.Unverified())
	r, err = policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("visits.max_schools", 2)}})
	require.NoError(t, err)
	require.NotContains(t, r.Unverified(), "visits.max_schools")
}

// What a base holds and what a pack holds may be moved about; what is in force
// may not change by it. Plans carry the hash.
func TestEffectiveValuesStay(t *testing.T) {
	t.Parallel()
	hashes := map[string]string{}
	for _, id := range policy.IDs() {
		r, err := policy.Effective(model.PackRef{ID: id})
		require.NoError(t, err)
		values := map[string]any{}
		for _, d := range policy.Definitions() {
			if p, ok := r.Parameter(d.Name); ok {
				values[d.Name] = p.Value
			}
		}
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		require.NoError(t, e.Encode(values))
		got := text.Bytes()
		golden := "testdata/" + id + ".json"
		if *update {
			require.NoError(t, os.WriteFile(golden, got, 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got), "%s: see what changed, then go test ./policy -run EffectiveValues -update", id)
		hashes[id] = r.Hash
	}
	const golden = "testdata/hashes.json"
	got, err := json.MarshalIndent(hashes, "", "  ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(golden, append(got, '\n'), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.JSONEq(t, string(want), string(got), "plans carry these: go test ./policy -run EffectiveValues -update")
}

// A value is the one of the problem's reference day, and Derive sees to it.
func TestDeriveAsksForTheReferenceDay(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.District.ReferenceDate = day(t, "2026-01-31")
	require.Equal(t, p.District.ReferenceDate, derive(t, p).Rules.Day)
	p.District.ReferenceDate = model.Date{}
	require.Equal(t, day(t, "2026-08-31"), derive(t, p).Rules.Day)
	p.Pack.Overrides = []model.Override{override("exchange.reference_day", "06-30")}
	require.Equal(t, day(t, "2026-06-30"), derive(t, p).Rules.Day)
}
