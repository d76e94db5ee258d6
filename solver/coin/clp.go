package coin

// #cgo pkg-config: clp cbc
// #cgo CFLAGS: -O2
// #cgo CXXFLAGS: -std=c++17 -O2
// #include <stdlib.h>
// #include "Clp_C_Interface.h"
// #include "shim.h"
import "C"

import (
	"math"
	"runtime"
	"unsafe"

	"lungang/solver/lp"
)

// LP is one linear program inside CLP, with its current basis. Integrality of
// columns is ignored. Not safe for concurrent use; several LPs may be used in
// parallel. Close frees the memory, which Go's garbage collector cannot see.
type LP struct {
	model   unsafe.Pointer // Clp_Simplex
	control *C.lg_control
	// deadline belongs to control; C memory, monotonic seconds
	deadline *C.double
	// The program as it stands now, for the checks in Go. Infinities are real
	// ones here and DBL_MAX inside CLP.
	p                  *lp.Program
	cost               []float64
	colLower, colUpper []float64
	rowLower, rowUpper []float64
}

// NewLP loads a program into CLP. Names are not passed on. The program is not
// kept from changing, but must not be changed while the LP is in use. The error
// is an *Error that wraps *lp.Faults when the program is not acceptable.
func NewLP(p *lp.Program) (*LP, error) {
	if err := checkShape(p); err != nil {
		return nil, &Error{Op: "load program", Cause: CauseInput, Detail: "program " + p.Name, Err: err}
	}
	m := &LP{p: p, cost: p.Objective()}
	m.colLower, m.colUpper = make([]float64, len(p.Cols)), make([]float64, len(p.Cols))
	m.rowLower, m.rowUpper = make([]float64, len(p.Rows)), make([]float64, len(p.Rows))
	for j := range p.Cols {
		m.colLower[j], m.colUpper[j] = p.Cols[j].Lower, p.Cols[j].Upper
	}
	for i := range p.Rows {
		m.rowLower[i], m.rowUpper[i] = p.Rows[i].Lower, p.Rows[i].Upper
	}
	m.model = C.Clp_newModel()
	m.control = (*C.lg_control)(C.calloc(1, C.sizeof_lg_control))
	m.deadline = (*C.double)(C.calloc(1, C.sizeof_double))
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	code := C.lg_clp_load(m.model, C.int(len(p.Cols)), C.int(len(p.Rows)),
		ints(p.Start), ints(p.Index), doubles(p.Value),
		doubles(coinBounds(m.colLower)), doubles(coinBounds(m.colUpper)), doubles(m.cost),
		doubles(coinBounds(m.rowLower)), doubles(coinBounds(m.rowUpper)),
		m.control, m.deadline, message)
	runtime.KeepAlive(p)
	if code != 0 {
		m.Close()
		return nil, &Error{Op: "load program", Cause: CauseSolver, Detail: C.GoString(message)}
	}
	return m, nil
}

// Close frees the model. Closing twice is harmless; any other method panics
// after Close.
func (m *LP) Close() {
	if m.model == nil {
		return
	}
	C.Clp_deleteModel(m.model)
	C.free(unsafe.Pointer(m.control))
	C.free(unsafe.Pointer(m.deadline))
	m.model, m.control, m.deadline = nil, nil, nil
}

func (m *LP) open() unsafe.Pointer {
	if m.model == nil {
		panic("coin: LP used after Close")
	}
	return m.model
}

// ColumnBound returns the present bounds of column j.
func (m *LP) ColumnBound(j int) (lower, upper float64) { return m.colLower[j], m.colUpper[j] }

// SetColumnBound replaces the bounds of column j.
func (m *LP) SetColumnBound(j int, lower, upper float64) {
	noNaN([]float64{lower, upper})
	m.colLower[j], m.colUpper[j] = lower, upper
	C.lg_clp_column_bounds(m.open(), C.int(j), C.double(coinBound(lower)), C.double(coinBound(upper)))
}

// Basis returns a copy of the current basis: one status byte per column, then
// one per row (0 free, 1 basic, 2 at upper bound, 3 at lower bound, 4
// superbasic, 5 fixed). It is nil before the first solve.
func (m *LP) Basis() []byte {
	if C.Clp_statusExists(m.open()) == 0 {
		return nil
	}
	n := len(m.cost) + len(m.rowLower)
	status := C.Clp_statusArray(m.model)
	return C.GoBytes(unsafe.Pointer(status), C.int(n))
}

// SetBasis makes the next Solve start from a basis that Basis returned, of this
// LP or of another one with the same columns and rows. A nil or wrongly sized
// basis is ignored: a start is only advice.
func (m *LP) SetBasis(basis []byte) {
	if len(basis) != len(m.cost)+len(m.rowLower) || len(basis) == 0 {
		return
	}
	C.Clp_copyinStatus(m.open(), (*C.uchar)(unsafe.Pointer(&basis[0])))
}

// checkShape validates what would otherwise abort the process inside C++.
func checkShape(p *lp.Program) error { return p.Check() }

func noNaN(v []float64) {
	for _, x := range v {
		if math.IsNaN(x) {
			panic("coin: a bound is NaN")
		}
	}
}

// coinBound turns infinities into COIN-OR's, the largest double.
func coinBound(v float64) float64 {
	return max(-math.MaxFloat64, min(math.MaxFloat64, v))
}

func coinBounds(v []float64) []float64 {
	w := make([]float64, len(v))
	for i, x := range v {
		w[i] = coinBound(x)
	}
	return w
}

// doubles and ints give the address of a slice for the length of a C call; an
// empty slice must still not be NULL, which would mean "default" to CLP.
func doubles(v []float64) *C.double {
	if len(v) == 0 {
		v = []float64{0}
	}
	return (*C.double)(unsafe.Pointer(unsafe.SliceData(v)))
}

func ints(v []int32) *C.int {
	if len(v) == 0 {
		v = []int32{0}
	}
	return (*C.int)(unsafe.Pointer(unsafe.SliceData(v)))
}

// copyOut copies a C vector.
func copyOut(v *C.double, n int) []float64 {
	out := make([]float64, n)
	if v != nil && n > 0 {
		copy(out, unsafe.Slice((*float64)(unsafe.Pointer(v)), n))
	}
	return out
}
