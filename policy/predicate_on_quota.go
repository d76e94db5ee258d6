package policy

import "lungang/model"

// PredicateOnQuota asks for a quota post (在编). Special-post teachers hold none
// while they serve; the proof names the end of their service when it is known.
const PredicateOnQuota = "on_quota"

var onQuotaPredicate = Predicate{
	ID: PredicateOnQuota, Form: Leaf, Title: model.Text{ZH: "占用编制", EN: "occupies a quota post"},
	Parameters: []string{ServiceSpecialPostYears.Name},
}

func askOnQuota(s *subject) answer {
	a := answer{holds: s.OnQuota, facts: []ProofFact{fact("employment", wordFact(employmentKind(s.Teacher)))}, unread: unreadOfService(s.Teacher)}
	if employmentKind(s.Teacher) == model.SpecialPost {
		a.facts = append(a.facts, aside(fact("service_until", dayFact(s.ServiceUntil)))...)
	}
	return a
}
