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
	deepNodes = 100  // to find whole numbers on the face of a deeper tier
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
	cuts    int  // cuts made so far, for their names
	limited bool // a node limit ended a tier before its proof

	// What others may read, guarded by the walk.
	published    []float64
	publicBounds []int64
}

func newSearch(p *part) *search {
	s := &search{p: p, bounds: make([]int64, len(p.tiers)), publicBounds: make([]int64, len(p.tiers)), proofs: make([]model.Proof, len(p.tiers))}
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

func (s *search) bound(k int, v int64) {
	s.bounds[k] = v
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
	f := newFace(s.p.program)
	for first := 0; first < len(s.p.tiers); {
		links, err := s.chain(ctx, f, first)
		if err != nil {
			return err
		}
		if first == 0 {
			s.warm.keep(links)
		}
		k, err := s.deepen(ctx, links, first)
		if err != nil {
			return err
		}
		for j := first; j < k; j++ {
			s.proofs[j] = model.Certified
		}
		if k == len(s.p.tiers) {
			return nil
		}
		if f, err = s.integers(ctx, &links[k-first], k); err != nil {
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
	for k := range s.p.tiers {
		if k < first {
			continue
		}
		if s.p.value(k, s.best) != links[k-first].bound {
			return k
		}
	}
	return len(s.p.tiers)
}

// deepen looks for whole numbers on the faces of the deepest tiers first: they
// are small, and a point there is optimal for every tier above. It returns the
// first tier that the best point does not bring to its bound.
func (s *search) deepen(ctx context.Context, links []link, first int) (int, error) {
	k := s.matched(links, first)
	for j := len(s.p.tiers) - 1; j > k; j-- {
		r, done, err := s.solveMIP(ctx, links[j-first].face, j, mipEffort{nodes: deepNodes, target: links[j-first].bound})
		if err != nil {
			return k, err
		}
		if done && r == nil {
			continue // no whole point on this face, or none was found in time
		}
		if k = s.matched(links, first); k >= j {
			break
		}
	}
	return k, nil
}

// integers brings one tier to its end by branch and bound, and returns the face
// for the tiers below: the tier's value is now a row.
func (s *search) integers(ctx context.Context, l *link, k int) (*face, error) {
	r, _, err := s.solveMIP(ctx, l.face, k, mipEffort{nodes: tierNodes, target: l.bound, start: s.best})
	if err != nil {
		return nil, err
	}
	if s.best == nil {
		return nil, &InfeasibleError{Tier: s.p.model.Tiers[k].ID}
	}
	value := s.p.value(k, s.best)
	switch {
	case value == l.bound:
		s.proofs[k] = model.Certified
	case r != nil && r.closed:
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

type mipEffort struct {
	nodes  int
	target int64     // nothing below this value exists
	start  []float64 // a feasible point, or nil
}

type mipOutcome struct {
	closed bool
	bound  int64
}

// solveMIP minimises tier k on a face. The best point found is offered. The
// outcome is nil, true when the face has no whole point.
func (s *search) solveMIP(ctx context.Context, f *face, k int, e mipEffort) (*mipOutcome, bool, error) {
	if ctx.Err() != nil {
		return nil, false, errStopped
	}
	small, ok := reduce(f.with(s.p.tiers[k]))
	if !ok {
		return nil, true, nil
	}
	o := coin.MIPOptions{
		MaxNodes: e.nodes, MemoryLimit: s.memory, Preprocess: true,
		AbsoluteGap: 0.999, Start: small.shrink(e.start),
	}
	s.slots <- struct{}{}
	r, err := s.runner.Solve(ctx, small.program, o, nil)
	<-s.slots
	if err != nil {
		return nil, false, err
	}
	if r.HasSolution {
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
	out := &mipOutcome{bound: max(e.target, int64(math.Ceil(r.Bound+small.offset-1e-6)))}
	out.closed = r.Termination == coin.Optimal || r.Termination == coin.WithinGap && r.Gap() < 1
	return out, true, nil
}
