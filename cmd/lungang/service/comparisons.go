package service

import (
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type comparisons struct{ *wiring }

// columns is the document of a comparison: what was asked for, in its order.
type columns struct {
	Plans    []string `json:"plans"`
	Baseline string   `json:"baseline"`
}

func (w comparisons) Create(ctx context.Context, who api.Actor, o api.Once, c api.NewComparison) (*api.Comparison, error) {
	text, err := json.Marshal(columns{c.Plans, c.Baseline})
	if err != nil {
		return nil, err
	}
	document := store.NewDocument(text)
	order := []string{c.Baseline} // the store wants it first
	for _, id := range c.Plans {
		if id != c.Baseline {
			order = append(order, id)
		}
	}
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Comparison, string, error) {
		row, err := tx.Comparisons().Create(tenantOf(who), actorOf(who), c.Name, order, document)
		if err != nil {
			return nil, "", err
		}
		out, err := w.show(tx, row)
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.Comparison, error) { return w.get(tx, who, id) })
}

func (w comparisons) get(tx *store.Tx, who api.Actor, id string) (*api.Comparison, error) {
	row, err := tx.Comparisons().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return w.show(tx, row)
}

func (w comparisons) Get(ctx context.Context, who api.Actor, id string) (*api.Comparison, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Comparison, error) { return w.get(tx, who, id) })
}

func (w comparisons) List(ctx context.Context, who api.Actor, page api.Page) ([]api.Comparison, bool, error) {
	return view(ctx, w.wiring, page, func(tx *store.Tx, p store.Page) (store.List[store.Comparison], error) {
		return tx.Comparisons().List(tenantOf(who), p)
	}, func(c *store.Comparison) string { return c.ID }, w.show)
}

func (w comparisons) Remove(ctx context.Context, who api.Actor, id string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error { return tx.Comparisons().Delete(tenantOf(who), actorOf(who), id) })
}

func (comparisons) show(tx *store.Tx, c *store.Comparison) (*api.Comparison, error) {
	text, err := tx.Documents().Get(c.TenantID, c.Document)
	if err != nil {
		return nil, err
	}
	var asked columns
	if err := json.Unmarshal(text, &asked); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return &api.Comparison{
		ID: c.ID, Name: c.Name, Plans: asked.Plans, Baseline: asked.Baseline, CreatedAt: c.CreatedAt, CreatedBy: string(c.CreatedBy),
	}, nil
}
