package policy

import "lungang/model"

// PredicateRetirement asks whether the teacher is far enough from retirement:
// the reference day and the years of the guard end before the day of
// retirement, or on it where the number is included.
const PredicateRetirement = "retirement_guard"

var retirementPredicate = Predicate{
	ID: PredicateRetirement, Form: Leaf, Title: model.Text{ZH: "未临近退休", EN: "is not near retirement"},
	Parameters: append([]string{
		ExchangeRetirementGuard.Name, ExchangeGuardInclusive.Name, ExchangeRetirementBy.Name, RetirementSeniorWomen.Name,
	}, retirementParameters()...),
	Statutes: []Statute{retirementStatute, countingStatute, periodStatute},
}

func retirementGuard(r *Rules) predicate {
	guard, clauses := ExchangeRetirementGuard.Of(r), ExchangeRetirementGuard.Clauses(r)
	inclusive, by := ExchangeGuardInclusive.Of(r), ExchangeRetirementBy.Of(r)
	seniorWomen := []string{RetirementSeniorWomen.Name}
	tables := map[RetirementGroup]RetirementTable{Men60: r.RetirementTable(Men60), Women55: r.RetirementTable(Women55)}
	return retirementPredicate.leaf(func(s *subject) answer {
		if guard == 0 {
			return answer{holds: true, facts: []ProofFact{fact("least", wordFact("off"))}, clauses: clauses}.apartFrom(seniorWomen...)
		}
		group := RetirementGroupOf(r, s.Teacher)
		window := tables[group].Window(s.BirthDate)
		retires := window.Statutory
		if by == "earliest" {
			retires = window.Earliest
		}
		facts := append(
			[]ProofFact{fact("years_to_retirement", wholeFact(s.day.YearsUntil(retires))), fact("least", wholeFact(guard))},
			aside(fact("retires", dayFact(retires)), fact("by", wordFact(by)), fact("group", wordFact(group.String())),
				fact("born", dayFact(s.BirthDate)), fact("reference_day", dayFact(s.day)))...)
		limit := dayFact(s.day.AddYears(guard))
		out := compared(Comparison{dayFact(retires), AtLeast, limit, inclusive}, clauses, facts...)
		if s.Sex != model.Female || !s.Title.Level.IsSenior() {
			out.unread = seniorWomen
		}
		return out
	})
}

// RetirementGroupOf returns the age group of a teacher. Women who teach hold
// professional posts and belong to the group of 55; whether those with a senior
// title belong to the group of 60 is a parameter (retirement.senior_women).
func RetirementGroupOf(r *Rules, t *model.Teacher) RetirementGroup {
	switch {
	case t.Sex != model.Female:
		return Men60
	case t.Title.Level.IsSenior() && RetirementSeniorWomen.Of(r) == "men60":
		return Men60
	default:
		return Women55
	}
}
