package store

import (
	"time"

	"lungang/model"
)

// Tenant is a district's bureau, or a province's.
type Tenant struct {
	ID        TenantID `gorm:"primaryKey"`
	Name      string
	Code      string // GB/T 2260, "" when it is none
	CreatedAt time.Time
}

// TableName is the table's name.
func (Tenant) TableName() string { return "tenants" }

var aTenant = model.Text{ZH: "单位", EN: "tenant"}

// Tenants is the repository of one's own tenant; House makes them.
type Tenants struct{ tx *Tx }

// Tenants is the repository of one's own tenant.
func (tx *Tx) Tenants() Tenants { return Tenants{tx} }

// Get returns the tenant: not_found.
func (r Tenants) Get(tenant TenantID) (*Tenant, error) {
	return one[Tenant](r.tx.gorm.Where("id = ?", tenant), aTenant)
}
