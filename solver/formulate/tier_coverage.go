package formulate

// tierCoverage: uncovered half-days by weight.
var tierCoverage = Objective{
	ID: "coverage",
	Cost: func(b *Build, cost []float64) int64 {
		var offset int64
		for l := range b.f.Lines {
			line := &b.f.Lines[l]
			if c := b.m.open[l]; c >= 0 {
				cost[c] = float64(line.Weight)
			} else if !b.changes(l) {
				offset += int64(line.Weight * max(0, b.f.Need(line)-b.f.HalfDays*line.Heads))
			}
		}
		return offset
	},
}
