package apitest

import (
	"context"
	"encoding/json"
	"time"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

type memoryConflicts struct{ m *Memory }

// Search begins a search, or finds one.
func (s memoryConflicts) Search(_ context.Context, who api.Actor, once api.Once, plan string, o api.Options) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return planOf(t, id)
	}
	p := t.plans[plan]
	if p == nil {
		return nil, notFound()
	}
	if !p.Status.Over() || p.ConflictsOf != "" {
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	row := t.lastSearch(plan)
	if row == nil || row.Status.Over() && row.Status != api.StatusSucceeded {
		row = s.m.search(t, who, p, o)
	}
	t.remember(once, row.ID)
	return planOf(t, row.ID)
}

// search begins a search; the caller holds the lock.
func (m *Memory) search(t *tenant, who api.Actor, p *planRow, o api.Options) *planRow {
	at := now()
	ctx, stop := context.WithTimeout(context.Background(), time.Duration(o.TimeLimitSeconds*float64(time.Second)))
	row := &planRow{
		problem: p.problem, bytes: p.bytes, stop: stop, watchers: map[chan struct{}]bool{},
		Plan: api.Plan{
			ID: m.id("pl"), Tags: []string{}, Dataset: p.Dataset, ConflictsOf: p.ID, Status: api.StatusQueued, Business: api.BusinessDraft,
			Solution: api.Solution{Proof: api.ProofUnknown}, Times: api.Times{Submitted: &at}, Options: o, Tiers: []model.TierResult{},
			Problem: p.Plan.Problem, Pins: p.Pins, Version: 1, CreatedBy: who.ID,
		},
	}
	t.plans[row.ID] = row
	t.log(who, "conflicts.asked", p.ID, map[string]string{"search": row.ID})
	row.emit("queued", map[string]string{})
	m.work.Go(func() {
		defer stop()
		m.change(row, "started", func(x *api.Plan) { at := now(); x.Status, x.Times.Started = api.StatusRunning, &at })
		var r *explain.Report
		err := error(model.NewError(model.CodeInternal, model.Text{}, nil))
		if m.Runner != nil {
			r, err = explain.Conflicts(ctx, row.problem, explain.Options{Plans: 3, Runner: m.Runner})
		}
		m.change(row, "done", func(x *api.Plan) {
			at := now()
			x.Times.Completed, x.Times.Shutdown = &at, &at
			row.foundOut(r, err)
			t.log(api.Actor{Tenant: who.Tenant, ID: "system"}, "conflicts.found", p.ID, map[string]string{"search": row.ID, "status": string(row.Status)})
		})
	})
	return row
}

// foundOut sets the outcome of a search; the caller holds the lock.
func (row *planRow) foundOut(r *explain.Report, err error) {
	if err == nil {
		row.found, err = json.Marshal(r)
	}
	switch {
	case err != nil:
		row.Status, row.Failure = api.StatusFailed, &api.Failure{Code: model.CodeInternal, Message: model.CodeInternal.Text()}
	case r.Complete:
		row.Status = api.StatusSucceeded
	default:
		row.Status = api.StatusIncomplete
	}
}

// lastSearch is the newest search of a plan; the caller holds the lock.
func (t *tenant) lastSearch(plan string) *planRow {
	var last *planRow
	for _, row := range t.plans {
		if row.ConflictsOf == plan && (last == nil || row.ID > last.ID) {
			last = row
		}
	}
	return last
}

// Last finds the newest search of a plan.
func (s memoryConflicts) Last(_ context.Context, who api.Actor, plan string) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	row := t.lastSearch(plan)
	if t.plans[plan] == nil || row == nil {
		return nil, notFound()
	}
	return planOf(t, row.ID)
}

// Report returns what a search found.
func (s memoryConflicts) Report(_ context.Context, who api.Actor, search string) ([]byte, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	row := s.m.in(who).plans[search]
	if row == nil {
		return nil, notFound()
	}
	return row.found, nil
}
