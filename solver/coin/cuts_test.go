package coin_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// No cut removes a point of whole numbers, and the bound never lies above the
// best of them.
func TestCutsKeepEveryWholePoint(t *testing.T) {
	t.Parallel()
	cut := 0
	rapid.Check(t, func(t *rapid.T) {
		p := smallProgram(t)
		m, err := coin.NewLP(p)
		require.NoError(t, err)
		defer m.Close()
		r, err := m.Solve(t.Context(), coin.LPOptions{})
		require.NoError(t, err)
		if r.Termination != coin.Optimal {
			return
		}
		c, err := m.Cuts(t.Context(), coin.CutOptions{Rounds: 10, Stale: 5, Cutoff: math.Inf(1)})
		require.NoError(t, err)
		cut += len(c.Rows)
		for i := range c.Rows {
			c.Rows[i].Name = fmt.Sprintf("cut[%d]", i)
		}
		q := p.WithRows(c.Rows)
		best := math.Inf(1)
		eachPoint(p, func(x []float64) {
			if v, _ := p.Violation(x); v > 0 {
				return
			}
			best = min(best, p.Cost(x))
			v, where := q.Violation(x)
			require.LessOrEqual(t, v, 1e-9, "%v is cut off by %s", x, where)
		})
		require.GreaterOrEqual(t, best, c.Objective-1e-6)
		require.GreaterOrEqual(t, c.Objective, r.Objective-1e-6)
	})
	require.Positive(t, cut, "no program needed a cut: the test shows nothing")
}

// smallProgram draws knapsack-like rows over a few whole-number columns.
func smallProgram(t *rapid.T) *lp.Program {
	b := lp.NewBuilder("cuts")
	n := rapid.IntRange(2, 5).Draw(t, "columns")
	for j := range n {
		b.Column(fmt.Sprintf("x%d", j), 0, float64(rapid.IntRange(1, 4).Draw(t, "upper")), true)
		b.Cost(j, float64(rapid.IntRange(1, 9).Draw(t, "cost")))
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "rows") {
		row := b.Row(fmt.Sprintf("r%d", i), float64(rapid.IntRange(1, 17).Draw(t, "need")), math.Inf(1))
		for j := range n {
			b.Add(row, j, float64(rapid.IntRange(0, 7).Draw(t, "coefficient")))
		}
	}
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

func eachPoint(p *lp.Program, f func([]float64)) {
	x := make([]float64, len(p.Cols))
	var at func(int)
	at = func(j int) {
		if j == len(x) {
			f(x)
			return
		}
		for v := p.Cols[j].Lower; v <= p.Cols[j].Upper; v++ {
			x[j] = v
			at(j + 1)
		}
	}
	at(0)
}
