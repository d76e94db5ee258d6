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
// due: after store.Deliveries.Replay.
func (e *Engine) Redeliver(tx *store.Tx, tenant store.TenantID, deliveries ...string) error {
	due := make([]store.DeliveryKey, len(deliveries))
	for i, id := range deliveries {
		due[i] = store.DeliveryKey{TenantID: tenant, ID: id}
	}
	return e.insertDeliveries(tx, due...)
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

// deliver makes one attempt and writes it into the delivery log. It returns how
// long to wait for the next one, 0 when there is none.
func (e *Engine) deliver(ctx context.Context, tenant store.TenantID, id string) (again time.Duration, err error) {
	var h *store.Webhook
	var m message
	var wait time.Duration
	d, err := store.Read(ctx, e.store, func(tx *store.Tx) (*store.Delivery, error) {
		d, err := tx.Deliveries().Get(tenant, id)
		if err != nil || d.Status != store.DeliveryPending {
			return nil, err
		}
		if wait = d.NextAt.Sub(tx.Now()); wait > 0 {
			return nil, nil // another job tries it
		}
		if h, err = tx.Webhooks().Get(tenant, d.WebhookID); err != nil {
			return nil, err
		}
		if !h.DisabledAt.IsZero() {
			return nil, nil // paused: it waits, and the keeper finds it when the webhook goes on
		}
		m.secrets, err = tx.Webhooks().Secrets(tenant, d.WebhookID)
		return d, err
	})
	switch {
	case errors.Is(err, &model.Error{Code: model.CodeNotFound}):
		return 0, nil // the webhook was deleted, or the tenant
	case err != nil || d == nil:
		return 0, err
	}
	// What is sent once more is the same message, which receivers know by its id.
	m.id, m.url, m.body = cmp.Or(d.ReplayOf, d.ID), h.URL, []byte(d.Payload)
	began := time.Now()
	a := e.sender.send(ctx, m, e.store.Now())
	if ctx.Err() != nil {
		return 0, context.Canceled
	}
	var next time.Time
	if !a.ok() && !a.gone && d.Attempts+1 < maxDeliveries {
		again = max(e.c.Backoff(d.Attempts+1), min(a.after, longestAsked))
		next = e.store.Now().Add(again)
	}
	e.c.Observer.Delivered(word(a))
	took := time.Since(began).Milliseconds()
	err = e.store.InTx(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		line := store.DeliveryAttempt{Milliseconds: took, HTTPStatus: a.status, Error: a.error}
		if err := tx.Deliveries().Tried(tenant, id, line, a.ok(), next); err != nil || !a.gone {
			return err
		}
		err := tx.Webhooks().Pause(tenant, h.ID)
		if errors.Is(err, &model.Error{Code: model.CodeNotFound}) {
			return nil // deleted meanwhile
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
