package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"lungang/model"
	"lungang/store"
)

// What webhooks may hear of.
const (
	eventQueued  = "plan.queued"
	eventStarted = "plan.started"
	eventOver    = "plan.over" // whatever the status is
)

// HookFilter narrows what a webhook hears of; empty fields do not.
type HookFilter struct {
	Name string `json:"name,omitempty"` // plans of exactly this name
	Tag  string `json:"tag,omitempty"`  // plans with this tag

	Statuses []store.PlanStatus `json:"statuses,omitempty"` // plans that have one of these by then
}

func (f HookFilter) wants(p *store.Plan) bool {
	if f.Name != "" && f.Name != p.Name {
		return false
	}
	if len(f.Statuses) > 0 && !slices.Contains(f.Statuses, p.Status) {
		return false
	}
	return f.Tag == "" || slices.Contains(p.Tags, f.Tag)
}

// notice is the body of a webhook: ids and links, no personal datum.
type notice struct {
	Type      string     `json:"type"`
	Timestamp time.Time  `json:"timestamp"`
	Data      noticeData `json:"data"`
}

type noticeData struct {
	Plan    string           `json:"plan"`
	Dataset string           `json:"dataset"`
	Batch   string           `json:"batch,omitempty"`
	Status  store.PlanStatus `json:"status"`
	Link    string           `json:"link"`
}

// announce stores a delivery, and its job, for every webhook that wants to hear
// of what the transaction has just done to a plan.
func (e *Engine) announce(tx *store.Tx, tenant store.TenantID, plan, event string) error {
	hooks, err := tx.Webhooks().Listening(tenant, event)
	if err != nil || len(hooks) == 0 {
		return err
	}
	p, err := tx.Plans().Get(tenant, plan)
	if err != nil || p.Purpose != "" { // who listens hears of plans
		return err
	}
	body, err := json.Marshal(notice{event, tx.Now(), noticeData{p.ID, p.DatasetID, p.BatchID, p.Status, e.c.Links(p.ID)}})
	if err != nil {
		return err
	}
	var due []store.DeliveryKey
	for _, h := range hooks {
		var f HookFilter
		if err := json.Unmarshal([]byte(h.Filter), &f); err != nil || !f.wants(p) {
			continue
		}
		d, err := tx.Deliveries().Create(tenant, h.ID, event, string(body))
		if err != nil {
			return err
		}
		due = append(due, store.DeliveryKey{TenantID: tenant, ID: d.ID})
	}
	return e.insertDeliveries(tx, due...)
}

// Redeliver queues deliveries that are due, in the transaction that made them
// due: after store.Deliveries.Repeat.
func (e *Engine) Redeliver(tx *store.Tx, tenant store.TenantID, deliveries ...string) error {
	due := make([]store.DeliveryKey, len(deliveries))
	for i, id := range deliveries {
		due[i] = store.DeliveryKey{TenantID: tenant, ID: id}
	}
	return e.insertDeliveries(tx, due...)
}

// Resume queues the deliveries that came due while their webhook was paused, in the
// transaction that ends the pause.
func (e *Engine) Resume(tx *store.Tx, tenant store.TenantID, webhook string) error {
	due, err := tx.Deliveries().Due(tenant, webhook)
	if err != nil {
		return err
	}
	return e.Redeliver(tx, tenant, due...)
}

func (e *Engine) insertDeliveries(tx *store.Tx, due ...store.DeliveryKey) error {
	params := make([]river.InsertManyParams, len(due))
	for i, d := range due {
		params[i] = river.InsertManyParams{
			Args: HookArgs{Tenant: string(d.TenantID), Delivery: d.ID}, InsertOpts: &river.InsertOpts{Queue: hookQueue, MaxAttempts: 1},
		}
	}
	_, err := e.queue.insert(tx, params...)
	return err
}

// HookArgs is the job of one delivery.
type HookArgs struct {
	Tenant   string `json:"tenant"`
	Delivery string `json:"delivery"`
}

// Kind names the job for River.
func (HookArgs) Kind() string { return hookKind }

const hookKind = "webhook"

// hookWorker delivers.
type hookWorker struct {
	river.WorkerDefaults[HookArgs]
	engine *Engine
}

// Timeout of one attempt.
func (*hookWorker) Timeout(*river.Job[HookArgs]) time.Duration {
	return 2 * (connectTimeout + answerTimeout)
}

// Work makes one attempt; the next one is the same job, snoozed.
func (w *hookWorker) Work(ctx context.Context, job *river.Job[HookArgs]) error {
	again, err := w.engine.deliver(ctx, store.TenantID(job.Args.Tenant), job.Args.Delivery)
	switch {
	case errors.Is(err, &model.Error{Code: model.CodeUnavailable}), errors.Is(err, context.Canceled):
		return river.JobSnooze(time.Second) // the database is away, or the worker ends
	case err != nil:
		return err // the keeper finds it when it stays due
	case again > 0:
		return river.JobSnooze(again)
	}
	return nil
}

// longestAsked is the longest time that a receiver may ask to be left alone for.
const longestAsked = time.Hour

// parcel is a delivery that is due, as its webhook wants it now.
type parcel struct {
	delivery *store.Delivery
	hook     *store.Webhook
	secrets  []string
	wanted   bool // by the events and the filter that the webhook has now
	shut     bool // nobody here can open the secrets
}

// due reads a delivery that is to be tried now: nil when it is over, when another
// job tries it, and while its webhook is paused (Resume queues it then) or deleted.
func (e *Engine) due(ctx context.Context, tenant store.TenantID, id string) (*parcel, error) {
	p, err := store.Read(ctx, e.store, func(tx *store.Tx) (*parcel, error) {
		d, err := tx.Deliveries().Get(tenant, id)
		if err != nil || d.Status != store.DeliveryPending || d.NextAt.After(tx.Now()) {
			return nil, err
		}
		h, err := tx.Webhooks().Get(tenant, d.WebhookID)
		if err != nil || !h.DisabledAt.IsZero() {
			return nil, err
		}
		p := &parcel{delivery: d, hook: h}
		if p.wanted, err = wanted(tx, d, h); err != nil {
			return nil, err
		}
		p.secrets, err = tx.Webhooks().Secrets(tenant, h.ID)
		if err != nil && !passing(err) {
			p.shut, err = true, nil
		}
		return p, err
	})
	if errors.Is(err, &model.Error{Code: model.CodeNotFound}) {
		return nil, nil
	}
	return p, err
}

// wanted holds a delivery against what its webhook wants to hear of now: who moved a
// webhook to another address, and narrowed it, gets nothing there that is excluded.
func wanted(tx *store.Tx, d *store.Delivery, h *store.Webhook) (bool, error) {
	var n notice
	var f HookFilter
	if err := errors.Join(json.Unmarshal([]byte(d.Payload), &n), json.Unmarshal([]byte(h.Filter), &f)); err != nil {
		return false, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	p, err := tx.Plans().Get(d.TenantID, n.Data.Plan)
	switch {
	case errors.Is(err, &model.Error{Code: model.CodeNotFound}):
		p = &store.Plan{} // it has no name and no tags any more
	case err != nil:
		return false, err
	}
	p.Status = n.Data.Status // at that time
	return (len(h.Events) == 0 || slices.Contains(h.Events, d.Event)) && f.wants(p), nil
}

// deliver makes one attempt and writes it into the delivery log. It returns how
// long to wait for the next one, 0 when there is none.
func (e *Engine) deliver(ctx context.Context, tenant store.TenantID, id string) (again time.Duration, err error) {
	p, err := e.due(ctx, tenant, id)
	if err != nil || p == nil {
		return 0, err
	}
	began := time.Now()
	a := attempt{error: "no longer wanted"}
	switch {
	case !p.wanted:
	case p.shut: // counted as others are, so that those that can be sent get their turn
		a = attempt{error: "no data key of this worker opens the secret"}
	default:
		a = e.sender.send(ctx, message{id: cmp.Or(p.delivery.ReplayOf, id), url: p.hook.URL, secrets: p.secrets, body: []byte(p.delivery.Payload)}, e.store.Now())
		if ctx.Err() != nil {
			return 0, context.Canceled
		}
		e.c.Observer.Delivered(word(a))
	}
	var next time.Time
	if p.wanted && !a.ok() && !a.gone && p.delivery.Attempts+1 < maxDeliveries {
		again = max(e.c.Backoff(p.delivery.Attempts+1), min(a.after, longestAsked))
		next = e.store.Now().Add(again)
	}
	took := time.Since(began).Milliseconds()
	err = e.store.InTx(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		line := store.DeliveryAttempt{Milliseconds: took, HTTPStatus: a.status, Error: a.error}
		if err := tx.Deliveries().Tried(tenant, id, line, a.ok(), next); err != nil || !a.gone {
			return err
		}
		err := tx.Webhooks().Pause(tenant, p.hook.ID, p.hook.Version, map[string]any{"delivery": id, "status": a.status})
		if errors.Is(err, &model.Error{Code: model.CodeStale}) {
			return nil // somebody has moved it meanwhile: that address said nothing
		}
		return err
	})
	if fenced(err) {
		return 0, nil // another job was faster
	}
	return again, err
}

func word(a attempt) string {
	switch {
	case a.ok():
		return "delivered"
	case a.refused:
		return "refused"
	}
	return "failed"
}
