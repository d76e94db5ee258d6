package cuts_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/coin"
	"lungang/solver/cuts"
	"lungang/solver/lp"
)

// No cut removes a point of whole numbers, the bound never lies above the best of
// them, and every cut can be made again from the rows that it names.
func TestCutsKeepEveryWholePoint(t *testing.T) {
	t.Parallel()
	made := 0
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
		n := 0
		c, err := cuts.Loop(t.Context(), p, m.Basis(), cuts.Options{
			Rounds: 10, Stale: 5, Enough: math.Inf(1),
			Name: func() string { n++; return fmt.Sprintf("cut[%d]", n) },
		})
		require.NoError(t, err)
		made += len(c.Made)
		form, rows := lp.NewRowForm(p), []lp.NewRow{}
		for i := range c.Made {
			again, ok := form.Round(&c.Made[i].Rounding)
			require.True(t, ok)
			require.Equal(t, c.Made[i].Cut, again)
			row := again.Row(c.Made[i].Name)
			form.Append(&row)
			rows = append(rows, row)
		}
		q := p.WithRows(rows)
		best := math.Inf(1)
		eachPoint(p, func(x []float64) {
			if v, _ := p.Violation(x); v > 0 {
				return
			}
			best = min(best, p.Cost(x))
			v, where := q.Violation(x)
			require.Zero(t, v, "%v is cut off by %s", x, where)
		})
		require.GreaterOrEqual(t, best, c.Objective-1e-6)
		require.GreaterOrEqual(t, c.Objective, r.Objective-1e-6)
		require.Len(t, c.Basis, len(p.Cols)+len(p.Rows)+len(c.Binding))
	})
	require.Positive(t, made, "no program needed a cut: the test shows nothing")
}

// A loop that may go on closes a knapsack.
func TestLoopLiftsTheBound(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("knapsack")
	for j, w := range []float64{3, 5, 7} {
		b.Column(fmt.Sprintf("x%d", j), 0, 1, true)
		b.Cost(j, w)
	}
	b.Row("need", 8, math.Inf(1))
	for j, w := range []float64{3, 5, 7} {
		b.Add(0, j, w)
	}
	b.Row("odd", math.Inf(-1), 1)
	b.Add(1, 0, 1)
	b.Add(1, 1, 1)
	p, err := b.Build()
	require.NoError(t, err)
	n := 0
	c, err := cuts.Loop(t.Context(), p, nil, cuts.Options{Rounds: 20, Stale: 5, Enough: math.Inf(1), Name: func() string { n++; return fmt.Sprint(n) }})
	require.NoError(t, err)
	require.Greater(t, c.Objective, 9.0, "the linear program says 8, the best plan is 10")
}

// Data that are not whole numbers get no cuts, and no harm is done.
func TestFractionsGetNoCuts(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("fractions")
	b.Column("x", 0, 3, true)
	b.Cost(0, 1)
	b.Row("r", 0.7, math.Inf(1))
	b.Add(0, 0, 1.5)
	p, err := b.Build()
	require.NoError(t, err)
	c, err := cuts.Loop(t.Context(), p, nil, cuts.Options{Rounds: 5, Stale: 5, Enough: math.Inf(1), Name: func() string { return "cut" }})
	require.NoError(t, err)
	require.Empty(t, c.Made)
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
		b.Row(fmt.Sprintf("r%d", i), float64(rapid.IntRange(1, 11).Draw(t, "need")), math.Inf(1))
		for j := range n {
			b.Add(i, j, float64(rapid.IntRange(0, 6).Draw(t, "coefficient")))
		}
	}
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

func eachPoint(p *lp.Program, f func(x []float64)) {
	x := make([]float64, len(p.Cols))
	var walk func(j int)
	walk = func(j int) {
		if j == len(x) {
			f(x)
			return
		}
		for v := p.Cols[j].Lower; v <= p.Cols[j].Upper; v++ {
			x[j] = v
			walk(j + 1)
		}
	}
	walk(0)
}
