package store

import (
	"strings"
	"time"

	"lungang/audit"
	"lungang/audit/verifier"
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
}

// TableName is the table's name.
func (*AuditEntry) TableName() string { return "audit_entries" }

// Entry is the row as the log's tree has it.
func (e *AuditEntry) Entry() audit.Entry {
	return audit.Entry{
		Tenant: string(e.TenantID), Seq: e.Seq, At: e.At, Actor: string(e.Actor), Action: e.Action, Subject: e.Subject, Data: e.Data,
	}
}

// auditHashes are the hashes that one entry added to the tree.
type auditHashes struct {
	TenantID TenantID `gorm:"primaryKey"`
	Seq      int64    `gorm:"primaryKey;autoIncrement:false"`
	Hashes   string   // the leaf, then the nodes that it completed, with blanks between
}

func (*auditHashes) TableName() string { return "audit_hashes" }

// auditHead is the end of a tenant's log.
type auditHead struct {
	TenantID   TenantID `gorm:"primaryKey"`
	Seq        int64    // of the last entry; 0 when there is none
	Frontier   string   // roots of the perfect subtrees, with blanks between
	Checkpoint string   // signed; "" without a key
}

func (auditHead) TableName() string { return "audit_heads" }

var anEntry = model.Text{ZH: "审计记录", EN: "audit entry"}

// Audit is the log of decisions.
type Audit struct{ tx *Tx }

// Audit is the repository of the log.
func (tx *Tx) Audit() Audit { return Audit{tx} }

// Append adds a row about subject. data is written as canonical JSON and must
// be pseudonymous; nil means {}. Writers of one tenant wait for each other
// until their transactions end. A log without its first row takes none, nor does a signed
// one without a key, or with one when its head is not what was signed last; one of which
// nothing is signed yet says so in a row before this one. Error: internal, when the log is
// broken.
func (r Audit) Append(tenant TenantID, actor Actor, action, subject string, data any) error {
	head, err := r.headIn(tenant, r.tx.locked(tenant))
	if err != nil {
		return err
	}
	keys := r.tx.store.audit
	if err := head.Open(keys); err != nil {
		return err
	}
	tree := head.Tree
	if keys != nil && head.Unsigned() {
		// Who erases a checkpoint to have changes signed cannot erase this.
		if tree, err = r.add(tenant, tree, System, audit.ActionSigned, string(tenant), map[string]any{"entries": tree.Size}); err != nil {
			return err
		}
	}
	if tree, err = r.add(tenant, tree, actor, action, subject, data); err != nil {
		return err
	}
	return r.setHead(tenant, tree)
}

// begin writes the first row of a log.
func (r Audit) begin(tenant TenantID, actor Actor, action string, data any) error {
	tree, err := r.add(tenant, audit.Tree{}, actor, action, string(tenant), data)
	if err != nil {
		return err
	}
	return r.setHead(tenant, tree)
}

// add writes a row and its hashes, and returns the tree with it.
func (r Audit) add(tenant TenantID, tree audit.Tree, actor Actor, action, subject string, data any) (audit.Tree, error) {
	if data == nil {
		data = map[string]any{}
	}
	text, err := model.Canonical(data)
	if err != nil {
		return tree, err
	}
	row := AuditEntry{
		TenantID: tenant, Seq: tree.Size + 1, At: r.tx.now, Actor: actor, Action: action, Subject: subject, Data: string(text),
	}
	tree, added, err := grow(tree, row)
	if err != nil {
		return tree, err
	}
	if err := insert(r.tx, anEntry, row); err != nil {
		return tree, err
	}
	return tree, insert(r.tx, anEntry, added)
}

// grow adds a row to a tree.
func grow(tree audit.Tree, row AuditEntry) (audit.Tree, auditHashes, error) {
	e := row.Entry()
	record, err := e.Record()
	if err != nil {
		return tree, auditHashes{}, err
	}
	tree, hashes, err := tree.Append(record)
	return tree, auditHashes{row.TenantID, row.Seq, strings.Join(audit.Texts(hashes), " ")}, err
}

// setHead signs and stores the end of the log.
func (r Audit) setHead(tenant TenantID, tree audit.Tree) error {
	root, err := tree.Root()
	if err != nil {
		return err
	}
	signed, err := r.tx.store.audit.Sign(verifier.Checkpoint{Origin: audit.Origin(string(tenant)), Size: tree.Size, Root: root})
	if err != nil {
		return model.NewError(model.CodeInternal, model.Text{}, err)
	}
	_, err = changed(r.tx.of(tenant).Model(&auditHead{}).
		Updates(map[string]any{"seq": tree.Size, "frontier": strings.Join(tree.Texts(), " "), "checkpoint": signed}), anEntry)
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
