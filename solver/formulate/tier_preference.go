package formulate

// tierPreference: the ranks of destinations; the first choice costs nothing, a
// school that is not listed one more than the list is long.
var tierPreference = Objective{
	ID: "preference",
	Cost: func(b *Build, cost []float64) int64 {
		for _, m := range b.m.moves {
			if m.rank > 0 {
				cost[m.col] = float64(m.rank - 1)
			} else {
				cost[m.col] = float64(len(b.f.Teachers[m.teacher].Preferences) + 1)
			}
		}
		return 0
	},
}
