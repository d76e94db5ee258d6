package solver

import (
	"context"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/coin"
	"lungang/solver/formulate"
)

// largest returns the search of the largest part of a problem, begun.
func largest(t *testing.T, problem *model.Problem) *search {
	t.Helper()
	facts, err := policy.Derive(problem)
	require.NoError(t, err)
	m, err := formulate.Formulate(t.Context(), facts)
	require.NoError(t, err)
	self, err := os.Executable()
	require.NoError(t, err)
	runner := &coin.Runner{Command: []string{self}, Env: []string{"LUNGANG_SOLVE_CHILD=1"}} // see TestMain
	w := newWalk(Options{Runner: runner}.withDefaults(), m)
	s := w.searches[0]
	for _, other := range w.searches {
		if len(other.p.cols) > len(s.p.cols) {
			s = other
		}
	}
	require.NoError(t, s.begin(t.Context()))
	return s
}

// A search that is stopped again and again, in the middle of a tier each time, ends
// where one does that nobody disturbs.
func TestSearchGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	problem, err := fixtures.Get("pingxiang")
	require.NoError(t, err)
	whole := largest(t, problem)
	require.NoError(t, whole.run(t.Context()))

	s := largest(t, problem)
	stops := 0
	for stopped := true; stopped; {
		ctx, cancel := context.WithCancel(t.Context())
		from, news := s.first, 0
		s.report = func(s *search) {
			if news++; s.first > from || news > 5 {
				cancel()
			}
		}
		err := s.run(ctx)
		cancel()
		if stopped = err != nil; stopped {
			require.ErrorIs(t, err, errStopped)
			require.Less(t, stops, 200, "it never ends")
			stops++
		}
	}
	require.Greater(t, stops, 2)
	require.Equal(t, whole.bounds, s.bounds)
	require.Equal(t, whole.proofs, s.proofs)
	for k := range s.p.tiers {
		require.Equal(t, whole.p.value(k, whole.best), s.p.value(k, s.best), "tier %d", k)
	}
}
