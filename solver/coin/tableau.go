package coin

// #include <stdlib.h>
// #include "tableau.h"
import "C"

import "unsafe"

// Multipliers are a weighted sum of rows: Weight[i] times row Row[i].
type Multipliers struct {
	Row    []int32
	Weight []float64
}

// Tableau returns the row multipliers (rows of the inverse of the basis) of
// integer columns that are basic with a fraction at the present optimal vertex,
// at most most of them, in the order of the basis. Call it after Solve ended as
// Optimal.
func (m *LP) Tableau(most int) ([]Multipliers, error) {
	integer := make([]byte, len(m.p.Cols)+1)
	for j := range m.p.Cols {
		if m.p.Cols[j].Integer {
			integer[j] = 1
		}
	}
	var t C.lg_tableau
	message := (*C.char)(C.calloc(1, C.LG_ERROR_SPACE))
	defer C.free(unsafe.Pointer(message))
	code := C.lg_clp_tableau(m.open(), (*C.char)(unsafe.Pointer(&integer[0])), C.int(most), &t, message)
	defer C.lg_free_tableau(&t)
	if code != 0 {
		return nil, &Error{Op: "read tableau", Cause: CauseSolver, Detail: C.GoString(message)}
	}
	n := int(t.count)
	start := unsafe.Slice(t.start, n+1)
	index, value := unsafe.Slice(t.index, int(start[n])), unsafe.Slice(t.value, int(start[n]))
	out := make([]Multipliers, n)
	for i := range out {
		for k := int(start[i]); k < int(start[i+1]); k++ {
			out[i].Row = append(out[i].Row, int32(index[k]))
			out[i].Weight = append(out[i].Weight, float64(value[k]))
		}
	}
	return out, nil
}
