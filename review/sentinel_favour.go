package review

import (
	"fmt"
	"slices"

	"lungang/model"
)

// favour looks for decisions by hand that came after a run: a pin about somebody
// whose outcome it changed, while the objectives got worse.
func favour(w *Watch) []Finding {
	var out []Finding
	for _, e := range slices.Backward(w.Earlier) {
		if e.Plan.Pack.Hash != w.Run.Plan.Pack.Hash {
			continue // the values count something else
		}
		tiers := TierChanges(e.Plan.Tiers, w.Run.Plan.Tiers)
		if !Worse(tiers) {
			continue
		}
		was, is := Outcomes(e.Plan), Outcomes(w.Run.Plan)
		for _, p := range w.Run.Problem.Pins {
			if p.Author == held || slices.ContainsFunc(e.Problem.Pins, func(q model.Pin) bool { return p.Teacher == q.Teacher && p.Kind == q.Kind && p.School == q.School }) ||
				was[p.Teacher].equal(is[p.Teacher]) {
				continue
			}
			f := Finding{
				Subjects: []string{string(p.Teacher)},
				Facts:    []model.Fact{{Name: "before", Value: e.ID}, {Name: "pin", Value: string(p.Kind)}, {Name: "author", Value: p.Author}},
				Message: model.Text{
					ZH: fmt.Sprintf("求解(%s)之后人工指定了教师 %s,其去向因此改变,方案总体变差", e.ID, p.Teacher),
					EN: fmt.Sprintf("after the run %s somebody decided about teacher %s by hand: the outcome changed, and the plan got worse", e.ID, p.Teacher),
				},
			}
			for _, t := range tiers {
				if t.After > t.Before {
					f.Facts = append(f.Facts, model.Fact{Name: "tier:" + t.ID, Value: fmt.Sprintf("+%d", t.After-t.Before)})
				}
			}
			out = append(out, f)
		}
		if len(out) > 0 {
			return out // the last run that was better says it all
		}
	}
	return out
}
