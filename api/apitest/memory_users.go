package apitest

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"lungang/api"
	"lungang/model"
)

type memorySessions struct{ m *Memory }

// Open opens a session.
func (s memorySessions) Open(_ context.Context, id api.Identity, expires time.Time) (*api.Session, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.tenants[id.Tenant]
	if t == nil {
		return nil, model.NewError(api.CodeForbidden, model.Text{}, nil)
	}
	name := id.Issuer + "\n" + id.Subject
	user := t.users[t.logins[name]]
	if user == nil {
		if id.Keep {
			return nil, model.NewError(api.CodeForbidden, model.Text{}, nil)
		}
		user = &api.User{ID: s.m.id("usr"), Version: 1, CreatedAt: now()}
		t.logins[name], t.users[user.ID] = user.ID, user
	}
	roles := id.Roles
	if id.Keep {
		roles = append(slices.DeleteFunc(slices.Clone(user.Roles), func(r api.Role) bool { return r.Decides() }), roles...)
	}
	if user.Blocked || len(roles) == 0 {
		return nil, model.NewError(api.CodeForbidden, model.Text{}, nil)
	}
	at := now()
	user.Roles, user.LastLogin = roles, &at
	actor := api.Actor{Tenant: id.Tenant, ID: user.ID, Kind: api.ActorUser, Roles: user.Roles}
	token := rand.Text() + rand.Text()
	s.m.secrets[hash([]byte(token))] = secret{id.Tenant, user.ID, actor, expires}
	t.log(actor, "user.changed", user.ID, map[string][]api.Role{"roles": id.Roles})
	return &api.Session{Actor: actor, Token: token, Expires: expires}, nil
}

// Find finds the session of a token.
func (s memorySessions) Find(_ context.Context, token string) (*api.Session, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	k, ok := s.m.secrets[hash([]byte(token))]
	if !ok || k.actor.Kind != api.ActorUser || !now().Before(k.ends) {
		return nil, unauthenticated()
	}
	k.actor.Roles = s.m.tenants[k.tenant].users[k.id].Roles
	return &api.Session{Actor: k.actor, Expires: k.ends}, nil
}

// Close closes a session.
func (s memorySessions) Close(_ context.Context, token string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	delete(s.m.secrets, hash([]byte(token)))
	return nil
}

type memoryUsers struct{ m *Memory }

// Create stores a user.
func (s memoryUsers) Create(_ context.Context, who api.Actor, once api.Once, n api.NewUser) (*api.User, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.users, id)
	}
	name := n.Issuer + "\n" + n.Subject
	if t.logins[name] != "" {
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	row := &api.User{ID: s.m.id("usr"), Name: n.Name, Roles: n.Roles, Version: 1, CreatedAt: now()}
	t.logins[name], t.users[row.ID] = row.ID, row
	t.remember(once, row.ID)
	t.log(who, "user.created", row.ID, map[string][]api.Role{"roles": n.Roles})
	return copyOf(t.users, row.ID)
}

// Get returns a user.
func (s memoryUsers) Get(_ context.Context, who api.Actor, id string) (*api.User, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).users, id)
}

// List lists users.
func (s memoryUsers) List(_ context.Context, who api.Actor, p api.Page) ([]api.User, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	list, more := pageOf(s.m.in(who).users, p, every)
	return list, more, nil
}

// Update changes a user.
func (s memoryUsers) Update(_ context.Context, who api.Actor, id string, version int64, roles []api.Role, blocked bool) (*api.User, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.users[id]
	switch {
	case row == nil:
		return nil, notFound()
	case row.Version != version:
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	row.Roles, row.Blocked = roles, blocked
	row.Version++
	if blocked {
		for h, k := range s.m.secrets {
			if k.id == id {
				delete(s.m.secrets, h)
			}
		}
	}
	t.log(who, "user.changed", id, map[string][]api.Role{"roles": roles})
	return copyOf(t.users, id)
}
