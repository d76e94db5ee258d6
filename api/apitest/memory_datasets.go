package apitest

import (
	"context"
	"slices"
	"strings"

	"lungang/api"
	"lungang/model"
)

type datasetRow struct {
	api.Dataset

	problem  *model.Problem
	document []byte
	persons  []api.Person
}

type memoryDatasets struct{ m *Memory }

// Create stores a dataset.
func (s memoryDatasets) Create(_ context.Context, who api.Actor, once api.Once, d api.NewDataset) (*api.Dataset, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); id != "" || err != nil {
		return datasetOf(t, id, err)
	}
	id, err := s.m.dataset(t, who, d)
	if err != nil {
		return nil, err
	}
	t.remember(once, id)
	return datasetOf(t, id, nil)
}

// dataset stores a dataset; the caller holds the lock.
func (m *Memory) dataset(t *tenant, who api.Actor, d api.NewDataset) (id string, err error) {
	origin := ""
	if d.Parent != "" {
		parent := t.datasets[d.Parent]
		if parent == nil {
			return "", notFound()
		}
		origin = parent.Origin
	}
	id = m.id("ds")
	if origin == "" {
		origin = id
	}
	t.datasets[id] = &datasetRow{problem: d.Problem, document: d.Document, Dataset: api.Dataset{
		ID: id, Name: d.Name, Status: api.DatasetValidated, District: d.Problem.District.Code, PlanYear: d.Problem.District.PlanYear,
		Pack: d.Problem.Pack.ID, Hash: d.Hash, Bytes: int64(len(d.Document)), Schools: len(d.Problem.Schools), Teachers: len(d.Problem.Teachers),
		Warnings: d.Warnings, Parent: d.Parent, Origin: origin, CreatedAt: now(), CreatedBy: who.ID,
	}}
	t.log(who, "dataset.created", id, map[string]string{"hash": d.Hash})
	return id, nil
}

func datasetOf(t *tenant, id string, err error) (*api.Dataset, error) {
	if err != nil {
		return nil, err
	}
	row := t.datasets[id]
	if row == nil {
		return nil, notFound()
	}
	out := row.Dataset
	out.Persons = len(row.persons) > 0
	return &out, nil
}

// Get returns a dataset.
func (s memoryDatasets) Get(_ context.Context, who api.Actor, id string) (*api.Dataset, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return datasetOf(s.m.in(who), id, nil)
}

// Document returns the bytes of a dataset.
func (s memoryDatasets) Document(_ context.Context, who api.Actor, id string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).datasets[id]
	if row == nil {
		return nil, notFound()
	}
	return row.document, nil
}

// List lists datasets.
func (s memoryDatasets) List(_ context.Context, who api.Actor, q api.DatasetQuery) ([]api.Dataset, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	rows, more := pageOf(s.m.in(who).datasets, q.Page, func(d *datasetRow) bool {
		return (q.District == "" || d.District == q.District) && (q.PlanYear == 0 || d.PlanYear == q.PlanYear) &&
			(q.Name == "" || d.Name == q.Name) && (q.Origin == "" || d.Origin == q.Origin)
	})
	out := make([]api.Dataset, 0, len(rows))
	for i := range rows {
		d := rows[i].Dataset
		d.Persons = len(rows[i].persons) > 0
		out = append(out, d)
	}
	return out, more, nil
}

type memoryPersons struct{ m *Memory }

// Put replaces the personal data of a dataset.
func (s memoryPersons) Put(_ context.Context, who api.Actor, dataset string, list []api.Person) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.datasets[dataset]
	if row == nil {
		return notFound()
	}
	row.persons = slices.Clone(list)
	slices.SortFunc(row.persons, func(a, b api.Person) int { return strings.Compare(string(a.Teacher), string(b.Teacher)) })
	t.log(who, "people.stored", dataset, map[string]int{"persons": len(list)})
	return nil
}

// List lists personal data.
func (s memoryPersons) List(_ context.Context, who api.Actor, dataset string, ids []model.TeacherID) ([]api.Person, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.datasets[dataset]
	if row == nil {
		return nil, notFound()
	}
	out := []api.Person{}
	for _, p := range row.persons {
		if len(ids) == 0 || slices.Contains(ids, p.Teacher) {
			out = append(out, p)
		}
	}
	t.log(who, "people.read", dataset, map[string]int{"persons": len(out)})
	return out, nil
}

// Erase deletes the personal data of a dataset.
func (s memoryPersons) Erase(_ context.Context, who api.Actor, dataset string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.datasets[dataset]
	if row == nil {
		return notFound()
	}
	row.persons = nil
	t.log(who, "people.erased", dataset, map[string]string{})
	return nil
}

type memoryPins struct{ m *Memory }

// List lists the pins of a dataset.
func (s memoryPins) List(_ context.Context, who api.Actor, dataset string) ([]api.Pin, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.datasets[dataset] == nil {
		return nil, notFound()
	}
	return t.pinsOf(dataset), nil
}

func (t *tenant) pinsOf(dataset string) []api.Pin {
	list, _ := pageOf(t.pins, api.Page{Limit: len(t.pins)}, func(p *api.Pin) bool { return p.Dataset == dataset })
	return list
}

// Add adds a pin.
func (s memoryPins) Add(_ context.Context, who api.Actor, once api.Once, dataset string, p model.Pin, fits func([]api.Pin) error) (*api.Pin, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.datasets[dataset] == nil {
		return nil, notFound()
	}
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.pins, id)
	}
	if err := fits(t.pinsOf(dataset)); err != nil {
		return nil, err
	}
	for _, old := range t.pinsOf(dataset) {
		if old.Teacher == p.Teacher && old.Kind == p.Kind && old.School == p.School {
			return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
		}
	}
	row := &api.Pin{
		ID: s.m.id("pin"), Dataset: dataset, Teacher: p.Teacher, Kind: p.Kind, School: p.School, Reason: p.Reason, CreatedAt: now(), CreatedBy: who.ID,
	}
	t.pins[row.ID] = row
	t.remember(once, row.ID)
	t.log(who, "pin.created", row.ID, map[string]string{"dataset": dataset})
	return copyOf(t.pins, row.ID)
}

// Get returns a pin.
func (s memoryPins) Get(_ context.Context, who api.Actor, id string) (*api.Pin, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).pins, id)
}

// Remove removes a pin.
func (s memoryPins) Remove(_ context.Context, who api.Actor, dataset, pin string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if row := t.pins[pin]; row == nil || row.Dataset != dataset {
		return notFound()
	}
	delete(t.pins, pin)
	t.log(who, "pin.withdrawn", pin, map[string]string{"dataset": dataset})
	return nil
}

type memoryComparisons struct{ m *Memory }

// Create stores a comparison.
func (s memoryComparisons) Create(_ context.Context, who api.Actor, once api.Once, c api.NewComparison) (*api.Comparison, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.comparisons, id)
	}
	for _, id := range c.Plans {
		if t.plans[id] == nil {
			return nil, notFound()
		}
	}
	row := &api.Comparison{ID: s.m.id("cmp"), Name: c.Name, Plans: c.Plans, Baseline: c.Baseline, CreatedAt: now(), CreatedBy: who.ID}
	t.comparisons[row.ID] = row
	t.remember(once, row.ID)
	t.log(who, "comparison.created", row.ID, map[string][]string{"plans": c.Plans})
	return copyOf(t.comparisons, row.ID)
}

// Get returns a comparison.
func (s memoryComparisons) Get(_ context.Context, who api.Actor, id string) (*api.Comparison, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).comparisons, id)
}

// List lists comparisons.
func (s memoryComparisons) List(_ context.Context, who api.Actor, p api.Page) ([]api.Comparison, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	list, more := pageOf(s.m.in(who).comparisons, p, every)
	return list, more, nil
}

// Remove removes a comparison.
func (s memoryComparisons) Remove(_ context.Context, who api.Actor, id string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.comparisons[id] == nil {
		return notFound()
	}
	delete(t.comparisons, id)
	t.log(who, "comparison.deleted", id, map[string]string{})
	return nil
}
