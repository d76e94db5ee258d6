package jobs

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver"
)

// Where rules contradict each other the remedy is the search for the conflict, not to
// try one pin after the other; the words are those of the solver.
func TestFailureOfNoPlan(t *testing.T) {
	t.Parallel()
	e := &solver.NoPlanError{Searched: true, Blocked: []solver.Blocked{{Teacher: "T1", Rule: "travel"}}}
	f := failureOf(e)
	require.True(t, f.Infeasible)
	require.Equal(t, model.CodeNoPlan, f.Code)
	require.Equal(t, e.Text(), f.Message)
	require.Equal(t, e.Faults(), f.Faults)
	require.Contains(t, f.Faults[0].Message.EN, "(travel) refuses")
	for _, lang := range []string{"zh", "en"} {
		require.Contains(t, f.Remedy.In(lang), "/v1/plans/{id}/conflicts")
	}
	f = failureOf(&solver.NoPlanError{})
	require.False(t, f.Infeasible)
	require.Equal(t, model.CodeTimeLimit, f.Code)
	require.Contains(t, f.Remedy.EN, "timeLimitSeconds")
}
