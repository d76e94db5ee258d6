package solver

import (
	"context"
	"fmt"
	"math"
	"slices"

	"lungang/solver/coin"
	"lungang/solver/cuts"
	"lungang/solver/lp"
)

// dualDenominator bounds the denominators of exact duals: twice the least common
// multiple of 1 to 10.
const dualDenominator = 5040

// link is one tier of a chain: the linear program of the tier on the face of
// the tiers above.
type link struct {
	face    *face
	bound   int64 // lower bound of the tier, a whole number
	chained int64 // the value that the links below take for granted
	v       vertex
	seen    []bool // columns that were not as in the best plan at any vertex so far
}

// chain solves the tiers' linear programs from tier first to the one before last,
// each on the face of those before, from a basis or nil.
func (s *search) chain(ctx context.Context, f *face, basis []byte, first, last int) ([]link, error) {
	var links []link
	var err error
	for k := first; k < last; k++ {
		l := link{face: f}
		if s.ahead != nil && s.ahead.face.equal(f) {
			l.v = s.ahead.v
		} else if l.v, err = s.solveTier(ctx, &l, k, basis); err != nil {
			return nil, err
		}
		s.ahead = nil
		s.take(&l, &l.v, k)
		l.chained = l.bound
		s.base[k] = &link{face: l.face, bound: l.bound, v: l.v}
		links = append(links, l)
		s.warm.now.bases[k] = l.v.basis
		if k == firstPlanTier && s.best == nil {
			if err := s.firstPlan(ctx, &l, k); err != nil {
				return nil, err
			}
		}
		f, basis = s.below(&l, k, l.bound)
	}
	return links, nil
}

// below returns the face of the plans that give tier k a value, and a start for
// the tier below.
func (s *search) below(l *link, k int, value int64) (*face, []byte) {
	f := l.face.clone()
	gap := float64(value) - l.v.Objective
	if gap <= priceTolerance {
		f.tighten(&l.v.LPResult, math.Max(0, gap), k)
		return f, l.v.basis
	}
	// Whole numbers cost more than the fractions of this tier: allow the
	// value, and keep what lies within it.
	f.tightenWithin(&l.v.LPResult, gap, k)
	f = f.cut(fmt.Sprintf("at_most[%s]", s.p.model.Tiers[k].ID), s.p.tiers[k], float64(value), atMost(k))
	return f, append(slices.Clone(l.v.basis), statusBasic)
}

// firstPlan dives on the optimal face of a tier for the tier below. When the plan
// found has the tier's bound, that bound needs no cuts, and stays exact.
func (s *search) firstPlan(ctx context.Context, l *link, k int) error {
	if k+1 >= len(s.p.tiers) || s.p.whole(l.v.X) {
		return nil
	}
	f, basis := s.below(l, k, l.bound)
	next := link{face: f}
	v, err := s.solveTier(ctx, &next, k+1, basis)
	if err != nil {
		return err
	}
	s.ahead = &next
	next.v = v
	return s.diveFrom(ctx, f, s.p.tiers[k+1], &v)
}

// cutRounds limits the rounds of cuts for one tier; staleRounds those in a row
// without a better bound.
const (
	cutRounds   = 60
	staleRounds = 10
	wholeStale  = 4 // when the bound is a whole number already
)

// take writes the vertex of tier k into its link: the bound, and the plan when the
// decisions are whole.
func (s *search) take(l *link, v *vertex, k int) {
	l.v = *v
	l.bound = s.exact(l.face, s.p.tiers[k], &v.LPResult)
	if s.p.whole(v.X) {
		if done, ok := s.p.rounded(v.X); ok {
			s.offer(done)
		}
	}
	s.bound(k, l)
}

// elsewhere moves the link of a tier to another vertex, where other cuts may be found:
// with the visited schools counted, when they were not yet and the face is small, since
// the rows for it are most of a program; else one that the dual simplex reaches
// without a start.
func (s *search) elsewhere(ctx context.Context, l *link, k int) error {
	f, basis := l.face, []byte(nil)
	o := coin.LPOptions{Method: coin.Dual, Presolve: f.count() > largeFace}
	if f.counter != nil && f.count() <= largeFace {
		f, basis = f.strict(), l.v.basis
	}
	v, err := f.solve(ctx, s.p.tiers[k], basis, o)
	if err != nil || v.Termination != coin.Optimal {
		return s.gaveUp(&v.LPResult, err)
	}
	l.face = f
	s.take(l, &v, k)
	return nil
}

// strengthen adds cuts to the face of a tier at its vertex, and moves the link to the
// new vertex. The cuts stay for all tiers below: what they cut off is no plan of this
// face.
func (s *search) strengthen(ctx context.Context, l *link, k int) error {
	cost := s.p.tiers[k]
	o := cuts.Options{Rounds: cutRounds, Stale: staleRounds, Enough: math.Inf(1), Name: s.name}
	if math.Abs(l.v.Objective-math.Round(l.v.Objective)) < 1e-6 {
		o.Stale = wholeStale
	}
	f, basis, err := s.cutLoop(ctx, l.face, cost, l.v.basis, o)
	if err != nil || f == nil {
		return err
	}
	v, err := f.solve(ctx, cost, basis, coin.LPOptions{Method: coin.Dual})
	if err != nil || v.Termination != coin.Optimal {
		return s.gaveUp(&v.LPResult, err)
	}
	l.face = f
	s.take(l, &v, k)
	return nil
}

// cutLoop makes cuts on the reduced program of a face, where fixed columns do
// not make them longer. It returns the face with the cuts that bind, and a basis
// of it; nil when there are none.
func (s *search) cutLoop(ctx context.Context, f *face, cost []float64, basis []byte, o cuts.Options) (*face, []byte, error) {
	small, ok := reduce(f.with(cost))
	if !ok || len(small.cols) == 0 {
		return nil, nil, nil
	}
	o.Decides = make([]bool, len(small.cols))
	for k, j := range small.cols {
		o.Decides[k] = s.p.choice[j]
	}
	r, err := cuts.Loop(ctx, small.program, small.shrinkBasis(basis), o)
	if err == nil && ctx.Err() != nil {
		err = errStopped
	}
	if err != nil || len(r.Binding) == 0 {
		return nil, nil, err
	}
	made := s.facts(f, small, r.Made)
	var rows []lp.NewRow
	var names []rowName
	for _, k := range r.Binding {
		row := r.Made[k].Row(r.Made[k].Name)
		for i, j := range row.Cols {
			row.Cols[i] = small.cols[j]
		}
		rows, names = append(rows, row), append(names, made[k].name)
	}
	g := f.add(rows, names)
	g.trail = append(g.trail, made...)
	return g, small.expandBasis(f, r.Basis), nil
}

// name returns a new name for a cut.
func (s *search) name() string {
	s.cuts++
	return fmt.Sprintf("cut[%d]", s.cuts)
}

// firstPlanTier is the tier after which a first plan is looked for, so that
// somebody who waits, or stops early, has one: after the vacancies, in the
// usual order.
const firstPlanTier = 1

// solveTier solves the linear program of a tier, from a basis or nil. A basis of an
// earlier solve is tried by the dual. On a small face the primal goes on from the
// vertex of the tier above, which stays feasible when only the costs change. On a
// large one the dual mostly takes a fraction of the primal's time, from nothing on the
// presolved program or else from that vertex; when it loses its way in iterations
// without end, the next is tried.
func (s *search) solveTier(ctx context.Context, l *link, k int, basis []byte) (vertex, error) {
	type start struct {
		basis []byte
		coin.LPOptions
	}
	f := l.face
	ways := []start{{basis, coin.LPOptions{Method: coin.Primal}}}
	switch warm, large := s.warm.basis(k), f.count() > largeFace; {
	case len(warm) == len(f.colLower)+len(f.rowLower):
		ways = []start{{warm, coin.LPOptions{Method: coin.Dual}}}
	case basis == nil || large && k <= firstPlanTier+1 && f.cuts == 0:
		ways = []start{{nil, coin.LPOptions{Method: coin.Dual, Presolve: large}}}
	case large:
		few := len(f.rowLower) * 5 / 4
		ways = []start{
			{nil, coin.LPOptions{Method: coin.Dual, Presolve: true, MaxIterations: few}},
			{basis, coin.LPOptions{Method: coin.Dual, MaxIterations: few}},
			ways[0],
		}
	}
	// Where CLP contradicts itself, another way from nothing may not.
	ways = append(ways, start{nil, coin.LPOptions{Method: coin.Primal}}, start{nil, coin.LPOptions{Method: coin.Dual, Presolve: f.count() <= largeFace}})
	var v vertex
	var err error
	for _, way := range ways {
		v, err = f.solve(ctx, s.p.tiers[k], way.basis, way.LPOptions)
		if err != nil || v.Termination != coin.IterationLimit && v.Termination != coin.Numerical {
			break
		}
	}
	if err == nil && v.Termination != coin.Optimal {
		err = s.stopped(&v.LPResult, k)
	}
	return v, err
}

// largeFace is the number of free columns from which a linear program takes seconds.
// On a district of 128 schools (dual with presolve, dual from the vertex above, primal
// from there): coverage 9, 10 and 11 s; balance 43, 9 and 22 s; compulsion 4, over 60
// and 42 s; preference 2, 5 and 14 s.
const largeFace = 20000

// exact returns the tier's lower bound on the face, rounded up, since every
// value is a whole number, in exact arithmetic.
func (s *search) exact(f *face, cost []float64, r *coin.LPResult) int64 {
	program := f.with(cost)
	y := lp.Rationals(lp.Prices(r.Duals, program.Largest(), dualDenominator))
	bound, err := program.LowerBound(program.ClampDuals(y))
	if err != nil {
		return 0 // no tier is negative
	}
	if b := lp.Ceil(bound); b.IsInt64() {
		return max(b.Int64(), 0)
	}
	return 0
}
