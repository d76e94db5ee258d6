package solvertest

import (
	"errors"
	"math"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// BruteForceLimit is the largest number of points that BruteForce looks at.
const BruteForceLimit = 1_000_000

// ErrTooLarge says that a program is not for enumeration: a column is
// continuous or unbounded, or the box has more than BruteForceLimit points.
var ErrTooLarge = errors.New("solvertest: program is not a box of at most a million whole points")

// BruteForce finds the best point of a pure integer program by looking at all
// of them, the first in lexicographic order among equals. Rows are held to
// 1e-9.
func BruteForce(p *lp.Program) (Answer, error) {
	points := 1.0
	lower, upper := make([]int64, len(p.Cols)), make([]int64, len(p.Cols))
	empty := false
	for j, c := range p.Cols {
		if !c.Integer || math.IsInf(c.Lower, 0) || math.IsInf(c.Upper, 0) || math.Abs(c.Lower) > BruteForceLimit || math.Abs(c.Upper) > BruteForceLimit {
			return Answer{}, ErrTooLarge
		}
		lower[j], upper[j] = int64(math.Ceil(c.Lower)), int64(math.Floor(c.Upper))
		if lower[j] > upper[j] {
			empty = true
			continue
		}
		if points *= float64(upper[j] - lower[j] + 1); points > BruteForceLimit {
			return Answer{}, ErrTooLarge
		}
	}
	best := Answer{Termination: coin.Infeasible, Objective: math.Inf(1)}
	if empty {
		return best, nil
	}
	x := make([]float64, len(p.Cols))
	for j := range x {
		x[j] = float64(lower[j])
	}
	for {
		if cost := p.Cost(x); cost < best.Objective {
			if v, _ := p.Violation(x); v <= 1e-9 {
				best = Answer{Termination: coin.Optimal, X: append(make([]float64, 0, len(x)), x...), Objective: cost}
			}
		}
		// count up like an odometer, last column fastest
		j := len(x) - 1
		for ; j >= 0; j-- {
			if x[j] < float64(upper[j]) {
				x[j]++
				break
			}
			x[j] = float64(lower[j])
		}
		if j < 0 {
			return best, nil
		}
	}
}
