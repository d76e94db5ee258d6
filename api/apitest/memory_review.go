package apitest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

type memoryReviews struct{ m *Memory }

// chain is what links plans.
type chain struct {
	supersedes, supersededBy map[string]string
	simulations              map[string]bool
	reviews                  map[string][]review.Event
}

func newChain() chain {
	return chain{map[string]string{}, map[string]string{}, map[string]bool{}, map[string][]review.Event{}}
}

// Get returns what was decided about a plan.
func (s memoryReviews) Get(_ context.Context, who api.Actor, plan string) (*api.Dossier, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	p, err := planOf(t, plan)
	if err != nil {
		return nil, err
	}
	d := &api.Dossier{
		Plan: p, Events: slices.Clone(t.chain.reviews[plan]), Simulation: t.chain.simulations[plan], Supersedes: t.chain.supersedes[plan],
		SupersededBy: t.chain.supersededBy[plan],
	}
	for _, o := range t.objections {
		if o.Plan == plan && o.Status == review.ObjectionOpen {
			d.Open++
		}
	}
	return d, nil
}

// Record adds an event.
func (s memoryReviews) Record(_ context.Context, who api.Actor, plan string, version int64, e api.NewEvent) (*api.Plan, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if err := t.record(who, plan, version, e); err != nil {
		return nil, err
	}
	return planOf(t, plan)
}

// record adds an event; the caller holds the lock.
func (t *tenant) record(who api.Actor, plan string, version int64, e api.NewEvent) error {
	row := t.plans[plan]
	switch {
	case row == nil:
		return notFound()
	case row.Version != version || row.Business != api.BusinessStatus(e.From):
		return model.NewError(model.CodeStale, model.Text{}, nil)
	}
	if e.To == review.Effective {
		for _, p := range t.plans {
			if p.Business == api.BusinessEffective && t.datasets[p.Dataset].Origin == t.datasets[row.Dataset].Origin {
				return model.NewError(model.CodeConflict, model.Text{}, nil)
			}
		}
	}
	row.Business = api.BusinessStatus(e.To)
	row.Version++
	event := review.Event{
		Seq: int64(len(t.chain.reviews[plan]) + 1), Action: e.Action, From: e.From, To: e.To, Actor: who.ID, Reason: e.Reason, Detail: e.Detail, At: now(),
	}
	for _, r := range who.Roles {
		event.Roles = append(event.Roles, review.Role(r))
	}
	t.chain.reviews[plan] = append(t.chain.reviews[plan], event)
	reason := e.Reason
	if e.Detail.Objection != "" {
		reason = "hmac-sha256:…" // what is said about a person does not stay in the log
	}
	t.log(who, reviewed[e.Action], plan, map[string]string{"reason": reason})
	return nil
}

// Simulations lists the plans that only show something.
func (s memoryReviews) Simulations(_ context.Context, who api.Actor, plans []string) ([]string, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	return slices.DeleteFunc(slices.Clone(plans), func(id string) bool { return !t.chain.simulations[id] }), nil
}

type memoryObjections struct{ m *Memory }

// File stores an objection.
func (s memoryObjections) File(_ context.Context, who api.Actor, once api.Once, plan string, version int64, e api.NewEvent, n api.NewObjection) (*api.Objection, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.objections, id)
	}
	if n.Dataset != "" && t.datasets[n.Dataset] == nil {
		return nil, notFound()
	}
	o := &api.Objection{
		ID: s.m.id("ob"), Plan: plan, Filed: plan, Party: n.Party, Office: n.Office, Teacher: n.Teacher, Kind: n.Kind, School: n.School,
		Dataset: n.Dataset, Reason: n.Reason, Status: review.ObjectionOpen, Version: 1, CreatedAt: now(), CreatedBy: who.ID,
	}
	e.Detail.Objection = o.ID
	if err := t.record(who, plan, version, e); err != nil {
		return nil, err
	}
	t.objections[o.ID] = o
	t.remember(once, o.ID)
	t.log(who, "objection.filed", o.ID, map[string]string{"plan": plan})
	return copyOf(t.objections, o.ID)
}

// Get returns an objection.
func (s memoryObjections) Get(_ context.Context, who api.Actor, id string) (*api.Objection, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).objections, id)
}

// List lists the objections of a plan.
func (s memoryObjections) List(_ context.Context, who api.Actor, plan string, page api.Page) ([]api.Objection, bool, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if t.plans[plan] == nil {
		return nil, false, notFound()
	}
	list, more := pageOf(t.objections, page, func(o *api.Objection) bool { return o.Plan == plan || o.Filed == plan })
	return list, more, nil
}

// Looked writes rows of the log.
func (s memoryObjections) Looked(_ context.Context, who api.Actor, ids ...string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if o := t.objections[id]; o != nil && o.Reason+o.Resolution != "" {
			t.log(who, "people.read", t.plans[o.Filed].Dataset, map[string][]string{"objections": {id}})
		}
	}
	return nil
}

// open finds an open objection of a version; the caller holds the lock.
func (t *tenant) open(id string, version int64) (*api.Objection, error) {
	o := t.objections[id]
	switch {
	case o == nil:
		return nil, notFound()
	case o.Version != version:
		return nil, model.NewError(model.CodeStale, model.Text{}, nil)
	case o.Status != review.ObjectionOpen:
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	return o, nil
}

// Simulate begins to solve the problems of a ladder.
func (s memoryObjections) Simulate(_ context.Context, who api.Actor, once api.Once, id string, version int64, rungs []api.NewRung) (*api.Objection, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.objections, id)
	}
	o, err := t.open(id, version)
	if err != nil {
		return nil, err
	}
	o.Rungs = nil
	for _, r := range rungs {
		row := s.m.solveProblem(t, who, api.NewPlan{Dataset: r.Dataset, Name: r.Name, Warm: r.Warm, Options: r.Options}, "", r.Problem, r.Document, len(r.Problem.Pins))
		t.chain.simulations[row.ID] = true
		o.Rungs = append(o.Rungs, api.ObjectionRung{Rung: r.Rung, Plan: row.ID})
	}
	o.Version++
	t.remember(once, id)
	t.log(who, "objection.simulated", id, map[string]string{})
	return copyOf(t.objections, id)
}

// Resolve ends an objection.
func (s memoryObjections) Resolve(_ context.Context, who api.Actor, id string, version int64, r api.NewResolution) (*api.Objection, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	o, err := t.open(id, version)
	if err != nil {
		return nil, err
	}
	r.Event.Detail.Objection, r.Event.Detail.Accepted, r.Event.Detail.Successor = id, &r.Accepted, r.Successor
	if err := t.record(who, o.Plan, r.PlanVersion, r.Event); err != nil {
		return nil, err
	}
	at := now()
	o.Status, o.Result, o.Resolution, o.ResolvedAt, o.ResolvedBy = review.ObjectionRejected, r.Result, r.Event.Reason, &at, who.ID
	if r.Accepted {
		o.Status = review.ObjectionAccepted
	}
	o.Version++
	if r.Successor != "" {
		t.chain.supersedes[r.Successor], t.chain.supersededBy[o.Plan] = o.Plan, r.Successor
		delete(t.chain.simulations, r.Successor)
		for _, x := range t.objections {
			if x.Plan == o.Plan && x.Status == review.ObjectionOpen {
				x.Plan, x.Rungs = r.Successor, nil
				x.Version++
			}
		}
	}
	if r.Accepted && o.Kind != "" {
		s.m.keep(t, who, cmp.Or(o.Dataset, t.plans[o.Plan].Dataset), o)
	}
	t.log(who, "objection.resolved", id, map[string]string{"successor": r.Successor})
	return copyOf(t.objections, id)
}

// Forget lets the time of everything pass that was written with objections.
func (m *Memory) Forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, t := range m.tenants {
		for _, o := range t.objections {
			o.Reason, o.Resolution = "", ""
		}
	}
}

// keep makes what was granted a pin of the dataset; the caller holds the lock.
func (m *Memory) keep(t *tenant, who api.Actor, dataset string, o *api.Objection) {
	for _, p := range t.pinsOf(dataset) {
		if p.Teacher == o.Teacher && p.Kind == o.Kind && p.School == o.School {
			return
		}
	}
	p := &api.Pin{
		ID: m.id("pin"), Dataset: dataset, Teacher: o.Teacher, Kind: o.Kind, School: o.School, Reason: strings.TrimSpace("异议 " + o.ID),
		CreatedAt: now(), CreatedBy: who.ID,
	}
	t.pins[p.ID] = p
}

// reviewed are the actions of the log for those of the review.
var reviewed = map[review.Action]string{
	review.Submit: "plan.submitted", review.Return: "plan.returned", review.Sign: "plan.signed", review.Approve: "plan.approved",
	review.Acknowledge: "plan.finding_acknowledged", review.Publicise: "plan.publicised", review.Object: "plan.objected",
	review.Resolve: "plan.objection_resolved", review.Supersede: "plan.superseded", review.Close: "plan.closed", review.Effect: "plan.effective",
	review.Withdraw: "plan.withdrawn",
}
