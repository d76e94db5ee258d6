package solvertest

import (
	"math"
	"strconv"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

var inf = math.Inf(1)

// column adds a column with its cost.
func column(b *lp.Builder, name string, lower, upper, cost float64, integer bool) int {
	j := b.Column(name, lower, upper, integer)
	b.Cost(j, cost)
	return j
}

// row adds a row with its coefficients for columns 0, 1, 2, ...
func row(b *lp.Builder, name string, lower, upper float64, coefficients ...float64) {
	i := b.Row(name, lower, upper)
	for j, v := range coefficients {
		b.Add(i, j, v)
	}
}

// Cases returns the suite: linear programs first, then programs with integers.
func Cases() []Case {
	return append(linearCases(), integerCases()...)
}

func linearCases() []Case {
	return []Case{
		{Name: "lp-textbook", Why: "two rows, both binding", Want: coin.Optimal, Objective: -36, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, -3, false)
			column(b, "y", 0, inf, -5, false)
			row(b, "plant1", -inf, 4, 1)
			row(b, "plant2", -inf, 12, 0, 2)
			row(b, "plant3", -inf, 18, 3, 2)
		}},
		{Name: "lp-degenerate", Why: "the point is cut by more rows than columns (Beale's cycling example)", Want: coin.Optimal, Objective: -0.05, Build: func(b *lp.Builder) {
			column(b, "a", 0, inf, -0.75, false)
			column(b, "b", 0, inf, 150, false)
			column(b, "c", 0, inf, -0.02, false)
			column(b, "d", 0, inf, 6, false)
			row(b, "r1", -inf, 0, 0.25, -60, -0.04, 9)
			row(b, "r2", -inf, 0, 0.5, -90, -0.02, 3)
			row(b, "r3", -inf, 1, 0, 0, 1)
		}},
		{Name: "lp-infeasible", Why: "two rows contradict each other", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", 0, 10, 1, false)
			column(b, "y", 0, 10, 1, false)
			row(b, "least", 8, inf, 1, 1)
			row(b, "most", -inf, 7, 1, 1)
		}},
		{Name: "lp-infeasible-chain", Why: "only three rows together contradict each other", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", -inf, inf, 0, false)
			column(b, "y", -inf, inf, 0, false)
			column(b, "z", -inf, inf, 1, false)
			row(b, "xy", 1, inf, 1, -1)
			row(b, "yz", 1, inf, 0, 1, -1)
			row(b, "zx", 1, inf, -1, 0, 1)
		}},
		{Name: "lp-unbounded", Why: "nothing holds y", Want: coin.Unbounded, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, 1, false)
			column(b, "y", 0, inf, -1, false)
			row(b, "r", -inf, 5, 1, -1)
		}},
		{Name: "lp-guarded", Why: "the same with a finite bound", Want: coin.Optimal, Objective: -1000, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, 1, false)
			column(b, "y", 0, 1000, -1, false)
			row(b, "r", -inf, 5, 1, -1)
		}},
		{Name: "lp-free-columns", Why: "free columns take negative values", Want: coin.Optimal, Objective: -7, Build: func(b *lp.Builder) {
			column(b, "x", -inf, inf, 1, false)
			column(b, "y", -inf, inf, 1, false)
			row(b, "sum", -7, inf, 1, 1)
			row(b, "difference", -3, 3, 1, -1)
		}},
		{Name: "lp-empty-rows", Why: "rows without coefficients that 0 satisfies", Want: coin.Optimal, Objective: 2, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, 1, false)
			row(b, "empty", -1, 1)
			row(b, "least", 2, inf, 1)
			row(b, "empty2", 0, 0)
		}},
		{Name: "lp-empty-row-infeasible", Why: "a row without coefficients that 0 does not satisfy", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, 1, false)
			row(b, "least", 2, inf, 1)
			row(b, "empty", 1, 1)
		}},
		{Name: "lp-ranged-row", Why: "both sides of a row bind, one after the other", Want: coin.Optimal, Objective: -2, Build: func(b *lp.Builder) {
			column(b, "x", 0, 10, -1, false)
			column(b, "y", 0, 10, 1, false)
			row(b, "range", 1, 2, 1, -1)
		}},
		{Name: "lp-equations", Why: "a square system", Want: coin.Optimal, Objective: 5, Build: func(b *lp.Builder) {
			column(b, "x", -inf, inf, 1, false)
			column(b, "y", -inf, inf, 2, false)
			row(b, "e1", 4, 4, 1, 1)
			row(b, "e2", 2, 2, 1, -1)
		}},
		{Name: "lp-fixed-columns", Why: "columns with equal bounds", Want: coin.Optimal, Objective: 13, Build: func(b *lp.Builder) {
			column(b, "x", 3, 3, 2, false)
			column(b, "y", 0, inf, 1, false)
			column(b, "z", -1, -1, 0, false)
			row(b, "r", 9, inf, 1, 1, 1)
		}},
		{Name: "lp-no-rows", Why: "only bounds", Want: coin.Optimal, Objective: -8, Build: func(b *lp.Builder) {
			column(b, "x", -2, 5, 4, false)
			column(b, "y", -2, 5, 0, false)
		}},
		{Name: "lp-no-rows-unbounded", Why: "only bounds, one missing", Want: coin.Unbounded, Build: func(b *lp.Builder) {
			column(b, "x", -inf, 5, 4, false)
		}},
		{Name: "lp-nothing", Why: "no columns and no rows", Want: coin.Optimal, Objective: 0, Build: func(*lp.Builder) {}},
		{Name: "lp-no-objective", Why: "any feasible point will do", Want: coin.Optimal, Objective: 0, Build: func(b *lp.Builder) {
			column(b, "x", 0, 9, 0, false)
			column(b, "y", 0, 9, 0, false)
			row(b, "r", 4, 6, 1, 1)
		}},
		{Name: "lp-negative-bounds", Why: "both bounds below zero", Want: coin.Optimal, Objective: -8, Build: func(b *lp.Builder) {
			column(b, "x", -5, -2, 1, false)
			column(b, "y", -7, -3, 1, false)
			row(b, "r", -8, inf, 1, 1)
		}},
		{Name: "lp-free-row", Why: "a row without bounds does nothing", Want: coin.Optimal, Objective: 3, Build: func(b *lp.Builder) {
			column(b, "x", 3, 10, 1, false)
			row(b, "free", -inf, inf, 5)
			row(b, "r", -inf, 8, 1)
		}},
		{Name: "lp-transport", Why: "supply and demand, degenerate and integral", Want: coin.Optimal, Objective: 58, Build: func(b *lp.Builder) {
			// 15 from source 0 to sink 1, 9 and 1 from source 1: 45 + 9 + 4
			cost := [][]float64{{2, 3}, {1, 4}}
			for s := range 2 {
				for d := range 2 {
					column(b, "f["+strconv.Itoa(s)+","+strconv.Itoa(d)+"]", 0, inf, cost[s][d], false)
				}
			}
			row(b, "supply0", -inf, 15, 1, 1)
			row(b, "supply1", -inf, 10, 0, 0, 1, 1)
			row(b, "demand0", 9, inf, 1, 0, 1)
			row(b, "demand1", 16, inf, 0, 1, 0, 1)
		}},
	}
}

func integerCases() []Case {
	return []Case{
		{Name: "mip-gap", Why: "the relaxation rounds to nothing feasible", Want: coin.Optimal, Objective: -20, Build: func(b *lp.Builder) {
			column(b, "x", 0, 10, -5, true)
			column(b, "y", 0, 10, -4, true)
			row(b, "r1", -inf, 24, 6, 4)
			row(b, "r2", -inf, 6, 1, 2)
		}},
		{Name: "mip-knapsack", Why: "ten items, one capacity", Want: coin.Optimal, Objective: -309, Build: knapsack},
		{Name: "mip-assignment", Why: "6x6 assignment, integral relaxation", Want: coin.Optimal, Objective: 18, Build: assignment},
		{Name: "mip-infeasible-parity", Why: "the relaxation is feasible, whole numbers are not: 2x+2y = 7", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", 0, 10, 1, true)
			column(b, "y", 0, 10, 1, true)
			row(b, "odd", 7, 7, 2, 2)
		}},
		{Name: "mip-infeasible-relaxation", Why: "already the relaxation is infeasible", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", 0, 3, 1, true)
			column(b, "y", 0, 3, 1, true)
			row(b, "least", 7, inf, 1, 1)
		}},
		{Name: "mip-no-whole-bound", Why: "no whole number between the bounds", Want: coin.Infeasible, Build: func(b *lp.Builder) {
			column(b, "x", 0.25, 0.75, 1, true)
			column(b, "y", 0, 3, 1, true)
			row(b, "r", 0, 3, 1, 1)
		}},
		{Name: "mip-fraction-bounds", Why: "bounds that are not whole", Want: coin.Optimal, Objective: 3, Build: func(b *lp.Builder) {
			column(b, "x", 0.5, 3.5, 1, true)
			column(b, "y", 1.5, 3.5, 1, true)
			row(b, "r", 0, 6, 1, 1)
		}},
		{Name: "mip-unbounded", Why: "a whole number may grow without limit", Want: coin.Unbounded, Build: func(b *lp.Builder) {
			column(b, "x", 0, inf, -1, true)
			column(b, "y", 0, 5, 1, true)
			row(b, "r", -5, inf, 1, -1)
		}},
		{Name: "mip-start", Why: "a feasible start that is not optimal", Want: coin.Optimal, Objective: -309, Build: knapsack,
			Start: []float64{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
		{Name: "mip-start-optimal", Why: "a start that cannot be improved", Want: coin.Optimal, Objective: 18, Build: assignment, Start: assignmentOptimum()},
		{Name: "mip-mixed", Why: "a continuous column follows whole ones", Want: coin.Optimal, Objective: 5.5, Build: func(b *lp.Builder) {
			column(b, "open", 0, 3, 2, true)
			column(b, "flow", 0, inf, 0.5, false)
			row(b, "capacity", -inf, 0, -4, 1)
			row(b, "demand", 3, inf, 0, 1)
			row(b, "extra", 2, inf, 1)
		}},
		{Name: "mip-negative", Why: "whole numbers below zero", Want: coin.Optimal, Objective: -9, Build: func(b *lp.Builder) {
			column(b, "x", -5, 5, 1, true)
			column(b, "y", -5, 5, 1, true)
			row(b, "r", -19, inf, 2, 2)
		}},
		{Name: "mip-equality", Why: "coins of 3 and 5 make 19", Want: coin.Optimal, Objective: 5, Build: func(b *lp.Builder) {
			column(b, "three", 0, 20, 1, true)
			column(b, "five", 0, 20, 1, true)
			row(b, "sum", 19, 19, 3, 5)
		}},
		{Name: "mip-ranged", Why: "a ranged row with whole columns", Want: coin.Optimal, Objective: -7, Build: func(b *lp.Builder) {
			column(b, "x", 0, 9, -1, true)
			column(b, "y", 0, 9, -1, true)
			row(b, "range", 10, 22, 3, 3)
		}},
		{Name: "mip-fixed", Why: "all columns fixed", Want: coin.Optimal, Objective: 5, Build: func(b *lp.Builder) {
			column(b, "x", 2, 2, 1, true)
			column(b, "y", 3, 3, 1, true)
			row(b, "r", 5, 5, 1, 1)
		}},
		{Name: "mip-no-matrix", Why: "only bounds", Want: coin.Optimal, Objective: -3, Build: func(b *lp.Builder) {
			column(b, "x", -1, 4, 3, true)
			row(b, "empty", 0, 1)
		}},
		{Name: "mip-empty-rows", Why: "empty rows between others", Want: coin.Optimal, Objective: 4, Build: func(b *lp.Builder) {
			column(b, "x", 0, 9, 1, true)
			column(b, "y", 0, 9, 2, true)
			row(b, "empty", -1, 1)
			row(b, "r", 4, inf, 1, 1)
			row(b, "empty2", 0, 0)
		}},
		{Name: "mip-set-cover", Why: "odd cycle: the relaxation is 2.5", Want: coin.Optimal, Objective: 3, Build: func(b *lp.Builder) {
			for j := range 5 {
				column(b, "v"+strconv.Itoa(j), 0, 1, 1, true)
			}
			for j := range 5 {
				i := b.Row("edge"+strconv.Itoa(j), 1, inf)
				b.Add(i, j, 1)
				b.Add(i, (j+1)%5, 1)
			}
		}},
		{Name: "mip-no-objective", Why: "any whole point will do", Want: coin.Optimal, Objective: 0, Build: func(b *lp.Builder) {
			column(b, "x", 0, 9, 0, true)
			column(b, "y", 0, 9, 0, true)
			row(b, "r", 11, 11, 3, 4)
		}},
		{Name: "mip-big-numbers", Why: "costs of a blended objective", Want: coin.Optimal, Objective: 3e6 + 4, Build: func(b *lp.Builder) {
			column(b, "x", 0, 9, 1e6, true)
			column(b, "y", 0, 9, 1, true)
			row(b, "r", 7, inf, 1, 1)
			row(b, "s", -inf, 4, 0, 1)
		}},
	}
}

// knapsack is a 0-1 knapsack of ten items.
func knapsack(b *lp.Builder) {
	value := []float64{92, 57, 49, 68, 60, 43, 67, 84, 87, 72}
	weight := []float64{23, 31, 29, 44, 53, 38, 63, 85, 89, 82}
	i := b.Row("capacity", -inf, 165)
	for k := range value {
		j := column(b, "take["+strconv.Itoa(k)+"]", 0, 1, -value[k], true)
		b.Add(i, j, weight[k])
	}
}

var assignmentCost = [6][6]float64{
	{9, 2, 7, 8, 6, 4},
	{6, 4, 3, 7, 5, 9},
	{5, 8, 1, 8, 7, 6},
	{7, 6, 9, 4, 8, 5},
	{3, 9, 6, 5, 2, 7},
	{8, 7, 5, 6, 9, 3},
}

// assignment gives six teachers to six posts.
func assignment(b *lp.Builder) {
	for t := range 6 {
		for s := range 6 {
			column(b, "x["+strconv.Itoa(t)+","+strconv.Itoa(s)+"]", 0, 1, assignmentCost[t][s], true)
		}
	}
	for k := range 6 {
		teacher, post := b.Row("teacher["+strconv.Itoa(k)+"]", 1, 1), b.Row("post["+strconv.Itoa(k)+"]", 1, 1)
		for o := range 6 {
			b.Add(teacher, 6*k+o, 1)
			b.Add(post, 6*o+k, 1)
		}
	}
}

// assignmentOptimum is found by looking at all permutations.
func assignmentOptimum() []float64 {
	best, bestCost := make([]float64, 36), inf
	var place func(t int, used int, cost float64, at []int)
	place = func(t, used int, cost float64, at []int) {
		if t == 6 {
			if cost < bestCost {
				bestCost = cost
				clear(best)
				for teacher, post := range at {
					best[6*teacher+post] = 1
				}
			}
			return
		}
		for s := range 6 {
			if used&(1<<s) == 0 {
				place(t+1, used|1<<s, cost+assignmentCost[t][s], append(at, s))
			}
		}
	}
	place(0, 0, 0, nil)
	return best
}
