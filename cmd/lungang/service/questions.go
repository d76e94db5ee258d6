package service

import (
	"context"

	"lungang/api"
	"lungang/jobs"
	"lungang/store"
)

type questions struct{ *wiring }

func (w questions) Ask(ctx context.Context, who api.Actor, o api.Once, plan string, n api.NewQuestion) (*api.Question, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Question, string, error) {
		row, made, err := tx.Questions().Ask(tenantOf(who), actorOf(who), plan, store.NewQuestion{
			TeacherID: n.Teacher, SchoolID: n.School, Pin: n.Pin, Options: jobs.Options(n.Options),
			Problem: store.NewDocument(n.Document), ProblemHash: n.Hash, Pins: len(n.Problem.Pins),
		})
		if err != nil {
			return nil, "", err
		}
		if made {
			if err := w.jobs.Enqueue(tx, tenantOf(who), row.PlanID); err != nil {
				return nil, "", err
			}
		}
		out, err := w.show(tx, who, row)
		return out, row.PlanID, err
	}, func(tx *store.Tx, id string) (*api.Question, error) { return w.get(tx, who, plan, id) })
}

func (w questions) Get(ctx context.Context, who api.Actor, plan, id string) (*api.Question, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Question, error) { return w.get(tx, who, plan, id) })
}

func (w questions) get(tx *store.Tx, who api.Actor, plan, id string) (*api.Question, error) {
	row, err := tx.Questions().Get(tenantOf(who), plan, id)
	if err != nil {
		return nil, err
	}
	return w.show(tx, who, row)
}

// show is a question as the API knows it.
func (w questions) show(tx *store.Tx, who api.Actor, q *store.Question) (*api.Question, error) {
	other, err := plans(w).get(tx, who, q.PlanID)
	return &api.Question{Teacher: q.TeacherID, School: q.SchoolID, Other: other}, err
}
