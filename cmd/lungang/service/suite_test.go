package service

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/api/apitest"
	"lungang/audit"
	"lungang/store"
	"lungang/store/pgtest"
)

// subject is the real thing behind a server: store, queue and solver, with two
// bureaus.
func subject(url func(t *testing.T) string) func(t *testing.T) apitest.Subject {
	return func(t *testing.T) apitest.Subject {
		t.Helper()
		ctx, end := context.WithCancel(context.WithoutCancel(t.Context())) // ended when the test is over
		a := &App{Version: "1", Config: Config{
			Directory: t.TempDir(), DatabaseURL: url(t), DataKey: pgtest.DataKey(), AuditKey: audit.NewKey(), Solves: 2, Address: "127.0.0.1:0", Lease: time.Second,
		}}
		require.NoError(t, a.Open(ctx))
		require.NoError(t, a.prepare(ctx))
		require.NoError(t, a.jobs.Start(ctx))
		t.Cleanup(func() {
			end()
			require.NoError(t, a.jobs.Stop(context.WithoutCancel(ctx)))
			require.NoError(t, a.Close())
		})
		c, err := a.apiConfig()
		require.NoError(t, err)
		days := &apitest.Days{}
		c.Today = days.Today
		c.Plain, c.Limits.Rate, c.Limits.Refused = true, -1, -1
		s, err := api.New(c)
		require.NoError(t, err)
		out := apitest.Subject{Server: s, Days: days, Forget: func(t *testing.T) { t.Helper(); expire(t, a) }}
		for i, name := range []string{"one", "two"} {
			first, err := store.Write(ctx, a.store, func(tx *store.Tx) (*First, error) { return newTenant(tx, name, "") })
			require.NoError(t, err)
			out.Tenants[i] = first.Tenant
		}
		return out
	}
}

// expire deletes what a process would delete whose clock is years ahead.
func expire(t *testing.T, a *App) {
	t.Helper()
	later, err := store.Open(t.Context(), store.Config{
		URL: a.Config.DatabaseURL, Directory: a.Config.Directory, DataKey: a.Config.DataKey, AuditKey: a.Config.AuditKey,
		Now: func() time.Time { return time.Now().AddDate(0, store.DefaultRetention, 1) },
	})
	require.NoError(t, err)
	gone, err := (&App{store: later}).Expire(t.Context())
	require.NoError(t, err)
	require.Positive(t, gone.Texts)
	require.NoError(t, later.Close())
}

// The suite of the interface, with store, queue and solver behind it.
func TestSuite(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		apitest.Run(t, subject(func(*testing.T) string { return "" }))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		again(t)
		apitest.Run(t, subject(func(t *testing.T) string { t.Helper(); return pgtest.URL(t) }))
	})
}

// again leaves the second database out of a short run, as under the race detector:
// rooms store and jobs have both there, and the rest is the same code.
func again(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("the same code over another driver")
	}
}

// The way of a plan from draft to effect, with store, queue and solver behind it.
func TestReview(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		apitest.RunReview(t, subject(func(*testing.T) string { return "" }))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		again(t)
		apitest.RunReview(t, subject(func(t *testing.T) string { t.Helper(); return pgtest.URL(t) }))
	})
}

// No request, however it is made, gets a 5xx or an answer that departs from the
// document, on either database.
func TestContractFuzz(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(t *testing.T) string{
		"sqlite":   func(*testing.T) string { return "" },
		"postgres": func(t *testing.T) string { t.Helper(); return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "postgres" {
				again(t)
			}
			apitest.Fuzz(t, subject(url)(t), 3, 20261122)
		})
	}
}
