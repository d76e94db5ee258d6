package formulate

// onePlace: a candidate stays or makes exactly one move. A teacher pinned to
// move has no column for staying open.
var onePlace = Rule{
	ID: "one_place",
	Rows: func(b *Build) {
		for t, stay := range b.m.stay {
			if stay < 0 {
				continue
			}
			row := b.lp.Row("one_place["+string(b.f.Teachers[t].ID)+"]", 1, 1)
			b.lp.Add(row, stay, 1)
			for _, k := range b.movesOf[t] {
				b.lp.Add(row, b.m.moves[k].col, 1)
			}
		}
	},
}
