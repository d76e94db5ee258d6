package store

import (
	"context"
	"iter"
	"math"
	"slices"
	"strings"

	"gorm.io/gorm"

	"lungang/audit"
	"lungang/model"
)

// Head says what the log is now: its size, its root, and the checkpoint that
// was signed with the last entry.
func (r Audit) Head(tenant TenantID) (audit.Root, error) {
	head, err := r.head(tenant)
	if err != nil {
		return audit.Root{}, err
	}
	return head.Now(r.tx.store.audit)
}

func (r Audit) head(tenant TenantID) (audit.Head, error) { return r.headIn(tenant, r.tx.of(tenant)) }

// headIn reads the head by a statement that was begun for the tenant.
func (r Audit) headIn(tenant TenantID, q *gorm.DB) (audit.Head, error) {
	row, err := one[auditHead](q, aTenant)
	if err != nil {
		return audit.Head{}, err
	}
	tree, err := audit.ParseTree(row.Seq, strings.Fields(row.Frontier))
	return audit.Head{Tenant: string(tenant), Tree: tree, Checkpoint: row.Checkpoint}, err
}

// Include proves that an entry is in the log as it is now: not_found.
func (r Audit) Include(tenant TenantID, seq int64) (*audit.Inclusion, error) {
	head, err := r.head(tenant)
	if err != nil {
		return nil, err
	}
	row, err := one[AuditEntry](r.tx.of(tenant).Where("seq = ?", seq), anEntry)
	if err != nil {
		return nil, err
	}
	e := row.Entry()
	return head.Include(r.tx.store.audit, &e, r.hashes(tenant))
}

// About proves that all entries about the subjects are in the log, in order, but
// for those of the actions left out. All proofs are of the same head.
func (r Audit) About(tenant TenantID, subjects, leaveOut []string) ([]audit.Inclusion, error) {
	head, err := r.head(tenant)
	if err != nil {
		return nil, err
	}
	q := r.tx.of(tenant).Where("subject IN ? AND seq <= ?", subjects, head.Tree.Size)
	if len(leaveOut) > 0 {
		q = q.Where("action NOT IN ?", leaveOut)
	}
	var rows []AuditEntry
	if err := q.Order("seq").Find(&rows).Error; err != nil {
		return nil, dbError("read the audit log", err)
	}
	var out []audit.Inclusion
	for i := range rows {
		e := rows[i].Entry()
		in, err := head.Include(r.tx.store.audit, &e, r.hashes(tenant))
		if err != nil {
			return nil, err
		}
		out = append(out, *in)
	}
	return out, nil
}

// Extend proves that the log of from entries is the beginning of the present
// one: not_found when it never had so many.
func (r Audit) Extend(tenant TenantID, from int64) (*audit.Consistency, error) {
	head, err := r.head(tenant)
	if err != nil {
		return nil, err
	}
	return head.Extend(r.tx.store.audit, from, r.hashes(tenant))
}

// hashes reads the hashes of some entries.
func (r Audit) hashes(tenant TenantID) audit.Reader {
	return func(seqs []int64) ([]audit.Stored, error) {
		var rows []auditHashes
		if err := r.tx.of(tenant).Where("seq IN ?", slices.Compact(slices.Sorted(slices.Values(seqs)))).Find(&rows).Error; err != nil {
			return nil, dbError("read audit hashes", err)
		}
		known := map[int64]audit.Stored{}
		for _, row := range rows {
			known[row.Seq] = audit.Stored{Seq: row.Seq, Hashes: strings.Fields(row.Hashes)}
		}
		out := make([]audit.Stored, len(seqs))
		for i, seq := range seqs {
			out[i] = known[seq]
			out[i].Seq = seq
		}
		return out, nil
	}
}

// Verify recomputes a tenant's whole log and holds it against its head, what was
// signed of it, and earlier signed checkpoints. Whatever is wrong is in the
// report; an error says that the log could not be read. keys nil means those of
// the store.
func (r Audit) Verify(tenant TenantID, keys *audit.Keys, earlier ...string) (*audit.Report, error) {
	if keys == nil {
		keys = r.tx.store.audit
	}
	rows := audit.Rows{Tenant: string(tenant), Entries: r.entries(tenant), Stored: r.stored(tenant)}
	head, err := one[auditHead](r.tx.of(tenant), aTenant)
	switch {
	case err == nil:
		rows.Head = &audit.StoredHead{Size: head.Seq, Frontier: strings.Fields(head.Frontier), Checkpoint: head.Checkpoint}
	case model.ErrorCode(err) != model.CodeNotFound:
		return nil, err
	}
	return audit.Verify(rows, keys, earlier...)
}

// auditPage is how many rows are read at once.
const auditPage = 2000

func (r Audit) entries(tenant TenantID) iter.Seq2[audit.Entry, error] {
	return paged(r, tenant, "audit_entries", func(row *AuditEntry) audit.Entry { return row.Entry() },
		func(seq int64) AuditEntry { return AuditEntry{TenantID: tenant, Seq: seq} })
}

func (r Audit) stored(tenant TenantID) iter.Seq2[audit.Stored, error] {
	return paged(r, tenant, "audit_hashes", func(row *auditHashes) audit.Stored {
		return audit.Stored{Seq: row.Seq, Hashes: strings.Fields(row.Hashes)}
	}, func(seq int64) auditHashes { return auditHashes{Seq: seq} })
}

// paged walks over all rows of a tenant by seq. Pages are read one by one, since
// a connection answers one question at a time. A row that somebody changed so
// that it cannot be read comes with its number alone.
func paged[R, T any](r Audit, tenant TenantID, table string, show func(*R) T, numbered func(seq int64) R) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		after := int64(math.MinInt64)
		for {
			var seqs []int64
			err := r.tx.of(tenant).Table(table).Where("seq > ?", after).Order("seq").Limit(auditPage).Pluck("seq", &seqs).Error
			if err == nil && len(seqs) == 0 {
				return
			}
			var rows []R
			if err == nil {
				last := seqs[len(seqs)-1]
				err = r.tx.of(tenant).Where("seq > ? AND seq <= ?", after, last).Order("seq").Find(&rows).Error
				if err != nil && r.tx.ctx.Err() == nil {
					rows, err = oneByOne(r, tenant, seqs, numbered), nil
				}
				after = last
			}
			if err != nil {
				var none T
				yield(none, dbError("read the audit log", err))
				return
			}
			for i := range rows {
				if !yield(show(&rows[i]), nil) {
					return
				}
			}
		}
	}
}

// oneByOne reads rows of which some cannot be read.
func oneByOne[R any](r Audit, tenant TenantID, seqs []int64, numbered func(seq int64) R) []R {
	rows := make([]R, len(seqs))
	for i, seq := range seqs {
		var row []R
		if err := r.tx.of(tenant).Where("seq = ?", seq).Limit(1).Find(&row).Error; err != nil || len(row) == 0 {
			row = []R{numbered(seq)}
		}
		rows[i] = row[0]
	}
	return rows
}

// rebuildLogs makes the trees of logs that were written before there were trees.
// The log says so itself: nothing is proved of what was there before. Where
// something is signed, one entry has hashes, or not every entry is there, somebody
// has taken something away: such a log stays as it is, takes no entries, and
// verification says what is wrong with it.
func (s *Store) rebuildLogs(ctx context.Context) error {
	return s.InTx(ctx, func(tx *Tx) error {
		old := tx.gorm.Where("seq > 0 AND frontier = '' AND checkpoint = ''").
			Where("NOT EXISTS (SELECT 1 FROM audit_hashes WHERE audit_hashes.tenant_id = audit_heads.tenant_id)").
			Where("seq = (SELECT count(*) FROM audit_entries WHERE audit_entries.tenant_id = audit_heads.tenant_id)")
		var heads []auditHead
		if err := old.Order("tenant_id").Find(&heads).Error; err != nil {
			return dbError("read audit heads", err)
		}
		for _, h := range heads {
			if _, err := one[auditHead](tx.locked(h.TenantID), aTenant); err != nil {
				return err
			}
			if err := tx.Audit().rebuild(h.TenantID); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r Audit) rebuild(tenant TenantID) error {
	tree := audit.Tree{}
	for {
		var rows []AuditEntry
		if err := r.tx.of(tenant).Where("seq > ?", tree.Size).Order("seq").Limit(auditPage).Find(&rows).Error; err != nil {
			return dbError("read the audit log", err)
		}
		added := make([]auditHashes, len(rows))
		var err error
		for i, row := range rows {
			if tree, added[i], err = grow(tree, row); err != nil {
				return err
			}
		}
		if err := insert(r.tx, anEntry, added...); err != nil {
			return err
		}
		if len(rows) < auditPage {
			break
		}
	}
	if err := r.setHead(tenant, tree); err != nil {
		return err
	}
	return r.Append(tenant, System, audit.ActionRebuilt, string(tenant), map[string]any{"entries": tree.Size})
}

// Hash is the leaf of the row in the log's tree, "sha256:…".
func (e *AuditEntry) Hash() (string, error) {
	entry := e.Entry()
	return entry.Hash()
}
