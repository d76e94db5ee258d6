package api

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"lungang/model"
	"lungang/policy"
	"lungang/review"
	"lungang/solver/check"
)

// planView is a plan document with what is shown of it. It never changes.
type planView struct {
	Plan  *model.Plan
	Rows  []Assignment
	Facts *policy.Facts // of the problem that was solved

	once     sync.Once
	report   *check.Report
	onceIdle sync.Once
	idle     []review.Finding
	sorted   sync.Map // rows in every order that was asked for: string → []Assignment
	pages    *cache[*AssignmentPage]
}

// Sorted returns the rows in an order of orders, the same rows each time. They
// must not be changed.
func (v *planView) Sorted(field string) []Assignment {
	if rows, ok := v.sorted.Load(field); ok {
		return rows.([]Assignment)
	}
	order, rows := orders[field], slices.Clone(v.Rows)
	slices.SortStableFunc(rows, func(a, b Assignment) int { return cmp.Or(order(&a, &b), strings.Compare(a.Key, b.Key)) })
	v.sorted.Store(field, rows) // two may sort at once, and come to the same
	return rows
}

// Report checks the plan again, once.
func (v *planView) Report() *check.Report {
	v.once.Do(func() { v.report = check.Plan(v.Facts, v.Plan) })
	return v.report
}

// Effects is what review.NoEffect says of the plan, worked out once.
func (v *planView) Effects() []review.Finding {
	v.onceIdle.Do(func() { v.idle = review.NoEffect(v.Facts, v.Plan) })
	out := slices.Clone(v.idle)
	for i := range out {
		out[i].Subjects, out[i].Facts = slices.Clone(out[i].Subjects), slices.Clone(out[i].Facts)
	}
	return out
}

// facts returns what follows from a dataset.
func (s *Server) facts(ctx context.Context, id string) (*policy.Facts, error) {
	who := actorOf(ctx)
	d, err := s.Ports.Datasets.Get(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return s.derive(ctx, d.Hash, func(ctx context.Context) ([]byte, error) { return s.Ports.Datasets.Document(ctx, who, id) })
}

// derive returns the facts of a problem document, kept by its hash.
func (s *Server) derive(ctx context.Context, hash string, load func(context.Context) ([]byte, error)) (*policy.Facts, error) {
	return s.problems.get(ctx, hash, func() (*policy.Facts, error) {
		text, err := load(context.WithoutCancel(ctx))
		if err != nil {
			return nil, err
		}
		return weigh(context.WithoutCancel(ctx), s, func() (*policy.Facts, error) {
			p, err := model.DecodeProblem(bytes.NewReader(text))
			if err != nil {
				return nil, err
			}
			return policy.Derive(p)
		})
	})
}

// view returns a plan with its document. CodeConflict when it has none.
func (s *Server) view(ctx context.Context, id string) (*Plan, *planView, error) {
	p, err := s.plan(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	v, err := s.viewOf(ctx, &p.Plan)
	return &p.Plan, v, err
}

// plansShown is how many plans are kept as clients see them: a few kilobytes each.
const plansShown = 1000

// plan returns a plan as it is now, for reading: it is the same for everybody. Only
// when its state is another than before it is read as a whole.
func (s *Server) plan(ctx context.Context, id string) (*PlanView, error) {
	who := actorOf(ctx)
	now, err := s.Ports.Plans.State(ctx, who, id)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%s|%s|%d|%d", who.Tenant, id, now.Version, now.Shutdown.UnixNano())
	return s.shown.get(ctx, key, func() (*PlanView, error) {
		p, err := s.Ports.Plans.Get(context.WithoutCancel(ctx), who, id)
		if err != nil {
			return nil, err
		}
		v := viewPlan(p)
		var text bytes.Buffer
		if err := model.Encode(&text, v); err != nil {
			return nil, err
		}
		v.text = text.Bytes()
		return &v, nil
	})
}

// planned reads a plan that has a document.
func (s *Server) planned(ctx context.Context, id string) (*Plan, error) {
	p, err := s.Ports.Plans.Get(ctx, actorOf(ctx), id)
	if err == nil && p.PlanHash == "" {
		err = noDocument(p)
	}
	return p, err
}

// viewOf returns the document of a plan that was read.
func (s *Server) viewOf(ctx context.Context, p *Plan) (*planView, error) {
	if p.PlanHash == "" {
		return nil, noDocument(p)
	}
	who := actorOf(ctx)
	facts, err := s.derive(ctx, p.Problem, func(ctx context.Context) ([]byte, error) { return s.Ports.Plans.Problem(ctx, who, p.ID) })
	if err != nil {
		return nil, err
	}
	return s.plans.get(ctx, p.PlanHash, func() (*planView, error) {
		text, err := s.Ports.Plans.Document(context.WithoutCancel(ctx), who, p.ID)
		if err != nil {
			return nil, err
		}
		plan, err := model.DecodePlan(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		return &planView{Plan: plan, Rows: assignmentsOf(plan), Facts: facts, pages: newCache[*AssignmentPage](pagesKept)}, nil
	})
}

// noDocument says why a plan has no document.
func noDocument(p *Plan) error {
	if !p.Status.Over() {
		return oops(model.CodeConflict, "方案尚未算完(状态 "+string(p.Status)+");请稍后再读,或看 /events",
			"the plan is not there yet (status "+string(p.Status)+"); read it later, or follow /events")
	}
	return oops(model.CodeNoPlan, "没有得到方案(状态 "+string(p.Status)+");原因见方案的 failure",
		"there is no plan (status "+string(p.Status)+"); failure of the plan says why")
}
