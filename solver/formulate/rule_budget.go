package formulate

import "lungang/policy"

// budget: what moves and visits add to the yearly cost of allowances stays
// within the money set aside.
//
//	Σ cost·move + Σ per half-day·visit + Σ per school·goes ≤ budget
//
// All amounts are divided by their greatest common divisor and the budget is
// rounded down with them: then the row has no slack that no plan can use.
var budget = Rule{
	ID: "budget",
	Rows: func(b *Build) {
		limit, ok := policy.BudgetYuan.Maybe(b.r)
		if !ok {
			return
		}
		var cols []int
		var costs []policy.Yuan
		add := func(col int, cost policy.Yuan) {
			if cost != 0 {
				cols, costs = append(cols, col), append(costs, cost)
			}
		}
		for _, m := range b.m.moves {
			add(m.col, b.f.MoveCost(m.teacher, b.f.Lines[m.line].School))
		}
		for k := range b.m.visits {
			v := &b.m.visits[k]
			rate := b.f.VisitRate(v.teacher, b.f.Lines[v.line].School)
			add(v.col, rate.HalfDay)
			if rate.School != 0 {
				if v.goes < 0 {
					b.goesRow(v)
				}
				b.m.paid = true
				add(v.goes, rate.School)
			}
		}
		if len(cols) == 0 {
			return
		}
		unit := policy.Yuan(0)
		for _, c := range costs {
			unit = divisor(unit, c)
		}
		row := b.lp.Row("budget", -inf, float64(policy.Yuan(limit)/unit))
		for k, col := range cols {
			b.lp.Add(row, col, float64(costs[k]/unit))
		}
	},
}

// divisor returns the greatest common divisor of two sums, without signs.
func divisor(a, b policy.Yuan) policy.Yuan {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}
