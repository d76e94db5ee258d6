package solver

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
)

// Neighbourhoods of the first plan, which a dive left far from the bound, bring it
// nearer, and never leave the face of the tiers above.
func TestNeighbourhoodsImproveThePlan(t *testing.T) {
	t.Parallel()
	problem, err := fixtures.Get("pingxiang")
	require.NoError(t, err)
	s := largest(t, problem)
	above := len(s.links) - 1
	k := above + 1
	f, basis := s.below(&s.links[above], above, s.p.value(above, s.best))
	links, err := s.chain(t.Context(), f, basis, k, k+1)
	require.NoError(t, err)
	l := &links[0]
	require.True(t, l.face.holds(s.best))

	before := s.p.value(k, s.best)
	require.Greater(t, before, l.bound)
	require.NoError(t, s.improve(t.Context(), l, k))
	require.Less(t, s.p.value(k, s.best), before)
	require.GreaterOrEqual(t, s.p.value(k, s.best), l.bound)
	require.True(t, l.face.holds(s.best))
	_, ok := s.p.complete(s.best)
	require.True(t, ok)
}
