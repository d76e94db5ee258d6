package service

import (
	"context"

	"lungang/api"
	"lungang/jobs"
	"lungang/store"
)

type batches struct{ *wiring }

func (w batches) Create(ctx context.Context, who api.Actor, o api.Once, n api.NewBatch) (*api.Batch, error) {
	return settled(func() (*api.Batch, error) {
		problems := make([]effective, len(n.Datasets))
		for i, d := range n.Datasets {
			var err error
			if problems[i], err = w.effective(ctx, who, d); err != nil {
				return nil, err
			}
		}
		return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Batch, string, error) {
			b, err := tx.Batches().Create(tenantOf(who), actorOf(who), n.Name)
			if err != nil {
				return nil, "", err
			}
			ids := make([]string, len(n.Datasets))
			for i, d := range n.Datasets {
				p, err := w.create(tx, who, problems[i], store.NewPlan{
					Name: n.Name, Tags: n.Tags, DatasetID: d, BatchID: b.ID, Options: jobs.Options(n.Options),
				})
				if err != nil {
					return nil, "", err
				}
				ids[i] = p.ID
			}
			if err := w.jobs.Enqueue(tx, tenantOf(who), ids...); err != nil {
				return nil, "", err
			}
			out, err := w.get(tx, who, b.ID)
			return out, b.ID, err
		}, func(tx *store.Tx, id string) (*api.Batch, error) { return w.get(tx, who, id) })
	})
}

func (w batches) Get(ctx context.Context, who api.Actor, id string) (*api.Batch, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Batch, error) { return w.get(tx, who, id) })
}

func (w batches) get(tx *store.Tx, who api.Actor, id string) (*api.Batch, error) {
	b, err := tx.Batches().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	counts, err := tx.Batches().Counts(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	out := &api.Batch{ID: b.ID, Name: b.Name, Status: api.StatusRunning, CreatedAt: b.CreatedAt, CreatedBy: string(b.CreatedBy)}
	for status, n := range counts {
		out.Count(api.TechnicalStatus(status), n)
	}
	return out, nil
}

func (w batches) Cancel(ctx context.Context, who api.Actor, id string) (*api.Batch, error) {
	var hurry []string
	b, err := store.Write(ctx, w.store, func(tx *store.Tx) (_ *api.Batch, err error) {
		if _, err := tx.Batches().Get(tenantOf(who), id); err != nil {
			return nil, err
		}
		if hurry, err = tx.Plans().HoldBatch(tenantOf(who), id); err != nil {
			return nil, err
		}
		for _, plan := range hurry {
			if _, err := w.jobs.Cancel(tx, tenantOf(who), actorOf(who), plan); err != nil {
				return nil, err
			}
		}
		return w.get(tx, who, id)
	})
	if err == nil {
		for _, plan := range hurry {
			w.jobs.Hurry(plan)
		}
	}
	return b, err
}
