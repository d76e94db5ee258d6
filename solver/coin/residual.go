package coin

// #include "Clp_C_Interface.h"
import "C"

import (
	"fmt"
	"math"
	"unsafe"
)

// Tolerances of the checks in Go, all relative to the size of the numbers
// involved (at least 1).
const (
	feasibilityTolerance = 1e-5
	gapTolerance         = 1e-5
	rayTolerance         = 1e-7
)

// accept reads the optimal point of CLP into result and checks it. It returns
// why the point is not acceptable, or "". Rejected points are removed again.
func (m *LP) accept(result *LPResult) string {
	x := copyOut(C.Clp_primalColumnSolution(m.model), len(m.cost))
	y := copyOut(C.Clp_dualRowSolution(m.model), len(m.rowLower))
	activity, why := m.feasible(x)
	if why != "" {
		return why
	}
	d := m.reducedCosts(m.cost, y)
	objective := 0.0
	for j, c := range m.cost {
		objective += c * x[j]
	}
	if why := m.complementary(x, activity, y, d, objective); why != "" {
		return why
	}
	result.Objective, result.X, result.Activity, result.Duals, result.ReducedCosts = objective, x, activity, y, d
	return ""
}

// feasible recomputes A·x and looks for violations.
func (m *LP) feasible(x []float64) (activity []float64, why string) {
	p := m.p
	activity = make([]float64, len(p.Rows))
	size := make([]float64, len(p.Rows))
	for j, v := range x {
		if math.IsNaN(v) {
			return nil, "column " + p.Cols[j].Name + " is NaN"
		}
		if e := outside(v, m.colLower[j], m.colUpper[j]); e > feasibilityTolerance*max(1, math.Abs(v)) {
			return nil, fmt.Sprintf("column %s violates a bound by %g", p.Cols[j].Name, e)
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			t := p.Value[k] * v
			activity[p.Index[k]] += t
			size[p.Index[k]] = max(size[p.Index[k]], math.Abs(t))
		}
	}
	for i, a := range activity {
		if e := outside(a, m.rowLower[i], m.rowUpper[i]); e > feasibilityTolerance*max(1, size[i]) {
			return nil, fmt.Sprintf("row %s is violated by %g", p.Rows[i].Name, e)
		}
	}
	return activity, ""
}

// complementary sums up what separates x from the bound that the multipliers
// prove. That sum is the duality gap.
func (m *LP) complementary(x, activity, y, d []float64, objective float64) string {
	gap := 0.0
	costs := 1.0
	for _, c := range m.cost {
		costs = max(costs, math.Abs(c))
	}
	for j := range d {
		gap += distance(d[j], x[j], m.colLower[j], m.colUpper[j], costs)
	}
	for i := range y {
		gap += distance(y[i], activity[i], m.rowLower[i], m.rowUpper[i], costs)
	}
	if limit := gapTolerance * max(costs, math.Abs(objective)); !(gap <= limit) {
		return fmt.Sprintf("duality gap %g", gap)
	}
	return ""
}

// distance is |multiplier| times the distance of v from the bound that the sign
// of the multiplier asks for. A multiplier that is noise counts for nothing
// when that bound is missing.
func distance(multiplier, v, lower, upper, scale float64) float64 {
	bound := lower
	if multiplier < 0 {
		bound = upper
	}
	if multiplier == 0 || (math.IsInf(bound, 0) && math.Abs(multiplier) <= 1e-7*scale) {
		return 0
	}
	return math.Abs(multiplier) * math.Abs(v-bound)
}

// reducedCosts returns c − Aᵀy.
func (m *LP) reducedCosts(c, y []float64) []float64 {
	p := m.p
	d := make([]float64, len(p.Cols))
	for j := range d {
		s := 0.0
		if c != nil {
			s = c[j]
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			s -= p.Value[k] * y[p.Index[k]]
		}
		d[j] = s
	}
	return d
}

// farkas returns CLP's infeasibility proof with the sign turned, when it is
// one: the largest value of (Aᵀy)·x within the column bounds must stay below
// the least value that the rows demand of it. CLP leaves none behind after
// presolve, and rarely none without it.
func (m *LP) farkas() []float64 {
	ray := C.Clp_infeasibilityRay(m.model)
	if ray == nil {
		return nil
	}
	defer C.Clp_freeRay(m.model, ray)
	y := copyOut(ray, len(m.rowLower))
	for i := range y {
		y[i] = -y[i]
	}
	return m.proof(y)
}

// proof scales multipliers to at most 1, drops noise and returns them when they
// are a Farkas proof, otherwise nil.
func (m *LP) proof(y []float64) []float64 {
	size := 0.0
	for _, v := range y {
		size = max(size, math.Abs(v))
	}
	if !(size > 0) || math.IsInf(size, 0) {
		return nil
	}
	for i := range y {
		y[i] /= size
		// noise, or a multiplier that points at a missing bound
		if math.Abs(y[i]) < 1e-11 || (y[i] > 0 && math.IsInf(m.rowLower[i], -1)) || (y[i] < 0 && math.IsInf(m.rowUpper[i], 1)) {
			y[i] = 0
		}
	}
	sum, scale := 0.0, 1.0
	add := func(multiplier, lower, upper float64) bool {
		if math.Abs(multiplier) < 1e-11 {
			return true
		}
		bound := lower
		if multiplier < 0 {
			bound = upper
		}
		if math.IsInf(bound, 0) {
			// only noise may point at a missing bound; then it is no strict
			// proof, and the exact check of the caller will say so
			return math.Abs(multiplier) < rayTolerance
		}
		sum += multiplier * bound
		scale = max(scale, math.Abs(multiplier*bound))
		return true
	}
	for i := range y {
		if !add(y[i], m.rowLower[i], m.rowUpper[i]) {
			return nil
		}
	}
	for j, d := range m.reducedCosts(nil, y) {
		if !add(d, m.colLower[j], m.colUpper[j]) {
			return nil
		}
	}
	if !(sum > rayTolerance*scale) {
		return nil
	}
	return y
}

// recedes checks CLP's unbounded ray: moving along it stays within every bound
// and lowers the objective.
func (m *LP) recedes() bool {
	ray := C.Clp_unboundedRay(m.model)
	if ray == nil {
		return false
	}
	defer C.Clp_freeRay(m.model, ray)
	r := unsafe.Slice((*float64)(unsafe.Pointer(ray)), len(m.cost))
	size, slope := 0.0, 0.0
	for j, v := range r {
		size = max(size, math.Abs(v))
		slope += m.cost[j] * v
	}
	if !(size > 0) || !(slope < 0) {
		return false
	}
	leaves := func(v, lower, upper float64) bool {
		return (v < -feasibilityTolerance*size && !math.IsInf(lower, -1)) || (v > feasibilityTolerance*size && !math.IsInf(upper, 1))
	}
	for j, v := range r {
		if leaves(v, m.colLower[j], m.colUpper[j]) {
			return false
		}
	}
	for i, v := range m.p.Activity(r) {
		if leaves(v, m.rowLower[i], m.rowUpper[i]) {
			return false
		}
	}
	return true
}

// outside is the distance of v from lower..upper.
func outside(v, lower, upper float64) float64 {
	return max(0, lower-v, v-upper)
}
