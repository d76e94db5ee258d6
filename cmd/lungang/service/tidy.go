package service

import (
	"context"
	"time"

	"lungang/store"
)

// tidyEvery is how often a process clears away what has expired; it does so once
// at its start, too. Processes that do it at the same time do no harm.
const tidyEvery = time.Hour

// tidy clears away what has expired until ctx ends.
func (a *App) tidy(ctx context.Context) {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		if cleared, err := a.Clear(ctx); err != nil && ctx.Err() == nil {
			a.Log.Warn("what has expired could not be cleared away", "error", err)
		} else if cleared != (store.Cleared{}) {
			a.Log.Info("cleared away", "sessions", cleared.Sessions, "idempotencyKeys", cleared.Idempotency, "progressEvents", cleared.Progress)
		}
		if gone, err := a.Expire(ctx); err != nil && ctx.Err() == nil {
			a.Log.Warn("personal data whose time is over could not be deleted", "error", err)
		} else if gone != (store.Expired{}) {
			a.Log.Info("personal data deleted, their time is over", "datasets", gone.Holders, "rows", gone.Rows, "texts", gone.Texts)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Clear deletes sessions and idempotency keys that have expired, and the
// progress of plans that were over longer than Config.KeepProgress ago, some at
// a time, while others work.
func (a *App) Clear(ctx context.Context) (store.Cleared, error) {
	var sum store.Cleared
	before := a.store.Now().Add(-a.Config.KeepProgress)
	if a.Config.KeepProgress == 0 {
		before = time.Time{}
	}
	for {
		part, err := store.Write(ctx, a.store, func(tx *store.Tx) (store.Cleared, error) { return tx.House().Clear(before) })
		sum.Sessions += part.Sessions
		sum.Idempotency += part.Idempotency
		sum.Progress += part.Progress
		if err != nil || part.Progress == 0 {
			return sum, err
		}
	}
}

// Expire deletes the personal data that their tenants keep no longer, some
// datasets at a time, while others work. Each deletion is in the tenant's log.
func (a *App) Expire(ctx context.Context) (store.Expired, error) {
	var sum store.Expired
	for {
		part, err := store.Write(ctx, a.store, func(tx *store.Tx) (store.Expired, error) { return tx.House().Expire() })
		sum.Holders += part.Holders
		sum.Rows += part.Rows
		sum.Texts += part.Texts
		if err != nil || part.Holders == 0 {
			return sum, err
		}
	}
}
