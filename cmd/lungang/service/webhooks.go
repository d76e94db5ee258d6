package service

import (
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/jobs"
	"lungang/model"
	"lungang/store"
)

type webhooks struct{ *wiring }

func (w webhooks) change(n api.NewWebhook) (store.WebhookChange, error) {
	var statuses []store.PlanStatus
	for _, s := range n.Statuses {
		statuses = append(statuses, store.PlanStatus(s))
	}
	return store.WebhookChange{
		URL: n.URL, Events: texts(n.Events), Filter: jobs.HookFilter{Name: n.PlanName, Tag: n.Tag, Statuses: statuses}, Disabled: !n.Active,
	}, w.hooks.CheckURL(n.URL)
}

func (w webhooks) Create(ctx context.Context, who api.Actor, o api.Once, n api.NewWebhook) (*api.Webhook, error) {
	c, err := w.change(n)
	if err != nil {
		return nil, err
	}
	h, err := once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Webhook, string, error) {
		row, secret, err := tx.Webhooks().Create(tenantOf(who), actorOf(who), c)
		if err != nil {
			return nil, "", err
		}
		out, err := showWebhook(row)
		if err == nil {
			out.Secret = secret
		}
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.Webhook, error) { return w.get(tx, who, id) })
	return h, withKey(err)
}

func (w webhooks) get(tx *store.Tx, who api.Actor, id string) (*api.Webhook, error) {
	row, err := tx.Webhooks().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return showWebhook(row)
}

func (w webhooks) Get(ctx context.Context, who api.Actor, id string) (*api.Webhook, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Webhook, error) { return w.get(tx, who, id) })
}

func (w webhooks) List(ctx context.Context, who api.Actor, page api.Page) ([]api.Webhook, bool, error) {
	return view(ctx, w.wiring, page, func(tx *store.Tx, p store.Page) (store.List[store.Webhook], error) {
		return tx.Webhooks().List(tenantOf(who), p)
	}, func(h *store.Webhook) string { return h.ID }, func(_ *store.Tx, h *store.Webhook) (*api.Webhook, error) { return showWebhook(h) })
}

func (w webhooks) Update(ctx context.Context, who api.Actor, id string, version int64, n api.NewWebhook) (*api.Webhook, error) {
	c, err := w.change(n)
	if err != nil {
		return nil, err
	}
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Webhook, error) {
		before, err := tx.Webhooks().Get(tenantOf(who), id)
		if err != nil {
			return nil, err
		}
		row, err := tx.Webhooks().Change(tenantOf(who), actorOf(who), id, version, c)
		if err != nil {
			return nil, err
		}
		if !before.DisabledAt.IsZero() && row.DisabledAt.IsZero() {
			if err := w.jobs.Resume(tx, tenantOf(who), id); err != nil {
				return nil, err
			}
		}
		return showWebhook(row)
	})
}

func (w webhooks) Remove(ctx context.Context, who api.Actor, id string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error { return tx.Webhooks().Delete(tenantOf(who), actorOf(who), id, 0) })
}

func (w webhooks) Renew(ctx context.Context, who api.Actor, id string, version int64) (*api.Webhook, error) {
	h, err := store.Write(ctx, w.store, func(tx *store.Tx) (*api.Webhook, error) {
		row, secret, err := tx.Webhooks().Renew(tenantOf(who), actorOf(who), id, version)
		if err != nil {
			return nil, err
		}
		out, err := showWebhook(row)
		if err == nil {
			out.Secret = secret
		}
		return out, err
	})
	return h, withKey(err)
}

func (w webhooks) Deliveries(ctx context.Context, who api.Actor, id string, page api.Page) ([]api.Delivery, bool, error) {
	page.Descending = true
	return view(ctx, w.wiring, page, func(tx *store.Tx, p store.Page) (store.List[store.Delivery], error) {
		if _, err := tx.Webhooks().Get(tenantOf(who), id); err != nil {
			return store.List[store.Delivery]{}, err
		}
		return tx.Deliveries().List(tenantOf(who), id, p)
	}, func(d *store.Delivery) string { return d.ID }, showDelivery)
}

func (w webhooks) Replay(ctx context.Context, who api.Actor, o api.Once, id, delivery string) (*api.Delivery, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Delivery, string, error) {
		row, err := tx.Deliveries().Repeat(tenantOf(who), actorOf(who), id, delivery)
		if err != nil {
			return nil, "", err
		}
		if err := w.jobs.Redeliver(tx, tenantOf(who), row.ID); err != nil {
			return nil, "", err
		}
		out, err := showDelivery(tx, row)
		return out, row.ID, err
	}, func(tx *store.Tx, made string) (*api.Delivery, error) {
		row, err := tx.Deliveries().Get(tenantOf(who), made)
		if err != nil {
			return nil, err
		}
		return showDelivery(tx, row)
	})
}

func showWebhook(h *store.Webhook) (*api.Webhook, error) {
	var f jobs.HookFilter
	if err := json.Unmarshal([]byte(h.Filter), &f); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	var statuses []api.TechnicalStatus
	for _, s := range f.Statuses {
		statuses = append(statuses, api.TechnicalStatus(s))
	}
	return &api.Webhook{
		ID: h.ID, URL: h.URL, Events: words[api.WebhookEvent](h.Events), PlanName: f.Name, Tag: f.Tag, Statuses: statuses, Active: h.DisabledAt.IsZero(),
		Version: h.Version, CreatedAt: h.CreatedAt, CreatedBy: string(h.CreatedBy),
	}, nil
}

var deliveryStatuses = map[store.DeliveryStatus]api.DeliveryStatus{
	store.DeliveryPending: api.DeliveryPending, store.DeliveryDelivered: api.DeliverySucceeded, store.DeliveryFailed: api.DeliveryFailed,
}

func showDelivery(tx *store.Tx, d *store.Delivery) (*api.Delivery, error) {
	out := &api.Delivery{
		ID: d.ID, Webhook: d.WebhookID, Event: api.WebhookEvent(d.Event), Status: deliveryStatuses[d.Status], Attempts: d.Attempts,
		Next: moment(d.NextAt), Payload: json.RawMessage(d.Payload), Replays: d.ReplayOf, Created: d.CreatedAt,
	}
	if d.Attempts == 0 {
		return out, nil
	}
	log, err := tx.Deliveries().Log(d.TenantID, d.ID)
	if err != nil {
		return nil, err
	}
	if n := len(log); n > 0 {
		out.Code, out.Error = log[n-1].HTTPStatus, log[n-1].Error
	}
	return out, nil
}
