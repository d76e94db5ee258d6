package store

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"lungang/model"
)

// Pack is the rules that plans were solved under: a policy pack of a version of the
// product, with what the bureau changed. The product goes on; what decided stays.
type Pack struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	Pack        string   // pack id, as problems name it
	PackVersion string
	Document    string // hash of the rules, the one that plans name
	CreatedAt   time.Time
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

// Packs is the repository of the rules that plans were solved under, and of the
// tenant's overrides.
type Packs struct{ tx *Tx }

// Packs is the repository of rules and overrides.
func (tx *Tx) Packs() Packs { return Packs{tx} }

// keep stores rules once for each pack and version, and returns the id of their row;
// "" for none.
func (r Packs) keep(tenant TenantID, pack model.PlanPack, rules Document) (string, error) {
	if rules.Hash == "" {
		return "", nil
	}
	if err := r.tx.Documents().Put(tenant, rules); err != nil {
		return "", err
	}
	row := Pack{
		TenantID: tenant, ID: NewID(PrefixPack, r.tx.now), Pack: pack.ID, PackVersion: pack.Version, Document: rules.Hash, CreatedAt: r.tx.now,
	}
	if err := r.tx.gorm.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
		return "", dbError("keep rules", err)
	}
	q := r.tx.of(tenant).Where("pack = ? AND pack_version = ? AND document = ?", pack.ID, pack.Version, rules.Hash)
	kept, err := one[Pack](q, aPack)
	if err != nil {
		return "", err
	}
	return kept.ID, nil
}

// Get returns rules that a plan was solved under: not_found.
func (r Packs) Get(tenant TenantID, id string) (*Pack, error) {
	return byID[Pack](r.tx, tenant, id, aPack)
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
