package review

import (
	"fmt"
	"slices"

	"lungang/model"
)

// ruleEdited compares the rules of the plan with those of the first run of the
// lineage: another pack, or overrides that were added, changed or taken away
// when an outcome was already known.
func ruleEdited(w *Watch) []Finding {
	if len(w.Earlier) == 0 {
		return nil
	}
	first := w.Earlier[0]
	if first.Plan.Pack.Hash == w.Run.Plan.Pack.Hash {
		return nil
	}
	var edited []string
	if first.Plan.Pack.ID != w.Run.Plan.Pack.ID || first.Plan.Pack.Version != w.Run.Plan.Pack.Version {
		edited = append(edited, "pack")
	}
	was, is := overrides(first.Problem), overrides(w.Run.Problem)
	for name, value := range is {
		if was[name] != value {
			edited = append(edited, name)
		}
	}
	for name := range was {
		if _, ok := is[name]; !ok {
			edited = append(edited, name)
		}
	}
	if len(edited) == 0 { // the same words with another meaning: a pack of another day
		edited = []string{"pack"}
	}
	slices.Sort(edited)
	return []Finding{{
		Subjects: edited,
		Facts:    []model.Fact{{Name: "firstRun", Value: first.ID}, {Name: "firstRules", Value: first.Plan.Pack.Hash}, {Name: "rules", Value: w.Run.Plan.Pack.Hash}},
		Message: model.Text{
			ZH: fmt.Sprintf("首次求解(%s)之后修改了规则:%s", first.ID, some(edited)),
			EN: fmt.Sprintf("rules were edited after the first run (%s): %s", first.ID, some(edited)),
		},
	}}
}

func overrides(p *model.Problem) map[string]string {
	out := map[string]string{}
	for _, o := range p.Pack.Overrides {
		out[o.Parameter] = string(o.Value)
	}
	return out
}
