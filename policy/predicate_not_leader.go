package policy

import "lungang/model"

// PredicateNotLeader asks for no post of principal or vice principal: leaders
// rotate by their own rule (predicate_principal_terms.go).
const PredicateNotLeader = "not_leader"

var notLeaderPredicate = Predicate{
	ID: PredicateNotLeader, Form: Leaf, Title: model.Text{ZH: "不是校级领导", EN: "is no principal or vice principal"},
}

func askNotLeader(s *subject) answer {
	return answer{holds: !s.Role.Kind.IsLeader(), facts: []ProofFact{fact("role", wordFact(roleKind(s.Teacher)))}}
}
