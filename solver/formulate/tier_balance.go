package formulate

// tierBalance: teachers missing to the thresholds of I1, I2 and I3 that are in
// force on the reference day.
//
//	short + counted stays + counted arrivals ≥ required − those who cannot move
var tierBalance = Objective{
	ID: "balance",
	Rows: func(b *Build) {
		for _, need := range b.f.IndicatorNeeds() {
			fixed := 0
			var cols []int
			for _, t := range b.staff[need.School] {
				if !need.Counts(t) {
					continue
				}
				if c := b.m.stay[t]; c >= 0 {
					cols = append(cols, c)
				} else {
					fixed++
				}
			}
			for _, l := range b.linesOf[need.School] {
				for _, k := range b.movesTo[l] {
					if need.Counts(b.m.moves[k].teacher) {
						cols = append(cols, b.m.moves[k].col)
					}
				}
			}
			missing := need.Required - fixed
			if missing <= 0 {
				continue
			}
			name := need.ID + "," + string(b.f.Schools[need.School].ID) + "," + string(need.Stage)
			row := b.lp.Row("balance["+name+"]", float64(missing), inf)
			b.addAll(row, cols, 1)
			c := b.column("short["+name+"]", float64(missing), schoolTag(need.School))
			b.lp.Add(row, c, 1)
			b.m.implied = append(b.m.implied, impliedColumn{c, row})
			b.m.short = append(b.m.short, c)
		}
	},
	Cost: func(b *Build, cost []float64) int64 {
		for _, c := range b.m.short {
			cost[c] = 1
		}
		return 0
	},
}
