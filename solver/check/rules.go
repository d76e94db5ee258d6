package check

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// Rule is one hard rule of docs/model.md.
type Rule struct {
	ID    string
	Title model.Text

	clauses   func(*policy.Rules) []string // clauses of the parameters that carry the rule
	relaxable func(*policy.Rules) bool     // nil: never
	check     func(*situation) []finding
}

// Clauses returns the clause ids of the parameters that carry the rule.
func (r Rule) Clauses(rules *policy.Rules) []string { return r.clauses(rules) }

// Relaxable reports whether the pack lets the rule give way. Of headcount and
// outflow only the part that the parameter carries gives way: the headcount
// floor, the share that leaves.
func (r Rule) Relaxable(rules *policy.Rules) bool { return r.relaxable != nil && r.relaxable(rules) }

// finding is one breach of a rule. slack > 0 is the least whole number by which
// the rule would have to give way at the subject; 0 means that no slack helps.
type finding struct {
	subject string
	pointer string
	message model.Text
	facts   []model.Fact
	slack   int
}

// Rules lists the hard rules in the order of docs/model.md.
func Rules() []Rule {
	return []Rule{
		ruleOnePlace,
		ruleQualified,
		ruleExempt,
		ruleRoute,
		ruleTravel,
		ruleNoReturn,
		ruleRotationFloor,
		ruleBackboneFloor,
		ruleGraduating,
		ruleHeadcount,
		rulePostCaps,
		ruleOutflow,
		ruleTitleScope,
		ruleServiceDuty,
		ruleCouples,
		ruleKin,
		ruleVisits,
		rulePartTime,
		ruleCoverage,
	}
}

// carrying joins the clauses of several parameters, each once.
func carrying(of ...func(*policy.Rules) []string) func(*policy.Rules) []string {
	return func(r *policy.Rules) []string {
		var all []string
		for _, clauses := range of {
			for _, c := range clauses(r) {
				if !slices.Contains(all, c) {
					all = append(all, c)
				}
			}
		}
		return all
	}
}

// violation makes the public form of a finding.
func (r Rule) violation(rules *policy.Rules, f finding) Violation {
	return Violation{
		Rule: r.ID, Subject: f.subject, Pointer: f.pointer, Message: f.message,
		Facts: f.facts, Clauses: r.clauses(rules),
	}
}
