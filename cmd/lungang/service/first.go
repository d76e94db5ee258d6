package service

import (
	"context"
	"time"

	"lungang/api"
	"lungang/store"
)

// First is what a new database begins with: a tenant, and a key that makes
// others. The secret is shown once.
type First struct {
	Tenant string `json:"tenant"`
	Key    string `json:"key"`
	Secret string `json:"secret"`
}

// firstKeyLasts is how long the first key is valid: time enough to make others.
const firstKeyLasts = 90 * 24 * time.Hour

// firstRoles are those of the first key: whoever sets the service up tries it
// out. As an operator it never decides about a plan.
var firstRoles = []api.Role{api.RoleOperator, api.RolePlanner, api.RoleHRSystem, api.RoleAuditor}

// begin makes the first tenant and its key when there is none; nil otherwise.
func begin(ctx context.Context, s *store.Store) (*First, error) {
	return store.Write(ctx, s, func(tx *store.Tx) (*First, error) {
		if err := tx.Turns().Lock(); err != nil { // two processes may start at once
			return nil, err
		}
		there, err := tx.House().Tenants()
		if err != nil || len(there) > 0 {
			return nil, err
		}
		return newTenant(tx, "默认单位 default", "")
	})
}

// AddTenant makes another tenant and its first key, in a database whose schema it brings
// up to date. Error: conflict while a service has the SQLite database open.
func (a *App) AddTenant(ctx context.Context, name, code string) (*First, error) {
	if err := a.prepare(ctx); err != nil {
		return nil, err
	}
	return store.Write(ctx, a.store, func(tx *store.Tx) (*First, error) { return newTenant(tx, name, code) })
}

// TenantRow is a tenant as the operator sees it.
type TenantRow struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Code string `json:"code,omitempty"`
}

// Tenants lists the tenants, the oldest first; never nil. An error says so when the schema
// is not there.
func (a *App) Tenants(ctx context.Context) ([]TenantRow, error) {
	if err := a.wiring.schema(ctx); err != nil {
		return nil, err
	}
	return store.Read(ctx, a.store, func(tx *store.Tx) ([]TenantRow, error) {
		out := []TenantRow{}
		list, err := tx.House().Tenants()
		for i := range list {
			out = append(out, TenantRow{string(list[i].ID), list[i].Name, list[i].Code})
		}
		return out, err
	})
}

// newTenant makes a tenant with a key.
func newTenant(tx *store.Tx, name, code string) (*First, error) {
	t, err := tx.House().CreateTenant(store.System, name, code)
	if err != nil {
		return nil, err
	}
	k, secret, err := tx.Keys().Create(t.ID, store.System, store.NewKey{
		Name: "first", Roles: texts(firstRoles), ExpiresAt: tx.Now().Add(firstKeyLasts),
	})
	if err != nil {
		return nil, err
	}
	return &First{Tenant: string(t.ID), Key: k.ID, Secret: secret}, nil
}
