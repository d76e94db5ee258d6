package coin

// #include <stdlib.h>
// #include "Clp_C_Interface.h"
// #include "shim.h"
import "C"

import (
	"context"
	"fmt"
	"math"
	"unsafe"
)

// Method is a simplex method.
type Method int

// Simplex methods.
const (
	// Dual is the right choice for cold starts of degenerate programs and for
	// warm starts after bounds changed.
	Dual Method = iota
	// Primal suits warm starts after only the objective changed.
	Primal
)

func (m Method) other() Method {
	if m == Dual {
		return Primal
	}
	return Dual
}

func (m Method) String() string {
	if m == Primal {
		return "primal"
	}
	return "dual"
}

// LPOptions steer one LP solve. The zero value is a good default.
type LPOptions struct {
	// Method of the first attempt; doubtful answers are checked with the other.
	Method Method
	// Presolve reduces the program first. It pays for large cold solves and
	// gives up the warm start.
	Presolve bool
	// MaxIterations limits the simplex iterations of each attempt; 0 = none.
	MaxIterations int
	// MaxSeconds limits the wall-clock time of the whole Solve; 0 = none.
	MaxSeconds float64
}

// LPResult is the outcome of one LP solve.
//
// Signs: Duals[i] is the derivative of the optimal objective with respect to
// the bound of row i that holds, ReducedCosts[j] the same for the bounds of
// column j. So a binding lower bound has a price >= 0 and a binding upper bound
// a price <= 0. ReducedCosts equals c − Aᵀ·Duals.
type LPResult struct {
	Termination Termination
	// Objective is c·X, recomputed in Go; meaningful when X is not nil.
	Objective float64
	// X is the optimal point, one value per column, and Activity is A·X; both
	// nil unless Termination is Optimal. A value may lie outside its bound by
	// the tolerance of the solver (1e-7).
	X, Activity []float64
	// Duals per row and ReducedCosts per column; nil unless Optimal.
	Duals, ReducedCosts []float64
	// Iterations of all attempts of this Solve.
	Iterations int
	// Ray is a Farkas proof when Termination is Infeasible and one was found
	// and checked in Go, otherwise nil. It has one multiplier y_i per row:
	// Σ_i (y_i>0 ? L_i : U_i)·y_i exceeds the largest value that (Aᵀy)·x takes
	// within the column bounds. lp.Program.LowerBound with zero costs
	// evaluates it exactly.
	Ray []float64
	// Raw holds the solver's own words, for logs.
	Raw string
}

// Raw statuses of Clp_status.
const (
	clpOptimal          = 0
	clpPrimalInfeasible = 1
	clpDualInfeasible   = 2
	clpLimit            = 3
	clpEvent            = 5
)

// Solve optimises from the current basis; after a change of bounds or costs it
// continues there. It ends within about 0.3 s after ctx ends or MaxSeconds
// passed, with the Termination Cancelled or TimeLimit and no error. The error
// is an *Error when CLP threw an exception.
//
// Claims of CLP are checked: an optimal point against rows, bounds and
// complementarity; infeasibility by a Farkas proof or else by two more runs
// without presolve, one by each method; unboundedness by a ray of the primal
// method. When a check fails the other method decides, without presolve. When
// three runs give no answer that stands, the answer is Numerical.
func (m *LP) Solve(ctx context.Context, o LPOptions) (LPResult, error) {
	m.open()
	if ctx.Err() != nil {
		return LPResult{Termination: Cancelled, Raw: "context ended before the solve"}, nil
	}
	if r, done := m.crossed(); done {
		return r, nil
	}
	if len(m.p.Index) == 0 {
		return m.solveWithoutMatrix(), nil
	}
	defer m.watch(ctx, o.MaxSeconds)()
	var result LPResult
	infeasible := 0
	next := lpAttempt{method: o.Method, presolve: o.Presolve}
	for range 3 {
		tried := next
		status, err := m.attempt(tried, o.MaxIterations, &result)
		if err != nil {
			result.Termination = Failed
			return result, err
		}
		if t, stopped := m.stopped(status); stopped {
			result.Termination = t
			return result, nil
		}
		next = lpAttempt{method: tried.method.other()}
		switch status {
		case clpOptimal:
			why := m.accept(&result)
			if why == "" {
				result.Termination = Optimal
				return result, nil
			}
			result.Raw += " rejected: " + why + ";"
			infeasible = 0
		case clpPrimalInfeasible:
			infeasible++
			result.Ray = m.farkas()
			if result.Ray == nil && tried.cold && tried.method == Dual {
				result.Ray = m.elasticRay(ctx)
			}
			if result.Ray != nil || infeasible == 3 {
				result.Termination = Infeasible
				return result, nil
			}
			// The dual method from the slack basis is the one that leaves a
			// proof behind; the primal method has the last word otherwise.
			next = lpAttempt{method: Dual, cold: true}
			if tried.cold {
				next = lpAttempt{method: Primal, cold: true}
			}
		case clpDualInfeasible:
			// The dual method cannot tell unbounded from infeasible.
			if tried.method == Primal && !tried.presolve && m.recedes() {
				result.Termination = Unbounded
				return result, nil
			}
			next = lpAttempt{method: Primal, cold: tried.method == Primal}
		}
	}
	result.Termination = Numerical
	return result, nil
}

// lpAttempt is one run of CLP; cold forgets the basis first.
type lpAttempt struct {
	method         Method
	presolve, cold bool
}

func (a lpAttempt) String() string {
	how := a.method.String()
	if a.presolve {
		how += "+presolve"
	}
	if a.cold {
		how += "+cold"
	}
	return how
}

// attempt runs CLP once and notes what it said.
func (m *LP) attempt(a lpAttempt, maxIterations int, result *LPResult) (int, error) {
	if maxIterations <= 0 || maxIterations > math.MaxInt32 {
		maxIterations = math.MaxInt32
	}
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	code := C.lg_clp_solve(m.model, cBool(a.method == Primal), cBool(a.presolve), cBool(a.cold), C.int(maxIterations), message)
	if code != 0 {
		return 0, &Error{Op: "solve LP", Cause: CauseSolver, Detail: C.GoString(message)}
	}
	status, secondary := int(C.Clp_status(m.model)), int(C.Clp_secondaryStatus(m.model))
	iterations := int(C.Clp_numberIterations(m.model))
	result.Iterations += iterations
	result.Raw += fmt.Sprintf("%s: status %d/%d, %d iterations;", a, status, secondary, iterations)
	return status, nil
}

// stopped translates an ending that was not the solver's own.
func (m *LP) stopped(status int) (Termination, bool) {
	var c C.lg_control
	C.lg_read(m.control, &c)
	// An answer that arrived in spite of the stop counts.
	if status == clpOptimal {
		return "", false
	}
	switch {
	case c.stopped_by == C.LG_STOPPED:
		return Cancelled, true
	case c.stopped_by == C.LG_DEADLINE:
		return TimeLimit, true
	case status == clpLimit:
		return IterationLimit, true
	case status == clpEvent:
		return Cancelled, true
	}
	return "", false
}

// watch makes ctx and the wall-clock limit end the solve. The returned function
// ends the watch; after it nothing touches the control block any more.
func (m *LP) watch(ctx context.Context, maxSeconds float64) func() {
	C.lg_reset(m.control)
	*m.deadline = 0
	if maxSeconds > 0 {
		*m.deadline = C.lg_now() + C.double(maxSeconds)
	}
	if ctx.Done() == nil {
		return func() {}
	}
	control, fired := m.control, make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		C.lg_set_stop(control)
		close(fired)
	})
	return func() {
		if !stop() {
			<-fired
		}
	}
}

// crossed answers at once when the bounds of some column admit no value; those of
// rows stay as the program has them, which was looked at when it was loaded.
func (m *LP) crossed() (LPResult, bool) {
	for j := range m.colLower {
		if m.colLower[j] > m.colUpper[j] {
			return LPResult{Termination: Infeasible, Raw: "bounds of column " + m.p.Cols[j].Name + " cross"}, true
		}
	}
	return LPResult{}, false
}

// solveWithoutMatrix handles programs without coefficients, which CLP need not
// see: every column goes to its better bound.
func (m *LP) solveWithoutMatrix() LPResult {
	r := LPResult{Raw: "no coefficients"}
	for i := range m.rowLower {
		if m.rowLower[i] > 0 || m.rowUpper[i] < 0 {
			r.Termination = Infeasible
			r.Ray = make([]float64, len(m.rowLower))
			r.Ray[i] = 1
			if m.rowUpper[i] < 0 {
				r.Ray[i] = -1
			}
			return r
		}
	}
	x := make([]float64, len(m.cost))
	for j, c := range m.cost {
		v, ok := bestValue(c, m.colLower[j], m.colUpper[j])
		if !ok {
			r.Termination = Unbounded
			return r
		}
		x[j] = v
		r.Objective += c * v
	}
	r.Termination, r.X = Optimal, x
	r.Activity, r.Duals = make([]float64, len(m.rowLower)), make([]float64, len(m.rowLower))
	r.ReducedCosts = append([]float64(nil), m.cost...)
	return r
}

// bestValue minimises c·v over lower..upper, taking the value nearest to 0
// when c is 0.
func bestValue(c, lower, upper float64) (float64, bool) {
	v := max(lower, min(upper, 0))
	switch {
	case c > 0:
		v = lower
	case c < 0:
		v = upper
	}
	return v, !math.IsInf(v, 0)
}

// monotonic is the clock of deadlines in seconds.
func monotonic() float64 { return float64(C.lg_now()) }

func cBool(v bool) C.int {
	if v {
		return 1
	}
	return 0
}
