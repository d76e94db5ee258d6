package solver

import (
	"context"
	"errors"
	"fmt"
	"math"

	"lungang/model"
	"lungang/solver/coin"
)

// Search effort is counted in nodes, never in seconds, so that the same problem
// gives the same plan on every machine.
const (
	deepNodes = 1000 // to find whole numbers on the face of a deeper tier
	tierNodes = 4000 // to bring a tier to its end
)

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
	first   int           // the first tier that is not settled yet
	linked  []model.Proof // by tier: what a plan of the bound would be; empty while there is no bound
	cuts    int           // cuts made so far, for their names
	limited bool          // a node limit ended a tier before its proof

	// What others may read, guarded by the walk.
	published    []float64
	publicBounds []int64
}

func newSearch(p *part) *search {
	s := &search{p: p, bounds: make([]int64, len(p.tiers)), publicBounds: make([]int64, len(p.tiers)), linked: make([]model.Proof, len(p.tiers)), proofs: make([]model.Proof, len(p.tiers))}
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

func (s *search) bound(k int, v int64, proof model.Proof) {
	s.bounds[k], s.linked[k] = v, proof
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
		return fmt.Errorf("linear program of tier %s ended as %q:%s", s.p.model.Tiers[k].ID, r.Termination, r.Raw)
	}
}

// InfeasibleError says that hard rules which may not give way contradict each
// other: there is no plan.
type InfeasibleError struct {
	Tier string
}

func (e *InfeasibleError) Error() string {
	return "the hard rules contradict each other: there is no plan"
}

// run brings every tier to its end, or as far as ctx allows. The tiers' bounds
// and proofs are in s afterwards; s.best is nil only with an error.
func (s *search) run(ctx context.Context) error {
	if s.recall() {
		return nil
	}
	f := newFace(s.p.program)
	for first := 0; first < len(s.p.tiers); {
		s.first = first
		for k := first; k < len(s.p.tiers); k++ {
			s.bounds[k], s.linked[k], s.proofs[k] = 0, "", model.ProofUnknown
		}
		last := len(s.p.tiers)
		if s.large(f) {
			// One tier at a time: each is searched before the next. The first
			// chain goes as far as the first plan.
			last = min(last, max(first, firstPlanTier)+1)
		}
		links, below, err := s.chain(ctx, f, first, last)
		if err != nil {
			return err
		}
		if first == 0 {
			s.warm.keep(links)
		}
		k, known, err := s.deepen(ctx, links, first)
		if err != nil {
			return err
		}
		for j := first; j < k; j++ {
			s.proofs[j] = links[j-first].proof()
		}
		if k == last {
			f, first = below, last
			continue
		}
		if f, err = s.integers(ctx, &links[k-first], k, known); err != nil {
			return err
		}
		first = k + 1
	}
	return nil
}

// matched counts how many tiers from first on the best point brings to their
// bounds.
func (s *search) matched(links []link, first int) int {
	if s.best == nil {
		return first
	}
	for i := range links {
		if s.p.value(first+i, s.best) != links[i].bound {
			return first + i
		}
	}
	return first + len(links)
}

// deepen looks for whole numbers on the faces of the deepest tiers first: they
// are small, and a point there is optimal for every tier above. It returns the
// first tier that the best point does not bring to its bound.
func (s *search) deepen(ctx context.Context, links []link, first int) (k int, out *mipOutcome, err error) {
	k = s.matched(links, first)
	for j := first + len(links) - 1; j > k; j-- {
		l := &links[j-first]
		r, done, err := s.solveMIP(ctx, l.face, j, mipEffort{nodes: deepNodes, target: l.bound, start: s.best})
		if err != nil {
			return k, nil, err
		}
		if done && r == nil {
			continue // no whole point on this face, or none was found in time
		}
		if k = s.matched(links, first); k >= j {
			if k == j {
				out = r // this tier's search was already made
			}
			break
		}
	}
	return k, out, nil
}

// integers brings one tier to its end by branch and bound, unless r says that it
// is there already, and returns the face for the tiers below: the tier's value
// is now a row.
func (s *search) integers(ctx context.Context, l *link, k int, r *mipOutcome) (*face, error) {
	large := s.large(l.face)
	if large {
		if err := s.neighbours(ctx, l, k); err != nil {
			return nil, err
		}
	}
	if (r == nil || !r.closed) && !large {
		var err error
		if r, _, err = s.solveMIP(ctx, l.face, k, mipEffort{nodes: tierNodes, target: l.bound, start: s.best}); err != nil {
			return nil, err
		}
	}
	if s.best == nil {
		return nil, &InfeasibleError{Tier: s.p.model.Tiers[k].ID}
	}
	value := s.p.value(k, s.best)
	switch {
	case value == l.bound:
		s.proofs[k] = l.proof()
	case r != nil && r.closed && r.value == value:
		s.bounds[k], s.proofs[k] = value, model.Proved
	default:
		if r != nil {
			s.bounds[k] = max(s.bounds[k], r.bound)
		}
		s.proofs[k], s.limited = model.Gap, true
	}
	f := l.face.clone()
	lpr := coin.LPResult{X: l.x, ReducedCosts: l.rc}
	if l.rc != nil {
		f.tightenWithin(&lpr, float64(value)-l.lp)
	}
	return f.cut(fmt.Sprintf("at_most[%s]", s.p.model.Tiers[k].ID), s.p.tiers[k], float64(value)), nil
}

// largeProgram is the number of free columns from which branch and bound on a
// whole part takes minutes for its first node; then diving and neighbourhoods
// find the plan, and the cuts' bound tells how good it is.
const largeProgram = 40000

func (s *search) large(f *face) bool {
	n := 0
	for j := range f.colLower {
		if f.colLower[j] < f.colUpr[j] {
			n++
		}
	}
	return n > largeProgram
}

// farOff is the ratio of value to bound from which a new dive promises more than
// a search around the plan.
const farOff = 1.05

// neighbours makes sure that there is a plan on the face of a tier, a
// new one when the best is far off, and searches around it.
func (s *search) neighbours(ctx context.Context, l *link, k int) error {
	if s.best == nil || !l.face.holds(s.best) || float64(s.p.value(k, s.best)) > farOff*float64(l.bound) {
		if err := s.dive(ctx, l.face, s.p.tiers[k], nil); err != nil {
			return err
		}
	}
	if s.best == nil || !l.face.holds(s.best) {
		return nil // the value so far stands, with its gap
	}
	return s.improve(ctx, l.face, k, l.bound)
}

// settle writes down what is known when a part is stopped early: the tiers
// that the best plan brings to their bounds, in order, and the gap of the
// first that it does not. Bounds of later tiers hold only for other values of
// that one, so they are forgotten.
func (s *search) settle() {
	open := false
	for k := s.first; k < len(s.p.tiers); k++ {
		switch {
		case open || s.linked[k] == "" || s.best == nil:
			s.bounds[k], s.proofs[k] = 0, model.ProofUnknown
			open = true
		case s.p.value(k, s.best) == s.bounds[k]:
			s.proofs[k] = s.linked[k]
		default:
			s.proofs[k] = model.Gap
			open = true
		}
	}
}

type mipEffort struct {
	nodes  int
	target int64     // nothing below this value exists
	start  []float64 // a feasible point, or nil
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
// one for each tier above; CBC finds cuts of its own.
func (s *search) bare(f *face, k int) *face {
	if f.cuts == 0 {
		return f
	}
	g := f.clone()
	length := make([]int, len(g.rowLower))
	for _, i := range g.program.Index {
		length[i]++
	}
	for i, soft := range g.soft {
		if soft && length[i] > shortCut {
			g.rowLower[i], g.rowUpr[i] = math.Inf(-1), math.Inf(1)
		}
	}
	for t := range k {
		if g.free(s.p.tiers[t]) {
			g = g.cut("bound["+s.p.model.Tiers[t].ID+"]", s.p.tiers[t], float64(s.limit(t)))
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

// solveMIP minimises tier k on a face. The best point found is offered. The
// outcome is nil, true when the face has no whole point.
func (s *search) solveMIP(ctx context.Context, f *face, k int, e mipEffort) (*mipOutcome, bool, error) {
	if ctx.Err() != nil {
		return nil, false, errStopped
	}
	small, ok := reduce(s.bare(f, k).with(s.p.tiers[k]))
	if !ok {
		return nil, true, nil
	}
	o := coin.MIPOptions{
		MaxNodes: e.nodes, MemoryLimit: s.memory, Preprocess: true,
		AbsoluteGap: 0.999, Start: small.shrink(e.start),
	}
	o.HeuristicsOff = o.Start != nil
	s.slots <- struct{}{}
	r, err := s.runner.Solve(ctx, small.program, o, nil)
	<-s.slots
	if err != nil {
		return nil, false, err
	}
	value := int64(math.MaxInt64)
	if r.HasSolution {
		value = int64(math.Round(r.Objective + small.offset))
		if x, ok := s.p.complete(small.expand(r.X)); ok {
			s.offer(x)
		}
	}
	if r.Termination == coin.Cancelled || ctx.Err() != nil {
		return nil, false, errStopped
	}
	if !r.HasSolution {
		return nil, true, nil
	}
	out := &mipOutcome{value: value, bound: max(e.target, int64(math.Ceil(r.Bound+small.offset-1e-6)))}
	out.closed = r.Termination == coin.Optimal || r.Termination == coin.WithinGap && r.Gap() < 1
	return out, true, nil
}
