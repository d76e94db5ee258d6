package policy

import "lungang/model"

// PredicateYears asks for at least so many full years of continuous service at
// one legal school, the number included (6年以上 is six or more). Teachers with
// a valid backbone honour have their own number where the pack names one
// (exchange.backbone_min_years, the nine-year variant of county templates).
// What service is continuous is in tenure.go.
const PredicateYears = "consecutive_years"

var yearsPredicate = Predicate{
	ID: PredicateYears, Form: Leaf, Title: model.Text{ZH: "在同一所学校连续任教满规定年限", EN: "has served the years at one school"},
	Parameters: []string{ExchangeMinYears.Name, ExchangeBackboneYears.Name, ExchangeBreaks.Name},
	Statutes:   []Statute{countingStatute, periodStatute},
}

func consecutiveYears(r *Rules) predicate {
	ordinary, ordinaryClauses := ExchangeMinYears.Of(r), ExchangeMinYears.Clauses(r)
	backbone, own := ExchangeBackboneYears.Maybe(r)
	backboneClauses := ExchangeBackboneYears.Clauses(r)
	return yearsPredicate.leaf(func(s *subject) answer {
		least, clauses := ordinary, ordinaryClauses
		facts := make([]ProofFact, 0, 5+len(s.served.facts))
		facts = append(facts, fact("continuous_from", dayFact(s.served.start)), fact("years", wholeFact(s.served.years)))
		if own && s.Backbone {
			least, clauses = backbone, backboneClauses
		}
		facts = append(facts, fact("least", wholeFact(least)))
		if own {
			facts = append(facts, fact("backbone", flagFact(s.Backbone)))
		}
		facts = append(facts, s.served.facts...)
		facts = append(facts, aside(fact("reference_day", dayFact(s.day)))...)
		return compared(Comparison{wholeFact(s.served.years), AtLeast, wholeFact(least), true}, clauses, facts...)
	})
}
