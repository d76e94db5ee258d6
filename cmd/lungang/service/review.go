package service

import (
	"cmp"
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/jobs"
	"lungang/model"
	"lungang/review"
	"lungang/store"
)

type reviews struct{ *wiring }

func (w reviews) Get(ctx context.Context, who api.Actor, plan string) (*api.Dossier, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Dossier, error) {
		row, err := tx.Plans().Get(tenantOf(who), plan)
		if err != nil {
			return nil, err
		}
		out := &api.Dossier{}
		if out.Plan, err = showPlan(row); err != nil {
			return nil, err
		}
		events, err := tx.Reviews().Events(tenantOf(who), plan)
		if err != nil {
			return nil, err
		}
		for i := range events {
			e, err := showReviewEvent(&events[i])
			if err != nil {
				return nil, err
			}
			if err := reasonOf(tx, who, &e); err != nil {
				return nil, err
			}
			out.Events = append(out.Events, e)
		}
		simulations, err := tx.Reviews().Simulations(tenantOf(who), []string{plan})
		if err != nil {
			return nil, err
		}
		out.Simulation = len(simulations) > 0
		if out.Supersedes, out.SupersededBy, err = tx.Reviews().Links(tenantOf(who), plan); err != nil {
			return nil, err
		}
		out.Open, err = tx.Objections().Open(tenantOf(who), plan)
		return out, err
	})
}

func (w reviews) Record(ctx context.Context, who api.Actor, plan string, version int64, e api.NewEvent) (*api.Plan, error) {
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Plan, error) {
		event, err := reviewEvent(who, e)
		if err != nil {
			return nil, err
		}
		row, err := tx.Reviews().Record(tenantOf(who), actorOf(who), plan, version, event)
		if err != nil {
			return nil, err
		}
		return showPlan(row)
	})
}

func (w reviews) Simulations(ctx context.Context, who api.Actor, plans []string) ([]string, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]string, error) { return tx.Reviews().Simulations(tenantOf(who), plans) })
}

// reviewEvent is an event as the store keeps it.
func reviewEvent(who api.Actor, e api.NewEvent) (store.NewReviewEvent, error) {
	out := store.NewReviewEvent{Action: string(e.Action), From: store.Business(e.From), To: store.Business(e.To), Reason: e.Reason}
	for _, r := range who.Roles {
		out.Roles = append(out.Roles, string(r))
	}
	text, err := json.Marshal(e.Detail)
	if err != nil {
		return out, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	if err := json.Unmarshal(text, &out.Detail); err != nil {
		return out, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return out, nil
}

func showReviewEvent(e *store.ReviewEvent) (review.Event, error) {
	out := review.Event{
		Seq: e.Seq, Action: review.Action(e.Action), From: review.State(e.FromState), To: review.State(e.ToState), Actor: string(e.Actor),
		Reason: e.Reason, At: e.At,
	}
	for _, r := range e.Roles {
		out.Roles = append(out.Roles, review.Role(r))
	}
	if err := json.Unmarshal([]byte(e.Detail), &out.Detail); err != nil {
		return out, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	return out, nil
}

// reasonOf puts what was written about an objection in the place of its digest,
// as long as it is kept.
func reasonOf(tx *store.Tx, who api.Actor, e *review.Event) error {
	if e.Detail.Objection == "" {
		return nil
	}
	o, err := tx.Objections().Get(tenantOf(who), e.Detail.Objection)
	if err != nil {
		return withKey(err)
	}
	text := o.Resolution
	if e.Action == review.Object {
		text = o.Reason
	}
	e.Reason = cmp.Or(text, e.Reason)
	return nil
}

type objections struct{ *wiring }

func (w objections) File(ctx context.Context, who api.Actor, o api.Once, plan string, version int64, e api.NewEvent, n api.NewObjection) (*api.Objection, error) {
	event, err := reviewEvent(who, e)
	if err != nil {
		return nil, err
	}
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Objection, string, error) {
		row, err := tx.Objections().Create(tenantOf(who), actorOf(who), plan, version, event, store.NewObjection{
			Party: string(n.Party), Office: n.Office, TeacherID: n.Teacher, Kind: n.Kind, SchoolID: n.School, DatasetID: n.Dataset, Reason: n.Reason,
		})
		if err != nil {
			return nil, "", withKey(err)
		}
		out, err := w.show(tx, who, row)
		return out, row.ID, err
	}, func(tx *store.Tx, id string) (*api.Objection, error) { return w.get(tx, who, id) })
}

func (w objections) Get(ctx context.Context, who api.Actor, id string) (*api.Objection, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Objection, error) { return w.get(tx, who, id) })
}

func (w objections) get(tx *store.Tx, who api.Actor, id string) (*api.Objection, error) {
	row, err := tx.Objections().Get(tenantOf(who), id)
	if err != nil {
		return nil, withKey(err)
	}
	return w.show(tx, who, row)
}

func (w objections) List(ctx context.Context, who api.Actor, plan string, p api.Page) ([]api.Objection, bool, error) {
	return view(ctx, w.wiring, p, func(tx *store.Tx, p store.Page) (store.List[store.Objection], error) {
		return tx.Objections().List(tenantOf(who), plan, p)
	}, func(o *store.Objection) string { return o.ID }, func(tx *store.Tx, o *store.Objection) (*api.Objection, error) { return w.show(tx, who, o) })
}

func (w objections) Looked(ctx context.Context, who api.Actor, ids ...string) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error { return tx.Objections().Looked(tenantOf(who), actorOf(who), ids...) })
}

func (w objections) Simulate(ctx context.Context, who api.Actor, o api.Once, id string, version int64, rungs []api.NewRung) (*api.Objection, error) {
	return once(ctx, w.wiring, who, o, func(tx *store.Tx) (*api.Objection, string, error) {
		var made []store.NewRung
		var plans []string
		for _, r := range rungs {
			p, err := tx.Plans().Create(tenantOf(who), actorOf(who), store.NewPlan{
				Name: r.Name, DatasetID: r.Dataset, ParentID: r.Warm, Options: jobs.Options(r.Options),
				Problem: store.NewDocument(r.Document), ProblemHash: r.Hash, Pins: len(r.Problem.Pins),
			})
			if err != nil {
				return nil, "", err
			}
			made = append(made, store.NewRung{Rung: string(r.Rung), PlanID: p.ID})
			plans = append(plans, p.ID)
		}
		row, err := tx.Objections().Simulate(tenantOf(who), actorOf(who), id, version, made)
		if err != nil {
			return nil, "", err
		}
		if err := w.jobs.Enqueue(tx, tenantOf(who), plans...); err != nil {
			return nil, "", err
		}
		out, err := w.show(tx, who, row)
		return out, id, err
	}, func(tx *store.Tx, id string) (*api.Objection, error) { return w.get(tx, who, id) })
}

func (w objections) Resolve(ctx context.Context, who api.Actor, id string, version int64, r api.NewResolution) (*api.Objection, error) {
	event, err := reviewEvent(who, r.Event)
	if err != nil {
		return nil, err
	}
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Objection, error) {
		row, err := tx.Objections().Resolve(tenantOf(who), actorOf(who), id, version, store.Resolution{
			Accepted: r.Accepted, Result: r.Result, Successor: r.Successor, PlanVersion: r.PlanVersion, Event: event,
		})
		if err != nil {
			return nil, withKey(err)
		}
		if r.Accepted && row.Kind != "" {
			if err := w.keep(tx, who, row); err != nil {
				return nil, err
			}
		}
		return w.show(tx, who, row)
	})
}

// keep makes what was granted a pin of the dataset, so that later solves keep it.
func (w objections) keep(tx *store.Tx, who api.Actor, o *store.Objection) error {
	plan, err := tx.Plans().Get(tenantOf(who), o.PlanID)
	if err != nil {
		return err
	}
	dataset := cmp.Or(o.DatasetID, plan.DatasetID)
	there, err := pinsOf(tx, who, dataset)
	if err != nil {
		return err
	}
	for _, p := range there {
		if p.TeacherID == o.TeacherID && p.Kind == o.Kind && p.SchoolID == o.SchoolID {
			return nil
		}
	}
	_, err = tx.Pins().Create(tenantOf(who), actorOf(who), store.NewPin{
		DatasetID: dataset, TeacherID: o.TeacherID, Kind: o.Kind, SchoolID: o.SchoolID, Reason: "异议 " + o.ID,
	})
	return err
}

// show is an objection as clients see it.
func (w objections) show(tx *store.Tx, who api.Actor, o *store.Objection) (*api.Objection, error) {
	out := &api.Objection{
		ID: o.ID, Plan: o.PlanID, Filed: o.FiledPlan, Party: review.Party(o.Party), Office: o.Office, Teacher: o.TeacherID, Kind: o.Kind,
		School: o.SchoolID, Dataset: o.DatasetID, Reason: o.Reason, Status: review.ObjectionStatus(o.Status), Resolution: o.Resolution,
		Version: o.Version, CreatedAt: o.CreatedAt, CreatedBy: string(o.CreatedBy), ResolvedAt: moment(o.ResolvedAt), ResolvedBy: string(o.ResolvedBy),
	}
	if o.Result != "" {
		if err := json.Unmarshal([]byte(o.Result), &out.Result); err != nil {
			return nil, model.NewError(model.CodeInternal, model.Text{}, err)
		}
	}
	rungs, err := tx.Objections().Rungs(tenantOf(who), o.ID)
	for _, r := range rungs {
		out.Rungs = append(out.Rungs, api.ObjectionRung{Rung: review.Rung(r.Rung), Plan: r.PlanID})
	}
	return out, err
}
