package service

import (
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type datasets struct{ *wiring }

// warnings is the faults document of a dataset: how many there were. They are
// found again from the document when somebody asks for them.
type warnings struct {
	Warnings int `json:"warnings"`
}

func (w datasets) Create(ctx context.Context, who api.Actor, o api.Once, d api.NewDataset) (*api.Dataset, error) {
	n, err := newDataset(d)
	if err != nil {
		return nil, err
	}
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Dataset, string, error) {
		row, err := tx.Datasets().Create(tenantOf(who), actorOf(who), n)
		if err != nil {
			return nil, "", err
		}
		out, err := w.show(tx, row)
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.Dataset, error) { return w.get(tx, who, id) })
}

// newDataset is a snapshot as the store takes it.
func newDataset(d api.NewDataset) (store.NewDataset, error) {
	n := store.NewDataset{Name: d.Name, Document: store.NewDocument(d.Document), Problem: d.Problem, Hash: d.Hash, ParentID: d.Parent, Source: "json"}
	if d.Parent != "" {
		n.Source = "patch"
	}
	if d.Warnings > 0 {
		text, err := json.Marshal(warnings{d.Warnings})
		if err != nil {
			return n, err
		}
		n.Faults = store.NewDocument(text)
	}
	return n, nil
}

func (w datasets) get(tx *store.Tx, who api.Actor, id string) (*api.Dataset, error) {
	row, err := tx.Datasets().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return w.show(tx, row)
}

func (w datasets) Get(ctx context.Context, who api.Actor, id string) (*api.Dataset, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Dataset, error) { return w.get(tx, who, id) })
}

func (w datasets) Document(ctx context.Context, who api.Actor, id string) ([]byte, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]byte, error) { return tx.Datasets().Document(tenantOf(who), id) })
}

func (w datasets) List(ctx context.Context, who api.Actor, q api.DatasetQuery) ([]api.Dataset, bool, error) {
	filter := store.DatasetFilter{District: q.District, PlanYear: q.PlanYear, Name: q.Name, OriginID: q.Origin}
	return view(ctx, w.wiring, q.Page, func(tx *store.Tx, p store.Page) (store.List[store.Dataset], error) {
		return tx.Datasets().List(tenantOf(who), filter, p)
	}, func(d *store.Dataset) string { return d.ID }, w.show)
}

func (datasets) show(tx *store.Tx, d *store.Dataset) (*api.Dataset, error) {
	out := &api.Dataset{
		ID: d.ID, Name: d.Name, Status: api.DatasetStatus(d.Status), District: d.District, PlanYear: d.PlanYear, Pack: d.Pack,
		Hash: d.Hash, Bytes: int64(d.Size), Schools: d.Schools, Teachers: d.Teachers, Parent: d.ParentID, Origin: d.OriginID,
		CreatedAt: d.CreatedAt, CreatedBy: string(d.CreatedBy),
	}
	var err error
	if out.Persons, err = tx.People().Has(d.TenantID, d.ID); err != nil {
		return nil, err
	}
	if d.Faults == "" {
		return out, nil
	}
	text, err := tx.Documents().Get(d.TenantID, d.Faults)
	if err != nil {
		return nil, err
	}
	var n warnings
	if err := json.Unmarshal(text, &n); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	out.Warnings = n.Warnings
	return out, nil
}
