package policy

import (
	"slices"

	"lungang/model"
)

// PredicateService asks whether no service is owed any more: the last day of the
// obligation lies before the reference day. It is asked about the kinds of employment that the
// pack names (exchange.service_bound); the others may rotate within their
// service, where the rule service_duty limits the way.
const PredicateService = "service_period"

var servicePredicate = Predicate{
	ID: PredicateService, Form: Leaf, Title: model.Text{ZH: "没有未满的服务期", EN: "owes no service"},
	Parameters: []string{ExchangeServiceBound.Name, ServiceSpecialPostYears.Name, ServiceFundedYears.Name},
	Statutes:   []Statute{countingStatute, periodStatute},
}

func servicePeriod(r *Rules) predicate {
	bound, clauses := ExchangeServiceBound.Of(r), servicePredicate.Clauses(r)
	return servicePredicate.leaf(func(s *subject) answer {
		kind := employmentKind(s.Teacher)
		facts := []ProofFact{fact("employment", wordFact(kind)), fact("service_until", dayFact(s.ServiceUntil))}
		switch {
		case !slices.Contains(bound, string(kind)):
			return answer{holds: true, aside: true, facts: facts, clauses: clauses, unread: bothServices}
		case s.ServiceUntil.IsZero():
			return answer{holds: true, facts: facts, clauses: clauses, unread: bothServices}
		default:
			return compared(Comparison{dayFact(s.ServiceUntil), AtMost, dayFact(s.day), false}, clauses, facts...).apartFrom(unreadOfService(s.Teacher)...)
		}
	})
}

// The years of service that do not matter for a teacher: those of the other kind
// of employment, and both where the last day itself is given or none is owed.
var (
	bothServices     = []string{ServiceSpecialPostYears.Name, ServiceFundedYears.Name}
	otherThanSpecial = bothServices[1:]
	otherThanFunded  = bothServices[:1]
)

func unreadOfService(t *model.Teacher) []string {
	switch kind := employmentKind(t); {
	case !t.Employment.ServiceUntil.IsZero():
		return bothServices
	case kind == model.SpecialPost:
		return otherThanSpecial
	case kind == model.FundedGraduate:
		return otherThanFunded
	default:
		return bothServices
	}
}

// serviceUntil returns the last day of a teacher's service obligation: as given,
// else counted from the first day of employment by the years of the kind of
// employment (both days included); zero when there is none or nothing is known.
func serviceUntil(t *model.Teacher, specialPost, funded int) model.Date {
	e := &t.Employment
	if !e.ServiceUntil.IsZero() || e.Start.IsZero() {
		return e.ServiceUntil
	}
	switch employmentKind(t) {
	case model.SpecialPost:
		return previousDay(e.Start.AddYears(specialPost))
	case model.FundedGraduate:
		return previousDay(e.Start.AddYears(funded))
	default:
		return model.Date{}
	}
}
