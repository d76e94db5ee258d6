package policy

import "lungang/model"

// PredicateLeader asks for the post of principal or vice principal.
const PredicateLeader = "leader"

var leaderPredicate = Predicate{
	ID: PredicateLeader, Form: Leaf, Title: model.Text{ZH: "是校长或副校长", EN: "is principal or vice principal"},
}

func askLeader(s *subject) answer {
	return answer{holds: s.Role.Kind.IsLeader(), facts: []ProofFact{fact("role", wordFact(roleKind(s.Teacher)))}}
}
