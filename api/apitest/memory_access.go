package apitest

import (
	"context"
	"crypto/rand"
	"net/netip"
	"net/url"

	"lungang/api"
	"lungang/model"
)

type memoryKeys struct{ m *Memory }

func unauthenticated() error { return model.NewError(api.CodeUnauthenticated, model.Text{}, nil) }

// Authenticate finds the key of a secret.
func (s memoryKeys) Authenticate(_ context.Context, text string) (api.Actor, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	k, ok := s.m.secrets[hash([]byte(text))]
	if !ok || k.actor.Kind != api.ActorKey || !now().Before(k.ends) {
		return api.Actor{}, unauthenticated()
	}
	used := now()
	s.m.tenants[k.tenant].keys[k.id].LastUsed = &used
	return k.actor, nil
}

// Create makes a key.
func (s memoryKeys) Create(_ context.Context, who api.Actor, once api.Once, n api.NewKey) (*api.Key, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.keys, id)
	}
	text := "lgk_" + rand.Text() + rand.Text()
	row := &api.Key{
		ID: s.m.id("key"), Name: n.Name, Prefix: text[:8], Roles: n.Roles, Scopes: n.Scopes, Expires: n.Expires, CreatedAt: now(), CreatedBy: who.ID,
	}
	t.keys[row.ID] = row
	s.m.secrets[hash([]byte(text))] = secret{who.Tenant, row.ID, api.Actor{
		Tenant: who.Tenant, ID: row.ID, Kind: api.ActorKey, Roles: n.Roles, Scopes: n.Scopes,
	}, n.Expires}
	t.remember(once, row.ID)
	t.log(who, "key.created", row.ID, map[string][]api.Role{"roles": n.Roles})
	out := *row
	out.Secret = text
	return &out, nil
}

// Get returns a key.
func (s memoryKeys) Get(_ context.Context, who api.Actor, id string) (*api.Key, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).keys, id)
}

// List lists keys.
func (s memoryKeys) List(_ context.Context, who api.Actor, p api.Page) ([]api.Key, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	list, more := pageOf(s.m.in(who).keys, p, every)
	return list, more, nil
}

// Revoke ends a key.
func (s memoryKeys) Revoke(_ context.Context, who api.Actor, id string) (*api.Key, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.keys[id]
	if row == nil {
		return nil, notFound()
	}
	if row.Revoked == nil {
		at := now()
		row.Revoked = &at
		for h, k := range s.m.secrets {
			if k.id == id {
				delete(s.m.secrets, h)
			}
		}
		t.log(who, "key.revoked", id, map[string]string{})
	}
	return copyOf(t.keys, id)
}

type memoryWebhooks struct{ m *Memory }

// Create registers a webhook.
func (s memoryWebhooks) Create(_ context.Context, who api.Actor, once api.Once, n api.NewWebhook) (*api.Webhook, error) {
	if err := callable(n.URL); err != nil {
		return nil, err
	}
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.webhooks, id)
	}
	row := &api.Webhook{ID: s.m.id("wh"), Version: 1, CreatedAt: now(), CreatedBy: who.ID}
	fill(row, n)
	t.webhooks[row.ID] = row
	t.remember(once, row.ID)
	t.log(who, "webhook.created", row.ID, map[string]string{})
	s.m.deliver(t, row.ID)
	out := *row
	out.Secret = "whsec_" + rand.Text()
	return &out, nil
}

// callable refuses this machine, as a service does that nothing else was allowed to.
func callable(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return model.NewError(model.CodeInternal, model.Text{}, err) // the API looked at it
	}
	if a, err := netip.ParseAddr(u.Hostname()); err != nil || !a.IsLoopback() {
		return nil //nolint:nilerr // a name is no address
	}
	return model.Faults{{
		Code: model.CodeBadParameter, Severity: model.SeverityError, Pointer: "/url",
		Message: model.Text{ZH: "此地址属于内部或保留网段", EN: "the address is private or reserved"},
	}}.Err()
}

// deliver makes one delivery, so that there is something to replay.
func (m *Memory) deliver(t *tenant, webhook string) {
	id := m.id("msg")
	t.deliveries[id] = &api.Delivery{
		ID: id, Webhook: webhook, Event: api.EventPlanOver, Status: api.DeliverySucceeded, Attempts: 1, Code: 204,
		Payload: []byte(`{"plan":"pl_000000example"}`), Created: now(),
	}
}

func fill(row *api.Webhook, n api.NewWebhook) {
	row.URL, row.Events, row.PlanName, row.Tag, row.Statuses, row.Active = n.URL, n.Events, n.PlanName, n.Tag, n.Statuses, n.Active
}

// Get returns a webhook.
func (s memoryWebhooks) Get(_ context.Context, who api.Actor, id string) (*api.Webhook, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).webhooks, id)
}

// List lists webhooks.
func (s memoryWebhooks) List(_ context.Context, who api.Actor, p api.Page) ([]api.Webhook, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	list, more := pageOf(s.m.in(who).webhooks, p, every)
	return list, more, nil
}

// Update changes a webhook.
func (s memoryWebhooks) Update(_ context.Context, who api.Actor, id string, version int64, n api.NewWebhook) (*api.Webhook, error) {
	if err := callable(n.URL); err != nil {
		return nil, err
	}
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.webhooks[id]
	switch {
	case row == nil:
		return nil, notFound()
	case row.Version != version:
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	fill(row, n)
	row.Version++
	t.log(who, "webhook.changed", id, map[string]string{})
	return copyOf(t.webhooks, id)
}

// Remove removes a webhook.
func (s memoryWebhooks) Remove(_ context.Context, who api.Actor, id string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.webhooks[id] == nil {
		return notFound()
	}
	delete(t.webhooks, id)
	t.log(who, "webhook.deleted", id, map[string]string{})
	return nil
}

// Renew makes another secret.
func (s memoryWebhooks) Renew(_ context.Context, who api.Actor, id string, version int64) (*api.Webhook, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.webhooks[id]
	switch {
	case row == nil:
		return nil, notFound()
	case row.Version != version:
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	row.Version++
	t.log(who, "webhook.renewed", id, map[string]string{})
	out := *row
	out.Secret = "whsec_" + rand.Text()
	return &out, nil
}

// Deliveries lists deliveries.
func (s memoryWebhooks) Deliveries(_ context.Context, who api.Actor, id string, p api.Page) ([]api.Delivery, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.webhooks[id] == nil {
		return nil, false, notFound()
	}
	p.Descending = true
	list, more := pageOf(t.deliveries, p, func(d *api.Delivery) bool { return d.Webhook == id })
	return list, more, nil
}

// Replay repeats a delivery.
func (s memoryWebhooks) Replay(_ context.Context, who api.Actor, once api.Once, id, delivery string) (*api.Delivery, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	old := t.deliveries[delivery]
	if t.webhooks[id] == nil || old == nil || old.Webhook != id {
		return nil, notFound()
	}
	if again, err := t.repeated(once); err != nil {
		return nil, err
	} else if again != "" {
		return copyOf(t.deliveries, again)
	}
	row := *old
	row.ID, row.Status, row.Attempts, row.Code, row.Replays, row.Created = s.m.id("msg"), api.DeliveryPending, 0, 0, delivery, now()
	t.deliveries[row.ID] = &row
	t.remember(once, row.ID)
	t.log(who, "delivery.repeated", row.ID, map[string]string{})
	return copyOf(t.deliveries, row.ID)
}

type memoryAudit struct{ m *Memory }

// List lists the log.
func (s memoryAudit) List(_ context.Context, who api.Actor, q api.AuditQuery) ([]api.AuditEntry, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	rows := s.m.in(who).audit
	out := []api.AuditEntry{}
	for i := range rows {
		e := rows[i]
		if q.Descending {
			e = rows[len(rows)-1-i]
		}
		if q.After != 0 && (e.Seq <= q.After) != q.Descending || e.Seq == q.After || q.Subject != "" && e.Subject != q.Subject || q.Actor != "" && e.Actor != q.Actor ||
			q.Action != "" && e.Action != q.Action || !q.From.IsZero() && e.Time.Before(q.From) || !q.To.IsZero() && !e.Time.Before(q.To) {
			continue
		}
		if len(out) == q.Limit {
			return out, true, nil
		}
		out = append(out, e)
	}
	return out, false, nil
}

// Get returns a row of the log.
func (s memoryAudit) Get(_ context.Context, who api.Actor, seq int64) (*api.AuditEntry, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	rows := s.m.in(who).audit
	if seq < 1 || seq > int64(len(rows)) {
		return nil, notFound()
	}
	out := rows[seq-1]
	return &out, nil
}

type memoryHealth struct{ m *Memory }

// Checks says that all is well, but for what Sicken named.
func (s memoryHealth) Checks(context.Context) []api.Check {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return []api.Check{{Name: "memory", OK: s.m.sick != "memory"}, {Name: "solver", OK: s.m.sick != "solver"}}
}
