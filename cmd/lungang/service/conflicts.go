package service

import (
	"context"

	"lungang/api"
	"lungang/jobs"
	"lungang/store"
)

type conflicts struct{ *wiring }

func (w conflicts) Search(ctx context.Context, who api.Actor, o api.Once, plan string, options api.Options) (*api.Plan, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Plan, string, error) {
		row, made, err := tx.Plans().SearchConflicts(tenantOf(who), actorOf(who), plan, jobs.Options(options))
		if err != nil {
			return nil, "", err
		}
		if made {
			if err := w.jobs.Enqueue(tx, tenantOf(who), row.ID); err != nil {
				return nil, "", err
			}
		}
		out, err := plans(w).get(tx, who, row.ID)
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.Plan, error) { return plans(w).get(tx, who, id) })
}

func (w conflicts) Last(ctx context.Context, who api.Actor, plan string) (*api.Plan, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Plan, error) {
		row, err := tx.Plans().LastSearch(tenantOf(who), plan)
		if err != nil {
			return nil, err
		}
		return showPlan(row)
	})
}

func (w conflicts) Report(ctx context.Context, who api.Actor, search string) ([]byte, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Report(tenantOf(who), search) })
}
