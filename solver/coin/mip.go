package coin

import (
	"context"
	"errors"
	"io"
	"math"
	"time"

	"lungang/solver/lp"
)

// Runner solves mixed-integer programs, each attempt in a fresh child process.
// The zero value runs this program's own executable with the argument
// "solve-child". A Runner may be used from several goroutines at once.
type Runner struct {
	// Command is the child's command line; it must run ServeChild. Empty means
	// the own executable with "solve-child".
	Command []string
	// Env is added to the environment of this process.
	Env []string
	// Log receives what children write to stderr; nil = only kept for error
	// messages. It must be safe for concurrent use when the Runner is.
	Log io.Writer
}

// MIPEvent is news from a running search. Events are hints: only the result
// holds a checked solution.
type MIPEvent struct {
	// Kind is EventIncumbent or EventBound.
	Kind EventKind
	// Objective of the best solution so far, +Inf before the first.
	Objective float64
	// Bound proved so far, -Inf before the first.
	Bound float64
	// Nodes searched so far.
	Nodes int
	// Elapsed since Solve was called.
	Elapsed time.Duration
}

// EventKind says what is new in a MIPEvent.
type EventKind string

// Kinds of events.
const (
	// EventIncumbent: a better solution was found (the bound may be new too).
	EventIncumbent EventKind = "incumbent"
	// EventBound: a better bound was proved.
	EventBound EventKind = "bound"
)

// MIPResult is the outcome of Runner.Solve.
type MIPResult struct {
	Termination Termination
	// HasSolution tells whether X is usable; it is independent of Termination.
	HasSolution bool
	// X has exact whole numbers in the integer columns and satisfies every row
	// and bound within 1e-6 of the numbers involved, as recomputed here.
	X []float64
	// Objective is c·X, recomputed here; +Inf without a solution.
	Objective float64
	// Bound is the solver's lower bound on the objective, in floating point;
	// -Inf when nothing is known, +Inf when infeasible.
	Bound float64
	// Nodes searched by the attempt that gave the answer.
	Nodes int
	// Raw holds the solver's own words of all attempts, for logs.
	Raw string
	// Attempts counts the children that were started.
	Attempts int
}

// Gap is Objective − Bound, never negative; +Inf when one of them is unknown.
func (r *MIPResult) Gap() float64 {
	if g := r.Objective - r.Bound; r.HasSolution && !math.IsNaN(g) {
		return max(0, g)
	}
	return math.Inf(1)
}

// Solve minimises a mixed-integer program. onEvent may be nil; it is called
// from one goroutine at a time, with improvements only.
//
// Programs without integer columns are solved by CLP in this process. When ctx
// ends, Solve returns within about a second with Cancelled and the best
// solution that the child could still send, without an error. A child that
// crashes, is out of memory or writes nonsense is followed by one attempt with
// other settings; if that fails as well the error is an *Error and Termination
// is Failed.
func (r *Runner) Solve(ctx context.Context, p *lp.Program, o MIPOptions, onEvent func(MIPEvent)) (MIPResult, error) {
	s := mipSolve{runner: r, p: p, o: o, began: time.Now(), onEvent: onEvent, objective: math.Inf(1), bound: math.Inf(-1)}
	s.result = MIPResult{Objective: math.Inf(1), Bound: math.Inf(-1)}
	if err := p.Check(); err != nil {
		s.result.Termination = Failed
		return s.result, &Error{Op: "solve MIP", Cause: CauseInput, Detail: "program " + p.Name, Err: err}
	}
	if err := s.o.check(p); err != nil {
		s.result.Termination = Failed
		return s.result, err
	}
	if ctx.Err() != nil {
		return s.end(Cancelled), nil
	}
	var feasible bool
	if s.p, feasible = wholeBounds(p); !feasible {
		s.result.Raw = "an integer column has no whole number within its bounds;"
		s.result.Bound = math.Inf(1)
		return s.end(Infeasible), nil
	}
	if o.Start != nil {
		s.offer(o.Start)
		if o.Cutoff != nil && s.result.Objective >= *o.Cutoff {
			// a start that the cutoff excludes is of no use
			s.o.Start = nil
			s.result.HasSolution, s.result.X, s.result.Objective = false, nil, math.Inf(1)
		}
	}
	if s.p.Integers() == 0 || len(s.p.Index) == 0 {
		return s.linear(ctx)
	}
	return s.search(ctx)
}

// mipSolve is one call of Solve.
type mipSolve struct {
	runner  *Runner
	p       *lp.Program // integer columns have whole bounds
	o       MIPOptions
	began   time.Time
	onEvent func(MIPEvent)
	result  MIPResult
	// best values reported by events
	objective, bound float64
}

func (s *mipSolve) end(t Termination) MIPResult {
	s.result.Termination = t
	return s.result
}

// remaining is the rest of MaxSeconds, 0 when there is no limit.
func (s *mipSolve) remaining() (float64, bool) {
	if s.o.MaxSeconds == 0 {
		return 0, true
	}
	left := s.o.MaxSeconds - time.Since(s.began).Seconds()
	return left, left > 0
}

// offer makes x the result when it is feasible and better. It returns false for
// a point that is not feasible even after polishing.
func (s *mipSolve) offer(x []float64) bool {
	if x == nil {
		return false
	}
	y := rounded(s.p, x)
	if len(y) != len(s.p.Cols) || !satisfies(s.p, y, 1e-9) {
		// whole numbers moved: the continuous columns must follow
		if polished := s.polish(y); polished != nil {
			y = polished
		}
	}
	if !satisfies(s.p, y, feasibilityTolerance) {
		return false
	}
	if c := s.p.Cost(y); !s.result.HasSolution || c < s.result.Objective {
		s.result.HasSolution, s.result.X, s.result.Objective = true, y, c
	}
	return true
}

// polish fixes the integer columns of x and optimises the others; nil when
// that is impossible.
func (s *mipSolve) polish(x []float64) []float64 {
	if s.p.Integers() == len(s.p.Cols) {
		return nil
	}
	m, err := NewLP(s.p)
	if err != nil {
		return nil
	}
	defer m.Close()
	for j := range s.p.Cols {
		if s.p.Cols[j].Integer {
			m.SetColumnBound(j, x[j], x[j])
		}
	}
	left, ok := s.remaining()
	if !ok {
		left = 1 // a little more, rather than lose the solution
	}
	r, err := m.Solve(context.Background(), LPOptions{MaxSeconds: left})
	if err != nil || r.Termination != Optimal {
		return nil
	}
	y := rounded(s.p, r.X)
	for j := range y {
		y[j] = max(s.p.Cols[j].Lower, min(s.p.Cols[j].Upper, y[j]))
	}
	return y
}

// linear solves what needs no search.
func (s *mipSolve) linear(ctx context.Context) (MIPResult, error) {
	m, err := NewLP(s.p)
	if err != nil {
		return s.end(Failed), err
	}
	defer m.Close()
	r, err := m.Solve(ctx, LPOptions{MaxSeconds: s.o.MaxSeconds})
	s.result.Raw = "lp: " + r.Raw
	if err != nil {
		return s.end(Failed), err
	}
	switch r.Termination {
	case Optimal:
		x := r.X
		for j := range x {
			x[j] = max(s.p.Cols[j].Lower, min(s.p.Cols[j].Upper, x[j]))
		}
		if !s.offer(x) {
			return s.end(Numerical), nil
		}
		s.result.Bound = min(r.Objective, s.result.Objective)
		if s.o.Cutoff != nil && s.result.Objective >= *s.o.Cutoff {
			s.result.HasSolution, s.result.X, s.result.Objective = false, nil, math.Inf(1)
			return s.end(NoBetter), nil
		}
	case Infeasible:
		s.result.Bound = math.Inf(1)
	default:
	}
	return s.end(r.Termination), nil
}

// search runs children until an answer stands.
func (s *mipSolve) search(ctx context.Context) (MIPResult, error) {
	options := s.o
	contradiction := false
	for attempt := 1; ; attempt++ {
		left, ok := s.remaining()
		if !ok {
			return s.end(TimeLimit), nil
		}
		options.MaxSeconds = left
		s.result.Attempts = attempt
		r, err := s.runner.runChild(ctx, s.p, &options, s.event)
		last := attempt == 2
		other := otherSettings(options)
		if err != nil {
			var typed *Error
			if last || (errors.As(err, &typed) && (typed.Cause == CauseStart || typed.Cause == CauseInput)) {
				if contradiction {
					return s.end(Numerical), nil
				}
				return s.end(Failed), err
			}
			s.result.Raw += " attempt failed: " + err.Error() + ";"
			options = other
			continue
		}
		if r.killed {
			s.result.Raw += " child killed;"
			if ctx.Err() != nil {
				return s.end(Cancelled), nil
			}
			return s.end(TimeLimit), nil
		}
		settled := s.judge(ctx, &r.last, &options)
		if settled != "" {
			return s.end(settled), nil
		}
		if ctx.Err() != nil {
			return s.end(Cancelled), nil
		}
		contradiction = true
		if last {
			return s.end(Numerical), nil
		}
		options = other
	}
}

// otherSettings avoids what usually goes wrong.
func otherSettings(o MIPOptions) MIPOptions {
	o.CutsOff = false
	// a run without preprocessing is repeated with it: anything but the same
	o.Preprocess = !o.Preprocess
	return o
}

// judge checks a child's result; "" asks for another attempt.
func (s *mipSolve) judge(ctx context.Context, a *answer, o *MIPOptions) Termination {
	s.result.Raw += " " + a.Raw
	s.result.Nodes = a.Nodes
	x := a.solution(len(s.p.Cols))
	sound := x == nil || s.offer(x)
	bound := math.Inf(-1)
	if a.Bound != nil {
		bound = *a.Bound
	}
	switch a.Termination {
	case Infeasible:
		if s.result.HasSolution && s.o.Start == nil || !sound {
			return ""
		}
		return s.infeasible(ctx, o)
	case Unbounded:
		return s.unbounded(ctx)
	case Optimal, WithinGap:
		if x == nil || !sound {
			s.result.Raw += " solution rejected by the check;"
			return ""
		}
		s.result.Bound = min(bound, s.result.Objective)
		if a.Termination == Optimal && s.o.RelativeGap == 0 && s.o.AbsoluteGap == 0 {
			// CBC's bound is left behind by the last cutoff it used
			s.result.Bound = s.result.Objective
			return Optimal
		}
		if s.result.Gap() <= gapTolerance*max(1, math.Abs(s.result.Objective)) {
			return Optimal
		}
		return WithinGap
	case TimeLimit, NodeLimit, Cancelled:
		if !sound {
			s.result.Raw += " solution rejected by the check;"
		}
		s.result.Bound = min(bound, s.result.Objective)
		return a.Termination
	default:
		return ""
	}
}

// infeasible seeks confirmation for CBC's claim.
func (s *mipSolve) infeasible(ctx context.Context, o *MIPOptions) Termination {
	if s.result.HasSolution {
		// A start is at hand, so the claim can only be about better ones.
		s.result.Bound = s.result.Objective
		if s.o.Cutoff != nil {
			return Optimal
		}
		return ""
	}
	m, err := NewLP(s.p)
	if err != nil {
		return ""
	}
	defer m.Close()
	left, ok := s.remaining()
	if !ok {
		return TimeLimit
	}
	r, err := m.Solve(ctx, LPOptions{MaxSeconds: left})
	s.result.Raw += " relaxation: " + r.Raw
	switch {
	case err != nil:
		return ""
	case r.Termination == Infeasible:
		s.result.Bound = math.Inf(1)
		return Infeasible
	case r.Termination == Cancelled || r.Termination == TimeLimit:
		return r.Termination
	case s.o.Cutoff != nil && r.Termination == Optimal && r.Objective >= *s.o.Cutoff:
		s.result.Bound = r.Objective
		return NoBetter
	case o.Preprocess:
		return "" // again, without preprocessing
	case s.o.Cutoff != nil:
		s.result.Bound = *s.o.Cutoff
		return NoBetter
	}
	s.result.Bound = math.Inf(1)
	return Infeasible
}

// unbounded seeks confirmation by CLP.
func (s *mipSolve) unbounded(ctx context.Context) Termination {
	m, err := NewLP(s.p)
	if err != nil {
		return ""
	}
	defer m.Close()
	left, _ := s.remaining()
	r, err := m.Solve(ctx, LPOptions{MaxSeconds: max(left, 0)})
	s.result.Raw += " relaxation: " + r.Raw
	switch {
	case err != nil:
		return ""
	case r.Termination == Infeasible:
		s.result.Bound = math.Inf(1)
		return Infeasible
	case r.Termination == Unbounded:
		return Unbounded
	}
	return ""
}

// event passes improvements on.
func (s *mipSolve) event(a *answer) {
	kind := EventKind("")
	if a.Bound != nil && *a.Bound > s.bound {
		s.bound, kind = *a.Bound, EventBound
	}
	if a.Objective != nil && *a.Objective < s.objective {
		s.objective, kind = *a.Objective, EventIncumbent
	}
	if kind != "" && s.onEvent != nil {
		s.onEvent(MIPEvent{Kind: kind, Objective: s.objective, Bound: s.bound, Nodes: a.Nodes, Elapsed: time.Since(s.began)})
	}
}

// wholeBounds rounds the bounds of integer columns inwards. It returns p itself
// when there is nothing to do, and false when a column has no whole number.
func wholeBounds(p *lp.Program) (*lp.Program, bool) {
	q := p
	for j := range p.Cols {
		c := p.Cols[j]
		if !c.Integer {
			continue
		}
		lower, upper := math.Ceil(c.Lower), math.Floor(c.Upper)
		if lower > upper {
			return p, false
		}
		if lower != c.Lower || upper != c.Upper {
			if q == p {
				clone := *p
				clone.Cols = append([]lp.Column(nil), p.Cols...)
				q = &clone
			}
			q.Cols[j].Lower, q.Cols[j].Upper = lower, upper
		}
	}
	return q, true
}

// satisfies tells whether x keeps every row and bound within a tolerance
// relative to the numbers involved (at least 1).
func satisfies(p *lp.Program, x []float64, tolerance float64) bool {
	if len(x) != len(p.Cols) {
		return false
	}
	activity := make([]float64, len(p.Rows))
	size := make([]float64, len(p.Rows))
	for j, v := range x {
		c := &p.Cols[j]
		if !(outside(v, c.Lower, c.Upper) <= tolerance*max(1, math.Abs(v))) {
			return false
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			t := p.Value[k] * v
			activity[p.Index[k]] += t
			size[p.Index[k]] = max(size[p.Index[k]], math.Abs(t))
		}
	}
	for i, a := range activity {
		if !(outside(a, p.Rows[i].Lower, p.Rows[i].Upper) <= tolerance*max(1, size[i])) {
			return false
		}
	}
	return true
}
