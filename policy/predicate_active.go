package policy

import "lungang/model"

// PredicateActive asks whether the teacher works at the school now (在岗): not
// on leave, seconded or in training.
const PredicateActive = "active"

var activePredicate = Predicate{ID: PredicateActive, Form: Leaf, Title: model.Text{ZH: "在岗", EN: "works at the school"}}

func askActive(s *subject) answer {
	return answer{holds: isActive(s.Teacher), facts: []ProofFact{fact("status", wordFact(status(s.Teacher)))}}
}
