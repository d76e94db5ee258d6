package store_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/store"
	"lungang/store/pgtest"
)

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

var begin = time.Date(2026, 8, 1, 9, 30, 0, 123456789, time.FixedZone("", 8*3600))

func newClock() *clock { return &clock{at: begin} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// bench is what a test of one dialect works with.
type bench struct {
	*store.Store
	clock *clock
	key   string
	// open opens the same database once more, as another process would.
	open func(c store.Config) *store.Store
}

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

func newBench(t testing.TB, d store.Dialect) *bench {
	t.Helper()
	b := &bench{clock: newClock(), key: pgtest.DataKey()}
	place := store.Config{}
	if d == store.SQLite {
		place.Directory = t.TempDir()
		b.copySQLite(t, place.Directory)
	} else {
		place.URL = pgtest.Copy(t, "store", func(url string) error { return migrated(store.Config{URL: url}) })
	}
	b.open = func(c store.Config) *store.Store {
		c.URL, c.Directory = place.URL, place.Directory
		c.Now = b.clock.now
		s, err := store.Open(t.Context(), c)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	}
	b.Store = b.open(store.Config{DataKey: b.key})
	require.Equal(t, d, b.Dialect())
	return b
}

func migrated(c store.Config) error {
	s, err := store.Open(context.Background(), c)
	if err != nil {
		return err
	}
	if _, err := s.Migrate(context.Background()); err != nil {
		return err
	}
	return s.Close()
}

var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "lungang-store-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if err := migrated(store.Config{Directory: folder}); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(folder, "lungang.db"))
})

func (b *bench) copySQLite(t testing.TB, folder string) {
	t.Helper()
	file, err := sqliteTemplate()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "lungang.db"), file, 0o600))
}

// tenant makes a tenant.
func (b *bench) tenant(t testing.TB) store.TenantID {
	t.Helper()
	one, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Tenant, error) {
		return tx.House().CreateTenant(store.System, "某县教育局", "")
	})
	require.NoError(t, err)
	return one.ID
}

// do runs f in a transaction that must succeed.
func (b *bench) do(t testing.TB, f func(tx *store.Tx) error) {
	t.Helper()
	require.NoError(t, b.InTx(t.Context(), f))
}
