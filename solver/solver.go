package solver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/coin"
	"lungang/solver/formulate"
)

// Options steer one solve. The zero value is a good default.
type Options struct {
	// TimeLimit is the wall-clock time of the whole solve; 0 means none. When
	// it ends, the best checked plan is returned with termination time_limit.
	TimeLimit time.Duration
	// MemoryLimitMiB limits each solver child process; 0 means 2048.
	MemoryLimitMiB int
	// Workers is how many parts, and how many child processes, are at work at
	// once; 0 means one for each core. It does not change the plan.
	Workers int
	// Runner starts the solver child processes; nil means this program's own
	// executable.
	Runner *coin.Runner
	// Warm is what an earlier solve left; nil means a cold start. A warm start
	// reaches the same tier values faster, but ties may be broken differently.
	Warm *Warm
	// Progress is called with news, one call at a time; nil means nobody looks.
	Progress func(Event)
	// Version is the product version that goes into the plan.
	Version string
}

const defaultMemoryMiB = 2048

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.MemoryLimitMiB <= 0 {
		o.MemoryLimitMiB = defaultMemoryMiB
	}
	if o.Runner == nil {
		o.Runner = &coin.Runner{}
	}
	if o.Progress == nil {
		o.Progress = func(Event) {}
	}
	if o.Version == "" {
		o.Version = "dev"
	}
	return o
}

// Result is a checked plan with what belongs to it.
type Result struct {
	Plan   *model.Plan
	Facts  *policy.Facts
	Report *check.Report
	// Certificates are the proofs of the parts, for tiers that are certified.
	Certificates []Certificate
	Columns      int   // of the whole program
	Warm         *Warm // for the next solve of nearly the same problem
}

// NoPlanError says that no plan satisfies the rules which may not give way, or
// that the time ended before any plan was found (Searched is false then).
type NoPlanError struct {
	Searched bool
	Blocked  []Blocked // pins that no destination satisfies
}

// Blocked is a teacher pinned to move for whom every destination is refused.
type Blocked struct {
	Teacher model.TeacherID
	Rule    string // a rule that refuses the destination pinned, or ""
}

func (e *NoPlanError) Error() string {
	if !e.Searched {
		return "the time ended before any plan was found; allow more time"
	}
	if len(e.Blocked) > 0 {
		return fmt.Sprintf("no plan: teacher %s is pinned to move, and every destination is refused", e.Blocked[0].Teacher)
	}
	return "no plan: the hard rules that may not give way contradict each other"
}

// CheckError says that the checker refused the plan that the solver found: a
// fault of the product. The plan is never shown.
type CheckError struct{ Report *check.Report }

func (e *CheckError) Error() string {
	v := e.Report.Violations[0]
	return fmt.Sprintf("the checker refused the plan: rule %s, %s: %s", v.Rule, v.Subject, v.Message.EN)
}

// Solve plans a valid problem. When ctx is cancelled or the time limit ends it
// returns within about a second with the best checked plan so far, and no
// error. Errors: faults of the document (from policy), *NoPlanError,
// *CheckError, *coin.Error.
func Solve(ctx context.Context, problem *model.Problem, o Options) (*Result, error) {
	o = o.withDefaults()
	if o.TimeLimit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.TimeLimit)
		defer cancel()
	}
	facts, err := policy.Derive(problem)
	if err != nil {
		return nil, err
	}
	m, err := formulate.Formulate(ctx, facts)
	if err != nil {
		if ctx.Err() != nil {
			return nil, &NoPlanError{}
		}
		return nil, err
	}
	facts.ProblemHash() // now, not when somebody waits for the plan
	w := newWalk(o, m)
	o.Progress(Event{Kind: EventFormulated, Parts: len(w.searches), Rows: len(m.Program.Rows), Cols: len(m.Program.Cols)})
	if err := w.run(ctx); err != nil {
		return nil, err
	}
	return w.result(ctx)
}

// walk is one solve under way.
type walk struct {
	o        Options
	m        *formulate.Model
	searches []*search

	mu      sync.Mutex
	done    int
	waiting int       // columns of the parts that wait for their share of the time
	early   []*search // those that their share stopped
	stopped bool      // at least one part was stopped early
	first   bool      // a plan was already announced
}

func newWalk(o Options, m *formulate.Model) *walk {
	w := &walk{o: o, m: m}
	slots := make(chan struct{}, o.Workers)
	for _, p := range split(m) {
		s := newSearch(p)
		s.runner, s.slots, s.memory = o.Runner, slots, uint64(o.MemoryLimitMiB)<<20
		s.warm = o.Warm.part(p)
		s.report = w.news
		w.searches = append(w.searches, s)
	}
	return w
}

// run solves the parts, largest first, some at a time: all begin, then all are
// brought to their ends. Those whose share of the time was not enough share what
// the others left.
func (w *walk) run(ctx context.Context) error {
	largest := func(a, b *search) int { return cmp.Or(len(b.p.cols)-len(a.p.cols), a.p.cols[0]-b.p.cols[0]) }
	order := slices.Clone(w.searches)
	slices.SortFunc(order, largest)
	searching, cancel := searchTime(ctx)
	defer cancel()
	if err := w.each(order, func(s *search) error { return w.begin(searching, s) }); err != nil {
		return err
	}
	for len(order) > 0 {
		w.early = nil
		for _, s := range order {
			w.waiting += len(s.p.cols)
		}
		if err := w.each(order, func(s *search) error { return w.one(searching, s) }); err != nil {
			return err
		}
		order = w.early
		slices.SortFunc(order, largest)
	}
	return w.proveLate(ctx)
}

// provingShare is the part of a time limit, at most provingTime, that the search
// leaves to the proofs of what it found.
const (
	provingShare = 40
	provingTime  = 8 * time.Second
)

// searchTime returns the time for the search.
func searchTime(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, limited := ctx.Deadline()
	if !limited {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, deadline.Add(-min(time.Until(deadline)/provingShare, provingTime)))
}

// each does something with every part, some at a time, in order.
func (w *walk) each(order []*search, do func(*search) error) error {
	queue := make(chan *search, len(order))
	for _, s := range order {
		queue <- s
	}
	close(queue)
	group, errs := sync.WaitGroup{}, make([]error, w.o.Workers)
	for i := range w.o.Workers {
		group.Go(func() {
			for s := range queue {
				if err := do(s); err != nil && errs[i] == nil {
					errs[i] = err
				}
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// begin looks for a first plan of a part.
func (w *walk) begin(ctx context.Context, s *search) error {
	if err := s.begin(ctx); err != nil {
		return w.ended(ctx, s, err)
	}
	return nil
}

// share gives a part its share of the time that is left, by size, so that a
// time limit never leaves the last parts without a plan.
func (w *walk) share(ctx context.Context, s *search) (context.Context, context.CancelFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	waiting := w.waiting
	w.waiting -= len(s.p.cols)
	deadline, limited := ctx.Deadline()
	if !limited || waiting <= len(s.p.cols) {
		return context.WithCancel(ctx)
	}
	left := float64(time.Until(deadline)) * float64(w.o.Workers) * float64(len(s.p.cols)) / float64(waiting)
	return context.WithTimeout(ctx, time.Duration(left))
}

// one brings one part to its end: its tiers, their proof and their prices.
func (w *walk) one(ctx context.Context, s *search) error {
	part, cancel := w.share(ctx, s)
	defer cancel()
	if !s.over {
		err := s.run(part)
		if errors.Is(err, errStopped) && ctx.Err() == nil && part.Err() != nil {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.early = append(w.early, s)
			return nil
		}
		if err != nil {
			if err := w.ended(ctx, s, err); err != nil {
				return err
			}
		}
	}
	s.prove(part)
	if err := s.sell(part); err != nil && !errors.Is(err, errStopped) {
		if _, ok := errors.AsType[*unfinishedError](err); !ok { // else: a price is not known
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	w.o.Progress(Event{Kind: EventPartDone, Part: w.done, Parts: len(w.searches)})
	return nil
}

// proveLate makes the proofs that the search left no time for: as long as ctx lasts, and
// when the solve was cancelled, for lateProof.
func (w *walk) proveLate(ctx context.Context) error {
	if ctx.Err() != nil {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), lateProof)
		defer cancel()
	}
	late := slices.DeleteFunc(slices.Clone(w.searches), func(s *search) bool { return !s.late })
	return w.each(late, func(s *search) error {
		s.prove(ctx)
		return nil
	})
}

// ended takes note of why a part ended early. A part that was stopped before
// any plan falls back on nobody moving, where the rules allow it.
func (w *walk) ended(ctx context.Context, s *search, err error) error {
	_, infeasible := errors.AsType[*InfeasibleError](err)
	_, unfinished := errors.AsType[*unfinishedError](err)
	s.over = true
	switch {
	case s.best != nil && (infeasible || unfinished):
		s.limited = true // a plan is never lost to a tier that could not be proved
		s.settle()
		return nil
	case infeasible && ctx.Err() == nil:
		return &NoPlanError{Searched: true, Blocked: blocked(w.m)}
	}
	if !errors.Is(err, errStopped) && ctx.Err() == nil {
		return err
	}
	w.mu.Lock()
	w.stopped = true
	w.mu.Unlock()
	if s.best == nil {
		x, ok := s.p.complete(s.p.nobody())
		if !ok {
			return &NoPlanError{}
		}
		s.offer(x)
	}
	s.settle()
	return nil
}

// news is called by a search when it knows more; searches run side by side.
func (w *walk) news(s *search) {
	w.mu.Lock()
	defer w.mu.Unlock()
	better := len(s.best) > 0 && (len(s.published) == 0 || &s.published[0] != &s.best[0])
	s.published = s.best
	copy(s.publicBounds, s.bounds)
	e := Event{Kind: EventBound, Part: w.done, Parts: len(w.searches), Bounds: w.sum(func(s *search, k int) int64 { return s.publicBounds[k] })}
	if better && w.planned() {
		if !w.first {
			if _, err := w.assemble(model.StoppedNodeLimit, false); err != nil {
				return // not announced: the last plan will say why
			}
			w.first = true
		}
		e.Kind = EventIncumbent
		e.Values = w.sum(func(s *search, k int) int64 { return s.p.value(k, s.published) })
	}
	w.o.Progress(e)
}

// planned reports whether every part has a point of whole numbers.
func (w *walk) planned() bool {
	for _, s := range w.searches {
		if s.published == nil {
			return false
		}
	}
	return true
}

// sum adds a number of each tier over the parts, offsets included.
func (w *walk) sum(of func(s *search, k int) int64) []int64 {
	out := make([]int64, len(w.m.Tiers))
	for k := range out {
		out[k] = w.m.Tiers[k].Offset
		for _, s := range w.searches {
			out[k] += of(s, k)
		}
	}
	return out
}

// nobody is the point at which every candidate stays and nobody visits.
func (p *part) nobody() []float64 {
	x := make([]float64, len(p.cols))
	for k, j := range p.cols {
		if p.model.IsStay(j) {
			x[k] = 1
		}
	}
	return x
}

// blocked finds teachers pinned to move who have no destination.
func blocked(m *formulate.Model) []Blocked {
	var out []Blocked
	for i := range m.Facts.Teachers {
		t := &m.Facts.Teachers[i]
		pinned := slices.ContainsFunc(t.Pins, func(p model.Pin) bool {
			return p.Kind == model.PinMove || p.Kind == model.PinGo
		})
		if pinned && !m.HasMove(i) {
			out = append(out, Blocked{Teacher: t.ID, Rule: formulate.WhyPinned(m.Facts, t)})
		}
	}
	return out
}
