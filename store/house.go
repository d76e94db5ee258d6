package store

import "lungang/model"

// House is what the service does for all tenants at once: making them, clearing
// away, finding deliveries that are due, changing keys (reseal.go). The API
// reaches none of it with a tenant's key.
type House struct{ tx *Tx }

// House is the repository of the service itself.
func (tx *Tx) House() House { return House{tx} }

// CreateTenant makes a tenant with an empty log.
func (r House) CreateTenant(actor Actor, name, code string) (*Tenant, error) {
	t := &Tenant{ID: TenantID(NewID(PrefixTenant, r.tx.now)), Name: name, Code: code, CreatedAt: r.tx.now}
	if err := insert(r.tx, aTenant, *t); err != nil {
		return nil, err
	}
	if err := insert(r.tx, aTenant, auditHead{TenantID: t.ID}); err != nil {
		return nil, err
	}
	return t, r.tx.Audit().Append(t.ID, actor, "tenant.created", string(t.ID), map[string]any{"name": name, "code": code})
}

// Tenants lists all tenants, the oldest first.
func (r House) Tenants() ([]Tenant, error) {
	var rows []Tenant
	return rows, dbError("list tenants", r.tx.gorm.Order("id").Find(&rows).Error)
}

// Cleared is how much Clear deleted.
type Cleared struct{ Sessions, Idempotency int64 }

// Clear deletes sessions and idempotency records that have expired.
func (r House) Clear() (Cleared, error) {
	var out Cleared
	var err error
	if out.Sessions, err = changed(r.tx.gorm.Where("expires_at <= ?", r.tx.now).Delete(&Session{}), aSession); err != nil {
		return out, err
	}
	out.Idempotency, err = changed(r.tx.gorm.Where("expires_at <= ?", r.tx.now).Delete(&Idempotency{}), model.Text{EN: "idempotency record"})
	return out, err
}

// DeliveryKey names a webhook delivery of any tenant.
type DeliveryKey struct {
	TenantID TenantID
	ID       string
}

// Due lists up to limit deliveries that are due, the longest due first.
func (r House) Due(limit int) ([]DeliveryKey, error) {
	var rows []DeliveryKey
	err := r.tx.gorm.Model(&Delivery{}).Where("status = ? AND next_at <= ?", DeliveryPending, r.tx.now).
		Order("next_at, id").Limit(limit).Find(&rows).Error
	return rows, dbError("list deliveries", err)
}
