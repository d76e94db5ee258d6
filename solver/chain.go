package solver

import (
	"context"
	"fmt"
	"math"

	"lungang/model"
	"lungang/solver/coin"
	"lungang/solver/lp"
)

// dualDenominator is the grid of exact duals: the least common multiple of
// 1 to 10, and small enough for fast integers.
const dualDenominator = 5040

// link is one tier of a chain: the linear program of the tier on the face of
// the tiers above.
type link struct {
	face  *face // before the tier was fixed
	bound int64 // exact lower bound of the tier, a whole number
	lp    float64
	basis []byte
	x     []float64 // vertex
	rc    []float64 // reduced costs at the vertex
	whole []float64 // the completed vertex when it is whole and feasible, else nil
}

// proof is what a whole point of the link's bound is: certified while the bound
// is exact, proved once cuts made in floating point took part.
func (l *link) proof() model.Proof {
	if l.face.cuts > 0 {
		return model.Proved
	}
	return model.Certified
}

// chain solves the tiers' linear programs from tier first to the one before last,
// each on the face of those before. It returns one link per tier, fewer when ctx
// ended, and the face below.
func (s *search) chain(ctx context.Context, start *face, first, last int) ([]link, *face, error) {
	var links []link
	f := start
	model, err := s.load(f)
	if err != nil {
		return nil, nil, err
	}
	defer func() { model.Close() }()
	for k := first; k < last; k++ {
		cost := s.p.tiers[k]
		l := link{face: f}
		if k > first && !f.free(cost) {
			// Nothing can change this tier any more.
			prev := links[len(links)-1]
			l.lp = dot(cost, prev.x)
			l.bound, l.basis, l.x, l.whole = int64(math.Round(l.lp)), prev.basis, prev.x, prev.whole
			links = append(links, l)
			s.bound(k, l.bound, l.proof())
			continue
		}
		r, err := s.solveLP(ctx, model, f, cost, k, k == first)
		if err == nil && k == firstPlanTier && r.Termination == coin.Optimal && s.best == nil {
			if err := s.firstPlan(ctx, f, cost, &r, model.Basis(), k); err != nil {
				return links, nil, err
			}
		}
		if err == nil && r.Termination == coin.Optimal && s.needsCuts(f, k, &r) {
			f, model, r, err = s.strengthen(ctx, f, model, cost, r)
			l.face = f
		}
		if err != nil {
			return nil, nil, err
		}
		if r.Termination != coin.Optimal {
			return links, nil, s.stopped(&r, k)
		}
		l.lp, l.x, l.rc, l.basis = r.Objective, r.X, r.ReducedCosts, model.Basis()
		l.bound = s.exact(f, cost, &r)
		if s.p.whole(r.X) {
			if done, ok := s.p.complete(r.X); ok {
				l.whole = done
				s.offer(done)
			}
		}
		links = append(links, l)
		s.bound(k, l.bound, l.proof())
		f = f.clone()
		if gap := float64(l.bound) - l.lp; gap > cutSlack {
			// Whole numbers cost more than the fractions of this tier: allow
			// the rounded-up value, and keep what lies within it.
			f.tightenWithin(&r, gap)
			f = f.cut(fmt.Sprintf("at_most[%s]", s.p.model.Tiers[k].ID), cost, float64(l.bound))
			basis := model.Basis()
			model.Close()
			if model, err = s.load(f); err != nil {
				return nil, nil, err
			}
			model.SetBasis(append(basis, basicStatus))
			continue
		}
		f.tighten(&r, math.Max(0, float64(l.bound)-l.lp))
		model.SetColumnBounds(f.colLower, f.colUpr)
		model.SetRowBounds(f.rowLower, f.rowUpr)
	}
	return links, f, nil
}

// cutRounds limits the rounds of cuts for one tier; staleRounds those in a row
// without a better bound.
const (
	cutRounds   = 60
	staleRounds = 10
	wholeStale  = 4 // when the bound is a whole number already
)

// firstPlan dives on the optimal face of a tier. When the plan found has the
// tier's bound, that bound needs no cuts, and stays exact.
func (s *search) firstPlan(ctx context.Context, f *face, cost []float64, r *coin.LPResult, basis []byte, k int) error {
	if k+1 >= len(s.p.tiers) || s.integral(r.X) {
		return nil
	}
	g := f.clone()
	if bound := s.exact(f, cost, r); float64(bound)-r.Objective > cutSlack {
		g.tightenWithin(r, float64(bound)-r.Objective)
		g = g.cut("first", cost, float64(bound))
		basis = nil
	} else {
		g.tighten(r, 0)
	}
	return s.dive(ctx, g, s.p.tiers[k+1], basis)
}

// needsCuts reports whether the vertex of a tier is no plan, no plan is known
// that has its value, and the value could be better than nothing at all. On a
// large part a round of cuts takes longer than a search around the plan.
func (s *search) needsCuts(f *face, k int, r *coin.LPResult) bool {
	if r.Objective <= 1e-6 || s.large(f) || s.integral(r.X) {
		return false
	}
	if s.best == nil {
		return true
	}
	for t := s.first; t < k; t++ {
		if s.p.value(t, s.best) != s.bounds[t] {
			return true
		}
	}
	return float64(s.p.value(k, s.best)) > math.Ceil(r.Objective-1e-6)
}

// integral reports whether a vertex is a plan.
func (s *search) integral(x []float64) bool {
	if !s.p.whole(x) {
		return false
	}
	_, ok := s.p.complete(x)
	return ok
}

// strengthen adds cuts to the face at the vertex of a tier, and returns the
// face, its linear program, and the new vertex. The cuts stay for all tiers
// below: what they cut off is no plan of this face. They are made on the reduced
// program: fixed columns would only make them longer.
func (s *search) strengthen(ctx context.Context, f *face, model *coin.LP, cost []float64, r coin.LPResult) (*face, *coin.LP, coin.LPResult, error) {
	o := coin.CutOptions{Rounds: cutRounds, Stale: staleRounds, Cutoff: math.Inf(1)}
	if math.Abs(r.Objective-math.Round(r.Objective)) < 1e-6 {
		o.Stale = wholeStale
	}
	cuts, err := s.cutLoop(ctx, f, cost, o)
	if err != nil || len(cuts) == 0 {
		return f, model, r, err
	}
	basis := model.Basis()
	for range cuts {
		basis = append(basis, basicStatus)
	}
	f = f.add(s.name(cuts))
	model.Close()
	if model, err = s.load(f); err != nil {
		return f, model, r, err
	}
	model.SetObjective(cost)
	model.SetBasis(basis)
	r, err = model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
	return f, model, r, err
}

// cutLoop makes cuts on the reduced program of a face, in columns of the part.
func (s *search) cutLoop(ctx context.Context, f *face, cost []float64, o coin.CutOptions) ([]lp.NewRow, error) {
	small, ok := reduce(f.with(cost))
	if !ok || len(small.cols) == 0 {
		return nil, nil
	}
	model, err := coin.NewLP(small.program)
	if err != nil {
		return nil, err
	}
	defer model.Close()
	r, err := model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
	if err != nil || r.Termination != coin.Optimal {
		return nil, s.gaveUp(&r, err)
	}
	o.Decides = make([]bool, len(small.cols))
	for k, j := range small.cols {
		o.Decides[k] = s.p.choice[j]
	}
	c, err := model.Cuts(ctx, o)
	for i := range c.Rows {
		for k, j := range c.Rows[i].Cols {
			c.Rows[i].Cols[k] = small.cols[j]
		}
	}
	return c.Rows, err
}

// name gives cuts names of their own.
func (s *search) name(cuts []lp.NewRow) []lp.NewRow {
	for i := range cuts {
		s.cuts++
		cuts[i].Name = fmt.Sprintf("cut[%d]", s.cuts)
	}
	return cuts
}

// firstPlanTier is the tier after which a first plan is looked for, so that
// somebody who waits, or stops early, has one: after the vacancies, in the
// usual order.
const firstPlanTier = 1

// basicStatus is CLP's status byte of a basic row or column.
const basicStatus = 1

func (s *search) load(f *face) (*coin.LP, error) {
	return coin.NewLP(f.with(make([]float64, len(f.colLower))))
}

// solveLP solves one tier. The first starts by the dual simplex, the others by
// the primal, since the vertex before stays feasible when only the costs
// change; a basis of an earlier solve is tried by the dual.
func (s *search) solveLP(ctx context.Context, model *coin.LP, f *face, cost []float64, k int, first bool) (coin.LPResult, error) {
	model.SetObjective(cost)
	method := coin.Primal
	if first {
		method = coin.Dual
	}
	if basis := s.warm.basis(k); basis != nil && len(basis) == len(f.colLower)+len(f.rowLower) {
		model.SetBasis(basis)
		method = coin.Dual
	}
	o := coin.LPOptions{Method: method}
	if s.warm.basis(k) == nil && len(f.colLower) > presolveColumns {
		o.Method, o.Presolve = coin.Dual, true
	}
	return model.Solve(ctx, o)
}

// presolveColumns is the size from which a tier starts anew on the presolved
// program: what the faces above have fixed is gone there, and the dual simplex
// on the rest is many times faster than the primal from the old vertex (on a
// district of 128 schools 3 s instead of more than 50 for the vacancies).
const presolveColumns = 30000

// cutSlack is by how much the bound of a tier with cuts may lie below a whole
// number and still mean it: cuts are moved outwards a little.
const cutSlack = 1e-3

// exact returns the tier's lower bound on the face, rounded up, since every
// value is a whole number: in exact arithmetic, or, once the face has cuts made
// in floating point, the linear program's own value.
func (s *search) exact(f *face, cost []float64, r *coin.LPResult) int64 {
	if f.cuts > 0 {
		return max(int64(math.Ceil(r.Objective-cutSlack)), 0)
	}
	program := f.with(cost)
	best := int64(math.MinInt64)
	for _, den := range []int64{dualDenominator, 1 << 20} {
		y := program.ClampDuals(lp.RoundDuals(r.Duals, den))
		bound, err := program.LowerBound(y)
		if err != nil {
			continue
		}
		if b := lp.Ceil(bound); b.IsInt64() {
			best = max(best, b.Int64())
		}
		if float64(best) >= r.Objective-1e-6 {
			break // nothing more to gain
		}
	}
	return max(best, 0) // no tier is negative
}
