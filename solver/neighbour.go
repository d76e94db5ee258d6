package solver

import (
	"context"
	"math"
	"slices"
	"sync"

	"lungang/model"
	"lungang/solver/coin"
)

// Sizes of a neighbourhood search. Effort is counted in nodes and rounds, so
// that the outcome is the same on every machine.
const (
	clusterSchools = 6   // a school and those nearest to it
	clusterNodes   = 200 // of one sub-program
	clusterRounds  = 3   // over all neighbourhoods, while they help
	besides        = 2   // neighbourhoods of the same plan, solved side by side
)

// neighbourhood is a set of decisions that is freed while all others stay as
// they are in the best plan.
type neighbourhood struct {
	free []bool // by column of the part
}

// neighbourhoods returns clusters of near schools and single subjects, in a
// fixed order. Clusters start from every third school, so that they overlap.
func (s *search) neighbourhoods() []neighbourhood {
	f := s.p.model.Facts
	bySchool, bySubject := map[int][]int{}, map[model.Subject][]int{}
	var schools []int
	var subjects []model.Subject
	for k, j := range s.p.cols {
		if !s.p.choice[k] && !s.p.counter[k] {
			continue
		}
		tag := s.p.model.Tag(j)
		if bySchool[tag.From] == nil {
			schools = append(schools, tag.From)
		}
		bySchool[tag.From] = append(bySchool[tag.From], k)
		subject := f.Lines[f.Teachers[tag.Teacher].Line].Subject
		if bySubject[subject] == nil {
			subjects = append(subjects, subject)
		}
		bySubject[subject] = append(bySubject[subject], k)
	}
	slices.Sort(schools)
	slices.Sort(subjects)
	var out []neighbourhood
	for i := 0; i < len(schools); i += 3 {
		near := slices.Clone(schools)
		slices.SortStableFunc(near, func(a, b int) int { return f.Minutes(schools[i], a) - f.Minutes(schools[i], b) })
		n := neighbourhood{free: make([]bool, len(s.p.cols))}
		for _, school := range near[:min(len(near), clusterSchools)] {
			for _, k := range bySchool[school] {
				n.free[k] = true
			}
		}
		out = append(out, n)
	}
	for _, subject := range subjects {
		n := neighbourhood{free: make([]bool, len(s.p.cols))}
		for _, k := range bySubject[subject] {
			n.free[k] = true
		}
		out = append(out, n)
	}
	return out
}

// improve searches the neighbourhoods of the best plan for a better value of
// tier k on its face, two at a time, until the bound is reached or a round brings
// nothing.
func (s *search) improve(ctx context.Context, l *link, k int) error {
	f, target := l.face, l.bound
	list := s.neighbourhoods()
	for range clusterRounds {
		before := s.p.value(k, s.best)
		for at := 0; at < len(list); at += besides {
			if s.p.value(k, s.best) <= target {
				return nil
			}
			if err := s.sideBySide(ctx, f, k, list[at:min(len(list), at+besides)]); err != nil {
				return err
			}
		}
		if s.p.value(k, s.best) == before {
			return nil
		}
	}
	return nil
}

// between searches where the best plan differs from the vertex of a tier's linear
// program, or from a vertex before cuts moved it; all on which they agree stays
// (relaxation induced neighbourhoods: Danna, Rothberg and Le Pape, 2005).
func (s *search) between(ctx context.Context, l *link, k int) error {
	if s.best == nil || !l.face.holds(s.best) || s.reached(l, k) {
		return nil
	}
	if l.seen == nil {
		l.seen = make([]bool, len(s.p.cols))
	}
	n := neighbourhood{free: make([]bool, len(s.p.cols))}
	differs := map[int]bool{}
	for i, j := range s.p.cols {
		apart := math.Abs(l.v.X[i]-s.best[i]) > 1e-6
		l.seen[i] = l.seen[i] || apart && l.v.X[i] != 0
		if n.free[i] = s.p.choice[i] && (apart || l.seen[i]); n.free[i] {
			differs[s.p.model.Tag(j).Teacher] = true
		}
	}
	for i, j := range s.p.cols {
		n.free[i] = n.free[i] || s.p.counter[i] && differs[s.p.model.Tag(j).Teacher]
	}
	return s.sideBySide(ctx, l.face, k, []neighbourhood{n})
}

// sideBySide solves some neighbourhoods of the same plan at once. Their
// changes are taken over one after the other in the order of the list, each
// as far as it still fits.
func (s *search) sideBySide(ctx context.Context, f *face, k int, list []neighbourhood) error {
	base := s.best
	found, errs := make([][]float64, len(list)), make([]error, len(list))
	var group sync.WaitGroup
	for i := range list {
		group.Go(func() { found[i], errs[i] = s.around(ctx, f, k, base, list[i]) })
	}
	group.Wait()
	for i, x := range found {
		if errs[i] != nil {
			return errs[i]
		}
		if x == nil {
			continue
		}
		merged := slices.Clone(s.best)
		for j := range merged {
			if list[i].free[j] {
				merged[j] = x[j]
			}
		}
		if done, ok := s.p.complete(merged); ok && f.holds(done) {
			s.offer(done)
		}
	}
	return nil
}

// around solves one neighbourhood of a plan; nil when nothing better was found.
func (s *search) around(ctx context.Context, f *face, k int, base []float64, n neighbourhood) ([]float64, error) {
	if ctx.Err() != nil {
		return nil, errStopped
	}
	g := s.bare(f, k)
	for j, x := range base {
		if (s.p.choice[j] || s.p.counter[j]) && !n.free[j] {
			g.colLower[j], g.colUpr[j] = x, x
		}
	}
	small, ok := reduce(g.with(s.p.tiers[k]))
	if !ok || len(small.cols) == 0 {
		return nil, nil
	}
	start := small.shrink(base)
	if start == nil {
		return nil, nil
	}
	s.slots <- struct{}{}
	r, err := s.runner.Solve(ctx, small.program, coin.MIPOptions{
		MaxNodes: clusterNodes, MemoryLimit: s.memory, Preprocess: true, AbsoluteGap: 0.999, Start: start, HeuristicsOff: true,
	}, nil)
	<-s.slots
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil:
		return nil, errStopped
	case !r.HasSolution:
		return nil, nil
	}
	return small.expand(r.X), nil
}
