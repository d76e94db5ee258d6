package service

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

// First is what a new database begins with: a tenant, and a key that makes
// others. The secret is shown once, or is in a file instead.
type First struct {
	Tenant string `json:"tenant"`
	Key    string `json:"key"`
	Secret string `json:"secret,omitempty"`
	File   string `json:"secretFile,omitempty"`
}

// firstKeyLasts is how long the first key is valid: time enough to make others.
const firstKeyLasts = 90 * 24 * time.Hour

// firstRoles are those of the first key: whoever sets the service up tries it
// out. As an operator it never decides about a plan.
var firstRoles = []api.Role{api.RoleOperator, api.RolePlanner, api.RoleHRSystem, api.RoleAuditor}

// begin makes the first tenant and its key when there is none; nil otherwise. With
// a file, which must not be there yet, its secret goes there: logs of a container
// would keep what a process prints. The file is written first, and goes when the
// database takes no key; a process that is killed between the two leaves a file
// whose key does not exist, and the next start says that it is there.
func begin(ctx context.Context, s *store.Store, file string) (*First, error) {
	wrote := false
	first, err := store.Write(ctx, s, func(tx *store.Tx) (*First, error) {
		if err := tx.Turns().Lock(); err != nil { // two processes may start at once
			return nil, err
		}
		there, err := tx.House().Tenants()
		if err != nil || len(there) > 0 {
			return nil, err
		}
		first, err := newTenant(tx, "默认单位 default", "")
		if err != nil || file == "" {
			return first, err
		}
		if err := writeSecret(file, first.Secret); err != nil {
			return nil, err
		}
		wrote = true
		first.Secret, first.File = "", file
		return first, nil
	})
	if err != nil && wrote {
		_ = os.Remove(file) // its key does not exist
	}
	return first, err
}

// writeSecret writes a new file that only the user of this process can read.
func writeSecret(file, secret string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return failure(model.CodeConflict, "首个密钥的文件 "+file+" 已存在;请移走,或另指一个", "the file of the first key, "+file+", is there already; take it away, or name another")
	}
	if err == nil {
		_, err = f.WriteString(secret + "\n")
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			_ = os.Remove(file) // half of it is of no use
		}
	}
	if err != nil {
		return model.NewError(model.CodeIO, model.Text{
			ZH: "无法写首个密钥的文件 " + file + ";请检查目录和权限", EN: "the file of the first key, " + file + ", cannot be written; check folder and permissions",
		}, err)
	}
	return nil
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

// Tenants lists the tenants, the oldest first; never nil.
func (a *App) Tenants(ctx context.Context) ([]TenantRow, error) {
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
