package policy

import "lungang/model"

// PredicateVolunteer asks whether the teacher wants to move this year.
const PredicateVolunteer = "volunteer"

var volunteerPredicate = Predicate{ID: PredicateVolunteer, Form: Leaf, Title: model.Text{ZH: "自愿交流", EN: "volunteers"}}

func askVolunteer(s *subject) answer {
	return answer{holds: s.Volunteer, facts: []ProofFact{fact("value", flagFact(s.Volunteer))}}
}
