package policy

import "lungang/model"

// PredicatePublic asks for a public school: private ones stay out of rotation.
const PredicatePublic = "public_school"

var publicPredicate = Predicate{ID: PredicatePublic, Form: Leaf, Title: model.Text{ZH: "公办学校", EN: "at a public school"}}

func askPublic(s *subject) answer {
	return answer{holds: s.school.Public, facts: []ProofFact{fact("ownership", wordFact(ownership(s.school.School)))}}
}
