package review_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/review"
	"lungang/solver"
)

// solved is a sample district with its plan, from the real solver.
func solved(t *testing.T, p *model.Problem, id string) review.Run {
	t.Helper()
	r, err := solver.Solve(t.Context(), p, solver.Options{})
	require.NoError(t, err)
	return review.Run{ID: id, Problem: p, Plan: r.Plan}
}

func sample(t *testing.T, name string) *model.Problem {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	return p
}

func watch(t *testing.T, run review.Run, earlier ...review.Run) *review.Watch {
	t.Helper()
	f, err := policy.Derive(run.Problem)
	require.NoError(t, err)
	return &review.Watch{Run: run, Facts: f, Earlier: earlier}
}

// found are the findings of one check.
func found(w *review.Watch, id string) []review.Finding {
	return slices.DeleteFunc(review.Look(w), func(f review.Finding) bool { return f.Check != id })
}

func TestRuleEdited(t *testing.T) {
	p := sample(t, "tiny/due")
	first := solved(t, p, "pl_1")
	require.Empty(t, found(watch(t, first), "rule_edited"), "the first run itself")
	require.Empty(t, found(watch(t, solved(t, p, "pl_2"), first), "rule_edited"), "the same rules")

	edited := *p
	edited.Pack.Overrides = append(slices.Clone(p.Pack.Overrides), model.Override{Parameter: "exchange.min_years", Value: json.RawMessage("5"), Reason: "x", Approver: "y"})
	list := found(watch(t, solved(t, &edited, "pl_2"), first), "rule_edited")
	require.Len(t, list, 1)
	require.Equal(t, []string{"exchange.min_years"}, list[0].Subjects)
	back := found(watch(t, first, solved(t, &edited, "pl_2")), "rule_edited")
	require.Equal(t, []string{"exchange.min_years"}, back[0].Subjects, "taking one away is an edit, too")
	other := *p
	other.Pack.ID = "jing-2021-2025"
	require.Contains(t, found(watch(t, solved(t, &other, "pl_2"), first), "rule_edited")[0].Subjects, "pack")
}

func TestSchoolDrained(t *testing.T) {
	p := sample(t, "tiny/rotation_floor")
	run := solved(t, p, "pl_1")
	require.Empty(t, found(watch(t, run), "school_drained"))
	w := watch(t, run)
	require.NotEmpty(t, run.Plan.Moves)
	plan := *run.Plan
	plan.Moves = slices.Clone(plan.Moves)
	for i := range plan.Moves {
		plan.Moves[i].IsBackbone = i == 0
	}
	w.Run.Plan = &plan
	from := plan.Moves[0].From.School
	year := p.District.PlanYear
	for i := range w.Facts.Teachers { // two who left in the years before
		tf := &w.Facts.Teachers[i]
		if w.Facts.Schools[tf.School].ID == from {
			continue
		}
		copied := *tf.Teacher
		copied.History = []model.Service{
			{School: from, From: model.NewDate(year-9, 9, 1), To: model.NewDate(year-2, 8, 31), Kind: model.TeachingService},
			{School: from, From: model.NewDate(year-2, 9, 1), To: model.NewDate(year-1, 8, 31), Kind: model.TeachingService},
		}
		tf.Teacher, tf.Backbone = &copied, true
	}
	list := found(w, "school_drained")
	require.Len(t, list, 1)
	require.Equal(t, []string{string(from)}, list[0].Subjects)
	require.Equal(t, "-1", list[0].Facts[0].Value)
	plan.Moves[0].IsBackbone = false
	require.Empty(t, found(w, "school_drained"), "this year the school keeps them")
}

func TestForcedFromOneSchool(t *testing.T) {
	w := watch(t, solved(t, sample(t, "tiny/rotation_floor"), "pl_1"))
	from := w.Facts.Schools[w.Facts.Teachers[0].School].ID
	var elsewhere model.SchoolID
	for i := range w.Facts.Teachers {
		w.Facts.Teachers[i].Candidate = true
		if s := w.Facts.Schools[w.Facts.Teachers[i].School].ID; s != from {
			elsewhere = s
		}
	}
	require.NotEmpty(t, elsewhere)
	plan := *w.Run.Plan
	w.Run.Plan = &plan
	move := func(id string, from model.SchoolID, asked bool) model.Move {
		return model.Move{Teacher: model.TeacherID(id), From: model.Line{School: from}, Voluntary: asked}
	}
	plan.Moves = []model.Move{move("T1", from, false), move("T2", from, false), move("T3", from, false), move("T4", elsewhere, true)}
	list := found(w, "forced_from_one_school")
	require.Len(t, list, 1)
	require.Contains(t, list[0].Subjects, string(from))
	require.NotContains(t, list[0].Subjects, "T4")
	plan.Moves = append(plan.Moves, move("T5", elsewhere, false))
	require.Empty(t, found(w, "forced_from_one_school"))
	plan.Moves = plan.Moves[:2]
	require.Empty(t, found(w, "forced_from_one_school"), "two are no pattern")
}

func TestNoEffect(t *testing.T) {
	w := watch(t, solved(t, sample(t, "tiny/rotation_floor"), "pl_1"))
	list := found(w, "no_effect")
	require.Len(t, list, 1)
	require.Equal(t, []string{"T2", "T4"}, list[0].Subjects, "two who change places to make up a percentage")
	require.Contains(t, list[0].Facts, model.Fact{Name: "due", Value: "2"})
	for _, name := range []string{"tiny/due", "tiny/vacancy", "tiny/balance", "tiny/coverage_tier"} {
		require.Empty(t, found(watch(t, solved(t, sample(t, name), "pl_1")), "no_effect"), name)
	}
}

func TestConsentMissing(t *testing.T) {
	run := solved(t, sample(t, "tiny/due"), "pl_1")
	w := watch(t, run)
	require.NotEmpty(t, run.Plan.Moves)
	plan := *run.Plan
	plan.Moves = slices.Clone(plan.Moves)
	w.Run.Plan = &plan
	m := &plan.Moves[0]
	m.Voluntary, m.Due = false, true
	base := len(found(w, "consent_missing"))
	require.Zero(t, base, "who is due need not be asked")
	m.Due = false
	require.Equal(t, []string{string(m.Teacher)}, found(w, "consent_missing")[0].Subjects)
	m.Due = true
	claims := *w.Facts.Teacher(m.Teacher).Teacher
	claims.Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
	w.Facts.Teacher(m.Teacher).Teacher = &claims
	require.Equal(t, []string{string(m.Teacher)}, found(w, "consent_missing")[0].Subjects)
	claims.Exemptions[0].Until = model.NewDate(w.Run.Problem.District.PlanYear-1, 1, 1)
	require.Empty(t, found(w, "consent_missing"), "the claim has ended")
	claims.Exemptions[0].Until = model.Date{}
	m.Voluntary = true
	require.Empty(t, found(w, "consent_missing"))
}

func TestOlderThanData(t *testing.T) {
	w := watch(t, solved(t, sample(t, "tiny/due"), "pl_1"))
	require.Empty(t, found(w, "older_than_data"))
	w.Newer = []string{"ds_3", "ds_2"}
	require.Equal(t, []string{"ds_2", "ds_3"}, found(w, "older_than_data")[0].Subjects)
}

func TestFavour(t *testing.T) {
	p := sample(t, "tiny/due")
	first := solved(t, p, "pl_1")
	require.NotEmpty(t, first.Plan.Moves)
	who := first.Plan.Moves[0].Teacher
	pinned := *p
	pinned.Pins = append(slices.Clone(p.Pins), model.Pin{Teacher: who, Kind: model.PinStay, Reason: "x", Author: "u_1"})
	second := solved(t, &pinned, "pl_2")
	require.True(t, review.Worse(review.TierChanges(first.Plan.Tiers, second.Plan.Tiers)), "the sample is such that it costs something")
	list := found(watch(t, second, first), "favour")
	require.Len(t, list, 1)
	require.Equal(t, []string{string(who)}, list[0].Subjects)
	require.Empty(t, found(watch(t, second), "favour"), "a pin from before the first run is planning")
	require.Empty(t, found(watch(t, second, second), "favour"))
	require.Empty(t, found(watch(t, first, second), "favour"), "taking it back is better for all")
}

// A finding keeps its key while it says the same, and loses it when it does not.
func TestFindingKeys(t *testing.T) {
	a := review.Finding{Check: "x", Subjects: []string{"T1"}, Facts: []model.Fact{{Name: "n", Value: "1"}}}
	b := a
	b.Message = model.Text{EN: "said better"}
	require.Equal(t, a.Key(), b.Key())
	b.Subjects = []string{"T1", "T2"}
	require.NotEqual(t, a.Key(), b.Key())
	require.Len(t, review.Unacknowledged([]review.Finding{a, b}, []string{a.Key()}), 1)
	ids := map[string]bool{}
	for _, c := range review.Checks() {
		require.NotEmpty(t, c.Title.ZH)
		ids[c.ID] = true
	}
	require.Len(t, ids, 7)
}

// Whoever keeps what NoEffect says gets the same findings.
func TestEffectsAreKept(t *testing.T) {
	w := watch(t, solved(t, sample(t, "tiny/rotation_floor"), "pl_1"))
	want := review.Look(w)
	kept := review.NoEffect(w.Facts, w.Run.Plan)
	require.NotEmpty(t, kept)
	asked := 0
	w.Effects = func() []review.Finding { asked++; return slices.Clone(kept) }
	require.Equal(t, want, review.Look(w))
	require.Equal(t, 1, asked)
}
