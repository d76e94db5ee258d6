package coin_test

import (
	"context"
	"math"
	"math/big"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

func newLP(t testing.TB, p *lp.Program) *coin.LP {
	t.Helper()
	m, err := coin.NewLP(p)
	require.NoError(t, err)
	t.Cleanup(m.Close)
	return m
}

func solveLP(t testing.TB, m *coin.LP, o coin.LPOptions) coin.LPResult {
	t.Helper()
	r, err := m.Solve(t.Context(), o)
	require.NoError(t, err)
	return r
}

// min 2x + 3y with x + y >= 5, x <= 2: x = 2, y = 3.
func TestDualSigns(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]coin.LPOptions{"dual": {}, "primal": {Method: coin.Primal}, "presolve": {Presolve: true}} {
		p := build(t, func(b *lp.Builder) {
			x, y := b.Column("x", 0, 2, false), b.Column("y", 0, inf, false)
			b.Cost(x, 2)
			b.Cost(y, 3)
			r := b.Row("least", 5, inf)
			b.Add(r, x, 1)
			b.Add(r, y, 1)
			s := b.Row("most", -inf, 100)
			b.Add(s, x, 1)
		})
		r := solveLP(t, newLP(t, p), o)
		require.Equal(t, coin.Optimal, r.Termination, name)
		require.InDelta(t, 13, r.Objective, 1e-9)
		require.InDeltaSlice(t, []float64{2, 3}, r.X, 1e-9)
		require.InDeltaSlice(t, []float64{5, 2}, r.Activity, 1e-9)
		// one more unit of demand costs one more y; one more unit of x's
		// bound saves 1
		require.InDeltaSlice(t, []float64{3, 0}, r.Duals, 1e-9)
		require.InDeltaSlice(t, []float64{-1, 0}, r.ReducedCosts, 1e-9)
		// and they prove the optimum exactly
		bound, err := p.LowerBound(p.ClampDuals(lp.Rationals(lp.Prices(r.Duals, p.Largest(), 5040))))
		require.NoError(t, err)
		require.Equal(t, "13", bound.RatString())
	}
}

// max 3x + 2y in the form min −3x − 2y, with upper bounds of rows binding.
func TestDualSignsOfUpperBounds(t *testing.T) {
	t.Parallel()
	p := build(t, func(b *lp.Builder) {
		x, y := b.Column("x", 0, inf, false), b.Column("y", 0, inf, false)
		b.Cost(x, -3)
		b.Cost(y, -2)
		r := b.Row("hours", -inf, 4)
		b.Add(r, x, 1)
		b.Add(r, y, 1)
		s := b.Row("metal", -inf, 6)
		b.Add(s, x, 1)
		b.Add(s, y, 3)
	})
	r := solveLP(t, newLP(t, p), coin.LPOptions{})
	require.InDelta(t, -12, r.Objective, 1e-9)
	require.InDeltaSlice(t, []float64{-3, 0}, r.Duals, 1e-9)
	require.InDeltaSlice(t, []float64{0, 1}, r.ReducedCosts, 1e-9)
}

// x + y >= 8 and x + y <= 7 contradict each other by one unit.
func TestFarkasRay(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]coin.LPOptions{"dual": {}, "primal": {Method: coin.Primal}, "presolve": {Presolve: true}} {
		p := build(t, func(b *lp.Builder) {
			b.Column("x", 0, 10, false)
			b.Column("y", 0, 10, false)
			for _, r := range []int{b.Row("least", 8, inf), b.Row("most", -inf, 7)} {
				b.Add(r, 0, 1)
				b.Add(r, 1, 1)
			}
		})
		r := solveLP(t, newLP(t, p), o)
		require.Equal(t, coin.Infeasible, r.Termination, name)
		require.Nil(t, r.X)
		require.NotNil(t, r.Ray, "%s: %s", name, r.Raw)
		require.Positive(t, r.Ray[0])
		require.Negative(t, r.Ray[1])
		proof, err := p.WithCost([]float64{0, 0}).LowerBound(p.ClampDuals(lp.Rationals(lp.Prices(r.Ray, p.Largest(), 5040))))
		require.NoError(t, err)
		require.Positive(t, proof.Sign())
	}
}

func TestCrossedBounds(t *testing.T) {
	t.Parallel()
	m := newLP(t, build(t, func(b *lp.Builder) {
		x := b.Column("x", 0, 10, false)
		b.Add(b.Row("r", 1, 5), x, 1)
	}))
	m.SetColumnBound(0, 3, 2)
	r := solveLP(t, m, coin.LPOptions{})
	require.Equal(t, coin.Infeasible, r.Termination)
	require.Contains(t, r.Raw, "column x")
	m.SetColumnBound(0, 0, 10)
	require.Equal(t, coin.Optimal, solveLP(t, m, coin.LPOptions{}).Termination)
}

func TestWarmStart(t *testing.T) {
	t.Parallel()
	p := transport(t, 40)
	m := newLP(t, p)
	require.Len(t, m.Basis(), len(p.Cols)+len(p.Rows))
	cold := solveLP(t, m, coin.LPOptions{})
	require.Equal(t, coin.Optimal, cold.Termination)
	require.Greater(t, cold.Iterations, 50)
	basis := m.Basis()

	again := solveLP(t, m, coin.LPOptions{})
	require.Zero(t, again.Iterations, again.Raw)

	// the basis moves to other models of the same shape: less demand at the first sink
	q := *p
	q.Rows = slices.Clone(p.Rows)
	q.Rows[40].Lower, q.Rows[40].Upper = 70, inf
	fewer := newLP(t, &q)
	fewer.SetBasis(basis)
	less := solveLP(t, fewer, coin.LPOptions{})
	require.Equal(t, coin.Optimal, less.Termination)
	require.Less(t, less.Iterations, cold.Iterations/5)
	require.Less(t, less.Objective, cold.Objective)

	c := p.Objective()
	c[0] += 3
	dearer := newLP(t, p.WithCost(c))
	dearer.SetBasis(basis)
	other := solveLP(t, dearer, coin.LPOptions{Method: coin.Primal})
	require.Equal(t, coin.Optimal, other.Termination)
	require.Less(t, other.Iterations, cold.Iterations/5)

	twin := newLP(t, p)
	twin.SetBasis(basis)
	moved := solveLP(t, twin, coin.LPOptions{})
	require.Zero(t, moved.Iterations, moved.Raw)
	require.InDelta(t, cold.Objective, moved.Objective, 1e-6)
	twin.SetBasis([]byte{1}) // wrong size: ignored
	require.Equal(t, coin.Optimal, solveLP(t, twin, coin.LPOptions{}).Termination)
}

// Idle machines stop within 0.2 s. The limit leaves room for busy ones; that the
// answer is not Optimal shows that the solve did not just run to its end.
func TestCancelLP(t *testing.T) {
	t.Parallel()
	p := transport(t, 300)
	for name, o := range map[string]coin.LPOptions{"dual": {}, "primal": {Method: coin.Primal}, "presolve": {Presolve: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newLP(t, p)
			ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
			defer cancel()
			began := time.Now()
			r, err := m.Solve(ctx, o)
			took := time.Since(began)
			require.NoError(t, err)
			require.Equal(t, coin.Cancelled, r.Termination, "after %v: %s", took, r.Raw)
			require.Nil(t, r.X)
			require.Less(t, took, 5*time.Second)

			began = time.Now()
			o.MaxSeconds = 0.15
			r, err = m.Solve(t.Context(), o)
			took = time.Since(began)
			require.NoError(t, err)
			require.Equal(t, coin.TimeLimit, r.Termination, r.Raw)
			require.Less(t, took, 5*time.Second)

			// the model is still good for an iteration limit
			r, err = m.Solve(t.Context(), coin.LPOptions{MaxIterations: 5})
			require.NoError(t, err)
			require.Equal(t, coin.IterationLimit, r.Termination, r.Raw)
		})
	}
}

func TestCancelledBeforeTheSolve(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m := newLP(t, transport(t, 4))
	r, err := m.Solve(ctx, coin.LPOptions{})
	require.NoError(t, err)
	require.Equal(t, coin.Cancelled, r.Termination)
	require.Equal(t, coin.Optimal, solveLP(t, m, coin.LPOptions{}).Termination)
}

func TestManyLPsInParallel(t *testing.T) {
	t.Parallel()
	p := transport(t, 16)
	want := solveLP(t, newLP(t, p), coin.LPOptions{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				m, err := coin.NewLP(p)
				if !assertNoError(t, err) {
					return
				}
				r, err := m.Solve(t.Context(), coin.LPOptions{})
				m.Close()
				if !assertNoError(t, err) || r.Objective != want.Objective {
					t.Errorf("%v: %g, want %g", r.Termination, r.Objective, want.Objective)
				}
			}
		})
	}
	wg.Wait()
}

func assertNoError(t *testing.T, err error) bool {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	return err == nil
}

func TestNewLPRefusesBadPrograms(t *testing.T) {
	t.Parallel()
	good := func() *lp.Program {
		return build(t, func(b *lp.Builder) {
			x := b.Column("x", 0, 1, false)
			b.Add(b.Row("r", 0, 1), x, 1)
		})
	}
	for name, spoil := range map[string]func(p *lp.Program){
		"NaN entry":        func(p *lp.Program) { p.Value[0] = math.NaN() },
		"NaN cost":         func(p *lp.Program) { p.Cols[0].Cost = math.NaN() },
		"NaN bound":        func(p *lp.Program) { p.Rows[0].Lower = math.NaN() },
		"row out of range": func(p *lp.Program) { p.Index[0] = 7 },
		"short start":      func(p *lp.Program) { p.Start = p.Start[:1] },
	} {
		p := good()
		spoil(p)
		_, err := coin.NewLP(p)
		var e *coin.Error
		require.ErrorAs(t, err, &e, name)
		require.Equal(t, coin.CauseInput, e.Cause)
		var faults *lp.Faults
		require.ErrorAs(t, err, &faults, name)
	}
}

func TestUseAfterClosePanics(t *testing.T) {
	t.Parallel()
	m := newLP(t, transport(t, 4))
	m.Close()
	m.Close()
	require.Panics(t, func() { m.Basis() })
}

func TestVersions(t *testing.T) {
	t.Parallel()
	clp, cbc := coin.Version()
	require.NotEmpty(t, clp)
	require.NotEmpty(t, cbc)
	require.NoError(t, coin.CheckVersions())
}

// Any answer about a random program can be proved in exact arithmetic: the
// optimum by its duals, infeasibility by the ray.
func TestRandomLPsAreProved(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := randomProgram(t, false)
		m, err := coin.NewLP(p)
		require.NoError(t, err)
		defer m.Close()
		o := coin.LPOptions{Method: coin.Method(rapid.IntRange(0, 1).Draw(t, "method")), Presolve: rapid.Bool().Draw(t, "presolve")}
		r, err := m.Solve(t.Context(), o)
		require.NoError(t, err)
		switch r.Termination {
		case coin.Optimal:
			v, where := p.Violation(r.X)
			require.LessOrEqual(t, v, 1e-6, where)
			bound, err := p.LowerBound(p.ClampDuals(lp.Rationals(lp.Prices(r.Duals, p.Largest(), 5040))))
			require.NoError(t, err)
			f, _ := bound.Float64()
			require.InDelta(t, r.Objective, f, 1e-5*max(1, math.Abs(r.Objective)))
		case coin.Infeasible:
			require.NotNil(t, r.Ray, r.Raw)
			proof, err := p.WithCost(make([]float64, len(p.Cols))).LowerBound(p.ClampDuals(lp.Rationals(lp.Prices(r.Ray, p.Largest(), 5040))))
			require.NoError(t, err)
			require.Positive(t, proof.Cmp(new(big.Rat)), "%s\n%v", p, r.Ray)
		default:
			t.Fatalf("%s: %s\n%s", r.Termination, r.Raw, p)
		}
	})
}

// randomProgram draws a small program with finite bounds and whole data.
func randomProgram(t *rapid.T, integer bool) *lp.Program {
	n, m := rapid.IntRange(1, 6).Draw(t, "columns"), rapid.IntRange(1, 6).Draw(t, "rows")
	b := lp.NewBuilder("random")
	name := func(kind byte, i int) string { return string([]byte{kind, byte('0' + i)}) }
	for j := range n {
		lower := rapid.IntRange(-3, 2).Draw(t, "lower")
		upper := lower + rapid.IntRange(0, 4).Draw(t, "range")
		b.Column(name('x', j), float64(lower), float64(upper), integer)
		b.Cost(j, float64(rapid.IntRange(-5, 5).Draw(t, "cost")))
	}
	for i := range m {
		lower, upper := math.Inf(-1), inf
		at := rapid.IntRange(-8, 8).Draw(t, "side")
		switch rapid.IntRange(0, 3).Draw(t, "sense") {
		case 0:
			lower = float64(at)
		case 1:
			upper = float64(at)
		case 2:
			lower, upper = float64(at), float64(at)
		case 3:
			lower, upper = float64(at), float64(at+rapid.IntRange(0, 5).Draw(t, "width"))
		}
		b.Row(name('r', i), lower, upper)
		for j := range n {
			b.Add(i, j, float64(rapid.IntRange(-4, 4).Draw(t, "entry")))
		}
	}
	p, err := b.Build()
	require.NoError(t, err)
	return p
}
