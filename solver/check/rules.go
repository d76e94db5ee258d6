package check

import (
	"lungang/model"
	"lungang/policy"
)

// Rule is one hard rule of docs/model.md: how it is checked. What it is called
// and which clauses stand behind it is in policy.HardRules under the same id.
type Rule struct {
	ID string

	relaxable func(*policy.Rules) bool // nil: never
	check     func(*situation) []finding
}

// Clauses returns the clause ids of the parameters that carry the rule, and the
// statutes behind it.
func (r Rule) Clauses(rules *policy.Rules) []string {
	info, _ := policy.RuleByID(r.ID)
	return info.Clauses(rules)
}

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
		rulePrincipals,
		ruleCouples,
		ruleKin,
		ruleVisits,
		rulePartTime,
		ruleRemote,
		ruleBudget,
		ruleCoverage,
	}
}

// violation makes the public form of a finding.
func (r Rule) violation(rules *policy.Rules, f finding) Violation {
	known, _ := policy.RuleByID(r.ID)
	return Violation{
		Rule: r.ID, Subject: f.subject, Pointer: f.pointer, Message: f.message,
		Facts: f.facts, Clauses: r.Clauses(rules), Unverified: rules.Doubtful(known.Parameters...),
	}
}
