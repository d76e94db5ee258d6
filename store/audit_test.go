package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// requireChain recomputes a tenant's whole log.
func requireChain(t testing.TB, tx *store.Tx, tenant store.TenantID) {
	t.Helper()
	var previous string
	var seq int64
	for {
		l, err := tx.Audit().List(tenant, store.AuditFilter{After: seq, Limit: 7})
		require.NoError(t, err)
		for _, e := range l.Rows {
			seq++
			require.Equal(t, seq, e.Seq)
			require.Equal(t, previous, e.Previous)
			sum, err := e.Sum()
			require.NoError(t, err)
			require.Equal(t, sum, e.Hash)
			previous = e.Hash
		}
		if !l.More {
			break
		}
	}
	last, hash, err := tx.Audit().Head(tenant)
	require.NoError(t, err)
	require.Equal(t, seq, last)
	require.Equal(t, previous, hash)
}

func TestAuditIsAChain(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error { requireChain(t, tx, w.tenant); return nil })
	})
}

// The hash covers every column.
func TestAuditSumCoversEverything(t *testing.T) {
	t.Parallel()
	e := store.AuditEntry{TenantID: "t", Seq: 1, At: begin, Actor: "a", Action: "b", Subject: "c", Data: "{}", Previous: "p"}
	sums := map[string]bool{}
	add := func(change func(e *store.AuditEntry)) {
		c := e
		change(&c)
		sum, err := c.Sum()
		require.NoError(t, err)
		require.True(t, strings.HasPrefix(sum, "sha256:"))
		require.False(t, sums[sum])
		sums[sum] = true
	}
	add(func(*store.AuditEntry) {})
	add(func(e *store.AuditEntry) { e.TenantID = "x" })
	add(func(e *store.AuditEntry) { e.Seq = 2 })
	add(func(e *store.AuditEntry) { e.At = e.At.Add(time.Microsecond) })
	add(func(e *store.AuditEntry) { e.Actor = "x" })
	add(func(e *store.AuditEntry) { e.Action = "x" })
	add(func(e *store.AuditEntry) { e.Subject = "x" })
	add(func(e *store.AuditEntry) { e.Data = `{"x":1}` })
	add(func(e *store.AuditEntry) { e.Previous = "x" })
}

// What is only added cannot be changed, not even by a statement of one's own.
func TestAddedRowsCannotBeChanged(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		newWorld(t, b, "amark")
		before := export(t, b)
		for _, statement := range []string{
			"UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries", "UPDATE documents SET size = 0", "UPDATE datasets SET name = 'x'",
		} {
			_, err := b.DB().ExecContext(t.Context(), statement)
			require.ErrorContains(t, err, "only added", statement)
		}
		require.Equal(t, before, export(t, b))
	})
}

func TestAuditDataIsCanonical(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		b.do(t, func(tx *store.Tx) error {
			require.NoError(t, tx.Audit().Append(tenant, clerk, "x", "s", map[string]any{"b": 1.0, "a": "教"}))
			l, err := tx.Audit().List(tenant, store.AuditFilter{Action: "x", Actor: clerk, Subject: "s"})
			require.NoError(t, err)
			require.Len(t, l.Rows, 1)
			requireCanonical(t, map[string]any{"a": "教", "b": 1}, l.Rows[0].Data)
			return nil
		})
		err := b.InTx(t.Context(), func(tx *store.Tx) error { return tx.Audit().Append(tenant, clerk, "x", "s", func() {}) })
		require.Equal(t, model.CodeInternal, model.ErrorCode(err))
	})
}
