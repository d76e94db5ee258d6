package service

import (
	"context"
	"errors"
	"time"

	"lungang/api"
	"lungang/jobs"
	"lungang/model"
	"lungang/store"
)

// wiring is what all ports of the API stand on.
type wiring struct {
	store   *store.Store
	jobs    *jobs.Engine
	hub     *hub
	hooks   jobs.Destinations
	heavy   *api.Heavy // turns of heavy computations, which the API shares
	version string
}

// ports fills in what the API needs.
func (w *wiring) ports() api.Ports {
	return api.Ports{
		Repeats: repeats{w}, Datasets: datasets{w}, Persons: persons{w}, Plans: plans{w}, Conflicts: conflicts{w}, Questions: questions{w}, Progress: progress{w}, Batches: batches{w},
		Pins: pins{w}, Comparisons: comparisons{w}, Overrides: overrides{w}, Users: users{w}, Keys: &keys{wiring: w}, Sessions: sessions{w}, Webhooks: webhooks{w},
		Audit: auditLog{w}, Health: health{w}, Privacy: privacy{w}, Evidence: evidences{w}, Reviews: reviews{w}, Objections: objections{w},
	}
}

func tenantOf(who api.Actor) store.TenantID { return store.TenantID(who.Tenant) }
func actorOf(who api.Actor) store.Actor     { return store.Actor(who.ID) }

// onceLasts is how long an Idempotency-Key is remembered.
const onceLasts = 24 * time.Hour

// once creates something in a transaction, or finds what the same request
// created before.
func once[T any](ctx context.Context, w *wiring, who api.Actor, o api.Once,
	create func(tx *store.Tx) (T, string, error), find func(tx *store.Tx, id string) (T, error),
) (T, error) {
	return store.Write(ctx, w.store, func(tx *store.Tx) (T, error) {
		var none T
		if o.Key == "" {
			made, _, err := create(tx)
			return made, err
		}
		before, err := tx.Idempotencies().Claim(tenantOf(who), actorOf(who), o.Key, o.Fingerprint, onceLasts)
		if err != nil {
			return none, keyReused(err)
		}
		if before != nil {
			return find(tx, before.Location)
		}
		made, id, err := create(tx)
		if err != nil {
			return none, err
		}
		return made, tx.Idempotencies().Complete(tenantOf(who), actorOf(who), o.Key, store.Answer{Status: 201, Location: id})
	})
}

type repeats struct{ *wiring }

func (w repeats) Made(ctx context.Context, who api.Actor, o api.Once) (string, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (string, error) {
		before, err := tx.Idempotencies().Answered(tenantOf(who), actorOf(who), o.Key, o.Fingerprint)
		if err != nil || before == nil {
			return "", keyReused(err)
		}
		return before.Location, nil
	})
}

// keyReused is what the store says of a key that is taken, as clients know it.
func keyReused(err error) error {
	if is(err, model.CodeConflict) {
		return failure(api.CodeIdempotency, "此 Idempotency-Key 已用于另一请求,请换一个", "this Idempotency-Key was used for another request; take another one")
	}
	return err
}

// list reads a page, which may be longer than one of the store.
func list[R, T any](p api.Page, read func(store.Page) (store.List[R], error), id func(*R) string, show func(*R) (*T, error)) ([]T, bool, error) {
	out := []T{}
	next := store.Page{After: p.After, Oldest: !p.Descending}
	for {
		next.Limit = min(p.Limit-len(out), storePage)
		part, err := read(next)
		if err != nil {
			return nil, false, err
		}
		for i := range part.Rows {
			one, err := show(&part.Rows[i])
			if err != nil {
				return nil, false, err
			}
			out = append(out, *one)
		}
		if !part.More || len(out) >= p.Limit {
			return out, part.More, nil
		}
		next.After = id(&part.Rows[len(part.Rows)-1])
	}
}

// storePage is the longest page of the store.
const storePage = 500

// paged is what list returns, for a function of one result.
type paged[T any] struct {
	rows []T
	more bool
}

// view reads a page in one transaction.
func view[R, T any](ctx context.Context, w *wiring, p api.Page, read func(*store.Tx, store.Page) (store.List[R], error), id func(*R) string, show func(*store.Tx, *R) (*T, error)) ([]T, bool, error) {
	out, err := store.Read(ctx, w.store, func(tx *store.Tx) (paged[T], error) {
		rows, more, err := list(p, func(p store.Page) (store.List[R], error) { return read(tx, p) }, id, func(r *R) (*T, error) { return show(tx, r) })
		return paged[T]{rows, more}, err
	})
	return out.rows, out.more, err
}

func is(err error, code model.Code) bool { return errors.Is(err, &model.Error{Code: code}) }

func failure(code model.Code, zh, en string) error {
	return model.NewError(code, model.Text{ZH: zh, EN: en}, nil)
}

// withKey turns a refusal for want of a data key into a conflict: the request
// is fine, the service is not set up for it.
func withKey(err error) error {
	if errors.Is(err, store.ErrNoDataKey) && model.ErrorText(err, "en") == model.ErrorText(store.ErrNoDataKey, "en") {
		return failure(model.CodeConflict, model.ErrorText(err, "zh"), model.ErrorText(err, "en"))
	}
	return err
}

// moment is a time of the store as clients see it; nil when it did not come.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// shown is rows as clients see them.
func shown[R, T any](rows []R, show func(*R) *T) []T {
	out := make([]T, len(rows))
	for i := range rows {
		out[i] = *show(&rows[i])
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
