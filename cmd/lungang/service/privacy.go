package service

import (
	"bytes"
	"context"
	"encoding/json"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type privacy struct{ *wiring }

// Issued writes into the log that a document was made.
func (w privacy) Issued(ctx context.Context, who api.Actor, plan string, p api.Paper) error {
	return w.store.InTx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Plans().Get(tenantOf(who), plan); err != nil {
			return err
		}
		return tx.Audit().Append(tenantOf(who), actorOf(who), "document.exported", plan, map[string]any{
			"kind": p.Kind, "format": p.Format, "lang": p.Lang, "names": p.Names, "hash": p.Hash,
		})
	})
}

// Retention returns the period of the tenant.
func (w privacy) Retention(ctx context.Context, who api.Actor) (*api.Retention, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) (*api.Retention, error) {
		return showRetention(tx.Retentions().Get(tenantOf(who)))
	})
}

// SetRetention changes it.
func (w privacy) SetRetention(ctx context.Context, who api.Actor, version int64, months int) (*api.Retention, error) {
	return store.Write(ctx, w.store, func(tx *store.Tx) (*api.Retention, error) {
		return showRetention(tx.Retentions().Set(tenantOf(who), actorOf(who), version, months))
	})
}

func showRetention(r *store.Retention, err error) (*api.Retention, error) {
	if err != nil {
		return nil, err
	}
	return &api.Retention{Months: r.Months, Version: r.Version, UpdatedBy: string(r.UpdatedBy), UpdatedAt: moment(r.UpdatedAt)}, nil
}

// Accesses lists what the log says about personal data.
func (w privacy) Accesses(ctx context.Context, who api.Actor, subject string, before int64, limit int) ([]api.AuditEntry, bool, error) {
	out, err := store.Read(ctx, w.store, func(tx *store.Tx) (paged[api.AuditEntry], error) {
		return accesses(tx, who, subject, before, limit)
	})
	return out.rows, out.more, err
}

func accesses(tx *store.Tx, who api.Actor, subject string, before int64, limit int) (paged[api.AuditEntry], error) {
	out := paged[api.AuditEntry]{rows: []api.AuditEntry{}}
	for {
		part, err := tx.Audit().Personal(tenantOf(who), subject, before, min(limit-len(out.rows), storePage))
		if err != nil {
			return out, err
		}
		for _, row := range part.Rows {
			e, err := showEntry(row)
			if err != nil {
				return out, err
			}
			out.rows = append(out.rows, e)
			before = row.Seq
		}
		if out.more = part.More; !part.More || len(out.rows) >= limit {
			return out, nil
		}
	}
}

// accessesOf are the last entries of the log about personal data of some datasets.
func accessesOf(tx *store.Tx, who api.Actor, datasets []string) ([]api.AuditEntry, error) {
	rows, err := tx.Audit().PersonalOf(tenantOf(who), datasets, mostAccesses)
	if err != nil {
		return nil, err
	}
	out := make([]api.AuditEntry, len(rows))
	for i, row := range rows {
		if out[i], err = showEntry(row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Names looks for persons in texts.
func (w privacy) Names(ctx context.Context, who api.Actor, dataset string, texts ...string) (bool, error) {
	found, err := store.Read(ctx, w.store, func(tx *store.Tx) (bool, error) { return tx.People().Names(tenantOf(who), dataset, texts...) })
	return found, withKey(err)
}

// mostAccesses is how many entries of the log go into an export.
const mostAccesses = 1000

// Subject collects what is kept about a person. Datasets and plans are read one
// after the other, each in a turn and a transaction of its own, since there may be
// many; what is collected is then written into the log.
func (w privacy) Subject(ctx context.Context, who api.Actor, teacher model.TeacherID) (*api.SubjectData, error) {
	out := &api.SubjectData{Notice: api.SubjectNotice, Teacher: teacher, Records: []api.SubjectRecord{}, Plans: []api.SubjectInPlan{}, Objections: []api.Objection{}, Questions: []api.SubjectQuestion{}, Accesses: []api.AuditEntry{}}
	all, err := w.allDatasets(ctx, who)
	if err != nil {
		return nil, err
	}
	var datasets []string
	for i := range all {
		record, err := w.record(ctx, who, &all[i], teacher)
		if err != nil {
			return nil, withKey(err)
		}
		if record == nil {
			continue
		}
		datasets = append(datasets, record.Dataset)
		out.Records = append(out.Records, *record)
		plans, err := w.inPlans(ctx, who, record.Dataset, teacher)
		if err != nil {
			return nil, err
		}
		out.Plans = append(out.Plans, plans...)
	}
	if len(datasets) == 0 {
		return nil, failure(model.CodeNotFound, "没有这个编号的教师", "there is no teacher with this id")
	}
	return out, w.store.InTx(ctx, func(tx *store.Tx) error {
		rows, err := tx.Objections().About(tenantOf(who), teacher)
		if err != nil {
			return withKey(err)
		}
		for i := range rows {
			o, err := objections(w).show(tx, who, &rows[i])
			if err != nil {
				return err
			}
			out.Objections = append(out.Objections, *o)
		}
		questions, err := tx.Questions().About(tenantOf(who), teacher)
		if err != nil {
			return err
		}
		for _, q := range questions {
			out.Questions = append(out.Questions, api.SubjectQuestion{Plan: q.AskedOf, Question: q.PlanID, School: q.SchoolID})
		}
		if out.Accesses, err = accessesOf(tx, who, datasets); err != nil {
			return err
		}
		for _, d := range datasets {
			err := tx.Audit().Append(tenantOf(who), actorOf(who), "person.exported", d, map[string]any{"teacher": string(teacher)})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (w privacy) allDatasets(ctx context.Context, who api.Actor) ([]store.Dataset, error) {
	return store.Read(ctx, w.store, func(tx *store.Tx) ([]store.Dataset, error) {
		var all []store.Dataset
		next := store.Page{Oldest: true, Limit: storePage}
		for {
			part, err := tx.Datasets().List(tenantOf(who), store.DatasetFilter{Status: store.DatasetValidated}, next)
			if err != nil {
				return nil, err
			}
			all = append(all, part.Rows...)
			if !part.More {
				return all, nil
			}
			next.After = part.Rows[len(part.Rows)-1].ID
		}
	})
}

// record is what a dataset holds about a person; nil when it does not know the id.
func (w privacy) record(ctx context.Context, who api.Actor, d *store.Dataset, teacher model.TeacherID) (*api.SubjectRecord, error) {
	raw, err := api.Weigh(ctx, w.heavy, func() (json.RawMessage, error) {
		text, err := datasets(w).Document(ctx, who, d.ID)
		if err != nil {
			return nil, err
		}
		return teacherIn(text, teacher)
	})
	if err != nil || raw == nil {
		return nil, err
	}
	r := &api.SubjectRecord{Dataset: d.ID, Name: d.Name, PlanYear: d.PlanYear, Record: raw, Pins: []api.Pin{}}
	return r, w.store.View(ctx, func(tx *store.Tx) error {
		people, err := tx.People().Get(tenantOf(who), d.ID, []model.TeacherID{teacher})
		if err != nil {
			return err
		}
		if p, ok := people[teacher]; ok {
			r.Person = &api.SubjectPerson{Name: p.Name, IDNumber: p.IDNumber}
		}
		rows, err := pinsOf(tx, who, d.ID)
		for i := range rows {
			if rows[i].TeacherID == teacher {
				r.Pins = append(r.Pins, *showPin(&rows[i]))
			}
		}
		return err
	})
}

// teacherIn is a teacher as a problem document has it; nil when it has not.
func teacherIn(text []byte, teacher model.TeacherID) (json.RawMessage, error) {
	if !bytes.Contains(text, []byte(`"`+string(teacher)+`"`)) {
		return nil, nil
	}
	var document struct {
		Teachers []json.RawMessage `json:"teachers"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, nil) // the cause may quote
	}
	for _, raw := range document.Teachers {
		var id struct {
			ID model.TeacherID `json:"id"`
		}
		if err := json.Unmarshal(raw, &id); err == nil && id.ID == teacher {
			return raw, nil
		}
	}
	return nil, nil
}

// inPlans is what the plans of a dataset say about a person.
func (w privacy) inPlans(ctx context.Context, who api.Actor, dataset string, teacher model.TeacherID) ([]api.SubjectInPlan, error) {
	var ids []string
	err := w.store.View(ctx, func(tx *store.Tx) error {
		next := store.Page{Oldest: true, Limit: storePage}
		for {
			part, err := tx.Plans().List(tenantOf(who), store.PlanFilter{DatasetID: dataset}, next)
			if err != nil {
				return err
			}
			for i := range part.Rows {
				next.After = part.Rows[i].ID
				if part.Rows[i].Document != "" {
					ids = append(ids, part.Rows[i].ID)
				}
			}
			if !part.More {
				return nil
			}
		}
	})
	if err != nil {
		return nil, err
	}
	var out []api.SubjectInPlan
	for _, id := range ids {
		x, err := api.Weigh(ctx, w.heavy, func() (*api.SubjectInPlan, error) { return w.inPlan(ctx, who, id, teacher) })
		if err != nil {
			return nil, err
		}
		if x != nil {
			out = append(out, *x)
		}
	}
	return out, nil
}

// inPlan is what a plan says about a person; nil when it says nothing.
func (w privacy) inPlan(ctx context.Context, who api.Actor, id string, teacher model.TeacherID) (*api.SubjectInPlan, error) {
	text, err := plans(w).Document(ctx, who, id)
	if err != nil {
		return nil, err
	}
	p, err := model.DecodePlan(bytes.NewReader(text))
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, nil) // the cause may quote
	}
	return api.InPlan(id, p, teacher), nil
}
