package service

import (
	"context"
	"maps"
	"slices"

	"lungang/audit"
	"lungang/model"
	"lungang/store"
)

// VerifyLogs recomputes the logs of all tenants, or of one, and holds them
// against what is signed: by the keys of the service, or by others. earlier are
// signed checkpoints of another day; tenants that only they know are looked for
// too. Errors: not_found.
func (a *App) VerifyLogs(ctx context.Context, tenant string, keys *audit.Keys, earlier []string) ([]*audit.Report, error) {
	marks := map[string][]string{}
	for _, text := range earlier {
		whose := audit.TenantOf(text)
		marks[whose] = append(marks[whose], text)
	}
	return eachTenant(ctx, a.store, tenant, slices.Collect(maps.Keys(marks)), func(tx *store.Tx, id store.TenantID) (*audit.Report, error) {
		return tx.Audit().Verify(id, keys, marks[string(id)]...)
	})
}

// Checkpoints says what the logs of all tenants, or of one, are now. Errors:
// not_found.
func (a *App) Checkpoints(ctx context.Context, tenant string) ([]audit.Root, error) {
	return eachTenant(ctx, a.store, tenant, nil, func(tx *store.Tx, id store.TenantID) (audit.Root, error) { return tx.Audit().Head(id) })
}

// eachTenant asks something of every tenant, or of one, in the order of their
// ids.
func eachTenant[T any](ctx context.Context, s *store.Store, one string, more []string, ask func(*store.Tx, store.TenantID) (T, error)) ([]T, error) {
	return store.Read(ctx, s, func(tx *store.Tx) ([]T, error) {
		there, err := tx.House().Tenants()
		if err != nil {
			return nil, err
		}
		for _, t := range there {
			more = append(more, string(t.ID))
		}
		slices.Sort(more)
		out := []T{}
		for _, id := range slices.Compact(more) {
			if one != "" && one != id {
				continue
			}
			r, err := ask(tx, store.TenantID(id))
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
		if one != "" && len(out) == 0 {
			return nil, failure(model.CodeNotFound, "没有这个单位:"+one, "there is no such tenant: "+one)
		}
		return out, nil
	})
}
