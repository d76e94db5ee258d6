package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/store"
)

// auditSize is how many entries the benchmark's log has.
const auditSize = 100_000

// BenchmarkAudit measures a log of 100,000 entries: one more beside other work,
// in a transaction of its own; a proof; the verification of everything.
//
//	make bench-audit
func BenchmarkAudit(b *testing.B) {
	for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
		b.Run(string(d), func(b *testing.B) {
			s := newBench(b, d)
			signed := s.open(store.Config{AuditKey: audit.NewKey()})
			tenant := s.tenant(b)
			add := func(tx *store.Tx, i int) error {
				return tx.Audit().Append(tenant, clerk, "plan.created", fmt.Sprintf("pl_%d", i), map[string]any{"dataset": "ds_1", "problem": "sha256:0", "n": i})
			}
			began := time.Now()
			for i := 0; i < auditSize; i += 500 { // some at a time, so that readers and writers get their turn
				require.NoError(b, signed.InTx(b.Context(), func(tx *store.Tx) error {
					for k := range 500 {
						require.NoError(b, add(tx, i+k))
					}
					return nil
				}))
			}
			b.Logf("%d entries, each signed: %v per entry", auditSize, time.Since(began)/auditSize)
			b.Run("append", func(b *testing.B) {
				for b.Loop() { // a whole transaction with other work in it
					require.NoError(b, signed.InTx(b.Context(), func(tx *store.Tx) error {
						_, err := tx.Batches().Create(tenant, clerk, "x")
						return err
					}))
				}
			})
			b.Run("proof", func(b *testing.B) {
				seq := int64(0)
				for b.Loop() {
					seq = (seq+7919)%auditSize + 1
					require.NoError(b, signed.View(b.Context(), func(tx *store.Tx) error {
						_, err := tx.Audit().Include(tenant, seq)
						return err
					}))
				}
			})
			b.Run("consistency", func(b *testing.B) {
				seq := int64(0)
				for b.Loop() {
					seq = (seq+7919)%auditSize + 1
					require.NoError(b, signed.View(b.Context(), func(tx *store.Tx) error {
						_, err := tx.Audit().Extend(tenant, seq)
						return err
					}))
				}
			})
			b.Run("verify", func(b *testing.B) {
				for b.Loop() {
					require.NoError(b, signed.View(b.Context(), func(tx *store.Tx) error {
						r, err := tx.Audit().Verify(tenant, nil)
						require.NoError(b, err)
						require.Empty(b, r.Findings)
						require.GreaterOrEqual(b, r.Entries, int64(auditSize))
						return nil
					}))
				}
			})
		})
	}
}
