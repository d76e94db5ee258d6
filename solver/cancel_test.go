package solver_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/check"
)

// cancelPatience is how long Solve may take after it was cancelled: the promise
// is about a second; a loaded machine gets twice that.
const cancelPatience = 2 * time.Second

// cancelAt solves a problem and cancels at the first event of the kinds. It
// returns what Solve did and how long that took after the cancellation.
func cancelAt(t *testing.T, p *model.Problem, kinds ...solver.EventKind) (r *solver.Result, took time.Duration, err error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var at time.Time
	o := options(t)
	o.Progress = func(e solver.Event) {
		for _, k := range kinds {
			if e.Kind == k && at.IsZero() {
				at = time.Now()
				cancel()
			}
		}
	}
	r, err = solver.Solve(ctx, p, o)
	require.False(t, at.IsZero(), "no event of kind %v", kinds)
	return r, time.Since(at), err
}

// Cancelled once there is a plan, a solve returns it in time, checked.
func TestCancelKeepsThePlan(t *testing.T) {
	t.Parallel()
	r, took, err := cancelAt(t, fixtures.Generate(fixtures.Small(), 1), solver.EventIncumbent)
	require.NoError(t, err)
	require.Less(t, took, cancelPatience*slowness)
	require.Equal(t, model.StoppedCancelled, r.Plan.Status.Termination)
	require.Empty(t, check.Plan(r.Facts, copyOf(t, r)).Violations)
	require.NotEmpty(t, r.Plan.Moves)
	for _, tier := range r.Plan.Tiers {
		require.LessOrEqual(t, tier.Bound, tier.Value)
	}
}

// Cancelled earlier, it returns in time as well, with a plan or with the word
// that there was no time to find one.
func TestCancelReturnsInTime(t *testing.T) {
	t.Parallel()
	for kind, district := range map[solver.EventKind]string{solver.EventFormulated: "county", solver.EventBound: "pingxiang"} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			r, took, err := cancelAt(t, get(t, district), kind, solver.EventIncumbent)
			require.Less(t, took, cancelPatience*slowness)
			if none, ok := errors.AsType[*solver.NoPlanError](err); ok {
				require.False(t, none.Searched)
				return
			}
			require.NoError(t, err)
			require.Equal(t, model.StoppedCancelled, r.Plan.Status.Termination)
			require.Empty(t, check.Plan(r.Facts, copyOf(t, r)).Violations)
		})
	}
}

// The time limit ends a solve in the same way.
func TestTimeLimit(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.TimeLimit = time.Millisecond
	r, err := solver.Solve(t.Context(), get(t, "county"), o)
	if none, ok := errors.AsType[*solver.NoPlanError](err); ok {
		require.False(t, none.Searched)
		return
	}
	require.NoError(t, err)
	require.Equal(t, model.StoppedTimeLimit, r.Plan.Status.Termination)
}
