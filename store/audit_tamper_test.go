package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/store"
)

// unlocked takes the triggers away that refuse changes, as somebody would who
// owns the database.
func unlocked(t *testing.T, b *bench) {
	t.Helper()
	for _, table := range []string{"audit_entries", "audit_hashes"} {
		for _, what := range []string{"update", "delete"} {
			name := table + "_no_" + what
			statement := "DROP TRIGGER " + name
			if b.Dialect() == store.PostgreSQL {
				statement += " ON " + table
			}
			b.exec(t, statement)
		}
	}
}

func (b *bench) exec(t *testing.T, statement string) {
	t.Helper()
	_, err := b.DB().ExecContext(t.Context(), statement)
	require.NoError(t, err, statement)
}

// byHand are changes by SQL; %d is the number of an entry.
var byHand = []struct{ name, statement string }{
	{"edit", "UPDATE audit_entries SET actor = 'usr_x' WHERE seq = %d"},
	{"edit data", `UPDATE audit_entries SET data = '{"x":1}' WHERE seq = %d`},
	{"spoil data", `UPDATE audit_entries SET data = '{' WHERE seq = %d`},
	{"edit time", "UPDATE audit_entries SET at = '2020-01-01 00:00:00+00:00' WHERE seq = %d"},
	{"delete", "DELETE FROM audit_entries WHERE seq = %d"},
	{"delete hashes", "DELETE FROM audit_hashes WHERE seq = %d"},
	{"edit hashes", "UPDATE audit_hashes SET hashes = 'sha256:00' WHERE seq = %d"},
	{"renumber", "UPDATE audit_entries SET seq = 1000 WHERE seq = %d"},
}

// What somebody changes by hand is found and named, on both databases; the
// change is taken back by a copy of the row.
func TestTamperingByHand(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		signed := b.open(store.Config{AuditKey: audit.NewKey()})
		tenant := b.tenant(t)
		const n = 40
		require.NoError(t, signed.InTx(t.Context(), func(tx *store.Tx) error {
			for i := range n {
				require.NoError(t, tx.Audit().Append(tenant, clerk, "test", fmt.Sprintf("x_%d", i), map[string]any{"i": i}))
			}
			return nil
		}))
		verify := func() *audit.Report {
			r, err := store.Read(t.Context(), signed, func(tx *store.Tx) (*audit.Report, error) { return tx.Audit().Verify(tenant, nil) })
			require.NoError(t, err)
			return r
		}
		require.Empty(t, verify().Findings)
		require.True(t, verify().Signed)
		unlocked(t, b)
		b.exec(t, "CREATE TABLE copy_entries AS SELECT tenant_id, seq, at, actor, action, subject, data FROM audit_entries")
		b.exec(t, "CREATE TABLE copy_hashes AS SELECT tenant_id, seq, hashes FROM audit_hashes")
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 80 {
			seq := r.Int64N(n) + 1
			how := byHand[i%len(byHand)]
			b.exec(t, fmt.Sprintf(how.statement, seq))
			report := verify()
			require.True(t, slices.ContainsFunc(report.Findings, func(f audit.Finding) bool { return f.From <= seq && seq <= f.To }), "%s %d: %v", how.name, seq, report.Findings)
			b.exec(t, "DELETE FROM audit_entries")
			b.exec(t, "DELETE FROM audit_hashes")
			b.exec(t, "INSERT INTO audit_entries (tenant_id, seq, at, actor, action, subject, data) SELECT tenant_id, seq, at, actor, action, subject, data FROM copy_entries")
			b.exec(t, "INSERT INTO audit_hashes (tenant_id, seq, hashes) SELECT tenant_id, seq, hashes FROM copy_hashes")
		}
		require.Empty(t, verify().Findings)

		// the head, too
		b.exec(t, "UPDATE audit_heads SET checkpoint = ''")
		require.Equal(t, audit.Signature, verify().Findings[0].Kind)
		b.exec(t, "UPDATE audit_heads SET frontier = 'x'")
		require.Equal(t, audit.BadHead, verify().Findings[0].Kind)
		err := signed.InTx(t.Context(), func(tx *store.Tx) error { return tx.Audit().Append(tenant, clerk, "test", "x", nil) })
		require.ErrorContains(t, err, "audit verify", "nothing is added to a log that is broken")
		b.exec(t, "DELETE FROM audit_heads")
		require.Equal(t, audit.BadHead, verify().Findings[0].Kind)
	})
}

// A value that cannot be read is a finding, not the end of the verification.
func TestUnreadableRowsAreNamed(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	tenant := b.tenant(t)
	unlocked(t, b)
	b.exec(t, "UPDATE audit_entries SET at = 'yesterday'")
	b.do(t, func(tx *store.Tx) error {
		r, err := tx.Audit().Verify(tenant, nil)
		require.NoError(t, err)
		require.Equal(t, audit.Changed, r.Findings[0].Kind)
		require.EqualValues(t, 1, r.Findings[0].From)
		return nil
	})
}

// Logs that were written before there were trees get one, and say so.
func TestOlderLogsGetTrees(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		unlocked(t, b)
		b.exec(t, "DELETE FROM audit_hashes")
		b.exec(t, "UPDATE audit_heads SET frontier = ''")
		var before int64
		require.NoError(t, b.DB().QueryRowContext(t.Context(), "SELECT seq FROM audit_heads WHERE tenant_id = '"+string(w.tenant)+"'").Scan(&before))
		signed := b.open(store.Config{AuditKey: audit.NewKey()})
		for range 2 { // once is enough
			_, err := signed.Migrate(t.Context())
			require.NoError(t, err)
		}
		require.NoError(t, signed.View(t.Context(), func(tx *store.Tx) error {
			requireLog(t, tx, w.tenant)
			l, err := tx.Audit().List(w.tenant, store.AuditFilter{Action: "audit.rebuilt"})
			require.NoError(t, err)
			require.Len(t, l.Rows, 1)
			require.Equal(t, before+1, l.Rows[0].Seq)
			require.Equal(t, fmt.Sprintf(`{"entries":%d}`, before), l.Rows[0].Data)
			return nil
		}))
	})
}
