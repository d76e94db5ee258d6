package service

import (
	"context"

	"lungang/api"
	"lungang/store"
)

type users struct{ *wiring }

func (w users) Create(ctx context.Context, who api.Actor, o api.Once, n api.NewUser) (*api.User, error) {
	u, err := once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.User, string, error) {
		row, err := tx.Users().Create(tenantOf(who), actorOf(who), store.NewUser{
			Issuer: n.Issuer, Subject: n.Subject, Roles: texts(n.Roles), Personal: store.UserPersonal{Name: n.Name},
		})
		if err != nil {
			return nil, "", err
		}
		out, err := w.show(tx, row)
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.User, error) { return w.get(tx, who, id) })
	return u, withKey(err)
}

func (w users) get(tx *store.Tx, who api.Actor, id string) (*api.User, error) {
	row, err := tx.Users().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return w.show(tx, row)
}

func (w users) Get(ctx context.Context, who api.Actor, id string) (*api.User, error) {
	u, err := store.Read(ctx, w.store, func(tx *store.Tx) (*api.User, error) { return w.get(tx, who, id) })
	return u, withKey(err)
}

func (w users) List(ctx context.Context, who api.Actor, page api.Page) ([]api.User, bool, error) {
	list, more, err := view(ctx, w.wiring, page, func(tx *store.Tx, p store.Page) (store.List[store.User], error) {
		return tx.Users().List(tenantOf(who), p)
	}, func(u *store.User) string { return u.ID }, w.show)
	return list, more, withKey(err)
}

func (w users) Update(ctx context.Context, who api.Actor, id string, version int64, roles []api.Role, blocked bool) (*api.User, error) {
	u, err := store.Write(ctx, w.store, func(tx *store.Tx) (*api.User, error) {
		row, err := tx.Users().Change(tenantOf(who), actorOf(who), id, version, texts(roles), blocked)
		if err != nil {
			return nil, err
		}
		return w.show(tx, row)
	})
	return u, withKey(err)
}

func (users) show(tx *store.Tx, u *store.User) (*api.User, error) {
	personal, err := tx.Users().Personal(u.TenantID, u.ID)
	if err != nil {
		return nil, err
	}
	return &api.User{
		ID: u.ID, Name: personal.Name, Roles: words[api.Role](u.Roles), Blocked: !u.DisabledAt.IsZero(), Version: u.Version,
		CreatedAt: u.CreatedAt, LastLogin: moment(u.LastLoginAt),
	}, nil
}
