package apitest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"lungang/api"
	"lungang/model"
	"lungang/solver"
)

type planRow struct {
	api.Plan

	problem      *model.Problem
	bytes        []byte // of the problem
	document     []byte
	certificates []byte
	found        []byte // by a search for conflicts
	events       []api.ProgressEvent
	watchers     map[chan struct{}]bool
	stop         context.CancelFunc
}

type memoryPlans struct{ m *Memory }

// Create stores a plan and begins to solve it.
func (s memoryPlans) Create(_ context.Context, who api.Actor, once api.Once, n api.NewPlan) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return planOf(t, id)
	}
	if n.Warm != "" && t.plans[n.Warm] == nil {
		return nil, notFound()
	}
	row, err := s.m.plan(t, who, n, "")
	if err != nil {
		return nil, err
	}
	t.remember(once, row.ID)
	return planOf(t, row.ID)
}

// CreateWithDataset stores a dataset and a plan of it.
func (s memoryPlans) CreateWithDataset(_ context.Context, who api.Actor, once api.Once, d api.NewDataset, n api.NewPlan) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return planOf(t, id)
	}
	if _, err := api.Effective(d.Problem, nil, t.overridesOf(d.Problem.Pack.ID)); err != nil {
		return nil, err // before anything is stored
	}
	dataset, err := s.m.dataset(t, who, d)
	if err != nil {
		return nil, err
	}
	n.Dataset = dataset
	row, err := s.m.plan(t, who, n, "")
	if err != nil {
		return nil, err
	}
	t.remember(once, row.ID)
	return planOf(t, row.ID)
}

// plan stores a plan and begins to solve it; the caller holds the lock.
func (m *Memory) plan(t *tenant, who api.Actor, n api.NewPlan, batch string) (*planRow, error) {
	d := t.datasets[n.Dataset]
	if d == nil {
		return nil, notFound()
	}
	pins := t.pinsOf(d.ID)
	f, err := api.Effective(d.problem, pins, t.overridesOf(d.problem.Pack.ID))
	if err != nil {
		return nil, err
	}
	text, err := model.Canonical(f.Problem)
	if err != nil {
		return nil, err
	}
	return m.solveProblem(t, who, n, batch, f.Problem, text, len(pins)), nil
}

// solveProblem stores a plan of a problem and begins to solve it; the caller
// holds the lock.
func (m *Memory) solveProblem(t *tenant, who api.Actor, n api.NewPlan, batch string, problem *model.Problem, text []byte, pins int) *planRow {
	at := now()
	ctx, stop := context.WithCancel(context.Background())
	row := &planRow{
		problem: problem, bytes: text, stop: stop, watchers: map[chan struct{}]bool{},
		Plan: api.Plan{
			ID: m.id("pl"), Name: n.Name, Tags: n.Tags, Dataset: n.Dataset, Batch: batch, Warm: n.Warm, Status: api.StatusQueued, Business: api.BusinessDraft,
			Solution: api.Solution{Proof: api.ProofUnknown}, Times: api.Times{Submitted: &at}, Options: n.Options,
			Problem: "sha256:" + problem.Hash(), Pins: pins, Version: 1, CreatedBy: who.ID,
		},
	}
	t.plans[row.ID] = row
	t.log(who, "plan.created", row.ID, map[string]string{"dataset": n.Dataset})
	row.emit("queued", map[string]string{})
	m.work.Go(func() { m.run(ctx, t, who.Tenant, row) })
	return row
}

// run solves a plan.
func (m *Memory) run(ctx context.Context, t *tenant, name string, row *planRow) {
	defer row.stop()
	m.change(row, "started", func(p *api.Plan) {
		at := now()
		p.Status, p.Times.Started = api.StatusRunning, &at
	})
	plan, certificates, err := m.solve(ctx, row.problem, row.Options, func(kind string, data any) {
		m.change(row, kind, func(p *api.Plan) {
			if at := now(); kind == string(solver.EventIncumbent) && p.Times.Active == nil {
				p.Times.Active = &at
			}
		}, data)
	})
	m.change(row, "done", func(p *api.Plan) {
		at := now()
		p.Times.Completed, p.Times.Shutdown = &at, &at
		row.finish(ctx, plan, certificates, err)
		action, subject := "plan.finished", row.ID
		if row.WhyOf != "" {
			action, subject = "why.answered", row.WhyOf
		}
		t.log(api.Actor{Tenant: name, ID: "system"}, action, subject, map[string]string{
			"plan": row.ID, "status": string(row.Status), "document": row.PlanHash, "certificates": row.Certificates,
		})
	})
}

// finish sets the outcome; the caller holds the lock.
func (row *planRow) finish(ctx context.Context, plan *model.Plan, certificates []byte, err error) {
	if plan == nil {
		row.Status = api.StatusFailed
		if none, ok := errors.AsType[*solver.NoPlanError](err); ok && none.Searched {
			row.Status, row.Solution.Proof = api.StatusInfeasible, api.ProofInfeasible
		}
		if ctx.Err() != nil {
			row.Status = api.StatusCanceled
		}
		row.Failure = &api.Failure{Code: model.CodeNoPlan, Message: model.CodeNoPlan.Text()}
		return
	}
	var b bytes.Buffer
	if err := model.EncodePlan(&b, plan); err != nil {
		row.Status = api.StatusFailed
		return
	}
	row.document, row.PlanHash, row.Tiers = b.Bytes(), hash(b.Bytes()), plan.Tiers
	row.Rules = true
	if certificates != nil {
		row.certificates, row.Certificates = certificates, hash(certificates)
	}
	row.Status = map[model.Termination]api.TechnicalStatus{
		model.StoppedComplete: api.StatusSucceeded, model.StoppedCancelled: api.StatusCanceled,
		model.StoppedTimeLimit: api.StatusIncomplete, model.StoppedNodeLimit: api.StatusSucceeded,
	}[plan.Status.Termination]
	row.Solution = api.Solution{
		Termination: plan.Status.Termination, Coverage: api.CoverageFull,
		Proof: api.ProofOf(plan.Tiers),
	}
	if plan.Status.Coverage == model.PartialCoverage {
		row.Solution.Coverage = api.CoveragePartial
	}
}

// change changes a plan and tells it.
func (m *Memory) change(row *planRow, kind string, f func(*api.Plan), data ...any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f(&row.Plan)
	row.Version++
	data = append(data, map[string]string{})
	row.emit(kind, data[0])
}

// emit appends an event and wakes those who watch; the caller holds the lock.
func (row *planRow) emit(kind string, data any) {
	text, err := model.Canonical(data)
	if err != nil {
		text = []byte("{}")
	}
	row.events = append(row.events, api.ProgressEvent{Seq: int64(len(row.events) + 1), Time: now(), Kind: kind, Data: text})
	for w := range row.watchers {
		select {
		case w <- struct{}{}:
		default:
		}
	}
}

func planOf(t *tenant, id string) (*api.Plan, error) {
	row := t.plans[id]
	if row == nil {
		return nil, notFound()
	}
	out := row.Plan
	return &out, nil
}

// Get returns a plan.
func (s memoryPlans) Get(_ context.Context, who api.Actor, id string) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return planOf(s.m.in(who), id)
}

// State returns what changes with a plan.
func (s memoryPlans) State(_ context.Context, who api.Actor, id string) (api.PlanState, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	p, err := planOf(s.m.in(who), id)
	if err != nil {
		return api.PlanState{}, err
	}
	out := api.PlanState{Version: p.Version}
	if p.Times.Shutdown != nil {
		out.Shutdown = *p.Times.Shutdown
	}
	return out, nil
}

// List lists plans.
func (s memoryPlans) List(_ context.Context, who api.Actor, q api.PlanQuery) ([]api.Plan, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	rows, more := pageOf(s.m.in(who).plans, q.Page, func(p *planRow) bool {
		return p.ConflictsOf == "" && p.WhyOf == "" && (q.Dataset == "" || p.Dataset == q.Dataset) && (q.Batch == "" || p.Batch == q.Batch) && (q.Status == "" || p.Status == q.Status) &&
			(q.Name == "" || p.Name == q.Name) && (q.Tag == "" || slices.Contains(p.Tags, q.Tag))
	})
	out := make([]api.Plan, 0, len(rows))
	for i := range rows {
		out = append(out, rows[i].Plan)
	}
	return out, more, nil
}

// Document returns the plan document.
func (s memoryPlans) Document(_ context.Context, who api.Actor, id string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[id]
	switch {
	case row == nil:
		return nil, notFound()
	case row.document == nil:
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	return row.document, nil
}

// Problem returns the problem that is solved.
func (s memoryPlans) Problem(_ context.Context, who api.Actor, id string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[id]
	if row == nil {
		return nil, notFound()
	}
	return row.bytes, nil
}

// Rename changes name and tags.
func (s memoryPlans) Rename(_ context.Context, who api.Actor, id string, version int64, name string, tags []string) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.plans[id]
	switch {
	case row == nil:
		return nil, notFound()
	case row.Version != version:
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	}
	row.Name, row.Tags = name, tags
	row.Version++
	t.log(who, "plan.described", id, map[string]string{})
	return planOf(t, id)
}

// Cancel stops a solve.
func (s memoryPlans) Cancel(_ context.Context, who api.Actor, id string) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.plans[id]
	if row == nil {
		return nil, notFound()
	}
	if !row.Status.Over() {
		row.stop()
		t.log(who, "plan.cancel", id, map[string]string{})
	}
	return planOf(t, id)
}

// Model writes the program of a tier.
func (s memoryPlans) Model(ctx context.Context, who api.Actor, id, tier string, w io.Writer) error {
	s.m.mu.Lock()
	row := s.m.in(who).plans[id]
	s.m.mu.Unlock()
	switch {
	case row == nil:
		return notFound()
	case row.document == nil:
		return model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	var values []int64
	for _, x := range row.Tiers {
		if x.ID == tier {
			_, _, err := solver.Export(ctx, row.problem, values, w)
			return err
		}
		values = append(values, x.Value)
	}
	return notFound()
}

type memoryProgress struct{ m *Memory }

// Since lists events.
func (s memoryProgress) Since(_ context.Context, who api.Actor, plan string, after int64, limit int) ([]api.ProgressEvent, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[plan]
	if row == nil {
		return nil, false, notFound()
	}
	from := min(max(after, 0), int64(len(row.events)))
	list := row.events[from:]
	over := row.Status.Over() && len(list) <= limit
	return slices.Clone(list[:min(limit, len(list))]), over, nil
}

// Watch watches a plan.
func (s memoryProgress) Watch(_ context.Context, who api.Actor, plan string) (<-chan struct{}, func(), error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[plan]
	if row == nil {
		return nil, nil, notFound()
	}
	news := make(chan struct{}, 1)
	row.watchers[news] = true
	return news, func() {
		s.m.mu.Lock()
		defer s.m.mu.Unlock()
		delete(row.watchers, news)
	}, nil
}

type memoryBatches struct{ m *Memory }

// Create begins a batch.
func (s memoryBatches) Create(_ context.Context, who api.Actor, once api.Once, n api.NewBatch) (*api.Batch, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return t.batch(id)
	}
	for _, d := range n.Datasets {
		if t.datasets[d] == nil {
			return nil, notFound()
		}
	}
	b := &api.Batch{ID: s.m.id("bt"), Name: n.Name, Total: len(n.Datasets), CreatedAt: now(), CreatedBy: who.ID}
	t.batches[b.ID] = b
	for _, d := range n.Datasets {
		if _, err := s.m.plan(t, who, api.NewPlan{Dataset: d, Name: n.Name, Tags: n.Tags, Options: n.Options}, b.ID); err != nil {
			return nil, err
		}
	}
	t.remember(once, b.ID)
	t.log(who, "batch.created", b.ID, map[string]int{"plans": b.Total})
	return t.batch(b.ID)
}

// batch counts the plans of a batch; the caller holds the lock.
func (t *tenant) batch(id string) (*api.Batch, error) {
	b, err := copyOf(t.batches, id)
	if err != nil {
		return nil, err
	}
	b.Total = 0
	for _, p := range t.plans {
		if p.Batch == id {
			b.Count(p.Status, 1)
		}
	}
	return b, nil
}

// Get returns a batch.
func (s memoryBatches) Get(_ context.Context, who api.Actor, id string) (*api.Batch, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return s.m.in(who).batch(id)
}

// Cancel stops the plans of a batch.
func (s memoryBatches) Cancel(_ context.Context, who api.Actor, id string) (*api.Batch, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.batches[id] == nil {
		return nil, notFound()
	}
	for _, p := range t.plans {
		if p.Batch == id && !p.Status.Over() {
			p.stop()
			t.log(who, "plan.cancel", p.ID, map[string]string{})
		}
	}
	return t.batch(id)
}
