package formulate

// tierCompulsion: moves of teachers who neither volunteered nor listed the
// destination.
var tierCompulsion = Objective{
	ID: "compulsion",
	Cost: func(b *Build, cost []float64) int64 {
		for _, m := range b.m.moves {
			if m.rank == 0 && !b.f.Teachers[m.teacher].Volunteer {
				cost[m.col] = 1
			}
		}
		return 0
	},
}
