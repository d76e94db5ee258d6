package check

import (
	"cmp"
	"math"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// Violation is one way in which a plan breaks a rule or says something that is
// not so.
type Violation struct {
	Rule    string       `json:"rule"`              // rule id of docs/model.md, tier:ID, or plan.…
	Subject string       `json:"subject"`           // teacher, school, line, scope, …
	Pointer string       `json:"pointer"`           // JSON pointer into the plan
	Message model.Text   `json:"message"`           // one sentence
	Facts   []model.Fact `json:"facts,omitempty"`   // what was compared
	Clauses []string     `json:"clauses,omitempty"` // clause ids of the rule's parameters

	Unverified []string `json:"unverified,omitempty"` // the rule's parameters that nobody has held against an official text
}

// Report is the result of a check. Everything but Violations is counted again
// from the decisions, never copied from the document.
type Report struct {
	OK          bool               `json:"ok"`          // no violation
	Violations  []Violation        `json:"violations"`  // all of them
	Tiers       []model.TierResult `json:"tiers"`       // values; nothing is proved here
	Relaxations []model.Relaxation `json:"relaxations"` // least slack of relaxable rules that the decisions need
	Vacancies   []model.Vacancy    `json:"vacancies"`
	Uncovered   []model.Uncovered  `json:"uncovered"`
	Coverage    model.Coverage     `json:"coverage"`
	Periods     []LinePeriods      `json:"periods"`
	Indicators  model.Indicators   `json:"indicators"`
}

// Evaluate says what bare decisions are worth and which rules they break. A
// relaxable rule that cannot hold is no violation: its least slack is reported.
// The order of the decisions does not matter, except for pointers.
func Evaluate(facts *policy.Facts, d Decisions) *Report {
	s, unknown := newSituation(facts, d)
	violations := unknown
	violations = append(violations, duplicates(s)...)
	violations = append(violations, s.judge(nil)...)
	return s.report(violations)
}

// Plan checks a plan document against the facts of its problem: what it
// decides, and that everything it says about itself is true.
func Plan(facts *policy.Facts, plan *model.Plan) *Report {
	if plan == nil {
		plan = &model.Plan{}
	}
	return document(facts, plan, seal(plan))
}

// Draft is Plan for a document that is not sealed yet: the seal of a large plan
// takes as long as all other checks.
func Draft(facts *policy.Facts, plan *model.Plan) *Report { return document(facts, plan, nil) }

func document(facts *policy.Facts, plan *model.Plan, unsealed []Violation) *Report {
	s, unknown := newSituation(facts, DecisionsOf(plan))
	s.declared = plan
	violations := identity(facts, plan)
	violations = append(violations, unsealed...)
	violations = append(violations, unknown...)
	violations = append(violations, references(facts, plan)...)
	violations = append(violations, duplicates(s)...)
	violations = append(violations, fields(s)...)
	violations = append(violations, s.judge(plan.Relaxations)...)
	violations = append(violations, relaxations(s)...)
	violations = append(violations, verdicts(s)...)
	violations = append(violations, tierClaims(s)...)
	violations = append(violations, status(s)...)
	report := s.report(nil)
	violations = append(violations, indicatorClaims(report.Indicators, plan.Indicators)...)
	violations = append(violations, justifications(s)...)
	report.Violations = append(report.Violations, violations...)
	report.OK = len(violations) == 0
	return report
}

// judge applies every rule. Where a relaxable rule falls short, the slack is
// noted; it is a violation when the rule may not give way, or gives way by
// less than is needed. granted holds the relaxations of the document; nil
// grants every slack that is needed.
func (s *situation) judge(granted []model.Relaxation) []Violation {
	var out []Violation
	for _, rule := range Rules() {
		for _, f := range rule.check(s) {
			if f.slack > 0 && rule.Relaxable(s.r) {
				s.relaxations = append(s.relaxations, model.Relaxation{Rule: rule.ID, Subject: f.subject, Amount: f.slack})
				if s.declared == nil || grants(granted, rule.ID, f) {
					continue
				}
			}
			out = append(out, rule.violation(s.r, f))
		}
	}
	return out
}

func grants(granted []model.Relaxation, rule string, f finding) bool {
	return slices.ContainsFunc(granted, func(r model.Relaxation) bool {
		return r.Rule == rule && r.Subject == f.subject && r.Amount >= f.slack
	})
}

func (s *situation) report(violations []Violation) *Report {
	r := &Report{
		OK:          len(violations) == 0,
		Violations:  append([]Violation{}, violations...),
		Tiers:       s.tierResults(),
		Relaxations: append([]model.Relaxation{}, s.relaxations...),
		Vacancies:   s.vacancies(),
		Uncovered:   s.uncoveredLines(),
		Coverage:    s.coverage(),
		Periods:     s.linePeriods(),
		Indicators:  s.indicators(),
	}
	return r
}

// coverage is full when no post and no half-day stays short.
func (s *situation) coverage() model.Coverage {
	for i := range s.f.Lines {
		if s.vacant[i] > 0 || s.uncovered[i] > 0 {
			return model.PartialCoverage
		}
	}
	return model.FullCoverage
}

// compareViolations looks at the pointer last: it depends on the order of the document.
func compareViolations(a, b Violation) int {
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Message.EN, b.Message.EN), cmp.Compare(a.Pointer, b.Pointer))
}

// near reports whether two derived fractions are the same number. A value that
// is no number is equal to nothing.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9 }
