package policy

import "lungang/model"

// PredicateGraduating asks for no graduating class (毕业班) this year. It is
// asked only where the pack takes such teachers out of those who should rotate
// (exchange.graduating_due is false); elsewhere the rule graduating decides.
const PredicateGraduating = "not_graduating"

var graduatingPredicate = Predicate{
	ID: PredicateGraduating, Form: Leaf, Title: model.Text{ZH: "不任教毕业班", EN: "teaches no graduating class"},
	Parameters: []string{ExchangeGraduatingDue.Name},
}

func notGraduating(r *Rules) predicate {
	clauses := ExchangeGraduatingDue.Clauses(r)
	return graduatingPredicate.leaf(func(s *subject) answer {
		return answer{holds: !s.Graduating, facts: []ProofFact{fact("graduating", flagFact(s.Graduating))}, clauses: clauses}
	})
}
