package service

import (
	"context"
	"maps"
	"slices"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type persons struct{ *wiring }

func (w persons) Put(ctx context.Context, who api.Actor, dataset string, list []api.Person) error {
	people := make(map[model.TeacherID]store.Personal, len(list))
	for _, p := range list {
		people[p.Teacher] = store.Personal{Name: p.Name, IDNumber: p.IDNumber}
	}
	return withKey(w.store.InTx(ctx, func(tx *store.Tx) error {
		return tx.People().Replace(tenantOf(who), actorOf(who), dataset, people)
	}))
}

// List reads personal data, and writes that it did into the log.
func (w persons) List(ctx context.Context, who api.Actor, dataset string, ids []model.TeacherID) ([]api.Person, error) {
	people, err := store.Write(ctx, w.store, func(tx *store.Tx) (people map[model.TeacherID]store.Personal, err error) {
		if len(ids) > 0 {
			people, err = tx.People().Get(tenantOf(who), dataset, ids)
		} else {
			people, err = tx.People().All(tenantOf(who), dataset)
		}
		if err != nil {
			return nil, err
		}
		return people, tx.Audit().Append(tenantOf(who), actorOf(who), "people.read", dataset, map[string]any{"rows": len(people)})
	})
	if err != nil {
		return nil, withKey(err)
	}
	out := []api.Person{}
	for _, id := range slices.Sorted(maps.Keys(people)) {
		out = append(out, api.Person{Teacher: id, Name: people[id].Name, IDNumber: people[id].IDNumber})
	}
	return out, nil
}

func (w persons) Erase(ctx context.Context, who api.Actor, dataset string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error {
		_, err := tx.People().Erase(tenantOf(who), actorOf(who), dataset)
		return err
	})
}
