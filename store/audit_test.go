package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// requireLog recomputes a tenant's whole log.
func requireLog(t testing.TB, tx *store.Tx, tenant store.TenantID) {
	t.Helper()
	report, err := tx.Audit().Verify(tenant, nil)
	require.NoError(t, err)
	require.Empty(t, report.Findings)
	head, err := tx.Audit().Head(tenant)
	require.NoError(t, err)
	require.Equal(t, head.Size, report.Entries)
	require.Equal(t, head.Root, report.Root)
}

func TestLogOfEverythingIsIntact(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error { requireLog(t, tx, w.tenant); return nil })
	})
}

// What is only added cannot be changed, not even by a statement of one's own.
func TestAddedRowsCannotBeChanged(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		newWorld(t, b, "amark")
		before := export(t, b)
		for _, statement := range []string{
			"UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries", "UPDATE audit_hashes SET hashes = 'x'", "DELETE FROM audit_hashes", "UPDATE documents SET size = 0", "UPDATE datasets SET name = 'x'",
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
