package formulate

// tierLottery: the published lot of every mover; it decides between plans that
// are equal in all other respects.
var tierLottery = Objective{
	ID: "lottery",
	Cost: func(b *Build, cost []float64) int64 {
		lots := b.f.Lottery()
		for _, m := range b.m.moves {
			cost[m.col] = float64(lots[m.teacher])
		}
		return 0
	},
}
