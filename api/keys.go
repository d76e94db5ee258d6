package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"time"

	"lungang/model"
)

// NewKeyBody asks for a key.
type NewKeyBody struct {
	Name   string       `json:"name" minLength:"1" maxLength:"100" doc:"what it is for; no personal data"`
	Roles  []Role       `json:"roles" minItems:"1" maxItems:"5" doc:"what it may do; approver is held by people who log in, never by a key"`
	Scopes []Permission `json:"scopes,omitempty" maxItems:"20" doc:"narrows it to these permissions, which its roles must have; all when absent. A narrowed key makes keys with scopes of its own only"`
	Days   int          `json:"expiresInDays,omitempty" minimum:"0" maximum:"366" doc:"days until it expires; 90 when absent or 0"`
}

const (
	keyDays = 90
	day     = 24 * time.Hour
)

type keyOut struct {
	Location string `header:"Location" doc:"where the key is"`
	Body     *Key
}

// KeyID names a key in the path.
type KeyID struct {
	ID string `path:"id" maxLength:"100" doc:"key id" example:"key_01jd3zj9r3s7v1w5y9b3d7f1hk"`
}

func (s *Server) registerKeys() {
	const tag = "keys"
	missing := []int{http.StatusNotFound}
	register(s, operation{
		id: "create-key", method: http.MethodPost, path: "/v1/keys", tag: tag, status: http.StatusCreated,
		summary: model.Text{ZH: "签发 API 密钥(只显示一次)", EN: "make an API key (shown once)"},
		body:    reflect.TypeFor[NewKeyBody](), errors: []int{http.StatusConflict},
		example: NewKeyBody{Name: "人事系统", Roles: []Role{RoleHRSystem}, Days: 180},
	}, s.createKey)
	register(s, operation{
		id: "list-keys", method: http.MethodGet, path: "/v1/keys", tag: tag, summary: model.Text{ZH: "密钥列表", EN: "list keys"},
	}, func(ctx context.Context, in *listKeysIn) (*pageOut[Key], error) {
		scope := scopeOf("keys", in.Sort)
		page, err := in.page(ctx, scope, sortDescending(in.Sort))
		if err != nil {
			return nil, err
		}
		list, more, err := s.Ports.Keys.List(ctx, actorOf(ctx), page)
		if err != nil {
			return nil, err
		}
		return answerPage(ctx, scope, list, more, func(k *Key) string { return k.ID }), nil
	})
	register(s, operation{
		id: "get-key", method: http.MethodGet, path: "/v1/keys/{id}", tag: tag, summary: model.Text{ZH: "一个密钥", EN: "one key"}, errors: missing,
	}, func(ctx context.Context, in *KeyID) (*keyOut, error) {
		k, err := s.Ports.Keys.Get(ctx, actorOf(ctx), in.ID)
		return &keyOut{Body: k}, err
	})
	register(s, operation{
		id: "revoke-key", method: http.MethodDelete, path: "/v1/keys/{id}", tag: tag,
		summary: model.Text{ZH: "吊销密钥,立即生效", EN: "revoke a key at once"}, errors: missing,
	}, func(ctx context.Context, in *KeyID) (*keyOut, error) {
		k, err := s.Ports.Keys.Revoke(ctx, actorOf(ctx), in.ID)
		return &keyOut{Body: k}, err
	})
}

type listKeysIn struct {
	PageParams
	SortByTime
}

type createKeyIn struct {
	OnceHeader
	Payload[NewKeyBody]
}

func (s *Server) createKey(ctx context.Context, in *createKeyIn) (*keyOut, error) {
	b, once := in.Value, in.once("create-key", in.RawBody)
	if b.Days == 0 {
		b.Days = keyDays
	}
	k, err := onlyOnce(ctx, s, once, s.Ports.Keys.Get, func() (*Key, error) {
		if err := b.check(actorOf(ctx)); err != nil {
			return nil, err
		}
		if err := s.labels(ctx, "", b.Name, nil); err != nil {
			return nil, err
		}
		return s.Ports.Keys.Create(ctx, actorOf(ctx), once, NewKey{
			Name: b.Name, Roles: b.Roles, Scopes: append([]Permission{}, b.Scopes...),
			Expires: s.config.Now().UTC().Truncate(time.Microsecond).Add(time.Duration(b.Days) * day),
		})
	})
	if err != nil {
		return nil, err
	}
	return &keyOut{Location: "/v1/keys/" + k.ID, Body: k}, nil
}

// check refuses roles that no key has, scopes that the roles do not have, and those
// that a narrowed key has not itself: it would widen itself.
func (b *NewKeyBody) check(who Actor) error {
	var faults model.Faults
	fault := func(code model.Code, at, zh, en string) {
		faults = append(faults, model.Fault{
			Code: code, Severity: model.SeverityError, Pointer: at, Message: model.Text{ZH: zh, EN: en},
		})
	}
	for i, r := range b.Roles {
		at := "/roles/" + itoa(i)
		switch {
		case r.Decides():
			fault(model.CodeBadParameter, at, "审批由登录的人作出,不能交给密钥", "people who log in decide; a key does not")
		case slices.Contains(b.Roles[:i], r):
			fault(model.CodeDuplicate, at, "不能重复", "it is given twice")
		}
	}
	if len(who.Scopes) > 0 && len(b.Scopes) == 0 {
		fault(model.CodeMissing, "/scopes", "受限的密钥只能签发受限的密钥,须写明范围", "a key that is narrowed makes narrowed ones: name the scopes")
	}
	holder := Actor{Roles: b.Roles}
	for i, p := range b.Scopes {
		at := "/scopes/" + itoa(i)
		switch {
		case !holder.May(p):
			fault(model.CodeBadParameter, at, "这些角色没有此权限", "the roles do not have this permission")
		case len(who.Scopes) > 0 && !slices.Contains(who.Scopes, p):
			fault(model.CodeBadParameter, at, "签发所用的密钥没有此权限", "the key that asks does not have this permission")
		case slices.Contains(b.Scopes[:i], p):
			fault(model.CodeDuplicate, at, "不能重复", "it is given twice")
		}
	}
	return faults.Err()
}
