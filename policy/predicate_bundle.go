package policy

import "lungang/model"

// PredicateBundle asks whether a new teacher is due by the bundled first
// contract terms (前2个聘期城乡学校捆绑聘用, D-36): who is in the last of these
// terms, works at a school that is not rural, and has fewer rural years than
// the pack asks for. It is asked only where the pack names both numbers. No
// document says when within the terms the rural years are due; the last term is
// a choice of this product.
const (
	PredicateBundle      = "bundled_terms"
	PredicateLastTerm    = "last_bundled_term"
	PredicateAwayRural   = "not_rural_school"
	PredicateRuralYears  = "rural_years_short"
	factRuralYears       = "rural_years"
	factRuralYearsNeeded = "needed"
)

var (
	bundlePredicate = Predicate{
		ID: PredicateBundle, Form: AllOf, Title: model.Text{ZH: "首聘期捆绑聘用的乡村服务未完成", EN: "owes rural years of the bundled first terms"},
	}
	lastTermPredicate = Predicate{
		ID: PredicateLastTerm, Form: Leaf, Title: model.Text{ZH: "处于捆绑聘用的最后一个聘期", EN: "is in the last bundled contract term"},
		Parameters: []string{ServiceTerms.Name},
	}
	awayRuralPredicate = Predicate{
		ID: PredicateAwayRural, Form: Leaf, Title: model.Text{ZH: "所在学校不是乡村学校", EN: "works at a school that is not rural"},
	}
	ruralYearsPredicate = Predicate{
		ID: PredicateRuralYears, Form: Leaf, Title: model.Text{ZH: "乡村服务年限不足", EN: "has too few rural years"},
		Parameters: []string{ExchangeBundleYears.Name},
		Statutes:   []Statute{countingStatute},
	}
)

// bundledTerms reports false when the pack has no such rule.
func bundledTerms(r *Rules) (predicate, bool) {
	needed, ok := ExchangeBundleYears.Maybe(r)
	last := ServiceTerms.Of(r)
	if !ok || last == 0 {
		return nil, false
	}
	termClauses, yearClauses := ServiceTerms.Clauses(r), ExchangeBundleYears.Clauses(r)
	return bundlePredicate.all(
		lastTermPredicate.leaf(func(s *subject) answer {
			facts := []ProofFact{fact("term", wholeFact(s.Employment.Term)), fact("terms", wholeFact(last))}
			return answer{holds: s.Employment.Term == last, facts: facts, clauses: termClauses}
		}),
		awayRuralPredicate.leaf(func(s *subject) answer {
			return answer{holds: s.school.Locale != model.Rural, facts: []ProofFact{fact("locale", wordFact(s.school.Locale))}}
		}),
		ruralYearsPredicate.leaf(func(s *subject) answer {
			have, need := decimalFact(s.RuralYears), wholeFact(needed)
			return compared(Comparison{have, AtMost, need, false}, yearClauses, fact(factRuralYears, have), fact(factRuralYearsNeeded, need))
		}),
	), true
}
