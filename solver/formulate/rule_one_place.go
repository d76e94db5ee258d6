package formulate

import (
	"lungang/model"
	"lungang/policy"
)

// onePlace: a candidate stays or makes exactly one move, and nobody else moves.
// A teacher pinned to move has no column for staying open. Those who are
// exempt, pinned to stay or on a special post are refused by the rules that say
// so.
var onePlace = Rule{
	ID: "one_place",
	MayMove: func(_ *Build, t *policy.TeacherFacts) bool {
		return t.MayMove() || kept(t) || t.Employment.Kind == model.SpecialPost
	},
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
