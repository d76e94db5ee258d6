package coin

// #include <stdlib.h>
// #include "cuts.h"
import "C"

import (
	"context"
	"math"
	"unsafe"

	"lungang/solver/lp"
)

// cutMargin is how far every cut is moved outwards, relative to its size:
// cuts are made in floating point, and one that is slightly too tight could
// cut off a whole-number point. It is far above the rounding error of a cut
// and far below one unit of any objective.
const cutMargin = 1e-7

// maxCutLength is the greatest number of columns of a cut in Gomory's
// generator. Long cuts are worth it here: with 300 instead of 2000 the bound of
// a county's travel tier rose by a tenth of what it does.
const maxCutLength = 2000

// cutRange is the largest ratio of a cut's coefficients; beyond it the
// rounding error is no longer small against the smallest of them.
const cutRange = 1e6

// CutOptions steer a cut loop.
type CutOptions struct {
	Decides []bool  // columns that must become whole for the loop to end early; nil: all integer columns
	Rounds  int     // most rounds
	Stale   int     // rounds without a better bound after which the loop ends
	Cutoff  float64 // ends when the bound is above this; math.Inf(1) for never
}

// CutResult is the end of a cut loop.
type CutResult struct {
	// Rows are the cuts that hold the last vertex in place. Their names are
	// empty: the caller names them.
	Rows []lp.NewRow
	// Basis fits the program with the rows added below the others.
	Basis []byte
	// Objective at the last vertex: a lower bound on every whole point, as
	// sure as branch and cut is, not exact.
	Objective float64
	Rounds    int
}

// Cuts strengthens the program at its present optimal vertex with rows that
// every point with whole numbers in the integer columns satisfies within the
// present bounds: mixed-integer rounding cuts (Marchand and Wolsey, 2001) and
// Gomory's mixed-integer cuts (1960), as Cgl makes them. Call it after Solve
// ended as Optimal. The model itself is not changed.
func (m *LP) Cuts(ctx context.Context, o CutOptions) (CutResult, error) {
	integer := make([]byte, len(m.p.Cols)+1)
	for j := range m.p.Cols {
		if m.p.Cols[j].Integer {
			integer[j] = 1
			if o.Decides == nil || o.Decides[j] {
				integer[j] = 2
			}
		}
	}
	defer m.watch(ctx, 0)()
	var cuts C.lg_cuts
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	code := C.lg_clp_cuts(m.open(), (*C.char)(unsafe.Pointer(&integer[0])), C.int(o.Rounds), C.int(o.Stale),
		maxCutLength, C.double(coinBound(o.Cutoff)), m.control, &cuts, message)
	defer C.lg_free_cuts(&cuts)
	if code != 0 {
		return CutResult{}, &Error{Op: "generate cuts", Cause: CauseSolver, Detail: C.GoString(message)}
	}
	r := CutResult{Rounds: int(cuts.rounds), Objective: float64(cuts.objective)}
	n := int(cuts.count)
	if n <= 0 {
		return r, nil
	}
	start := unsafe.Slice(cuts.start, n+1)
	index := unsafe.Slice(cuts.index, int(start[n]))
	value := unsafe.Slice(cuts.value, int(start[n]))
	lower, upper := unsafe.Slice(cuts.lower, n), unsafe.Slice(cuts.upper, n)
	status := C.GoBytes(unsafe.Pointer(cuts.status), C.int(len(m.cost)+len(m.rowLower)+n))
	r.Basis = status[: len(m.cost)+len(m.rowLower) : len(m.cost)+len(m.rowLower)]
	for i := range n {
		row := lp.NewRow{Row: lp.Row{Lower: infinite(float64(lower[i])), Upper: infinite(float64(upper[i]))}}
		for k := int(start[i]); k < int(start[i+1]); k++ {
			row.Cols = append(row.Cols, int(index[k]))
			row.Coef = append(row.Coef, float64(value[k]))
		}
		if safe(&row) {
			r.Rows = append(r.Rows, row)
			r.Basis = append(r.Basis, status[len(m.cost)+len(m.rowLower)+i])
		}
	}
	return r, nil
}

// infinite turns COIN-OR's largest double into an infinity.
func infinite(v float64) float64 {
	if math.Abs(v) > 1e300 {
		return math.Inf(int(math.Copysign(1, v)))
	}
	return v
}

// safe moves a cut outwards by the margin; it refuses cuts whose coefficients
// are not finite or too far apart.
func safe(row *lp.NewRow) bool {
	least, most := math.Inf(1), 0.0
	for _, v := range row.Coef {
		if math.IsNaN(v) || math.IsInf(v, 0) || v == 0 {
			return false
		}
		least, most = math.Min(least, math.Abs(v)), math.Max(most, math.Abs(v))
	}
	if len(row.Coef) == 0 || most > cutRange*least {
		return false
	}
	row.Lower -= cutMargin * math.Max(most, math.Abs(row.Lower))
	row.Upper += cutMargin * math.Max(most, math.Abs(row.Upper))
	return true
}
