package service

import (
	"context"
	"encoding/json"
	"slices"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type overrides struct{ *wiring }

func (w overrides) List(ctx context.Context, who api.Actor, pack string) ([]api.Override, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]api.Override, error) {
		rows, err := tx.Packs().Overrides(tenantOf(who), pack)
		return shown(rows, showOverride), err
	})
}

func (w overrides) Add(ctx context.Context, who api.Actor, o api.Once, pack string, n model.Override) (*api.Override, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Override, string, error) {
		there, err := tx.Packs().Overrides(tenantOf(who), pack)
		if err != nil {
			return nil, "", err
		}
		if slices.ContainsFunc(there, func(old store.Override) bool { return old.Parameter == n.Parameter }) {
			return nil, "", failure(model.CodeConflict, "该参数已有调整,请先撤销", "the parameter is overridden already; withdraw that first")
		}
		row, err := tx.Packs().Override(tenantOf(who), actorOf(who), pack, n)
		if err != nil {
			return nil, "", err
		}
		return showOverride(row), row.ID, nil
	}, func(tx *store.Tx, id string) (*api.Override, error) { return w.get(tx, who, id) })
}

func (overrides) get(tx *store.Tx, who api.Actor, id string) (*api.Override, error) {
	row, err := tx.Packs().GetOverride(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return showOverride(row), nil
}

func (w overrides) Get(ctx context.Context, who api.Actor, id string) (*api.Override, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Override, error) { return w.get(tx, who, id) })
}

func (w overrides) Withdraw(ctx context.Context, who api.Actor, pack, id string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error {
		row, err := tx.Packs().GetOverride(tenantOf(who), id)
		if err != nil {
			return err
		}
		if row.Pack != pack || !row.WithdrawnAt.IsZero() {
			return failure(model.CodeNotFound, "没有这项参数调整", "there is no such override")
		}
		return tx.Packs().Withdraw(tenantOf(who), actorOf(who), id)
	})
}

func showOverride(o *store.Override) *api.Override {
	return &api.Override{
		ID: o.ID, Pack: o.Pack, Parameter: o.Parameter, Value: json.RawMessage(o.Value), Reason: o.Reason,
		Approver: o.Approver, CreatedAt: o.CreatedAt,
	}
}
