package jobs_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/jobs"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// bench is a database with one tenant, for tests of engines on it.
type bench struct {
	*store.Store
	config store.Config
	tenant store.TenantID
}

const actor = store.Actor("key_test")

// both runs a test on SQLite and on PostgreSQL.
func both(t *testing.T, f func(t *testing.T, b *bench)) {
	t.Helper()
	t.Parallel()
	for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			f(t, newBench(t, d))
		})
	}
}

func newBench(t *testing.T, d store.Dialect) *bench {
	t.Helper()
	config := store.Config{DataKey: pgtest.DataKey()}
	if d == store.SQLite {
		config.Directory = t.TempDir()
		require.NoError(t, migrate(config))
	} else {
		config.URL = pgtest.Copy(t, "jobs", func(url string) error { return migrate(store.Config{URL: url}) })
	}
	return open(t, config)
}

func migrate(c store.Config) error {
	s, err := store.Open(context.Background(), c)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Migrate(context.Background()); err != nil {
		return err
	}
	e, err := jobs.Open(s, jobs.Config{})
	if err != nil {
		return err
	}
	_, err = e.Migrate(context.Background())
	return err
}

func open(t *testing.T, c store.Config) *bench {
	t.Helper()
	s, err := store.Open(t.Context(), c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	b := &bench{Store: s, config: c}
	b.tenant = b.newTenant(t)
	return b
}

func (b *bench) newTenant(t *testing.T) store.TenantID {
	t.Helper()
	tenant, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Tenant, error) {
		return tx.House().CreateTenant(store.System, "test", "")
	})
	require.NoError(t, err)
	return tenant.ID
}

// dataset stores a fixture for a tenant.
func (b *bench) dataset(t *testing.T, tenant store.TenantID, fixture string) string {
	t.Helper()
	p, err := fixtures.Get(fixture)
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, model.EncodeProblem(&text, p))
	document := store.NewDocument(text.Bytes())
	d, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Dataset, error) {
		return tx.Datasets().Create(tenant, actor, store.NewDataset{Name: fixture, Document: document, Problem: p, Source: "demo"})
	})
	require.NoError(t, err)
	return d.ID
}

// plan makes plans of a dataset and queues them in the same transaction.
func (b *bench) plan(t *testing.T, e *jobs.Engine, tenant store.TenantID, dataset string, limit time.Duration) string {
	t.Helper()
	p, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Plan, error) {
		p, err := tx.Plans().Create(tenant, actor, store.NewPlan{DatasetID: dataset, Options: jobs.Options{
			TimeLimitSeconds: limit.Seconds(), MemoryLimitMiB: 512, Workers: 1,
		}})
		if err != nil {
			return nil, err
		}
		return p, e.Enqueue(tx, tenant, p.ID)
	})
	require.NoError(t, err)
	return p.ID
}

func (b *bench) get(t *testing.T, plan string) *store.Plan {
	t.Helper()
	p, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.Plan, error) { return tx.Plans().Get(b.tenant, plan) })
	require.NoError(t, err)
	return p
}

func (b *bench) runs(t *testing.T, plan string) []store.RunStatus {
	t.Helper()
	runs, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.Run, error) { return tx.Plans().Runs(b.tenant, plan) })
	require.NoError(t, err)
	var out []store.RunStatus
	for _, r := range runs {
		out = append(out, r.Status)
	}
	return out
}

// patience is how long a test waits for what must come.
const patience = 3 * time.Minute

// until waits for a condition that another process brings about.
func until(t *testing.T, what string, met func() bool) {
	t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("it did not come: " + what)
		}
	}
}

// over waits until the plans are final. A database that is away is waited for.
func (b *bench) over(t *testing.T, plans ...string) {
	t.Helper()
	until(t, "the end of the plans", func() bool {
		for _, id := range plans {
			p, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.Plan, error) { return tx.Plans().Get(b.tenant, id) })
			if err != nil || !p.Status.Final() {
				return false
			}
		}
		return true
	})
}

// planned demands a plan that was stored once: brought to its end, or to its
// time limit.
func (b *bench) planned(t *testing.T, plan string, runs ...store.RunStatus) {
	t.Helper()
	b.over(t, plan)
	p := b.get(t, plan)
	require.Contains(t, []store.PlanStatus{store.PlanSucceeded, store.PlanIncomplete}, p.Status, p.Failure)
	require.NotEmpty(t, p.Document)
	require.Equal(t, runs, b.runs(t, plan))
	require.Equal(t, 1, strings.Count(b.progress(t, plan), `"kind":"done"`))
	require.Equal(t, 1, b.audited(t, plan, "plan.finished"))
}

// long is a time limit within which the sample district has a plan on any
// machine, also beside other work and under the race detector.
const long = 20 * time.Second

// events waits until an event of that kind is stored.
func (b *bench) event(t *testing.T, plan, kind string) {
	t.Helper()
	until(t, kind, func() bool { return strings.Contains(b.progress(t, plan), `"kind":"`+kind+`"`) })
}

func (b *bench) progress(t *testing.T, plan string) string {
	t.Helper()
	list, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.Progress, error) {
		return tx.Events().After(b.tenant, plan, 0, 500)
	})
	require.NoError(t, err)
	text := ""
	for i, e := range list {
		require.Equal(t, int64(i+1), e.Seq)
		text += e.Event + "\n"
	}
	return text
}

// engine opens an engine and, when it works, starts it and stops it after the test.
func (b *bench) engine(t *testing.T, c jobs.Config) *jobs.Engine {
	t.Helper()
	if c.Lease == 0 {
		c.Lease = time.Second
	}
	e, err := jobs.Open(b.Store, c)
	require.NoError(t, err)
	require.NoError(t, e.Start(t.Context()))
	t.Cleanup(func() { stop(t, e) })
	return e
}

func stop(t *testing.T, e *jobs.Engine) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	defer cancel()
	require.NoError(t, e.Stop(ctx))
}

// watcher is an observer that tests ask.
type watcher struct {
	mu    sync.Mutex
	ended []string
	sent  []string
	back  int
}

func (*watcher) SolveStarted() {}
func (w *watcher) SolveEnded(status string, _ time.Duration, _ map[string]float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = append(w.ended, status)
}

func (w *watcher) RunTakenBack() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.back++
}

func (w *watcher) Delivered(outcome string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, outcome)
}

// solves waits until n solves ended, and returns how.
func (w *watcher) solves(t *testing.T, n int) []string {
	t.Helper()
	var out []string
	until(t, "the end of the solves", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		out = slices.Clone(w.ended)
		return len(out) >= n
	})
	return out
}
