package coin_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/coin"
	"lungang/solver/lp"
	"lungang/solver/solvertest"
)

func requireSolution(t testing.TB, p *lp.Program, r coin.MIPResult) {
	t.Helper()
	require.True(t, r.HasSolution, r.Raw)
	v, where := p.Violation(r.X)
	require.LessOrEqual(t, v, 1e-6, where)
	require.InDelta(t, p.Cost(r.X), r.Objective, 1e-9)
	require.LessOrEqual(t, r.Bound, r.Objective)
}

func TestMIPTimeLimit(t *testing.T) {
	t.Parallel()
	p := marketSplit(t, 4, 35)
	var events []coin.MIPEvent
	began := time.Now()
	r, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{MaxSeconds: 1, Preprocess: true}, func(e coin.MIPEvent) { events = append(events, e) })
	took := time.Since(began)
	require.NoError(t, err)
	require.Equal(t, coin.TimeLimit, r.Termination, r.Raw)
	requireSolution(t, p, r)
	require.Less(t, took, 6*time.Second)
	require.Equal(t, 1, r.Attempts)
	require.NotEmpty(t, events)
	for i, e := range events {
		require.LessOrEqual(t, e.Bound, e.Objective)
		if i > 0 {
			require.LessOrEqual(t, e.Objective, events[i-1].Objective)
			require.GreaterOrEqual(t, e.Bound, events[i-1].Bound)
			require.GreaterOrEqual(t, e.Elapsed, events[i-1].Elapsed)
		}
	}
	require.LessOrEqual(t, r.Objective, events[len(events)-1].Objective+1e-6)
}

func TestMIPCancel(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]coin.MIPOptions{"plain": {}, "preprocess": {Preprocess: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := marketSplit(t, 4, 35)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var stopped time.Time
			r, err := testRunner(t).Solve(ctx, p, o, func(e coin.MIPEvent) {
				if e.Kind == coin.EventIncumbent && stopped.IsZero() {
					stopped = time.Now()
					cancel()
				}
			})
			require.NoError(t, err)
			require.Equal(t, coin.Cancelled, r.Termination, r.Raw)
			require.Less(t, time.Since(stopped), 5*time.Second)
			requireSolution(t, p, r)
		})
	}
}

// Runs that end by a node limit give the same answer, byte for byte.
func TestMIPNodeLimitIsReproducible(t *testing.T) {
	t.Parallel()
	p := marketSplit(t, 3, 25)
	for _, o := range []coin.MIPOptions{{MaxNodes: 60, HeuristicsOff: true}, {MaxNodes: 60, Preprocess: true, HeuristicsOff: true, Seed: 7}} {
		first, err := testRunner(t).Solve(t.Context(), p, o, nil)
		require.NoError(t, err)
		require.Equal(t, coin.NodeLimit, first.Termination, first.Raw)
		requireSolution(t, p, first)
		second, err := testRunner(t).Solve(t.Context(), p, o, nil)
		require.NoError(t, err)
		require.Equal(t, first, second)
	}
}

func TestMIPGap(t *testing.T) {
	t.Parallel()
	p := marketSplit(t, 4, 30)
	r, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{AbsoluteGap: 1000}, nil)
	require.NoError(t, err)
	requireSolution(t, p, r)
	require.Equal(t, coin.WithinGap, r.Termination, r.Raw)
	require.LessOrEqual(t, r.Gap(), 1000.0)
	require.GreaterOrEqual(t, r.Bound, 0.0)
	r, err = testRunner(t).Solve(t.Context(), solvertestCase(t, "mip-knapsack").Program(t), coin.MIPOptions{RelativeGap: 1e-9}, nil)
	require.NoError(t, err)
	require.Equal(t, coin.Optimal, r.Termination, r.Raw)
}

func solvertestCase(t testing.TB, name string) *solvertest.Case {
	t.Helper()
	for _, c := range solvertest.Cases() {
		if c.Name == name {
			return &c
		}
	}
	t.Fatalf("no case %s", name)
	return nil
}

func TestMIPCutoff(t *testing.T) {
	t.Parallel()
	c := solvertestCase(t, "mip-knapsack")
	p := c.Program(t)
	for _, preprocess := range []bool{false, true} {
		r, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{Cutoff: new(-308.5), Preprocess: preprocess}, nil)
		require.NoError(t, err)
		require.Equal(t, coin.Optimal, r.Termination, r.Raw)
		require.InDelta(t, -309, r.Objective, 1e-9)

		r, err = testRunner(t).Solve(t.Context(), p, coin.MIPOptions{Cutoff: new(-309.5), Preprocess: preprocess}, nil)
		require.NoError(t, err)
		require.Equal(t, coin.NoBetter, r.Termination, r.Raw)
		require.False(t, r.HasSolution)

		// a start below the cutoff stays when nothing better exists
		best, err := solvertest.BruteForce(p)
		require.NoError(t, err)
		r, err = testRunner(t).Solve(t.Context(), p, coin.MIPOptions{Cutoff: new(-300.0), Start: best.X, Preprocess: preprocess}, nil)
		require.NoError(t, err)
		require.Equal(t, coin.Optimal, r.Termination, r.Raw)
		require.InDelta(t, -309, r.Objective, 1e-9)
	}
}

func TestMIPStartIsKept(t *testing.T) {
	t.Parallel()
	p := marketSplit(t, 3, 25)
	long, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{MaxNodes: 300, HeuristicsOff: true}, nil)
	require.NoError(t, err)
	requireSolution(t, p, long)
	for _, preprocess := range []bool{false, true} {
		r, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{MaxNodes: 1, Start: long.X, Preprocess: preprocess, HeuristicsOff: true}, nil)
		require.NoError(t, err)
		requireSolution(t, p, r)
		require.LessOrEqual(t, r.Objective, long.Objective)
	}
}

func TestMIPBadInput(t *testing.T) {
	t.Parallel()
	p := solvertestCase(t, "mip-knapsack").Program(t)
	start := make([]float64, len(p.Cols))
	for j := range start {
		start[j] = 1
	}
	for name, o := range map[string]coin.MIPOptions{
		"infeasible start": {Start: start},
		"short start":      {Start: start[:3]},
		"negative time":    {MaxSeconds: -1},
		"NaN gap":          {RelativeGap: math.NaN()},
		"negative nodes":   {MaxNodes: -1},
		"negative seed":    {Seed: -1},
		"infinite cutoff":  {Cutoff: new(math.Inf(1))},
	} {
		r, err := testRunner(t).Solve(t.Context(), p, o, nil)
		var e *coin.Error
		require.ErrorAs(t, err, &e, name)
		require.Equal(t, coin.CauseInput, e.Cause, name)
		require.Equal(t, coin.Failed, r.Termination)
		require.Zero(t, r.Attempts)
	}
	bad := *p
	bad.Value = append([]float64{math.NaN()}, p.Value[1:]...)
	_, err := testRunner(t).Solve(t.Context(), &bad, coin.MIPOptions{}, nil)
	var faults *lp.Faults
	require.ErrorAs(t, err, &faults)
}

// A command that is not a solver child stands in for every way in which one
// may fail.
func TestMIPChildFailures(t *testing.T) {
	t.Parallel()
	p := solvertestCase(t, "mip-knapsack").Program(t)
	for name, c := range map[string]struct {
		script string
		cause  coin.Cause
		says   string
	}{
		"segmentation fault": {"kill -SEGV $$", coin.CauseCrash, "segmentation fault"},
		"abort":              {"echo 'Assertion failed' >&2; kill -ABRT $$", coin.CauseCrash, "Assertion failed"},
		"killed":             {"kill -KILL $$", coin.CauseCrash, "killed"},
		"exit code":          {"exit 7", coin.CauseCrash, "exit code 7"},
		"out of memory":      {"echo 'fatal error: runtime: out of memory' >&2; exit 2", coin.CauseMemory, "out of memory"},
		"garbage":            {"echo Cbc0010I hello; sleep 60", coin.CauseProtocol, "not an answer"},
		"wrong kind":         {`echo '{"kind":"poem"}'; sleep 60`, coin.CauseProtocol, "poem"},
		"silence":            {"exit 0", coin.CauseProtocol, "without an answer"},
		"half an answer":     {`printf '{"kind":"resu'`, coin.CauseProtocol, "not an answer"},
		"failure":            {`echo '{"kind":"failure","cause":"solver","detail":"bad day"}'`, coin.CauseSolver, "bad day"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runner := &coin.Runner{Command: []string{"sh", "-c", c.script}}
			r, err := runner.Solve(t.Context(), p, coin.MIPOptions{}, nil)
			var e *coin.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.cause, e.Cause, e)
			require.Contains(t, e.Error(), c.says)
			require.NotEmpty(t, e.Remedy)
			require.Equal(t, coin.Failed, r.Termination)
			require.Equal(t, 2, r.Attempts)
			require.False(t, r.HasSolution)
		})
	}
}

func TestMIPChildThatCannotStart(t *testing.T) {
	t.Parallel()
	p := solvertestCase(t, "mip-knapsack").Program(t)
	r, err := (&coin.Runner{Command: []string{"/does/not/exist"}}).Solve(t.Context(), p, coin.MIPOptions{}, nil)
	var e *coin.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, coin.CauseStart, e.Cause)
	require.Equal(t, 1, r.Attempts)
}

// The first child crashes, the second one, with other settings, answers.
func TestMIPRetry(t *testing.T) {
	t.Parallel()
	p := solvertestCase(t, "mip-knapsack").Program(t)
	good := testRunner(t)
	mark := filepath.Join(t.TempDir(), "crashed")
	runner := &coin.Runner{Env: good.Env, Command: []string{"sh", "-c",
		`test -e "$1" && exec "$0"; touch "$1"; kill -ABRT $$`, good.Command[0], mark}}
	r, err := runner.Solve(t.Context(), p, coin.MIPOptions{Preprocess: true}, nil)
	require.NoError(t, err)
	require.Equal(t, coin.Optimal, r.Termination, r.Raw)
	require.Equal(t, 2, r.Attempts)
	require.InDelta(t, -309, r.Objective, 1e-9)
	require.Contains(t, r.Raw, "attempt failed")
}

// A child that does not listen is killed.
func TestMIPDeafChild(t *testing.T) {
	t.Parallel()
	p := solvertestCase(t, "mip-start").Program(t)
	deaf := &coin.Runner{Command: []string{"sh", "-c", "sleep 60"}}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	r, err := deaf.Solve(ctx, p, coin.MIPOptions{Start: solvertestCase(t, "mip-start").Start}, nil)
	require.NoError(t, err)
	require.Equal(t, coin.Cancelled, r.Termination)
	require.Less(t, time.Since(began), 6*time.Second)
	requireSolution(t, p, r) // the start

	began = time.Now()
	r, err = deaf.Solve(t.Context(), p, coin.MIPOptions{MaxSeconds: 0.1}, nil)
	require.NoError(t, err)
	require.Equal(t, coin.TimeLimit, r.Termination)
	require.Less(t, time.Since(began), 6*time.Second)
	require.False(t, r.HasSolution)
}

func TestMIPMemoryLimit(t *testing.T) {
	t.Parallel()
	p := wholeTransport(t, 240)
	r, err := testRunner(t).Solve(t.Context(), p, coin.MIPOptions{MemoryLimit: 1 << 20, MaxSeconds: 20}, nil)
	var e *coin.Error
	require.ErrorAs(t, err, &e, "%s", r.Raw)
	require.Equal(t, coin.CauseMemory, e.Cause, e)
	require.Contains(t, e.Remedy, "MemoryLimit")
}

func wholeTransport(t testing.TB, n int) *lp.Program {
	t.Helper()
	p := transport(t, n)
	for j := range p.Cols {
		p.Cols[j].Integer = true
		p.Cols[j].Upper = 500
	}
	return p
}

// Several children at once do not disturb each other.
func TestManyChildren(t *testing.T) {
	t.Parallel()
	runner := testRunner(t)
	p := solvertestCase(t, "mip-knapsack").Program(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			r, err := runner.Solve(t.Context(), p, coin.MIPOptions{}, nil)
			if assertNoError(t, err) && math.Abs(r.Objective+309) > 1e-9 {
				t.Errorf("objective %g: %s", r.Objective, r.Raw)
			}
		})
	}
	wg.Wait()
}

// CBC in the child agrees with enumeration on random programs.
func TestRandomMIPsMatchBruteForce(t *testing.T) {
	t.Parallel()
	runner := testRunner(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomProgram(t, true)
		want, err := solvertest.BruteForce(p)
		require.NoError(t, err)
		o := coin.MIPOptions{Preprocess: rapid.Bool().Draw(t, "preprocess"), CutsOff: rapid.Bool().Draw(t, "cuts off"), HeuristicsOff: rapid.Bool().Draw(t, "heuristics off")}
		if want.X != nil && rapid.Bool().Draw(t, "start") {
			o.Start = want.X
		}
		r, err := runner.Solve(t.Context(), p, o, nil)
		require.NoError(t, err)
		require.Equal(t, want.Termination, r.Termination, "%s\n%s", r.Raw, p)
		if want.Termination == coin.Optimal {
			require.InDelta(t, want.Objective, r.Objective, 1e-9, "%s\n%s", r.Raw, p)
			v, where := p.Violation(r.X)
			require.LessOrEqual(t, v, 1e-9, where)
		}
	})
}

func TestDefaultCommandIsOwnExecutable(t *testing.T) {
	t.Parallel()
	// the test binary only serves with the mark in its environment
	r, err := (&coin.Runner{Env: []string{childMark}}).Solve(t.Context(), solvertestCase(t, "mip-knapsack").Program(t), coin.MIPOptions{}, nil)
	require.NoError(t, err)
	require.Equal(t, coin.Optimal, r.Termination)
	_, err = os.Executable()
	require.NoError(t, err)
}

func BenchmarkMIPOverhead(b *testing.B) {
	c := solvertestCase(b, "mip-knapsack")
	p := c.Program(b)
	runner := testRunner(b)
	for b.Loop() {
		r, err := runner.Solve(b.Context(), p, coin.MIPOptions{CutsOff: true, HeuristicsOff: true}, nil)
		if err != nil || r.Termination != coin.Optimal {
			b.Fatal(err, r.Raw)
		}
	}
}
