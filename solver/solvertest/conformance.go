package solvertest

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// Answer is what a solver says, reduced to what the suite compares.
type Answer struct {
	Termination coin.Termination
	// X is nil without a solution.
	X         []float64
	Objective float64
}

// SolveFunc solves a program to the end. start is a feasible point or nil.
type SolveFunc func(t *testing.T, p *lp.Program, start []float64) Answer

// Case is one program of the suite with its known answer.
type Case struct {
	// Name is unique and may be used to exclude the case.
	Name string
	// Why says what the case is about.
	Why string
	// Build fills the program.
	Build func(b *lp.Builder)
	// Want is the expected termination, Objective the optimum if there is one.
	Want      coin.Termination
	Objective float64
	// Start is a feasible point to begin with, or nil.
	Start []float64
}

// Program builds the case's program.
func (c *Case) Program(t testing.TB) *lp.Program {
	t.Helper()
	b := lp.NewBuilder(c.Name)
	c.Build(b)
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

// Run runs every case against a solver, as parallel subtests. exclude names
// cases that the solver cannot do, each with the reason; a name that does not
// exist fails the test.
func Run(t *testing.T, name string, solve SolveFunc, exclude map[string]string) {
	t.Helper()
	known := make(map[string]bool)
	for _, c := range Cases() {
		require.False(t, known[c.Name], "two cases are called %q", c.Name)
		known[c.Name] = true
		if exclude[c.Name] != "" {
			continue
		}
		t.Run(name+"/"+c.Name, func(t *testing.T) {
			t.Parallel()
			c.check(t, solve)
		})
	}
	for n, reason := range exclude {
		require.True(t, known[n], "there is no case %q to exclude", n)
		require.NotEmpty(t, reason, "the exclusion of %q needs a reason", n)
	}
}

func (c *Case) check(t *testing.T, solve SolveFunc) {
	t.Helper()
	p := c.Program(t)
	a := solve(t, p, c.Start)
	require.Equal(t, c.Want, a.Termination, c.Why)
	if c.Want != coin.Optimal {
		require.Nil(t, a.X, c.Why)
		return
	}
	require.NotNil(t, a.X, c.Why)
	tolerance := 1e-6 * max(1, math.Abs(c.Objective))
	require.InDelta(t, c.Objective, a.Objective, tolerance, c.Why)
	require.InDelta(t, c.Objective, p.Cost(a.X), tolerance, c.Why)
	violation, where := p.Violation(a.X)
	require.LessOrEqual(t, violation, 1e-6, where)
}
