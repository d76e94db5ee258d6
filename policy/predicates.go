package policy

import "slices"

// register lists all predicates: the leaves and what they belong to in the
// order in which they are looked at, then the joints.
var predicateRegister = []*Predicate{
	&onQuotaPredicate, &activePredicate, &notLeaderPredicate, &leaderPredicate, &publicPredicate,
	&exemptPredicate, &claimPredicate,
	&agePredicate, &yearsPredicate, &retirementPredicate, &servicePredicate, &graduatingPredicate,
	&bundlePredicate, &lastTermPredicate, &awayRuralPredicate, &ruralYearsPredicate,
	&principalTermsPredicate, &volunteerPredicate,
	&notPredicate, &scopePredicate, &duePredicate, &byServicePredicate, &leaderInScopePredicate, &leaderDuePredicate,
	&mustPredicate, &mayPredicate, &isExemptPredicate, &isNotDuePredicate,
}

// Predicates returns the register.
func Predicates() []Predicate {
	out := make([]Predicate, 0, len(predicateRegister))
	for _, p := range predicateRegister {
		out = append(out, *p)
	}
	return out
}

// PredicateByID returns an entry of the register; false when there is none of that id.
func PredicateByID(id string) (Predicate, bool) {
	i := slices.IndexFunc(predicateRegister, func(p *Predicate) bool { return p.ID == id })
	if i < 0 {
		return Predicate{}, false
	}
	return *predicateRegister[i], true
}
