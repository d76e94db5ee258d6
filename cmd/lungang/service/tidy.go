package service

import (
	"context"
	"errors"
	"strings"
	"time"

	"lungang/model"
	"lungang/store"
)

// tidyEvery is how often a process clears away what has expired; it does so once
// at its start, too. Processes that do it at the same time do no harm.
const tidyEvery = time.Hour

// tidy clears away what has expired until ctx ends. Personal data are not deleted
// by a process that began with a clock nobody can believe: they do not come back.
func (a *App) tidy(ctx context.Context) {
	keep := a.leapt(ctx)
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		a.tidyUp(ctx, keep)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// tidyUp clears away what has expired; it keeps personal data when told so.
func (a *App) tidyUp(ctx context.Context, keep bool) {
	if cleared, err := a.Clear(ctx); err != nil && ctx.Err() == nil {
		a.Log.Warn("what has expired could not be cleared away", "error", err)
	} else if cleared != (store.Cleared{}) {
		a.Log.Info("cleared away", "sessions", cleared.Sessions, "idempotencyKeys", cleared.Idempotency, "progressEvents", cleared.Progress)
	}
	if keep {
		return
	}
	gone, err := a.Expire(ctx)
	if err != nil && ctx.Err() == nil {
		a.Log.Warn("personal data whose time is over could not be deleted", "error", err)
	}
	if gone != (store.Expired{}) {
		a.Log.Info("personal data deleted, their time is over", "datasets", gone.Holders, "rows", gone.Rows, "texts", gone.Texts, "accounts", gone.Accounts)
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
// datasets at a time, while others work. Each deletion is in the tenant's log. Where
// one tenant's fail, the others' go on; the error, of the code of the first, names
// whose are still there.
func (a *App) Expire(ctx context.Context) (store.Expired, error) {
	var sum store.Expired
	tenants, err := store.Read(ctx, a.store, func(tx *store.Tx) ([]store.Tenant, error) { return tx.House().Tenants() })
	if err != nil {
		return sum, err
	}
	var failed []store.TenantID
	var faults []error
	for i := range tenants {
		if err := a.expire(ctx, tenants[i].ID, &sum); err != nil {
			failed, faults = append(failed, tenants[i].ID), append(faults, err)
		}
	}
	if len(failed) == 0 || ctx.Err() != nil {
		return sum, ctx.Err()
	}
	names := strings.Join(texts(failed), ", ")
	return sum, model.NewError(model.ErrorCode(faults[0]), model.Text{
		ZH: "单位 " + names + " 保存期满的个人信息未能删除,其他单位的已处理:" + model.ErrorText(faults[0], "zh"),
		EN: "personal data of " + names + " whose time is over could not be deleted; those of the others were: " + model.ErrorText(faults[0], "en"),
	}, errors.Join(faults...))
}

// expire adds what is deleted of a tenant to the sum.
func (a *App) expire(ctx context.Context, tenant store.TenantID, sum *store.Expired) error {
	for {
		part, err := store.Write(ctx, a.store, func(tx *store.Tx) (store.Expired, error) { return tx.Retentions().Expire(tenant) })
		sum.Holders += part.Holders
		sum.Rows += part.Rows
		sum.Texts += part.Texts
		sum.Accounts += part.Accounts
		if err != nil || part.Holders == 0 {
			return err
		}
	}
}
