package formulate

// tierRelax: the least total relaxation of rules that may give way.
var tierRelax = Objective{
	ID: "relax",
	Cost: func(b *Build, cost []float64) int64 {
		for _, s := range b.m.slacks {
			cost[s.col] = 1
		}
		return 0
	},
}
