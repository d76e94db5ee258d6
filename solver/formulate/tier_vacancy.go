package formulate

// tierVacancy: vacant posts by weight.
var tierVacancy = Objective{
	ID: "vacancy",
	Cost: func(b *Build, cost []float64) int64 {
		var offset int64
		for l := range b.f.Lines {
			line := &b.f.Lines[l]
			if c := b.m.vacant[l]; c >= 0 {
				cost[c] = float64(line.Weight)
			} else if !b.changes(l) {
				offset += int64(line.Weight * max(0, line.Posts-line.Heads))
			}
		}
		return offset
	},
}

// changes reports whether any decision changes what a line has.
func (b *Build) changes(l int) bool {
	heads, _ := b.headsAfter(l)
	out, _, _ := b.halfDaysOut(l)
	return len(heads)+len(b.halfDaysIn(l))+len(out) > 0
}
