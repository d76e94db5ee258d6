package solvertest_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/coin"
	"lungang/solver/lp"
	"lungang/solver/solvertest"
)

func TestBruteForceConforms(t *testing.T) {
	t.Parallel()
	exclude := make(map[string]string)
	for _, c := range solvertest.Cases() {
		if _, err := solvertest.BruteForce(c.Program(t)); err != nil {
			exclude[c.Name] = "not a small box of whole points"
		}
	}
	require.Contains(t, exclude, "lp-textbook")
	require.NotContains(t, exclude, "mip-knapsack")
	// the box has 2^36 points, the relaxation is integral
	require.Contains(t, exclude, "mip-assignment")
	solvertest.Run(t, "bruteforce", func(t *testing.T, p *lp.Program, _ []float64) solvertest.Answer {
		t.Helper()
		a, err := solvertest.BruteForce(p)
		require.NoError(t, err)
		return a
	}, exclude)
}

func TestBruteForceRefusesLargeBoxes(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func(b *lp.Builder){
		"continuous": func(b *lp.Builder) { b.Column("x", 0, 1, false) },
		"unbounded":  func(b *lp.Builder) { b.Column("x", 0, math.Inf(1), true) },
		"many": func(b *lp.Builder) {
			b.Column("x", 0, 2000, true)
			b.Column("y", 0, 2000, true)
		},
	} {
		b := lp.NewBuilder(name)
		build(b)
		p, err := b.Build()
		require.NoError(t, err)
		_, err = solvertest.BruteForce(p)
		require.ErrorIs(t, err, solvertest.ErrTooLarge, name)
	}
}

func TestBruteForceTakesTheFirstOfEqualPoints(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("tie")
	x, y := b.Column("x", 0, 2, true), b.Column("y", 0, 2, true)
	b.Cost(x, 1)
	b.Cost(y, 1)
	r := b.Row("r", 2, 4)
	b.Add(r, x, 1)
	b.Add(r, y, 1)
	p, err := b.Build()
	require.NoError(t, err)
	a, err := solvertest.BruteForce(p)
	require.NoError(t, err)
	require.Equal(t, solvertest.Answer{Termination: coin.Optimal, X: []float64{0, 2}, Objective: 2}, a)
}

// The known optimum of the assignment case comes from looking at all
// permutations, not from a solver.
func TestAssignmentOptimum(t *testing.T) {
	t.Parallel()
	for _, c := range solvertest.Cases() {
		if c.Name == "mip-start-optimal" {
			p := c.Program(t)
			violation, where := p.Violation(c.Start)
			require.Zero(t, violation, where)
			require.InDelta(t, c.Objective, p.Cost(c.Start), 0)
			return
		}
	}
	t.Fatal("the case is gone")
}
