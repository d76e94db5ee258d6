package coin

// #include <stdlib.h>
// #include "shim.h"
import "C"

import (
	"fmt"
	"math"
	"runtime"
	"sync/atomic"
	"unsafe"

	"lungang/solver/lp"
)

// search is the one CBC search of this process.
type search struct {
	control *C.lg_control
	columns int
}

// searched guards the rule that CBC runs once per process: it keeps the
// position of its option parser in globals.
var searched atomic.Bool

// progress is a snapshot of a running search. Objective and bound are infinite
// while unknown.
type progress struct {
	sequence, solutions int64
	objective, bound    float64
	nodes               int
	// byStop and byDeadline: the search was told to end and noticed
	byStop, byDeadline bool
}

// outcome is what CBC says at the end, unchecked.
type outcome struct {
	status, secondary              int
	optimal, infeasible, unbounded bool
	objective, bound               float64
	nodes                          int
	x                              []float64
}

func newSearch(columns int) (*search, error) {
	if searched.Swap(true) {
		return nil, &Error{Op: "solve MIP", Cause: CauseInput, Detail: "a second search in one process", Remedy: "start one child per search"}
	}
	// the control block lives as long as the process
	return &search{control: (*C.lg_control)(C.calloc(1, C.sizeof_lg_control)), columns: columns}, nil
}

// stop ends the search at the next opportunity.
func (s *search) stop() { C.lg_set_stop(s.control) }

func (s *search) progress() progress {
	var c C.lg_control
	C.lg_read(s.control, &c)
	return progress{
		sequence: int64(c.seq), solutions: int64(c.solutions),
		objective: known(float64(c.objective)), bound: known(float64(c.bound)), nodes: int(c.nodes),
		byStop: c.stopped_by == C.LG_STOPPED, byDeadline: c.stopped_by == C.LG_DEADLINE,
	}
}

// known turns CBC's stand-ins for "nothing yet" into infinities.
func known(v float64) float64 {
	switch {
	case v >= 1e40:
		return math.Inf(1)
	case v <= -1e40:
		return math.Inf(-1)
	}
	return v
}

// incumbent returns the best solution so far, or nil.
func (s *search) incumbent() []float64 {
	x := make([]float64, max(1, s.columns))
	var objective C.double
	if C.lg_cbc_incumbent(doubles(x), &objective) == 0 {
		return nil
	}
	return x[:s.columns]
}

// kept is the incumbent when it is one: CBC also announces points that it
// rejects afterwards.
func (s *search) kept(p *lp.Program) []float64 {
	x := s.incumbent()
	if x == nil || !satisfies(p, rounded(p, x), feasibilityTolerance) {
		return nil
	}
	return x
}

// run blocks until CBC ends.
func (s *search) run(p *lp.Program, o *MIPOptions) (outcome, error) {
	n, m := len(p.Cols), len(p.Rows)
	var pin runtime.Pinner
	defer pin.Unpin()
	vector := func(v []float64) *C.double {
		d := doubles(v)
		pin.Pin(d)
		return d
	}
	whole := func(v []int32) *C.int {
		d := ints(v)
		pin.Pin(d)
		return d
	}
	colLower, colUpper := make([]float64, n), make([]float64, n)
	rowLower, rowUpper := make([]float64, m), make([]float64, m)
	integer := make([]byte, max(1, n))
	for j := range p.Cols {
		c := &p.Cols[j]
		colLower[j], colUpper[j], integer[j] = coinBound(c.Lower), coinBound(c.Upper), byte(cBool(c.Integer))
	}
	for i := range p.Rows {
		rowLower[i], rowUpper[i] = coinBound(p.Rows[i].Lower), coinBound(p.Rows[i].Upper)
	}
	pin.Pin(&integer[0])
	mip := (*C.lg_mip)(C.calloc(1, C.sizeof_lg_mip))
	defer C.free(unsafe.Pointer(mip))
	mip.columns, mip.rows = C.int(n), C.int(m)
	mip.start, mip.index, mip.value = whole(p.Start), whole(p.Index), vector(p.Value)
	mip.column_lower, mip.column_upper = vector(colLower), vector(colUpper)
	mip.cost = vector(p.Objective())
	mip.row_lower, mip.row_upper = vector(rowLower), vector(rowUpper)
	mip.integer = (*C.char)(unsafe.Pointer(&integer[0]))
	if o.Start != nil {
		mip.first = vector(rounded(p, o.Start))
	}
	if o.MaxSeconds > 0 {
		mip.deadline = C.lg_now() + C.double(o.MaxSeconds)
	}
	words := o.arguments()
	argv := (**C.char)(C.calloc(C.size_t(len(words)+1), C.size_t(unsafe.Sizeof(uintptr(0)))))
	defer C.free(unsafe.Pointer(argv))
	list := unsafe.Slice(argv, len(words))
	for i, w := range words {
		list[i] = C.CString(w)
		defer C.free(unsafe.Pointer(list[i]))
	}
	mip.argc, mip.argv = C.int(len(words)), argv
	x := make([]float64, max(1, n))
	var r C.lg_mip_result
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	if C.lg_cbc_solve(mip, s.control, doubles(x), &r, message) != 0 {
		text := C.GoString(message)
		cause := CauseSolver
		if text == "std::bad_alloc" {
			cause = CauseMemory
		}
		return outcome{}, &Error{Op: "solve MIP", Cause: cause, Detail: text}
	}
	out := outcome{
		status: int(r.status), secondary: int(r.secondary),
		optimal: r.optimal != 0, infeasible: r.infeasible != 0, unbounded: r.unbounded != 0,
		objective: known(float64(r.objective)), bound: known(float64(r.bound)), nodes: int(r.nodes),
	}
	if r.has_solution != 0 {
		out.x = x[:n]
	}
	return out, nil
}

func (o *outcome) String() string {
	return fmt.Sprintf("cbc: status %d/%d, optimal %t, infeasible %t, unbounded %t, objective %g, bound %g, %d nodes;",
		o.status, o.secondary, o.optimal, o.infeasible, o.unbounded, o.objective, o.bound, o.nodes)
}

// rounded returns x with exact integers in the integer columns.
func rounded(p *lp.Program, x []float64) []float64 {
	y := append(make([]float64, 0, len(x)), x...)
	for j := range p.Cols {
		if p.Cols[j].Integer {
			y[j] = math.Round(y[j])
		}
	}
	return y
}
