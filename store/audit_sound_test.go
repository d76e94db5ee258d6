package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/model"
	"lungang/store"
)

// signedLog is a log of n entries in a database whose owner may change them.
func signedLog(t *testing.T, b *bench, key string, n int) (*store.Store, store.TenantID) {
	t.Helper()
	signed := b.open(store.Config{DataKey: b.key, AuditKey: key})
	tenant, err := store.Write(t.Context(), signed, func(tx *store.Tx) (*store.Tenant, error) {
		return tx.House().CreateTenant(store.System, "某县教育局", "990101")
	})
	require.NoError(t, err)
	for i := range n - 1 {
		require.NoError(t, logged(t, signed, tenant.ID, i))
	}
	unlocked(t, b)
	return signed, tenant.ID
}

func logged(t *testing.T, s *store.Store, tenant store.TenantID, i int) error {
	t.Helper()
	return s.InTx(t.Context(), func(tx *store.Tx) error {
		return tx.Audit().Append(tenant, clerk, "test", fmt.Sprintf("x_%d", i), map[string]any{"i": i})
	})
}

func verified(t *testing.T, s *store.Store, tenant store.TenantID, earlier ...string) *audit.Report {
	t.Helper()
	r, err := store.Read(t.Context(), s, func(tx *store.Tx) (*audit.Report, error) { return tx.Audit().Verify(tenant, nil, earlier...) })
	require.NoError(t, err)
	return r
}

func headOf(t *testing.T, s *store.Store, tenant store.TenantID) audit.Root {
	t.Helper()
	r, err := store.Read(t.Context(), s, func(tx *store.Tx) (audit.Root, error) { return tx.Audit().Head(tenant) })
	require.NoError(t, err)
	return r
}

func entriesOf(t *testing.T, s *store.Store, tenant store.TenantID, action string) []store.AuditEntry {
	t.Helper()
	l, err := store.Read(t.Context(), s, func(tx *store.Tx) (store.List[store.AuditEntry], error) {
		return tx.Audit().List(tenant, store.AuditFilter{Action: action, Limit: 200})
	})
	require.NoError(t, err)
	return l.Rows
}

// forge changes an entry, and all hashes and the head with it, as somebody would
// who owns the database and knows everything but the key.
func forge(t *testing.T, b *bench, tenant store.TenantID, seq int64) {
	t.Helper()
	tree := audit.Tree{}
	for _, row := range entriesOf(t, b.Store, tenant, "") {
		if row.Seq == seq {
			row.Actor = "usr_x"
			b.exec(t, fmt.Sprintf("UPDATE audit_entries SET actor = 'usr_x' WHERE tenant_id = '%s' AND seq = %d", tenant, seq))
		}
		e := row.Entry()
		record, err := e.Record()
		require.NoError(t, err)
		next, hashes, err := tree.Append(record)
		require.NoError(t, err)
		tree = next
		b.exec(t, fmt.Sprintf("UPDATE audit_hashes SET hashes = '%s' WHERE tenant_id = '%s' AND seq = %d", strings.Join(audit.Texts(hashes), " "), tenant, row.Seq))
	}
	b.exec(t, fmt.Sprintf("UPDATE audit_heads SET frontier = '%s' WHERE tenant_id = '%s'", strings.Join(tree.Texts(), " "), tenant))
}

// requireRefused demands that no decision is taken and nothing is written.
func requireRefused(t *testing.T, s *store.Store, tenant store.TenantID) {
	t.Helper()
	before := headOf(t, s, tenant)
	err := s.InTx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Batches().Create(tenant, clerk, "x")
		return err
	})
	require.Equal(t, model.CodeInternal, model.ErrorCode(err))
	require.ErrorContains(t, err, "lungang audit verify")
	require.Equal(t, before, headOf(t, s, tenant))
	require.Empty(t, entriesOf(t, s, tenant, "batch.created"))
	var batches int
	require.NoError(t, s.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM batches").Scan(&batches))
	require.Zero(t, batches)
}

// A service with the key never signs what somebody without it has forged:
// neither by the next decision, nor when it migrates.
func TestForgedLogIsNotSigned(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		const seq = 7
		signed, tenant := signedLog(t, b, audit.NewKey(), seq-1)
		kept := headOf(t, signed, tenant).Checkpoint
		for i := range 5 {
			require.NoError(t, logged(t, signed, tenant, i))
		}
		require.Empty(t, verified(t, signed, tenant, kept).Findings)
		other, err := store.Write(t.Context(), signed, func(tx *store.Tx) (*store.Tenant, error) {
			return tx.House().CreateTenant(store.System, "另一局", "990102")
		})
		require.NoError(t, err)

		forge(t, b, tenant, seq)
		named := func() {
			t.Helper()
			f := verified(t, signed, tenant, kept).Findings
			require.Len(t, f, 1)
			require.Equal(t, audit.Rewritten, f[0].Kind)
			require.Equal(t, []int64{seq, 11}, []int64{f[0].From, f[0].To})
		}
		named()
		for range 2 {
			requireRefused(t, signed, tenant)
			_, err := signed.Migrate(t.Context())
			require.NoError(t, err)
			named()
		}
		require.NoError(t, logged(t, signed, other.ID, 1), "the log of another bureau goes on")

		// without a tree it would be made anew, were nothing signed
		b.exec(t, "UPDATE audit_heads SET frontier = ''")
		b.exec(t, "DELETE FROM audit_hashes")
		_, err = signed.Migrate(t.Context())
		require.NoError(t, err)
		require.Empty(t, entriesOf(t, signed, tenant, "audit.rebuilt"))
		require.ErrorContains(t, logged(t, signed, tenant, 9), "lungang audit verify")
		require.NotEmpty(t, verified(t, signed, tenant, kept).Findings)
	})
}

// A log that has hashes had a tree: it is not made anew, signed or not.
func TestTreesAreMadeOnce(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		signed, tenant := signedLog(t, b, audit.NewKey(), 6)
		b.exec(t, "UPDATE audit_heads SET frontier = '', checkpoint = ''")
		b.exec(t, "DELETE FROM audit_hashes WHERE seq > 1")
		_, err := signed.Migrate(t.Context())
		require.NoError(t, err)
		require.Empty(t, entriesOf(t, signed, tenant, "audit.rebuilt"))
		require.ErrorContains(t, logged(t, signed, tenant, 9), "lungang audit verify")
		require.NotEmpty(t, verified(t, signed, tenant).Findings)
	})
}

// A head counts only with the signature of a key of the service, under this very log.
func TestSignaturesOfOthersDoNotCount(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		first, second := audit.NewKey(), audit.NewKey()
		signed, tenant := signedLog(t, b, first, 3)
		stranger := b.open(store.Config{AuditKey: second})
		requireRefused(t, stranger, tenant)
		require.NoError(t, logged(t, b.open(store.Config{AuditKey: second + "," + first}), tenant, 1), "the older key still counts")
		requireRefused(t, signed, tenant)
		require.NoError(t, logged(t, stranger, tenant, 2))

		other, err := store.Write(t.Context(), stranger, func(tx *store.Tx) (*store.Tenant, error) {
			return tx.House().CreateTenant(store.System, "另一局", "990102")
		})
		require.NoError(t, err)
		b.exec(t, fmt.Sprintf("UPDATE audit_heads SET checkpoint = '%s' WHERE tenant_id = '%s'", headOf(t, stranger, other.ID).Checkpoint, tenant))
		requireRefused(t, stranger, tenant)
	})
}

// A log that began without a key goes on with one, and says up to where nothing was
// signed; so it does when somebody erases the checkpoint.
func TestUnsignedLogSaysSo(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		require.NoError(t, logged(t, b.Store, tenant, 1))
		require.Empty(t, headOf(t, b.Store, tenant).Checkpoint)
		signed := b.open(store.Config{AuditKey: audit.NewKey()})
		for i := range 3 { // once is enough
			require.NoError(t, logged(t, signed, tenant, i))
		}
		unlocked(t, b)
		forge(t, b, tenant, 4)
		b.exec(t, "UPDATE audit_heads SET checkpoint = ''")
		require.NoError(t, logged(t, signed, tenant, 7))
		var said []string
		for _, e := range entriesOf(t, signed, tenant, "audit.signed") {
			require.Equal(t, store.System, e.Actor)
			said = append(said, fmt.Sprint(e.Seq, e.Data))
		}
		require.Equal(t, []string{`3{"entries":2}`, `7{"entries":6}`}, said)
		report := verified(t, signed, tenant)
		require.Empty(t, report.Findings)
		require.True(t, report.Signed)
		require.Equal(t, []int64{3, 7}, report.Begun, "whoever verifies is told")
	})
}

// Who has no key adds nothing to a signed log: the last signature would be gone, and
// what was changed before it could not be seen any more.
func TestSignedLogNeedsItsKey(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		signed, tenant := signedLog(t, b, audit.NewKey(), 3)
		before := headOf(t, signed, tenant)
		err := logged(t, b.Store, tenant, 5)
		requireCode(t, model.CodeInternal, err)
		require.Contains(t, model.ErrorText(err, "en"), "LUNGANG_AUDIT_KEY")
		require.Equal(t, before, headOf(t, signed, tenant))
		needs := func(s *store.Store) (needs bool) {
			require.NoError(t, s.View(t.Context(), func(tx *store.Tx) (err error) { needs, err = tx.House().NeedsAuditKey(); return err }))
			return needs
		}
		require.True(t, needs(b.Store))
		require.False(t, needs(signed))
		b.exec(t, "UPDATE audit_heads SET checkpoint = ''")
		require.False(t, needs(b.Store))
	})
}

// A log that somebody deletes whole does not begin anew, with a key or without:
// no decision is taken, migration makes none, and what looks at logs names it.
func TestLogDeletedWholeIsFound(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		signed, tenant := signedLog(t, b, audit.NewKey(), 6)
		other, err := store.Write(t.Context(), signed, func(tx *store.Tx) (*store.Tenant, error) {
			return tx.House().CreateTenant(store.System, "另一局", "990102")
		})
		require.NoError(t, err)
		whole := headOf(t, signed, tenant).Checkpoint
		for _, left := range []int64{0, 6} { // what the head says was there
			for _, table := range []string{"entries", "hashes"} {
				b.exec(t, fmt.Sprintf("DELETE FROM audit_%s WHERE tenant_id = '%s'", table, tenant))
			}
			b.exec(t, fmt.Sprintf("UPDATE audit_heads SET seq = %d, frontier = '', checkpoint = '' WHERE tenant_id = '%s'", left, tenant))
			_, err = signed.Migrate(t.Context())
			require.NoError(t, err)
			for _, s := range []*store.Store{signed, b.Store} {
				require.Equal(t, model.CodeInternal, model.ErrorCode(logged(t, s, tenant, 9)))
				unsound, err := store.Read(t.Context(), s, func(tx *store.Tx) ([]store.TenantID, error) { return tx.House().Unsound() })
				require.NoError(t, err)
				if s == signed {
					require.Equal(t, []store.TenantID{tenant}, unsound)
				} else { // it has no key for the other one
					require.Equal(t, []store.TenantID{tenant, other.ID}, unsound)
				}
			}
			require.Empty(t, entriesOf(t, signed, tenant, ""))
			require.True(t, slices.ContainsFunc(verified(t, signed, tenant).Findings, func(f audit.Finding) bool {
				return f.Kind == audit.Missing && f.From == 1 && f.To == max(1, left)
			}))
			require.NotEmpty(t, verified(t, signed, tenant, whole).Findings)
		}
		require.NoError(t, logged(t, signed, other.ID, 1), "the log of another bureau goes on")

		// who also puts a first entry in its place cannot hide it either
		b.exec(t, fmt.Sprintf("UPDATE audit_heads SET seq = 0, frontier = '' WHERE tenant_id = '%s'", tenant))
		b.exec(t, fmt.Sprintf("INSERT INTO audit_entries SELECT '%s', 1, at, actor, action, '%[1]s', data FROM audit_entries WHERE tenant_id = '%s' AND seq = 1", tenant, other.ID))
		b.exec(t, fmt.Sprintf("INSERT INTO audit_hashes SELECT '%s', 1, hashes FROM audit_hashes WHERE tenant_id = '%s' AND seq = 1", tenant, other.ID))
		forge(t, b, tenant, 0)
		b.exec(t, fmt.Sprintf("UPDATE audit_heads SET seq = 1 WHERE tenant_id = '%s'", tenant))
		require.NoError(t, logged(t, signed, tenant, 9))
		require.Equal(t, []string{"tenant.created", "audit.signed", "test"}, []string{
			entriesOf(t, signed, tenant, "")[0].Action, entriesOf(t, signed, tenant, "")[1].Action, entriesOf(t, signed, tenant, "")[2].Action,
		})
		require.NotEmpty(t, verified(t, signed, tenant, whole).Findings, "and a checkpoint from elsewhere says what was there")
	})
}
