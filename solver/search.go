package solver

import (
	"context"
	"errors"
	"fmt"
	"math"

	"lungang/model"
	"lungang/solver/coin"
	"lungang/solver/lp"
)

// Search effort is counted in nodes, never in seconds, so that the same problem
// gives the same plan on every machine: tierNodes are spent to bring a tier to
// its end.
const tierNodes = 4000

// errStopped ends a part early: the time ran out, or somebody stopped it.
var errStopped = errors.New("stopped")

// search solves one part.
type search struct {
	p       *part
	warm    *warmPart
	runner  *coin.Runner
	slots   chan struct{} // limits child processes
	memory  uint64
	report  func(*search) // a better point, or a bound, is known
	best    []float64     // best feasible point of whole numbers so far
	bounds  []int64       // by tier
	proofs  []model.Proof
	first   int       // the first tier that is not settled yet
	at      []*link   // by tier: where its present bound comes from; nil while there is none
	ahead   *link     // a tier that was solved before its turn, or nil
	links   []link    // of the first tiers that are not settled, as far as they are made
	face    *face     // that the settled tiers leave
	basis   []byte    // for a start on it
	settled bool      // by the solve before
	over    bool      // stopped early
	late    bool      // no time was left for the whole proof
	cuts    int       // cuts made so far, for their names
	base    []*link   // by tier: its first linear program, on the face of the tiers above
	prices  []price   // of the first tiers
	limited bool      // a node limit ended a tier before its proof
	proof   *lp.Proof // of the certified tiers; nil before prove

	// What others may read, guarded by the walk.
	published    []float64
	publicBounds []int64
}

func newSearch(p *part) *search {
	s := &search{p: p, bounds: make([]int64, len(p.tiers)), publicBounds: make([]int64, len(p.tiers)), at: make([]*link, len(p.tiers)), base: make([]*link, len(p.tiers)), proofs: make([]model.Proof, len(p.tiers))}
	for k := range s.proofs {
		s.proofs[k] = model.ProofUnknown
	}
	return s
}

// offer keeps a feasible point of whole numbers when it is better, tier by
// tier, than the best so far.
func (s *search) offer(x []float64) {
	if s.best != nil && !s.better(x, s.best) {
		return
	}
	s.best = append([]float64(nil), x...)
	if s.report != nil {
		s.report(s)
	}
}

func (s *search) better(x, y []float64) bool {
	for k := range s.p.tiers {
		if a, b := s.p.value(k, x), s.p.value(k, y); a != b {
			return a < b
		}
	}
	return false
}

func (s *search) bound(k int, l *link) {
	s.bounds[k], s.at[k] = l.bound, &link{face: l.face, bound: l.bound, v: l.v}
	if s.report != nil {
		s.report(s)
	}
}

// stopped translates why a linear program ended without an optimum.
func (s *search) stopped(r *coin.LPResult, k int) error {
	switch r.Termination {
	case coin.Cancelled, coin.TimeLimit:
		return errStopped
	case coin.Infeasible:
		return &InfeasibleError{Tier: s.p.model.Tiers[k].ID}
	default:
		return &unfinishedError{s.p.model.Tiers[k].ID, r}
	}
}

// unfinishedError says that CLP gave up a linear program without saying anything
// about it: the numbers were too hard. What is known of the part stays.
type unfinishedError struct {
	tier string
	r    *coin.LPResult
}

func (e *unfinishedError) Error() string {
	return fmt.Sprintf("linear program of tier %s ended as %q:%s", e.tier, e.r.Termination, e.r.Raw)
}

// InfeasibleError says that hard rules which may not give way contradict each
// other: there is no plan.
type InfeasibleError struct {
	Tier string
}

func (e *InfeasibleError) Error() string {
	return "the hard rules contradict each other: there is no plan"
}

// begin looks for a first plan, below the vacancies. Every part begins before
// any of them goes on, so that there is a plan of the whole early.
func (s *search) begin(ctx context.Context) error {
	if s.settled = s.recall(); s.settled {
		return nil
	}
	s.warm.now.bases = make([][]byte, len(s.p.tiers))
	links, err := s.chain(ctx, loose(s.p), nil, 0, min(firstPlanTier, len(s.p.tiers)-1)+1)
	if err != nil {
		return err
	}
	s.links = links
	last := len(links) - 1
	return s.planOn(ctx, &links[last], last)
}

// run brings every tier to its end, or as far as ctx allows: called again, it goes
// on where it was stopped. The tiers' bounds and proofs are in s afterwards; s.best
// is nil only with an error.
func (s *search) run(ctx context.Context) error {
	if s.settled {
		return nil
	}
	for s.first < len(s.p.tiers) {
		if len(s.links) == 0 {
			for j := s.first; j < len(s.p.tiers); j++ {
				s.bounds[j], s.at[j], s.proofs[j] = 0, nil, model.ProofUnknown
			}
			links, err := s.chain(ctx, s.face, s.basis, s.first, s.first+1)
			if err != nil {
				return err
			}
			s.links = links
		}
		if err := s.closeNext(ctx); err != nil {
			return err
		}
	}
	return nil
}

// closeNext brings the first tier that is not settled to its end, from what is known
// of it. The links of the tiers below stay as long as they stand on the face that it
// leaves.
func (s *search) closeNext(ctx context.Context) error {
	k, l := s.first, s.links[0]
	// Before a stop the tier may have come further than its link.
	l.face, l.bound, l.v = s.at[k].face, s.at[k].bound, s.at[k].v
	if err := s.close(ctx, &l, k); err != nil {
		return err
	}
	value := s.p.value(k, s.best)
	s.face, s.basis = s.below(&l, k, value)
	s.first++
	s.links = s.links[1:]
	if value != l.chained || l.face.cuts > 0 && len(s.links) > 0 && s.links[0].face.cuts == 0 {
		s.links = nil
	}
	return nil
}

// close brings one tier to its end: to a plan with the value of the bound, or as
// near as the effort allows. First it looks where the best plan and the linear
// program differ; then cuts lift the bound, from several vertices, since another
// vertex gives other cuts and another neighbourhood; then branch and bound
// takes over.
func (s *search) close(ctx context.Context, l *link, k int) error {
	if err := s.planOn(ctx, l, k); err != nil {
		return err
	}
	if err := s.between(ctx, l, k); err != nil {
		return err
	}
	for turn := range turns {
		before := l.v.Objective
		if s.reached(l, k) {
			break
		}
		l.face = s.within(l, k)
		if turn > 0 {
			if err := s.elsewhere(ctx, l, k); err != nil {
				return err
			}
		}
		if err := s.strengthen(ctx, l, k); err != nil {
			return err
		}
		if err := s.between(ctx, l, k); err != nil {
			return err
		}
		if turn > 1 && l.v.Objective < before+1e-6 {
			break
		}
	}
	if s.reached(l, k) {
		s.proofs[k] = model.Proved
		return nil
	}
	return s.integers(ctx, l, k)
}

// turns is how often cuts are looked for, each time from another vertex: it gives
// other cuts, fixes other columns, and is another neighbourhood for the best plan.
const turns = 3

// reached reports whether the best plan brings a tier to its bound.
func (s *search) reached(l *link, k int) bool {
	return s.best != nil && l.face.holds(s.best) && s.p.value(k, s.best) <= l.bound
}

// planOn dives on the face of a tier when no plan is known there.
func (s *search) planOn(ctx context.Context, l *link, k int) error {
	if s.best != nil && l.face.holds(s.best) {
		return nil
	}
	return s.dive(ctx, l.face, s.p.tiers[k], l.v.basis)
}

// integers brings a tier to its end by branch and bound, without what cannot be part
// of a better plan. A part that is too large for that is made small first:
// neighbourhoods bring the best plan nearer to the bound.
func (s *search) integers(ctx context.Context, l *link, k int) error {
	var r *mipOutcome
	planned := s.best != nil && l.face.holds(s.best)
	if planned && s.within(l, k).count() > largeProgram {
		if err := s.improve(ctx, l, k); err != nil {
			return err
		}
	}
	if f := s.within(l, k); !s.reached(l, k) && (!planned || f.count() <= largeProgram) {
		var err error
		if r, err = s.solveMIP(ctx, f, k, l.bound); err != nil {
			return err
		}
	}
	if s.best == nil {
		return &InfeasibleError{Tier: s.p.model.Tiers[k].ID}
	}
	value := s.p.value(k, s.best)
	switch {
	case value == l.bound:
		s.proofs[k] = model.Proved
	case r != nil && r.closed && r.value == value:
		s.bounds[k], s.proofs[k] = value, model.Proved
	default:
		if r != nil {
			s.bounds[k] = max(s.bounds[k], r.bound)
		}
		s.proofs[k], s.limited = model.Gap, true
	}
	return nil
}

// largeProgram is the number of free columns from which branch and bound on a
// whole part is left to neighbourhoods. On a district of 128 schools CBC closed
// preference (20,800 columns) in 28 s and travel (36,200) in 14 s, where
// neighbourhoods of up to 48 schools or 8 subjects had found nothing better.
const largeProgram = 60000

// within returns the face of a tier without what no plan as good as the best one
// can have (reduced-cost fixing).
func (s *search) within(l *link, k int) *face {
	f := l.face.clone()
	if s.best != nil && l.face.holds(s.best) {
		f.tightenWithin(&l.v.LPResult, float64(s.p.value(k, s.best))-l.v.Objective, k)
	}
	return f
}

// settle writes down what is known when a part is stopped early: the tiers
// that the best plan brings to their bounds, in order, and the gap of the
// first that it does not. Bounds of later tiers hold only for other values of
// that one, so they are forgotten.
func (s *search) settle() {
	open := false
	for k := s.first; k < len(s.p.tiers); k++ {
		switch {
		case open || s.at[k] == nil || s.best == nil:
			s.bounds[k], s.proofs[k] = 0, model.ProofUnknown
			open = true
		case s.p.value(k, s.best) == s.bounds[k]:
			s.proofs[k] = model.Proved
		default:
			s.proofs[k] = model.Gap
			open = true
		}
	}
}

type mipOutcome struct {
	closed bool  // nothing below value exists on the face
	value  int64 // of the best point found
	bound  int64
}

// shortCut is the number of columns up to which a cut stays in a search.
const shortCut = 60

// bare returns a face for branch and bound on tier k: long cuts, which make
// every node of a search dear, are exchanged for the rows that they stand for,
// one for each tier above; CBC finds cuts of its own. Visited schools count.
func (s *search) bare(f *face, k int) *face {
	g := f.strict()
	if f.cuts == 0 {
		return g
	}
	length := make([]int, len(g.rowLower))
	for _, i := range g.program.Index {
		length[i]++
	}
	for i, made := range g.made {
		if made && length[i] > shortCut {
			g.rowLower[i], g.rowUpr[i] = math.Inf(-1), math.Inf(1)
		}
	}
	for t := range k {
		if g.free(s.p.tiers[t]) {
			g = g.cut("bound["+s.p.model.Tiers[t].ID+"]", s.p.tiers[t], float64(s.limit(t)), atMost(t))
		}
	}
	return g
}

// limit is the value that a tier above may have: the one that it was settled
// with, or the bound of the chain.
func (s *search) limit(t int) int64 {
	if t < s.first {
		return s.p.value(t, s.best)
	}
	return s.bounds[t]
}

// solveMIP minimises tier k on a face, on which nothing has a value below the
// bound, from the best plan. The best point found is offered. The outcome is
// nil when no whole point was found.
func (s *search) solveMIP(ctx context.Context, f *face, k int, bound int64) (*mipOutcome, error) {
	if ctx.Err() != nil {
		return nil, errStopped
	}
	small, ok := reduce(s.bare(f, k).with(s.p.tiers[k]))
	if !ok {
		return nil, nil
	}
	o := coin.MIPOptions{
		MaxNodes: tierNodes, MemoryLimit: s.memory, Preprocess: true,
		AbsoluteGap: 0.999, Start: small.shrink(s.best),
	}
	o.HeuristicsOff = o.Start != nil
	s.slots <- struct{}{}
	r, err := s.runner.Solve(ctx, small.program, o, nil)
	<-s.slots
	if err != nil {
		return nil, err
	}
	value := int64(math.MaxInt64)
	if r.HasSolution {
		value = int64(math.Round(r.Objective + small.offset))
		if x, ok := s.p.complete(small.expand(r.X)); ok {
			s.offer(x)
		}
	}
	if r.Termination == coin.Cancelled || ctx.Err() != nil {
		return nil, errStopped
	}
	if !r.HasSolution {
		if r.Termination != coin.Infeasible && s.best == nil {
			s.limited = true
			return nil, errStopped // there may be a plan that was not found
		}
		return nil, nil
	}
	out := &mipOutcome{value: value, bound: max(bound, int64(math.Ceil(r.Bound+small.offset-1e-6)))}
	out.closed = r.Termination == coin.Optimal || r.Termination == coin.WithinGap && r.Gap() < 1
	return out, nil
}
