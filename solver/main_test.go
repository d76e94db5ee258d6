package solver_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

// childMark in the environment makes the test binary a solver child.
const childMark = "LUNGANG_SOLVE_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childMark) == "1" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// options solve in one worker, with children of this test binary.
func options(t testing.TB) solver.Options {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	return solver.Options{Workers: 1, Runner: &coin.Runner{Command: []string{self}, Env: []string{childMark + "=1"}}}
}

// get returns a fixture by name.
func get(t testing.TB, name string) *model.Problem {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	return p
}

// solve plans a problem that has a plan.
func solve(t testing.TB, p *model.Problem) *solver.Result {
	t.Helper()
	r, err := solver.Solve(t.Context(), p, options(t))
	require.NoError(t, err)
	return r
}

func valuesOf(tiers []model.TierResult) []int64 {
	var out []int64
	for _, t := range tiers {
		out = append(out, t.Value)
	}
	return out
}
