package review_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/fixtures"
	"lungang/model"
	"lungang/review"
	"lungang/solver"
)

// An objection of somebody who is to move: the real solver looks for the
// smallest change, rung by rung.
func TestLadder(t *testing.T) {
	p := sample(t, "tiny/preference")
	old := solved(t, p, "pl_1")
	require.NotEmpty(t, old.Plan.Moves)
	who := old.Plan.Moves[0].Teacher
	asked := *p
	asked.Pins = append(slices.Clone(p.Pins), model.Pin{Teacher: who, Kind: model.PinStay, Reason: "x", Author: "ob_1"})
	var rungs []review.RungResult
	for _, rung := range review.Rungs() {
		problem := rung.Problem(&asked, old.Plan, []model.TeacherID{who})
		require.False(t, problem.Validate().HasErrors(), "%s: %v", rung, problem.Validate())
		got := review.RungResult{Rung: rung}
		if r, err := solver.Solve(t.Context(), problem, solver.Options{}); err == nil {
			got.Solved, got.Changes, got.Tiers = true, review.Differences(old.Plan, r.Plan), review.TierChanges(old.Plan.Tiers, r.Plan.Tiers)
			if rung == review.HoldAll {
				require.Len(t, got.Changes, 1, "nobody else")
			}
		}
		rungs = append(rungs, got)
	}
	impact := review.Choose(rungs)
	require.GreaterOrEqual(t, impact.Chosen, 0)
	require.True(t, slices.ContainsFunc(impact.Changes(), func(c review.OutcomeChange) bool { return c.Teacher == who && c.After.To == (model.Line{}) }))
	require.Equal(t, -1, review.Choose(nil).Chosen)
	require.Nil(t, review.Choose([]review.RungResult{{Rung: review.HoldAll}}).Changes())
}

// Asking for what the plan does anyway changes nothing on any rung that has a
// plan with everybody held.
func TestLadderOfNoChange(t *testing.T) {
	p := sample(t, "tiny/preference")
	old := solved(t, p, "pl_1")
	m := old.Plan.Moves[0]
	asked := *p
	asked.Pins = append(slices.Clone(p.Pins), model.Pin{Teacher: m.Teacher, Kind: model.PinGo, School: m.To.School, Reason: "x", Author: "ob_1"})
	r, err := solver.Solve(t.Context(), review.HoldAll.Problem(&asked, old.Plan, []model.TeacherID{m.Teacher}), solver.Options{})
	require.NoError(t, err)
	require.Empty(t, review.Differences(old.Plan, r.Plan))
}

// The pins that hold people are valid, never doubled, never about those who are
// free, and leave the problem that was asked for as it was.
func TestLadderProperty(t *testing.T) {
	base := fixtures.Generate(fixtures.Tiny(60), 7)
	r, err := solver.Solve(t.Context(), base, solver.Options{})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, len(base.Teachers)-1).Draw(t, "teacher")
		who := base.Teachers[n].ID
		asked := *base
		asked.Pins = append(slices.Clone(base.Pins), model.Pin{Teacher: who, Kind: model.PinStay, Reason: "x", Author: "y"})
		if k := rapid.IntRange(0, len(base.Teachers)-1).Draw(t, "pinned"); k != n {
			asked.Pins = append(asked.Pins, model.Pin{Teacher: base.Teachers[k].ID, Kind: model.PinNotGo, School: base.Teachers[k].School, Reason: "x", Author: "y"})
		}
		before := len(asked.Pins)
		last := len(base.Teachers) + before
		for _, rung := range review.Rungs() {
			p := rung.Problem(&asked, r.Plan, []model.TeacherID{who})
			require.Len(t, asked.Pins, before)
			require.LessOrEqual(t, len(p.Pins), last, "every rung holds fewer")
			last = len(p.Pins)
			for _, x := range p.Pins[before:] {
				require.NotEqual(t, who, x.Teacher)
			}
			if rung == review.HoldNone {
				require.Len(t, p.Pins, before)
			}
			require.False(t, p.Validate().HasErrors(), "%v", p.Validate())
		}
	})
}

func TestDifferences(t *testing.T) {
	line := func(s string) model.Line {
		return model.Line{School: model.SchoolID(s), Stage: model.Primary, Subject: "chinese"}
	}
	a := &model.Plan{
		Moves:  []model.Move{{Teacher: "T1", To: line("A")}, {Teacher: "T2", To: line("B")}},
		Visits: []model.Visit{{Teacher: "T3", To: line("A"), HalfDays: 2}, {Teacher: "T3", To: line("B"), HalfDays: 1}},
	}
	b := &model.Plan{
		Moves:  []model.Move{{Teacher: "T2", To: line("C")}, {Teacher: "T4", To: line("A")}},
		Visits: []model.Visit{{Teacher: "T3", To: line("B"), HalfDays: 1}, {Teacher: "T3", To: line("A"), HalfDays: 2}},
	}
	var ids []model.TeacherID
	for _, c := range review.Differences(a, b) {
		ids = append(ids, c.Teacher)
	}
	require.Equal(t, []model.TeacherID{"T1", "T2", "T4"}, ids, "the order of visits is no difference")
	require.Empty(t, review.Differences(a, a))
	b.Visits[0].HalfDays = 2
	require.Len(t, review.Differences(a, b), 4)
}

func TestWorse(t *testing.T) {
	x := func(values ...int64) []review.TierChange {
		var out []review.TierChange
		for i := 0; i < len(values); i += 2 {
			out = append(out, review.TierChange{ID: "x", Before: values[i], After: values[i+1]})
		}
		return out
	}
	require.False(t, review.Worse(nil))
	require.False(t, review.Worse(x(1, 1, 2, 2)))
	require.True(t, review.Worse(x(1, 1, 2, 3)))
	require.False(t, review.Worse(x(2, 1, 2, 9)), "the first that differs decides")
}
