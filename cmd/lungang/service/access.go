package service

import (
	"context"
	"slices"
	"sync"
	"time"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type keys struct {
	*wiring

	known known

	mu   sync.Mutex
	used map[string]time.Time // when the use of a key was noted last
}

// noteEvery is how often the use of a key is noted at most.
const noteEvery = time.Minute

func (w *keys) Authenticate(ctx context.Context, secret string) (api.Actor, error) {
	k, err := w.known.key(w.store.Now(), secret, func() (*store.APIKey, error) {
		return store.Read(ctx, w.store, func(tx *store.Tx) (*store.APIKey, error) { return tx.Gate().Key(secret) })
	})
	if is(err, model.CodeNotFound) {
		return api.Actor{}, failure(api.CodeUnauthenticated, "密钥无效、已过期或已作废", "the key is not valid, has expired, or was revoked")
	}
	if err != nil {
		return api.Actor{}, err
	}
	w.note(ctx, k)
	return api.Actor{Tenant: string(k.TenantID), ID: k.ID, Kind: api.ActorKey, Roles: words[api.Role](k.Roles), Scopes: words[api.Permission](k.Scopes)}, nil
}

// note writes down that a key was used, now and then. It is no reason for a
// request to fail.
func (w *keys) note(ctx context.Context, k *store.APIKey) {
	now := w.store.Now()
	w.mu.Lock()
	if w.used == nil {
		w.used = map[string]time.Time{}
	}
	last := w.used[k.ID]
	due := now.Sub(last) >= noteEvery
	if due {
		w.used[k.ID] = now
	}
	w.mu.Unlock()
	if !due || now.Sub(k.LastUsedAt) < noteEvery {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_ = w.store.InTx(ctx, func(tx *store.Tx) error { return tx.Keys().Used(k.TenantID, k.ID) })
}

func (w *keys) Create(ctx context.Context, who api.Actor, o api.Once, n api.NewKey) (*api.Key, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Key, string, error) {
		row, secret, err := tx.Keys().Create(tenantOf(who), actorOf(who), store.NewKey{
			Name: n.Name, Roles: texts(n.Roles), Scopes: texts(n.Scopes), ExpiresAt: n.Expires,
		})
		if err != nil {
			return nil, "", err
		}
		k := showKey(row)
		k.Secret = secret
		return k, row.ID, nil
	}, func(tx *store.Tx, id string) (*api.Key, error) { return w.get(tx, who, id) })
}

func (w *keys) get(tx *store.Tx, who api.Actor, id string) (*api.Key, error) {
	row, err := tx.Keys().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return showKey(row), nil
}

func (w *keys) Get(ctx context.Context, who api.Actor, id string) (*api.Key, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Key, error) { return w.get(tx, who, id) })
}

func (w *keys) List(ctx context.Context, who api.Actor, page api.Page) ([]api.Key, bool, error) {
	return view(ctx, w.wiring, page, func(tx *store.Tx, p store.Page) (store.List[store.APIKey], error) {
		return tx.Keys().List(tenantOf(who), p)
	}, func(k *store.APIKey) string { return k.ID }, func(_ *store.Tx, k *store.APIKey) (*api.Key, error) { return showKey(k), nil })
}

func (w *keys) Revoke(ctx context.Context, who api.Actor, id string) (*api.Key, error) {
	defer w.known.forget()
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Key, error) {
		k, err := w.get(tx, who, id)
		if err != nil || k.Revoked != nil {
			return k, err
		}
		if err := tx.Keys().Revoke(tenantOf(who), actorOf(who), id); err != nil {
			return nil, err
		}
		return w.get(tx, who, id)
	})
}

func showKey(k *store.APIKey) *api.Key {
	return &api.Key{
		ID: k.ID, Name: k.Name, Prefix: k.Prefix, Roles: words[api.Role](k.Roles), Scopes: words[api.Permission](k.Scopes),
		Expires: k.ExpiresAt, Revoked: moment(k.RevokedAt), LastUsed: moment(k.LastUsedAt), CreatedAt: k.CreatedAt, CreatedBy: string(k.CreatedBy),
	}
}

func words[T ~string](list []string) []T {
	out := make([]T, len(list))
	for i, s := range list {
		out[i] = T(s)
	}
	return out
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

type sessions struct{ *wiring }

var errLoginRefused = failure(api.CodeForbidden, "此账号不能登录;请联系管理员", "this account may not log in; ask the administrator")

func (w sessions) Open(ctx context.Context, id api.Identity, expires time.Time) (*api.Session, error) {
	tenant := store.TenantID(id.Tenant)
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Session, error) {
		if _, err := tx.Tenants().Get(tenant); is(err, model.CodeNotFound) {
			return nil, errLoginRefused
		} else if err != nil {
			return nil, err
		}
		user, err := w.user(tx, tenant, id)
		if err != nil {
			return nil, err
		}
		if !user.DisabledAt.IsZero() {
			return nil, errLoginRefused
		}
		if err := tx.Users().LoggedIn(tenant, user.ID); err != nil {
			return nil, err
		}
		s, token, err := tx.Sessions().Create(tenant, user.ID, expires.Sub(tx.Now()))
		if err != nil {
			return nil, err
		}
		return &api.Session{Actor: person(user), Token: token, Expires: s.ExpiresAt}, nil
	})
}

// user finds the user of an identity or makes one, and gives it the roles that
// the identity provider says, or those that the bureau keeps. A blocked user
// stays as it is.
func (w sessions) user(tx *store.Tx, tenant store.TenantID, id api.Identity) (*store.User, error) {
	known, err := tx.Users().ByLogin(tenant, id.Issuer, id.Subject)
	if is(err, model.CodeNotFound) && id.Keep {
		return nil, errLoginRefused
	}
	if is(err, model.CodeNotFound) {
		return tx.Users().Create(tenant, store.System, store.NewUser{Issuer: id.Issuer, Subject: id.Subject, Roles: texts(id.Roles)})
	}
	if err != nil || !known.DisabledAt.IsZero() {
		return known, err
	}
	roles := texts(id.Roles)
	if id.Keep {
		kept := slices.DeleteFunc(slices.Clone(known.Roles), func(r string) bool { return api.Role(r).Decides() })
		if roles = append(kept, roles...); len(roles) == 0 {
			return nil, errLoginRefused
		}
	}
	if slices.Equal(known.Roles, roles) {
		return known, nil
	}
	return tx.Users().Change(tenant, store.System, known.ID, known.Version, roles, false)
}

func person(u *store.User) api.Actor {
	return api.Actor{Tenant: string(u.TenantID), ID: u.ID, Kind: api.ActorUser, Roles: words[api.Role](u.Roles)}
}

func (w sessions) Find(ctx context.Context, token string) (*api.Session, error) {
	s, err := store.Read(ctx, w.store, func(tx *store.Tx) (*api.Session, error) {
		s, u, err := tx.Gate().Session(token)
		if err != nil {
			return nil, err
		}
		return &api.Session{Actor: person(u), Expires: s.ExpiresAt}, nil
	})
	if is(err, model.CodeNotFound) {
		return nil, failure(api.CodeUnauthenticated, "登录已失效,请重新登录", "the login is over; log in again")
	}
	return s, err
}

func (w sessions) Close(ctx context.Context, token string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error {
		s, _, err := tx.Gate().Session(token)
		if is(err, model.CodeNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.Sessions().End(s.TenantID, s.ID)
	})
}
