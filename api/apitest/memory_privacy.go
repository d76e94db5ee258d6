package apitest

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"lungang/api"
	"lungang/model"
)

type memoryPrivacy struct{ m *Memory }

// Issued writes a row of the log.
func (s memoryPrivacy) Issued(_ context.Context, who api.Actor, plan string, p api.Paper) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.plans[plan] == nil {
		return notFound()
	}
	t.log(who, "document.exported", plan, map[string]any{"kind": p.Kind, "format": p.Format, "lang": p.Lang, "names": p.Names, "hash": p.Hash})
	return nil
}

const defaultMonths = 36

// Retention returns the period.
func (s memoryPrivacy) Retention(_ context.Context, who api.Actor) (*api.Retention, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	r := s.m.in(who).retention
	if r.Version == 0 {
		r.Months = defaultMonths
	}
	return &r, nil
}

// SetRetention changes it.
func (s memoryPrivacy) SetRetention(_ context.Context, who api.Actor, version int64, months int) (*api.Retention, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.retention.Version != version {
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	at := now()
	t.retention = api.Retention{Months: months, Version: version + 1, UpdatedBy: who.ID, UpdatedAt: &at}
	t.log(who, "retention.set", who.Tenant, map[string]int{"months": months})
	r := t.retention
	return &r, nil
}

// Accesses lists the entries about personal data.
func (s memoryPrivacy) Accesses(_ context.Context, who api.Actor, subject string, before int64, limit int) ([]api.AuditEntry, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	out, more := s.m.in(who).accesses(func(e *api.AuditEntry) bool {
		return (subject == "" || e.Subject == subject) && (before == 0 || e.Seq < before)
	}, limit)
	return out, more, nil
}

// accesses are the last entries about personal data that are wanted, newest first.
func (t *tenant) accesses(wants func(*api.AuditEntry) bool, limit int) (list []api.AuditEntry, more bool) {
	list = []api.AuditEntry{}
	for _, e := range slices.Backward(t.audit) {
		kind, _, _ := strings.Cut(e.Action, ".")
		if !slices.Contains([]string{"people", "person", "document", "retention"}, kind) || !wants(&e) {
			continue
		}
		if len(list) == limit {
			return list, true
		}
		list = append(list, e)
	}
	return list, false
}

// Names looks for persons in texts.
func (s memoryPrivacy) Names(_ context.Context, who api.Actor, dataset string, texts ...string) (bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if dataset != "" && t.datasets[dataset] == nil {
		return false, notFound()
	}
	for id, row := range t.datasets {
		if dataset != "" && id != dataset {
			continue
		}
		for _, p := range row.persons {
			for _, text := range texts {
				if p.Name != "" && strings.Contains(text, p.Name) || p.IDNumber != "" && strings.Contains(text, p.IDNumber) {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// Subject collects what is kept about a person.
func (s memoryPrivacy) Subject(_ context.Context, who api.Actor, teacher model.TeacherID) (*api.SubjectData, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	out := &api.SubjectData{Notice: api.SubjectNotice, Teacher: teacher, Records: []api.SubjectRecord{}, Plans: []api.SubjectInPlan{}, Objections: []api.Objection{}, Questions: []api.SubjectQuestion{}, Accesses: []api.AuditEntry{}}
	for _, id := range slices.Sorted(maps.Keys(t.datasets)) {
		row := t.datasets[id]
		at := slices.IndexFunc(row.problem.Teachers, func(x model.Teacher) bool { return x.ID == teacher })
		if at < 0 {
			continue
		}
		raw, err := json.Marshal(row.problem.Teachers[at])
		if err != nil {
			return nil, err
		}
		r := api.SubjectRecord{Dataset: id, Name: row.Name, PlanYear: row.PlanYear, Record: raw, Pins: []api.Pin{}}
		for _, p := range row.persons {
			if p.Teacher == teacher {
				r.Person = &api.SubjectPerson{Name: p.Name, IDNumber: p.IDNumber}
			}
		}
		for _, pin := range slices.Sorted(maps.Keys(t.pins)) {
			if p := t.pins[pin]; p.Dataset == id && p.Teacher == teacher {
				r.Pins = append(r.Pins, *p)
			}
		}
		out.Records = append(out.Records, r)
		for _, plan := range slices.Sorted(maps.Keys(t.plans)) {
			p := t.plans[plan]
			if p.Dataset != id || p.document == nil || p.WhyOf != "" {
				continue
			}
			document, err := model.DecodePlan(bytes.NewReader(p.document))
			if err != nil {
				return nil, err
			}
			if x := api.InPlan(plan, document, teacher); x != nil {
				out.Plans = append(out.Plans, *x)
			}
		}
	}
	out.Accesses, _ = t.accesses(func(e *api.AuditEntry) bool {
		return slices.ContainsFunc(out.Records, func(r api.SubjectRecord) bool { return r.Dataset == e.Subject })
	}, 1000)
	for _, r := range out.Records {
		t.log(who, "person.exported", r.Dataset, map[string]string{"teacher": string(teacher)})
	}
	for _, id := range slices.Sorted(maps.Keys(t.objections)) {
		if t.objections[id].Teacher == teacher {
			out.Objections = append(out.Objections, *t.objections[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.questions)) {
		if q := t.questions[id]; q.teacher == teacher {
			out.Questions = append(out.Questions, api.SubjectQuestion{Plan: t.plans[id].WhyOf, Question: id, School: q.school})
		}
	}
	if len(out.Records) == 0 {
		return nil, notFound()
	}
	return out, nil
}
