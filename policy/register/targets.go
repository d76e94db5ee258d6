package register

import (
	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
)

// targets returns what entries may point at, with titles, by kind. The reasons
// of information are added by the reader.
func targets() map[Kind]map[string]model.Text {
	out := map[Kind]map[string]model.Text{
		Rule: {}, Predicate: {}, Parameter: {}, Indicator: {}, Report: {}, Ledger: {}, Workflow: {}, Data: fields(), Information: {},
	}
	for _, r := range policy.HardRules {
		out[Rule][r.ID] = r.Title
	}
	for _, t := range policy.TierInfo() {
		out[Rule]["tier:"+t.ID] = t.Title
	}
	for _, p := range policy.Predicates() {
		out[Predicate][p.ID] = p.Title
	}
	for _, d := range policy.Definitions() {
		out[Parameter][d.Name] = d.Text()
	}
	for _, i := range balance.Indicators {
		out[Indicator][i.ID] = i.Title
	}
	for _, r := range reports {
		out[Report][r.id] = r.title
	}
	for _, l := range ledgers {
		out[Ledger][l.id] = l.title
	}
	for _, s := range policy.WorkflowSteps {
		out[Workflow][s.ID] = s.Title
	}
	return out
}
