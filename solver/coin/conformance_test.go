package coin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/coin"
	"lungang/solver/lp"
	"lungang/solver/solvertest"
)

func TestLPConforms(t *testing.T) {
	t.Parallel()
	exclude := make(map[string]string)
	for _, c := range solvertest.Cases() {
		if c.Program(t).Integers() > 0 {
			exclude[c.Name] = "LP ignores integrality"
		}
	}
	for name, o := range map[string]coin.LPOptions{
		"dual":            {},
		"primal":          {Method: coin.Primal},
		"dual+presolve":   {Presolve: true},
		"primal+presolve": {Method: coin.Primal, Presolve: true},
	} {
		solvertest.Run(t, name, func(t *testing.T, p *lp.Program, _ []float64) solvertest.Answer {
			t.Helper()
			m, err := coin.NewLP(p)
			require.NoError(t, err)
			defer m.Close()
			r, err := m.Solve(t.Context(), o)
			require.NoError(t, err)
			t.Log(r.Raw)
			return solvertest.Answer{Termination: r.Termination, X: r.X, Objective: r.Objective}
		}, exclude)
	}
}

func TestMIPConforms(t *testing.T) {
	t.Parallel()
	runner := testRunner(t)
	for name, o := range map[string]coin.MIPOptions{
		"plain":      {},
		"preprocess": {Preprocess: true},
		"bare":       {CutsOff: true, HeuristicsOff: true},
	} {
		solvertest.Run(t, name, func(t *testing.T, p *lp.Program, start []float64) solvertest.Answer {
			t.Helper()
			o := o
			o.Start = start
			r, err := runner.Solve(t.Context(), p, o, nil)
			require.NoError(t, err)
			t.Log(r.Raw)
			return solvertest.Answer{Termination: r.Termination, X: r.X, Objective: r.Objective}
		}, nil)
	}
}
