package api

import (
	"context"
	"fmt"
	"net/http"

	"lungang/model"
	"lungang/review"
)

type simulateIn struct {
	OnceHeader
	ObjectionID
	MayMatch
	WaitParam
}

// reasonOfSimulation is why a simulation is made: always the same.
const reasonOfSimulation = "测算异议的影响"

func (s *Server) simulate(ctx context.Context, in *simulateIn) (*objectionOut, error) {
	who := actorOf(ctx)
	once := in.once("simulate-objection", []byte(in.ID))
	o, err := onlyOnce(ctx, s, once, s.Ports.Objections.Get, func() (*Objection, error) { return s.newSimulation(ctx, once, in) })
	if err != nil {
		return nil, err
	}
	over, end := true, in.until(s)
	for _, x := range o.Rungs {
		p, err := s.Ports.Plans.Get(ctx, who, x.Plan)
		if err == nil {
			p, err = s.await(ctx, p, end)
		}
		if err != nil {
			return nil, err
		}
		over = over && p.Status.Over()
	}
	if over {
		return s.showObjection(ctx, o, http.StatusOK)
	}
	out, err := s.showObjection(ctx, o, http.StatusAccepted)
	if out != nil {
		out.Retry = "1"
	}
	return out, err
}

// newSimulation begins the solves of a simulation.
func (s *Server) newSimulation(ctx context.Context, once Once, in *simulateIn) (*Objection, error) {
	who := actorOf(ctx)
	o, err := s.Ports.Objections.Get(ctx, who, in.ID)
	if err != nil {
		return nil, err
	}
	if err := in.holds(ctx, o.Version); err != nil {
		return nil, err
	}
	d, err := s.dossier(ctx, o.Plan)
	if err != nil {
		return nil, err
	}
	// The reason of the objection stays out: its time may be over, or a person that
	// it names became known later, and the objection must still come to an end.
	r := s.request(who, review.Simulate, reasonOfSimulation)
	r.Objection = &review.Filed{Open: o.Status == review.ObjectionOpen, Filer: o.CreatedBy}
	if _, err := allowed(ctx, d, r); err != nil {
		return nil, err
	}
	rungs, err := s.ladder(ctx, d, o)
	if err != nil {
		return nil, err
	}
	return s.Ports.Objections.Simulate(ctx, who, once, o.ID, o.Version, rungs)
}

// ladder puts the problems of a simulation together: the problem of the plan, or
// the corrected data with the pins of the plan, and what is asked for.
func (s *Server) ladder(ctx context.Context, d *dossier, o *Objection) ([]NewRung, error) {
	v, err := s.viewOf(ctx, d.Plan)
	if err != nil {
		return nil, err
	}
	asked, dataset := *v.Facts.Problem, d.Plan.Dataset
	if o.Dataset != "" {
		f, err := s.facts(ctx, o.Dataset)
		if err != nil {
			return nil, err
		}
		asked, dataset = *f.Problem, o.Dataset
		asked.Pack = v.Facts.Problem.Pack // corrected data change no rule
	}
	asked.Pins = append([]model.Pin{}, asked.Pins...)
	add := func(p model.Pin) {
		for _, x := range asked.Pins {
			if x.Teacher == p.Teacher && x.Kind == p.Kind && x.School == p.School {
				return
			}
		}
		asked.Pins = append(asked.Pins, p)
	}
	if o.Dataset != "" {
		for _, p := range v.Facts.Problem.Pins {
			add(p)
		}
	}
	var about []model.TeacherID
	if o.Teacher != "" {
		about = append(about, o.Teacher)
	}
	if o.Kind != "" {
		add(model.Pin{Teacher: o.Teacher, Kind: o.Kind, School: o.School, Reason: "异议 " + o.ID, Author: o.ID})
	}
	var out []NewRung
	for _, rung := range review.Rungs() {
		p := rung.Problem(&asked, v.Plan, about)
		if faults := p.Validate(); faults.HasErrors() {
			return nil, &model.Error{Code: model.CodeConflict, Faults: faults.Errors(), Message: model.Text{
				ZH: "异议的请求与数据或已有的人工指定矛盾", EN: "what is asked for contradicts the data, or a decision taken beforehand",
			}}
		}
		text, err := model.Canonical(p)
		if err != nil {
			return nil, err
		}
		out = append(out, NewRung{
			Rung: rung, Dataset: dataset, Warm: d.Plan.ID, Name: fmt.Sprintf("%s %s", o.ID, rung), Options: d.Plan.Options,
			Problem: p, Document: text, Hash: problemHash(p),
		})
	}
	return out, nil
}

// impact reads what the plans of a simulation say.
func (s *Server) impact(ctx context.Context, o *Objection) (*ObjectionImpact, error) {
	_, before, err := s.view(ctx, o.Plan)
	if err != nil {
		return nil, err
	}
	out := &ObjectionImpact{Complete: len(o.Rungs) > 0, Rungs: []ImpactOfRung{}}
	var results []review.RungResult
	for _, x := range o.Rungs {
		p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), x.Plan)
		if err != nil {
			return nil, err
		}
		r := review.RungResult{Rung: x.Rung, Solved: p.Status.Over() && p.PlanHash != ""}
		if r.Solved {
			after, err := s.viewOf(ctx, p)
			if err != nil {
				return nil, err
			}
			r.Changes, r.Tiers = review.Differences(before.Plan, after.Plan), review.TierChanges(before.Plan.Tiers, after.Plan.Tiers)
		}
		// "No plan" must be proved: a solve that failed says nothing.
		out.Complete = out.Complete && (r.Solved || p.Status == StatusInfeasible)
		results = append(results, r)
		out.Rungs = append(out.Rungs, impactOfRung(r, p))
	}
	chosen := review.Choose(results)
	if out.Complete && chosen.Chosen >= 0 {
		out.Possible, out.Chosen, out.Changed = true, results[chosen.Chosen].Rung, len(chosen.Changes())
	}
	return out, nil
}

func impactOfRung(r review.RungResult, p *Plan) ImpactOfRung {
	v := ImpactOfRung{Rung: r.Rung, Plan: p.ID, Status: p.Status, Worse: review.Worse(r.Tiers), Tiers: []TierShift{}}
	for _, t := range r.Tiers {
		v.Tiers = append(v.Tiers, TierShift{t.ID, t.Before, t.After})
	}
	v.Changes = Shifts(r.Changes)
	return v
}

// Shifts writes what two plans mean for teachers.
func Shifts(changes []review.OutcomeChange) []OutcomeShift {
	out := []OutcomeShift{}
	for _, c := range changes {
		out = append(out, OutcomeShift{Teacher: c.Teacher, Before: outcomeText(c.Before), After: outcomeText(c.After)})
	}
	return out
}

func outcomeText(o review.Outcome) []string {
	out := []string{}
	if o.To != (model.Line{}) {
		out = append(out, o.To.String())
	}
	for _, v := range o.Visits {
		out = append(out, fmt.Sprintf("%s %d", v.Line, v.HalfDays))
	}
	return out
}
