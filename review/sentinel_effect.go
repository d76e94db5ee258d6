package review

import (
	"fmt"
	"slices"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// effects are the objectives that say what a move is good for.
var effects = []string{"vacancy", "coverage", "balance"}

// noEffect looks for moves without which no post, no half-day and no balance
// would be worse: alone, or as two who change places on the same lines (形式轮岗).
// The obligation to rotate is no effect in this sense; how many of them are due
// is told.
func noEffect(w *Watch) []Finding {
	if w.Effects != nil {
		return w.Effects()
	}
	return NoEffect(w.Facts, w.Run.Plan)
}

// NoEffect is that check alone. It evaluates the plan once for most of its moves,
// which takes seconds in a county, and depends on nothing but facts and plan: who
// looks often keeps what it says (Watch.Effects).
func NoEffect(f *policy.Facts, plan *model.Plan) []Finding {
	d := check.DecisionsOf(plan)
	base := worth(check.Evaluate(f, d))
	due := 0
	var idle []string
	seen := map[model.TeacherID]bool{}
	for i, m := range plan.Moves {
		if seen[m.Teacher] {
			continue
		}
		without := []int{i}
		if j := slices.IndexFunc(plan.Moves, func(x model.Move) bool { return x.From == m.To && x.To == m.From && !seen[x.Teacher] }); j >= 0 {
			without = append(without, j)
		}
		if len(without) == 1 && fills(f, plan, m) {
			continue // the post would be empty
		}
		rest := d
		rest.Moves = nil
		for k, x := range d.Moves {
			if !slices.Contains(without, k) {
				rest.Moves = append(rest.Moves, x)
			}
		}
		if !worse(base, worth(check.Evaluate(f, rest))) {
			for _, k := range without {
				x := plan.Moves[k]
				seen[x.Teacher] = true
				idle = append(idle, string(x.Teacher))
				if x.Due {
					due++
				}
			}
		}
	}
	if len(idle) == 0 {
		return nil
	}
	slices.Sort(idle)
	return []Finding{{
		Subjects: idle,
		Facts:    []model.Fact{{Name: "moves", Value: fmt.Sprint(len(idle))}, {Name: "due", Value: fmt.Sprint(due)}, {Name: "of", Value: fmt.Sprint(len(plan.Moves))}},
		Message: model.Text{
			ZH: fmt.Sprintf("%d 人的交流对空缺、课时覆盖和均衡没有作用(其中 %d 人属应交流):%s", len(idle), due, some(idle)),
			EN: fmt.Sprintf("%d moves help neither vacancies nor coverage nor balance (%d of them are due): %s", len(idle), due, some(idle)),
		},
	}}
}

// fills reports whether the line entered would be short without the move: no
// more heads than posts after the plan. It saves most evaluations.
func fills(f *policy.Facts, plan *model.Plan, m model.Move) bool {
	heads, posts := 0, 0
	if l := f.Line(m.To); l != nil {
		heads, posts = l.Heads, l.Posts
	}
	for _, x := range plan.Moves {
		if x.To == m.To {
			heads++
		}
		if x.From == m.To {
			heads--
		}
	}
	return heads <= posts
}

func worth(r *check.Report) map[string]int64 {
	out := map[string]int64{}
	for _, t := range r.Tiers {
		if slices.Contains(effects, t.ID) {
			out[t.ID] = t.Value
		}
	}
	return out
}

func worse(base, without map[string]int64) bool {
	return slices.ContainsFunc(effects, func(id string) bool { return without[id] > base[id] })
}
