package coin

// #include <stdlib.h>
// #include "cuts.h"
// #include "shim.h"
import "C"

import (
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
// generator; longer ones slow the linear program down more than they tell.
const maxCutLength = 300

// cutRange is the largest ratio of a cut's coefficients; beyond it the
// rounding error is no longer small against the smallest of them.
const cutRange = 1e6

// Cuts returns rows that every point with whole numbers in the program's
// integer columns satisfies within the model's present bounds, and that the
// present optimal vertex violates: mixed-integer rounding cuts (Marchand and
// Wolsey, 2001) and Gomory's mixed-integer cuts (1960), as Cgl makes them. Call
// it after Solve ended as Optimal. pass counts the rounds, from 0. The model is
// not changed. Cuts are as sure as branch and cut is, not exact.
//
// The rows' names are empty: the caller names them.
func (m *LP) Cuts(pass int) ([]lp.NewRow, error) {
	integer := make([]byte, len(m.p.Cols)+1)
	for j := range m.p.Cols {
		if m.p.Cols[j].Integer {
			integer[j] = 1
		}
	}
	var cuts C.lg_cuts
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	code := C.lg_clp_cuts(m.open(), (*C.char)(unsafe.Pointer(&integer[0])), C.int(pass), maxCutLength, &cuts, message)
	defer C.lg_free_cuts(&cuts)
	if code != 0 {
		return nil, &Error{Op: "generate cuts", Cause: CauseSolver, Detail: C.GoString(message)}
	}
	n := int(cuts.count)
	if n == 0 {
		return nil, nil
	}
	start := unsafe.Slice(cuts.start, n+1)
	index := unsafe.Slice(cuts.index, int(start[n]))
	value := unsafe.Slice(cuts.value, int(start[n]))
	lower, upper := unsafe.Slice(cuts.lower, n), unsafe.Slice(cuts.upper, n)
	var out []lp.NewRow
	for i := range n {
		a, b := int(start[i]), int(start[i+1])
		row := lp.NewRow{Row: lp.Row{Lower: infinite(float64(lower[i])), Upper: infinite(float64(upper[i]))}}
		for k := a; k < b; k++ {
			row.Cols = append(row.Cols, int(index[k]))
			row.Coef = append(row.Coef, float64(value[k]))
		}
		if safe(&row) {
			out = append(out, row)
		}
	}
	return out, nil
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
