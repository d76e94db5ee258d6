package store

import (
	"slices"
	"time"
)

// House is what the service does for all tenants at once: making them, clearing
// away, finding deliveries that are due, changing keys (reseal.go). The API
// reaches none of it with a tenant's key.
type House struct{ tx *Tx }

// House is the repository of the service itself.
func (tx *Tx) House() House { return House{tx} }

// CreateTenant makes a tenant, with a log that begins with that.
// Error: conflict when another tenant has the code.
func (r House) CreateTenant(actor Actor, name, code string) (*Tenant, error) {
	if r.tx.store.dialect == PostgreSQL { // SQLite has one that writes
		if err := r.tx.gorm.Exec("LOCK TABLE tenants IN SHARE ROW EXCLUSIVE MODE").Error; err != nil {
			return nil, dbError("hold tenants", err)
		}
	}
	list, err := r.Tenants()
	if err != nil {
		return nil, err
	}
	if code != "" && slices.ContainsFunc(list, func(t Tenant) bool { return t.Code == code }) {
		return nil, conflict("已有代码为 "+code+" 的单位", "there is a bureau with the code "+code+" already")
	}
	t := &Tenant{ID: TenantID(NewID(PrefixTenant, r.tx.now)), Name: name, Code: code, CreatedAt: r.tx.now}
	if err := insert(r.tx, aTenant, *t); err != nil {
		return nil, err
	}
	if err := insert(r.tx, aTenant, auditHead{TenantID: t.ID}); err != nil {
		return nil, err
	}
	return t, r.tx.Audit().begin(t.ID, actor, "tenant.created", map[string]any{"name": name, "code": code})
}

// Tenants lists all tenants, the oldest first.
func (r House) Tenants() ([]Tenant, error) {
	var rows []Tenant
	return rows, dbError("list tenants", r.tx.gorm.Order("id").Find(&rows).Error)
}

// LastEntry is when the newest entry of any tenant's log was written; zero when
// there is none.
func (r House) LastEntry() (time.Time, error) {
	list, err := r.Tenants()
	var last time.Time
	for i := range list {
		var newest []AuditEntry // at most one
		q := r.tx.gorm.Select("at").Where("tenant_id = ?", list[i].ID).Order("seq DESC").Limit(1)
		if err := dbError("read the newest entry", q.Find(&newest).Error); err != nil {
			return last, err
		}
		if len(newest) > 0 && newest[0].At.After(last) {
			last = newest[0].At
		}
	}
	return last, err
}

// Unsound lists the tenants whose log takes no entry, since it was deleted whole, its
// head is not what was signed last, or nobody knows the key that signed it: see
// Audit.Append.
func (r House) Unsound() ([]TenantID, error) {
	list, err := r.Tenants()
	if err != nil {
		return nil, err
	}
	var out []TenantID
	for i := range list {
		head, err := r.tx.Audit().head(list[i].ID)
		if err == nil {
			err = head.Open(r.tx.store.audit)
		}
		if err != nil {
			out = append(out, list[i].ID)
		}
	}
	return out, nil
}

// NeedsAuditKey reports whether a log is signed that this process has no key to go on with.
func (r House) NeedsAuditKey() (bool, error) {
	if r.tx.store.audit != nil {
		return false, nil
	}
	var n int64
	err := r.tx.gorm.Model(&auditHead{}).Where("checkpoint <> ''").Count(&n).Error
	return n > 0, dbError("look for signed logs", err)
}

// Cleared is how much Clear deleted.
type Cleared struct{ Sessions, Idempotency, Progress int64 }

// Clear deletes sessions and idempotency records that have expired, and the
// progress of plans that were over before that time, of some plans at once: call
// it again until Progress is 0. What became of a plan stays with the plan.
func (r House) Clear(progressBefore time.Time) (Cleared, error) {
	const plansAtOnce = 50
	var out Cleared
	var err error
	if out.Sessions, err = changed(r.tx.gorm.Where("expires_at <= ?", r.tx.now).Delete(&Session{}), aSession); err != nil {
		return out, err
	}
	out.Idempotency, err = changed(r.tx.gorm.Where("expires_at <= ?", r.tx.now).Delete(&Idempotency{}), aRecord)
	if err != nil {
		return out, err
	}
	old := r.tx.gorm.Model(&Plan{}).Select("tenant_id, id").
		Where("completed_at < ? AND EXISTS (SELECT 1 FROM progress WHERE progress.tenant_id = plans.tenant_id AND progress.plan_id = plans.id)", moment(progressBefore)).
		Order("id").Limit(plansAtOnce)
	out.Progress, err = changed(r.tx.gorm.Where("(tenant_id, plan_id) IN (?)", old).Delete(&Progress{}), anEvent)
	return out, err
}

// DeliveryKey names a webhook delivery of any tenant.
type DeliveryKey struct {
	TenantID TenantID
	ID       string
}

// Due lists up to limit deliveries that are due, the longest due first; those of
// webhooks that are paused wait, and those of deleted ones are not sent.
func (r House) Due(limit int) ([]DeliveryKey, error) {
	var rows []DeliveryKey
	err := r.tx.gorm.Model(&Delivery{}).Where("status = ? AND next_at <= ?", DeliveryPending, r.tx.now).
		Where("EXISTS (SELECT 1 FROM webhooks w WHERE w.tenant_id = deliveries.tenant_id AND w.id = deliveries.webhook_id AND w.disabled_at IS NULL AND w.deleted_at IS NULL)").
		Order("next_at, id").Limit(limit).Find(&rows).Error
	return rows, dbError("list deliveries", err)
}
