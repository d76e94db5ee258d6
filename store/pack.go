package store

import (
	"time"

	"gorm.io/gorm"

	"lungang/model"
)

// Pack is a policy pack of the tenant's own, or a version of one. Packs are not
// changed: a change is another version.
type Pack struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	Pack        string   // pack id, as problems name it
	PackVersion string
	Document    string // hash of the pack's bytes
	CreatedBy   Actor
	CreatedAt   time.Time
	RetiredAt   time.Time `gorm:"serializer:nullable"` // no new plan uses it
}

// TableName is the table's name.
func (Pack) TableName() string { return "packs" }

// Override is a parameter of a pack that the tenant changes, with reason and
// approver. Withdrawn ones stay as a record.
type Override struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	Pack        string   // pack id
	Parameter   string
	Value       string // canonical JSON
	Reason      string
	Approver    string // role or pseudonymous id
	CreatedBy   Actor
	CreatedAt   time.Time
	WithdrawnBy Actor     `gorm:"serializer:nullable"`
	WithdrawnAt time.Time `gorm:"serializer:nullable"`
}

// TableName is the table's name.
func (Override) TableName() string { return "overrides" }

var (
	aPack      = model.Text{ZH: "政策包", EN: "pack"}
	anOverride = model.Text{ZH: "参数调整", EN: "override"}
)

// Packs is the repository of the tenant's packs and overrides.
type Packs struct{ tx *Tx }

// Packs is the repository of the tenant's packs and overrides.
func (tx *Tx) Packs() Packs { return Packs{tx} }

// Create stores a version of a pack: conflict when the version is there.
func (r Packs) Create(tenant TenantID, actor Actor, pack, version string, document Document) (*Pack, error) {
	if err := r.tx.Documents().Put(tenant, document); err != nil {
		return nil, err
	}
	p := &Pack{
		TenantID: tenant, ID: NewID(PrefixPack, r.tx.now), Pack: pack, PackVersion: version, Document: document.Hash,
		CreatedBy: actor, CreatedAt: r.tx.now,
	}
	if err := insert(r.tx, aPack, *p); err != nil {
		return nil, err
	}
	return p, r.tx.Audit().Append(tenant, actor, "pack.created", p.ID, map[string]any{"pack": pack, "version": version, "document": document.Hash})
}

// Get returns a version of a pack: not_found.
func (r Packs) Get(tenant TenantID, id string) (*Pack, error) {
	return byID[Pack](r.tx, tenant, id, aPack)
}

// Latest returns the last version of a pack that is not retired: not_found.
func (r Packs) Latest(tenant TenantID, pack string) (*Pack, error) {
	return one[Pack](r.tx.of(tenant).Where("pack = ? AND retired_at IS NULL", pack).Order("id DESC"), aPack)
}

// List returns a page of versions of packs, retired ones too.
func (r Packs) List(tenant TenantID, p Page) (List[Pack], error) {
	return pageOf[Pack](r.tx.of(tenant), p, "packs")
}

// Document returns the bytes of a version of a pack: not_found.
func (r Packs) Document(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, p.Document)
}

// Retire says that no new plan uses the version. Errors: not_found, conflict
// when it is retired already.
func (r Packs) Retire(tenant TenantID, actor Actor, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&Pack{}).Where("id = ? AND retired_at IS NULL", id).
		Updates(map[string]any{"retired_at": r.tx.now}), aPack)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := r.Get(tenant, id); err != nil {
			return err
		}
		return conflict("政策包版本已停用", "the version is retired already")
	}
	return r.tx.Audit().Append(tenant, actor, "pack.retired", id, nil)
}

// Override changes a parameter of a pack. One that is in force for the same
// parameter is withdrawn with it.
func (r Packs) Override(tenant TenantID, actor Actor, pack string, o model.Override) (*Override, error) {
	value, err := model.Canonical(o.Value)
	if err != nil {
		return nil, err
	}
	_, err = changed(r.inForce(tenant, pack).Model(&Override{}).Where("parameter = ?", o.Parameter).
		Updates(map[string]any{"withdrawn_by": actor, "withdrawn_at": r.tx.now}), anOverride)
	if err != nil {
		return nil, err
	}
	row := &Override{
		TenantID: tenant, ID: NewID(PrefixOverride, r.tx.now), Pack: pack, Parameter: o.Parameter, Value: string(value),
		Reason: o.Reason, Approver: o.Approver, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	if err := insert(r.tx, anOverride, *row); err != nil {
		return nil, err
	}
	return row, r.tx.Audit().Append(tenant, actor, "override.created", row.ID, map[string]any{
		"pack": pack, "parameter": o.Parameter, "value": row.Value, "reason": o.Reason, "approver": o.Approver,
	})
}

// GetOverride returns an override, a withdrawn one too: not_found.
func (r Packs) GetOverride(tenant TenantID, id string) (*Override, error) {
	return byID[Override](r.tx, tenant, id, anOverride)
}

// Overrides lists the overrides of a pack that are in force, by parameter.
func (r Packs) Overrides(tenant TenantID, pack string) ([]Override, error) {
	var rows []Override
	return rows, dbError("list overrides", r.inForce(tenant, pack).Order("parameter").Find(&rows).Error)
}

// InForceAt lists the ids of the overrides of a pack that were in force at a moment.
func (r Packs) InForceAt(tenant TenantID, pack string, at time.Time) ([]string, error) {
	var ids []string
	err := r.tx.of(tenant).Model(&Override{}).
		Where("pack = ? AND created_at <= ? AND (withdrawn_at IS NULL OR withdrawn_at > ?)", pack, moment(at), moment(at)).
		Order("id").Pluck("id", &ids).Error
	return ids, dbError("list overrides", err)
}

// Withdraw ends an override. Errors: not_found, conflict when it is withdrawn already.
func (r Packs) Withdraw(tenant TenantID, actor Actor, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&Override{}).Where("id = ? AND withdrawn_at IS NULL", id).
		Updates(map[string]any{"withdrawn_by": actor, "withdrawn_at": r.tx.now}), anOverride)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := r.GetOverride(tenant, id); err != nil {
			return err
		}
		return conflict("参数调整已经撤销", "the override is withdrawn already")
	}
	return r.tx.Audit().Append(tenant, actor, "override.withdrawn", id, nil)
}

func (r Packs) inForce(tenant TenantID, pack string) *gorm.DB {
	return r.tx.of(tenant).Where("pack = ? AND withdrawn_at IS NULL", pack)
}
