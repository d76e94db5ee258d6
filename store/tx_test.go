package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

func TestRollbackLeavesNothing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		before := export(t, b)
		broken := errors.New("broken")
		err := b.InTx(t.Context(), func(tx *store.Tx) error {
			one, err := tx.House().CreateTenant(store.System, "x", "")
			require.NoError(t, err)
			_, err = tx.Batches().Create(one.ID, clerk, "x")
			require.NoError(t, err)
			return broken
		})
		require.ErrorIs(t, err, broken)
		require.Equal(t, before, export(t, b))

		require.PanicsWithValue(t, "boom", func() {
			_ = b.InTx(t.Context(), func(tx *store.Tx) error {
				_, err := tx.House().CreateTenant(store.System, "x", "")
				require.NoError(t, err)
				panic("boom")
			})
		})
		require.Equal(t, before, export(t, b))
	})
}

func TestCancelledContextRollsBack(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		before := export(t, b)
		ctx, cancel := context.WithCancel(t.Context())
		err := b.InTx(ctx, func(tx *store.Tx) error {
			_, err := tx.House().CreateTenant(store.System, "x", "")
			require.NoError(t, err)
			cancel()
			_, err = tx.House().Tenants()
			return err
		})
		require.Equal(t, model.CodeCancelled, model.ErrorCode(err), err)
		require.Equal(t, before, export(t, b))
	})
}

// A transaction inside a transaction would wait for itself on SQLite.
func TestTransactionInsideTransaction(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		ctx, cancel := context.WithTimeout(t.Context(), deadline)
		defer cancel()
		err := b.InTx(ctx, func(tx *store.Tx) error {
			return b.InTx(tx.Context(), func(*store.Tx) error { return nil })
		})
		require.Equal(t, model.CodeInternal, model.ErrorCode(err))
		require.ErrorContains(t, err, "pass the Tx")
		require.NoError(t, ctx.Err())
	})
}

// A glance is one statement that reads: another one, and one that writes, are
// refused, and nothing of them stays.
func TestGlance(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		made, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Tenant, error) {
			return tx.House().CreateTenant(store.System, "x", "")
		})
		require.NoError(t, err)
		read := func(tx *store.Tx) ([]store.Tenant, error) { return tx.House().Tenants() }
		seen, err := store.Glance(t.Context(), b.Store, read)
		require.NoError(t, err)
		inside, err := store.Read(t.Context(), b.Store, read)
		require.NoError(t, err)
		require.Equal(t, inside, seen)
		require.NotEmpty(t, seen)

		before := export(t, b)
		_, err = store.Glance(t.Context(), b.Store, func(tx *store.Tx) ([]store.Tenant, error) {
			_, err := read(tx)
			require.NoError(t, err)
			return read(tx)
		})
		require.ErrorContains(t, err, "single statement")
		_, err = store.Glance(t.Context(), b.Store, func(tx *store.Tx) (*store.Batch, error) { return tx.Batches().Create(made.ID, clerk, "x") })
		require.ErrorContains(t, err, "single statement")
		require.Equal(t, before, export(t, b))

		_, err = store.Glance(t.Context(), b.Store, func(tx *store.Tx) ([]store.Tenant, error) {
			return store.Glance(tx.Context(), b.Store, read)
		})
		require.ErrorContains(t, err, "pass the Tx")
		ended, end := context.WithCancel(t.Context())
		end()
		_, err = store.Glance(ended, b.Store, read)
		require.Equal(t, model.CodeCancelled, model.ErrorCode(err), err)
	})
}

// With the wrong context it cannot be noticed, but it ends with the deadline.
func TestForgottenContextEndsAtDeadline(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	err := b.InTx(t.Context(), func(*store.Tx) error {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		return b.InTx(ctx, func(*store.Tx) error { return nil })
	})
	require.Equal(t, model.CodeTimeLimit, model.ErrorCode(err))
}

func TestViewRefusesWrites(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		err := b.View(t.Context(), func(tx *store.Tx) error {
			_, err := tx.House().CreateTenant(store.System, "x", "")
			return err
		})
		require.Equal(t, model.CodeInternal, model.ErrorCode(err))
	})
}

// Readers wait for nobody, and see what was committed before they began.
func TestViewIsOneMoment(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		ctx, cancel := context.WithTimeout(t.Context(), deadline)
		defer cancel()
		count := func(tx *store.Tx) int {
			all, err := tx.House().Tenants()
			require.NoError(t, err)
			return len(all)
		}
		require.NoError(t, b.View(ctx, func(before *store.Tx) error {
			require.Zero(t, count(before))
			require.NoError(t, b.InTx(ctx, func(tx *store.Tx) error {
				_, err := tx.House().CreateTenant(store.System, "x", "")
				require.NoError(t, err)
				require.NoError(t, b.View(ctx, func(during *store.Tx) error {
					require.Zero(t, count(during))
					return nil
				}))
				return nil
			}))
			require.Zero(t, count(before))
			return nil
		}))
		require.NoError(t, b.View(ctx, func(after *store.Tx) error { require.Equal(t, 1, count(after)); return nil }))
	})
}

// Writers of one tenant take turns: no seq is given twice, and none is left out.
func TestConcurrentWriters(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		second := b.open(store.Config{DataKey: b.key}) // as another process
		const writers, each = 8, 10
		errs := make(chan error, 2*writers*each)
		var group sync.WaitGroup
		for i := range writers {
			s := b.Store
			if i%2 == 1 {
				s = second
			}
			group.Go(func() {
				for range each {
					errs <- s.InTx(t.Context(), func(tx *store.Tx) error {
						_, err := tx.Batches().Create(w.tenant, clerk, "x")
						return err
					})
					errs <- s.InTx(t.Context(), func(tx *store.Tx) error {
						_, err := tx.Events().Append(w.tenant, w.running.ID, w.run.ID, json.RawMessage(`1`), json.RawMessage(`2`))
						return err
					})
				}
			})
		}
		group.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		b.do(t, func(tx *store.Tx) error {
			p, err := tx.Plans().Get(w.tenant, w.running.ID)
			require.NoError(t, err)
			require.EqualValues(t, 1+2*writers*each, p.ProgressSeq)
			events, err := tx.Events().After(w.tenant, w.running.ID, 0, 500)
			require.NoError(t, err)
			for i, e := range events {
				require.EqualValues(t, i+1, e.Seq)
			}
			require.Len(t, events, int(p.ProgressSeq))
			requireLog(t, tx, w.tenant)
			return nil
		})
	})
}

// Processes that read first and write then take turns on one SQLite file. With
// deferred transactions they would fail with SQLITE_BUSY_SNAPSHOT.
func TestSQLiteReadsThenWrites(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	tenant := b.tenant(t)
	const each = 30
	var group sync.WaitGroup
	errs := make(chan error, 3*each)
	for range 3 {
		s := b.open(store.Config{})
		group.Go(func() {
			for range each {
				errs <- s.InTx(t.Context(), func(tx *store.Tx) error {
					now, err := tx.Retentions().Get(tenant)
					if err != nil {
						return err
					}
					_, err = tx.Retentions().Set(tenant, clerk, now.Version, 12)
					return err
				})
			}
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	b.do(t, func(tx *store.Tx) error {
		now, err := tx.Retentions().Get(tenant)
		require.NoError(t, err)
		require.EqualValues(t, 3*each, now.Version)
		return nil
	})
}

// A server that is killed is an answer of its own; once it is back, nobody
// notices, and what was committed is there.
func TestPostgresIsKilledAndComesBack(t *testing.T) {
	t.Parallel()
	server, err := pgtest.Start()
	require.NoError(t, err)
	defer server.Stop()
	s, err := store.Open(t.Context(), store.Config{URL: server.URL("postgres")})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
	create := func(tx *store.Tx) error { _, err := tx.House().CreateTenant(store.System, "x", ""); return err }
	var group sync.WaitGroup
	for range 6 { // several connections
		group.Go(func() {
			if err := s.InTx(t.Context(), create); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	err = s.InTx(t.Context(), func(tx *store.Tx) error {
		require.NoError(t, create(tx))
		server.Kill()
		return create(tx)
	})
	requireCode(t, model.CodeUnavailable, err)
	requireCode(t, model.CodeUnavailable, s.InTx(t.Context(), create))
	requireCode(t, model.CodeUnavailable, s.Ping(t.Context()))
	require.NoError(t, server.Restart())
	all, err := store.Read(t.Context(), s, func(tx *store.Tx) ([]store.Tenant, error) { return tx.House().Tenants() })
	require.NoError(t, err)
	require.Len(t, all, 6)
	require.NoError(t, s.InTx(t.Context(), create))
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/file"
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for _, test := range []struct {
		config store.Config
		code   model.Code
		says   string
	}{
		{store.Config{URL: "mysql://x"}, model.CodeBadParameter, "postgres://"},
		{store.Config{URL: "postgres://u:geheim@%zz/db"}, model.CodeBadParameter, "postgres://user@host"},
		{store.Config{URL: "postgres://u:geheim@127.0.0.1:1/db"}, model.CodeUnavailable, "nobody answers as PostgreSQL at 127.0.0.1:1"},
		{store.Config{Directory: file}, model.CodeIO, "data directory"},
		{store.Config{Directory: t.TempDir(), DataKey: "geheim"}, model.CodeBadParameter, "32 bytes in base64"},
	} {
		_, err := store.Open(t.Context(), test.config)
		require.Equal(t, test.code, model.ErrorCode(err), "%v", err)
		require.Contains(t, model.ErrorText(err, "en"), test.says)
		require.NotContains(t, err.Error(), "geheim")
	}
}

func TestSQLiteFileIsPrivate(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	info, err := os.Stat(b.Path())
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

// Any folder will do, one with signs that mean something in a URL too.
func TestSQLiteFolderNames(t *testing.T) {
	t.Parallel()
	folder := t.TempDir() + "/a b?c#d%41/数据"
	s, err := store.Open(t.Context(), store.Config{Directory: folder})
	require.NoError(t, err)
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
	require.NoError(t, s.Close())
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.True(t, strings.HasPrefix(s.Path(), folder))
}

// atOnce runs n transactions, at most eight, at the same moment, half of them as another
// process, and returns how each ended.
func atOnce(t *testing.T, b *bench, n int, f func(tx *store.Tx, i int) error) []error {
	t.Helper()
	stores := []*store.Store{b.Store, b.open(store.Config{DataKey: b.key})}
	errs := make([]error, n)
	var group, ready sync.WaitGroup
	ready.Add(n)
	for i := range n {
		group.Go(func() {
			_ = stores[i%2].View(t.Context(), func(*store.Tx) error { // with a connection that is there already
				ready.Done()
				ready.Wait()
				return nil
			})
			errs[i] = stores[i%2].InTx(t.Context(), func(tx *store.Tx) error { return f(tx, i) })
		})
	}
	group.Wait()
	return errs
}

// requireOnce demands that one did it, and that the others were told code.
func requireOnce(t *testing.T, code model.Code, errs []error) {
	t.Helper()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
			continue
		}
		requireCode(t, code, err)
	}
	require.Equal(t, 1, done)
}

func TestOneBureauOfACode(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		requireOnce(t, model.CodeConflict, atOnce(t, b, 8, func(tx *store.Tx, _ int) error {
			_, err := tx.House().CreateTenant(store.System, "x", "350181")
			return err
		}))
	})
}
