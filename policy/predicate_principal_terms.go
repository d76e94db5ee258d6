package policy

import "lungang/model"

// PredicatePrincipalTerms asks for at least so many full terms at the school
// (在一所学校连续任职满2个任期, D-22). The present term is full when its last day
// is not after the reference day.
const PredicatePrincipalTerms = "principal_terms"

var principalTermsPredicate = Predicate{
	ID: PredicatePrincipalTerms, Form: Leaf, Title: model.Text{ZH: "在本校任职满规定届数", EN: "has served the terms at the school"},
	Parameters: []string{PrincipalTerms.Name, PrincipalTermYears.Name},
	Statutes:   []Statute{countingStatute, periodStatute},
}

func principalTerms(r *Rules) predicate {
	least, years := PrincipalTerms.Of(r), PrincipalTermYears.Of(r)
	clauses := principalTermsPredicate.Clauses(r)
	return principalTermsPredicate.leaf(func(s *subject) answer {
		full, end := fullTerms(s.Role, s.day, years)
		return compared(Comparison{wholeFact(full), AtLeast, wholeFact(least), true}, clauses,
			fact("terms", wholeFact(full)), fact("least", wholeFact(least)),
			fact("present", wholeFact(presentTerm(s.Role))), fact("term_end", dayFact(end)), fact("reference_day", dayFact(s.day)))
	})
}

// presentTerm returns the number of the present term; who gives none is in the first.
func presentTerm(r model.Role) int { return max(1, r.Terms) }

// fullTerms returns how many terms a leader has served to the end on a day, and
// the last day of the present term: as given, else years after its first day;
// zero when neither is known. A term of which no end is known is not full, so
// that nobody is due on a guess.
func fullTerms(r model.Role, day model.Date, years int) (int, model.Date) {
	end := r.TermEnd
	if end.IsZero() && !r.TermStart.IsZero() {
		end = previousDay(r.TermStart.AddYears(years))
	}
	if end.IsZero() || end.After(day) {
		return presentTerm(r) - 1, end
	}
	return presentTerm(r), end
}
