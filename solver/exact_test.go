package solver_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/solvertest"
)

// tinyDistrict is the random district of a seed: one to eight teachers, more
// often many.
func tinyDistrict(seed uint64) *model.Problem {
	return fixtures.Generate(fixtures.Tiny([]int{8, 7, 6, 8, 5, 7, 4, 8, 3, 6, 2, 8, 1}[seed%13]), seed)
}

// Solve is as good as the best of all plans, tier by tier, and proves it.
func TestSolveIsExactOnSmallDistricts(t *testing.T) {
	t.Parallel()
	for seed := uint64(1); seed <= randomDistricts; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			requireExact(t, tinyDistrict(seed))
		})
	}
}

func requireExact(t *testing.T, p *model.Problem) {
	t.Helper()
	f, err := policy.Derive(p)
	require.NoError(t, err)
	d, want, ok := solvertest.BestPlan(f)
	r, err := solver.Solve(t.Context(), p, options(t))
	if !ok {
		var none *solver.NoPlanError
		require.ErrorAs(t, err, &none, "no plan keeps the rules, Solve said: %v", err)
		require.True(t, none.Searched)
		return
	}
	require.NoError(t, err, "a best plan is %+v", d)
	require.Equal(t, want, valuesOf(r.Plan.Tiers), "a best plan is %+v", d)
	require.Equal(t, model.StoppedComplete, r.Plan.Status.Termination)
	for _, tier := range r.Plan.Tiers {
		require.Equal(t, tier.Value, tier.Bound, "bound of %s", tier.ID)
		require.Contains(t, []model.Proof{model.Certified, model.Proved}, tier.Proof, "proof of %s", tier.ID)
	}
}
