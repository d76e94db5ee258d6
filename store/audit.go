package store

import (
	"encoding/json"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"lungang/model"
)

// AuditEntry is one row of a tenant's log of decisions. Rows are only added:
// the database refuses to change or delete them.
type AuditEntry struct {
	TenantID TenantID `gorm:"primaryKey"`
	Seq      int64    `gorm:"primaryKey;autoIncrement:false"` // from 1, without gaps
	At       time.Time
	Actor    Actor
	Action   string // for example plan.created
	Subject  string // id of what it is about
	Data     string // canonical JSON, pseudonymous
	Previous string // Hash of the row before, "" for the first
	Hash     string // "sha256:…" of the canonical JSON of all of the above
}

// TableName is the table's name.
func (*AuditEntry) TableName() string { return "audit_entries" }

type auditHead struct {
	TenantID TenantID `gorm:"primaryKey"`
	Seq      int64
	Hash     string
}

func (auditHead) TableName() string { return "audit_heads" }

var anEntry = model.Text{ZH: "审计记录", EN: "audit entry"}

// Sum is the hash that the row should have.
func (e *AuditEntry) Sum() (string, error) {
	text, err := model.Canonical(map[string]any{
		"tenant": string(e.TenantID), "seq": e.Seq, "at": e.At.UTC().Format(time.RFC3339Nano), "actor": string(e.Actor),
		"action": e.Action, "subject": e.Subject, "data": json.RawMessage(e.Data), "previous": e.Previous,
	})
	return hashOf(text), err
}

// Audit is the log of decisions.
type Audit struct{ tx *Tx }

// Audit is the repository of the log.
func (tx *Tx) Audit() Audit { return Audit{tx} }

// Append adds a row about subject. data is written as canonical JSON and must
// be pseudonymous; nil means {}. Writers of one tenant wait for each other
// until their transactions end.
func (r Audit) Append(tenant TenantID, actor Actor, action, subject string, data any) error {
	if data == nil {
		data = map[string]any{}
	}
	text, err := model.Canonical(data)
	if err != nil {
		return err
	}
	head, err := one[auditHead](r.tx.locked(tenant), aTenant)
	if err != nil {
		return err
	}
	e := AuditEntry{
		TenantID: tenant, Seq: head.Seq + 1, At: r.tx.now, Actor: actor, Action: action, Subject: subject,
		Data: string(text), Previous: head.Hash,
	}
	if e.Hash, err = e.Sum(); err != nil {
		return err
	}
	if err := insert(r.tx, anEntry, e); err != nil {
		return err
	}
	_, err = changed(r.tx.of(tenant).Model(&auditHead{}).Updates(map[string]any{"seq": e.Seq, "hash": e.Hash}), anEntry)
	return err
}

// AuditFilter narrows a list of entries; empty fields do not.
type AuditFilter struct {
	Subject string
	Actor   Actor
	Action  string
	After   int64 // entries behind this seq; newest first: before it, 0 for the newest
	Limit   int   // as in Page
	Newest  bool  // newest first
	From    time.Time
	To      time.Time // not included
}

// List returns entries, oldest first unless Newest says otherwise.
func (r Audit) List(tenant TenantID, f AuditFilter) (List[AuditEntry], error) {
	q, order := r.tx.of(tenant), "seq"
	if f.Newest {
		order = "seq DESC"
	}
	switch {
	case f.Newest && f.After > 0:
		q = q.Where("seq < ?", f.After)
	case !f.Newest:
		q = q.Where("seq > ?", f.After)
	}
	if !f.From.IsZero() {
		q = q.Where("at >= ?", moment(f.From))
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", moment(f.To))
	}
	for column, value := range map[string]string{"subject": f.Subject, "actor": string(f.Actor), "action": f.Action} {
		if value != "" {
			q = q.Where(column+" = ?", value)
		}
	}
	n := Page{Limit: f.Limit}.limit()
	var rows []AuditEntry
	if err := q.Order(order).Limit(n + 1).Find(&rows).Error; err != nil {
		return List[AuditEntry]{}, dbError("list audit entries", err)
	}
	return List[AuditEntry]{Rows: rows[:min(n, len(rows))], More: len(rows) > n}, nil
}

// Head returns the seq and hash of the last entry: 0 and "" when there is none.
func (r Audit) Head(tenant TenantID) (seq int64, hash string, err error) {
	head, err := one[auditHead](r.tx.of(tenant), aTenant)
	if err != nil {
		return 0, "", err
	}
	return head.Seq, head.Hash, nil
}

// locked begins a statement that holds the rows it reads until the transaction
// ends. SQLite holds everything anyway.
func (tx *Tx) locked(tenant TenantID) *gorm.DB {
	q := tx.of(tenant)
	if tx.store.dialect == PostgreSQL {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	return q
}
