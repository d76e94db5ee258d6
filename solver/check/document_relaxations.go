package check

import "lungang/model"

// relaxations checks the stated relaxations: each is the least slack that a
// relaxable rule needs. Too little is the violation of the rule itself.
func relaxations(s *situation) []Violation {
	var out []Violation
	type key struct{ rule, subject string }
	need := map[key]int{}
	for _, r := range s.relaxations {
		need[key{r.Rule, r.Subject}] = r.Amount
	}
	may := map[string]bool{}
	for _, r := range Rules() {
		may[r.ID] = r.Relaxable(s.r)
	}
	seen := map[key]bool{}
	for i, r := range s.declared.Relaxations {
		k := key{r.Rule, r.Subject}
		var message model.Text
		switch least := need[k]; {
		case !may[r.Rule]:
			message = say("规则%[1]s不可放宽(%[2]s)。", "Rule %[1]s may not be relaxed (%[2]s).", r.Rule, r.Subject)
		case seen[k]:
			message = say("规则%[1]s在%[2]s的放宽重复列出。", "The relaxation of %[1]s at %[2]s is listed twice.", r.Rule, r.Subject)
		case r.Amount != least || least == 0:
			message = say("规则%[1]s在%[2]s放宽写为%[3]d,最小所需为%[4]d。", "The relaxation of %[1]s at %[2]s says %[3]d, the least that is needed is %[4]d.",
				r.Rule, r.Subject, r.Amount, least)
		}
		if message != (model.Text{}) {
			out = append(out, Violation{
				Rule: "plan.relaxation", Subject: r.Subject, Pointer: pointerTo("relaxations", i), Message: message,
				Facts: []model.Fact{fact("rule", r.Rule), fact("stated", r.Amount), fact("needed", need[k])},
			})
		}
		seen[k] = true
	}
	return out
}
