package solver

import (
	"context"
	"errors"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/coin"
	"lungang/solver/formulate"
)

// result assembles the last plan, has it checked, and says why the walk ended.
func (w *walk) result(ctx context.Context) (*Result, error) {
	why := model.StoppedComplete
	for _, s := range w.searches {
		if s.limited {
			why = model.StoppedNodeLimit
		}
		s.published = s.best
	}
	if w.stopped {
		why = model.StoppedCancelled
		if !errors.Is(ctx.Err(), context.Canceled) {
			why = model.StoppedTimeLimit // the whole, or a part's share of it
		}
	}
	r, err := w.assemble(why, true)
	if err != nil {
		return nil, err
	}
	r.Certificates, r.Columns = w.certificates(), len(w.m.Program.Cols)
	r.Warm = &Warm{parts: map[[32]byte]*warmPart{}}
	for _, s := range w.searches {
		s.remember()
		r.Warm.parts[s.p.key] = s.warm
	}
	w.o.Progress(Event{Kind: EventDone, Part: w.done, Parts: len(w.searches)})
	return r, nil
}

// assemble writes the plan document of the parts' published points and has it
// checked. While parts are still at work nothing is said of their proofs.
func (w *walk) assemble(why model.Termination, ended bool) (*Result, error) {
	x := make([]float64, len(w.m.Program.Cols))
	for _, s := range w.searches {
		for k, j := range s.p.cols {
			x[j] = s.published[k]
		}
	}
	plan := newDocument(w.m, w.m.Decisions(x), w.o)
	plan.Status.Termination = why
	for k := range w.m.Tiers {
		t := &w.m.Tiers[k]
		r := model.TierResult{ID: t.ID, Unit: tierUnit(t.ID), Value: t.Value(x), Proof: model.ProofUnknown}
		if ended {
			w.bounded(&r, k)
		}
		plan.Tiers = append(plan.Tiers, r)
	}
	plan.Status.Proof = weakest(plan.Tiers)
	sealed := make(chan struct{})
	go func() { // beside the check, which does not look at the seal of a draft
		defer close(sealed)
		plan.Seal()
	}()
	report := check.Draft(w.m.Facts, plan)
	<-sealed
	if !report.OK {
		return nil, &CheckError{Report: report}
	}
	return &Result{Plan: plan, Facts: w.m.Facts, Report: report}, nil
}

// bounded sums what is known of a tier over the parts.
func (w *walk) bounded(r *model.TierResult, k int) {
	r.Bound, r.Proof = w.m.Tiers[k].Offset, model.Certified
	for _, s := range w.searches {
		r.Bound += s.bounds[k]
		if rank(s.proofs[k]) > rank(r.Proof) {
			r.Proof = s.proofs[k]
		}
	}
	if r.Bound > r.Value {
		// A contradiction: nothing is known, and nothing is claimed.
		r.Bound, r.Proof = 0, model.ProofUnknown
	} else if r.Bound < r.Value && rank(r.Proof) < rank(model.Gap) {
		r.Proof = model.Gap
	}
	r.Price = w.price(k)
}

// proofRank orders proofs from the strongest to the weakest.
var proofRank = map[model.Proof]int{model.Certified: 0, model.Proved: 1, model.Gap: 2, model.ProofUnknown: 3}

func rank(p model.Proof) int { return proofRank[p] }

func weakest(tiers []model.TierResult) model.Proof {
	out := model.Certified
	for _, t := range tiers {
		if rank(t.Proof) > rank(out) {
			out = t.Proof
		}
	}
	return out
}

// newDocument writes decisions as a plan document without tiers.
func newDocument(m *formulate.Model, d formulate.Decisions, o Options) *model.Plan {
	f := m.Facts
	clp, cbc := coin.Version()
	p := &model.Plan{
		Format: model.PlanFormat, ProblemHash: f.ProblemHash(),
		District: f.Problem.District.Code, PlanYear: f.Problem.District.PlanYear,
		Pack:     model.PlanPack{ID: f.Rules.Pack.ID, Version: f.Rules.Pack.Version, Hash: f.Rules.Hash},
		Versions: model.Versions{Lungang: o.Version, CLP: clp, CBC: cbc},
		Options: model.EffectiveOption{
			TimeLimitSeconds: o.TimeLimit.Seconds(), Tiers: policy.TierOrder.Of(f.Rules),
			Seed: policy.LotterySeed.Of(f.Rules), MemoryLimitMiB: o.MemoryLimitMiB,
		},
		Status:      model.PlanStatus{Coverage: model.FullCoverage},
		Relaxations: d.Relaxations,
	}
	writeDecisions(p, f, d)
	for k, dorm := range m.Dorms(d.Moves) {
		if dorm >= 0 {
			p.Moves[k].Dorm = f.Schools[dorm].ID
		}
	}
	writeShortages(p, f, d)
	for i := range f.Teachers {
		p.Verdicts = append(p.Verdicts, f.Teachers[i].Verdict)
	}
	after := f.After(p.Moves)
	p.Indicators = model.Indicators{
		Before: f.Indicators(f.Stay, nil), After: f.Indicators(after, p.Visits), Ratios: f.Ratios(after),
	}
	p.Justifications = justify(f, p)
	return p
}

func writeDecisions(p *model.Plan, f *policy.Facts, d formulate.Decisions) {
	for _, v := range d.Moves {
		t, l := &f.Teachers[v.Teacher], &f.Lines[v.Line]
		rank := 0
		for i, s := range t.Preferences {
			if s == l.Line.School {
				rank = i + 1
			}
		}
		p.Moves = append(p.Moves, model.Move{
			Teacher: t.ID, From: f.Lines[t.Line].Line, To: l.Line, Minutes: f.Commute(v.Teacher, l.School),
			Rank: rank, Voluntary: t.Volunteer || rank > 0, Due: isDue(t), IsBackbone: t.Backbone,
		})
	}
	for _, v := range d.Visits {
		t, l := &f.Teachers[v.Teacher], &f.Lines[v.Line]
		p.Visits = append(p.Visits, model.Visit{
			Teacher: t.ID, From: f.Lines[t.Line].Line, To: l.Line, HalfDays: v.HalfDays, Minutes: f.Minutes(t.School, l.School),
		})
	}
	for _, v := range d.Parts {
		t, l := &f.Teachers[v.Teacher], &f.Lines[v.Line]
		p.PartTime = append(p.PartTime, model.PartTime{Teacher: t.ID, From: f.Lines[t.Line].Line, To: l.Line, HalfDays: v.HalfDays})
	}
	for _, v := range d.Remote {
		p.Remote = append(p.Remote, model.RemoteLesson{From: f.Schools[v.From].ID, To: f.Lines[v.Line].Line, HalfDays: v.HalfDays})
	}
}

// isDue reports whether a teacher, or a leader by the rule for leaders, should
// rotate.
func isDue(t *policy.TeacherFacts) bool {
	return t.Verdict.Kind == model.Must || t.Principal != nil && t.Principal.Kind == model.Must
}

// writeShortages works out what stays short on every line.
func writeShortages(p *model.Plan, f *policy.Facts, d formulate.Decisions) {
	heads, cover := make([]int, len(f.Lines)), make([]int, len(f.Lines))
	for i := range f.Lines {
		heads[i] = f.Lines[i].Heads
	}
	for _, v := range d.Moves {
		if t := &f.Teachers[v.Teacher]; t.Teaches {
			heads[t.Line]--
			heads[v.Line]++
		}
	}
	out := map[int]int{}
	serve := func(teacher, line, halfDays int) {
		cover[line] += halfDays
		out[teacher] += halfDays
	}
	for _, v := range d.Visits {
		serve(v.Teacher, v.Line, v.HalfDays)
	}
	for _, v := range d.Parts {
		serve(v.Teacher, v.Line, v.HalfDays)
	}
	for _, v := range d.Remote {
		cover[v.Line] += v.HalfDays
	}
	for t, n := range out {
		cover[f.Teachers[t].Line] -= max(0, n-f.Teachers[t].Spare)
	}
	for i := range f.Lines {
		l := &f.Lines[i]
		if n := l.Posts - heads[i]; n > 0 {
			p.Vacancies = append(p.Vacancies, model.Vacancy{Line: l.Line, Posts: n, Weight: l.Weight})
		}
		if n := f.Need(l) - f.HalfDays*heads[i] - cover[i]; n > 0 {
			p.Uncovered = append(p.Uncovered, model.Uncovered{
				Line: l.Line, HalfDays: n, Weight: l.Weight, Periods: float64(n) * float64(l.Load) / float64(f.HalfDays),
			})
		}
	}
	if len(p.Vacancies)+len(p.Uncovered) > 0 {
		p.Status.Coverage = model.PartialCoverage
	}
}

func tierUnit(id string) string {
	t, _ := policy.TierByID(id)
	return t.Unit.EN
}
