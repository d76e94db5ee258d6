package formulate

// tierTravel: minutes of movers, one way, and minutes of visits there and back.
var tierTravel = Objective{
	ID: "travel",
	Cost: func(b *Build, cost []float64) int64 {
		for _, m := range b.m.moves {
			cost[m.col] = float64(m.minutes)
		}
		for _, v := range b.m.visits {
			cost[v.col] = float64(2 * v.minutes)
		}
		return 0
	},
}
