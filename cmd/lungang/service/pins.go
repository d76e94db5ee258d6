package service

import (
	"context"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type pins struct{ *wiring }

func (w pins) List(ctx context.Context, who api.Actor, dataset string) ([]api.Pin, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]api.Pin, error) {
		if _, err := tx.Datasets().Get(tenantOf(who), dataset); err != nil {
			return nil, err
		}
		rows, err := pinsOf(tx, who, dataset)
		return shown(rows, showPin), err
	})
}

func (w pins) Add(ctx context.Context, who api.Actor, o api.Once, dataset string, p model.Pin, fits func([]api.Pin) error) (*api.Pin, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Pin, string, error) {
		if _, err := tx.Datasets().Hold(tenantOf(who), dataset); err != nil { // two pins may fit one by one, and not together
			return nil, "", err
		}
		there, err := pinsOf(tx, who, dataset)
		if err != nil {
			return nil, "", err
		}
		var shown []api.Pin
		for i := range there {
			shown = append(shown, *showPin(&there[i]))
		}
		if err := fits(shown); err != nil {
			return nil, "", err
		}
		for _, old := range there {
			if old.TeacherID == p.Teacher && old.Kind == p.Kind && old.SchoolID == p.School {
				return nil, "", failure(model.CodeConflict, "同样的人工指定已经有了", "the same pin is there already")
			}
		}
		row, err := tx.Pins().Create(tenantOf(who), actorOf(who), store.NewPin{
			DatasetID: dataset, TeacherID: p.Teacher, Kind: p.Kind, SchoolID: p.School, Reason: p.Reason,
		})
		if err != nil {
			return nil, "", err
		}
		return showPin(row), row.ID, nil
	}, func(tx *store.Tx, id string) (*api.Pin, error) { return w.get(tx, who, id) })
}

func (pins) get(tx *store.Tx, who api.Actor, id string) (*api.Pin, error) {
	row, err := tx.Pins().Get(tenantOf(who), id)
	if err != nil {
		return nil, err
	}
	return showPin(row), nil
}

func (w pins) Get(ctx context.Context, who api.Actor, id string) (*api.Pin, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Pin, error) { return w.get(tx, who, id) })
}

func (w pins) Remove(ctx context.Context, who api.Actor, dataset, pin string) error {
	err := w.store.InTx(ctx, func(tx *store.Tx) error {
		row, err := tx.Pins().Get(tenantOf(who), pin)
		if err != nil {
			return err
		}
		if row.DatasetID != dataset || !row.WithdrawnAt.IsZero() {
			return failure(model.CodeNotFound, "没有这个人工指定", "there is no such pin")
		}
		return tx.Pins().Withdraw(tenantOf(who), actorOf(who), pin)
	})
	return err
}

func showPin(p *store.Pin) *api.Pin {
	return &api.Pin{
		ID: p.ID, Dataset: p.DatasetID, Teacher: p.TeacherID, Kind: p.Kind, School: p.SchoolID, Reason: p.Reason,
		CreatedAt: p.CreatedAt, CreatedBy: string(p.CreatedBy),
	}
}
