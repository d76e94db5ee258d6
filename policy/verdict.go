package policy

import "lungang/model"

// The joints of the tree: predicates that only join others. A plan's findings
// leave them out.
const (
	PredicateNot           = "not"
	PredicateScope         = "in_scope"
	PredicateDue           = "due"
	PredicateByService     = "due_by_service"
	PredicateMust          = "verdict_must"
	PredicateMay           = "verdict_may"
	PredicateIsExempt      = "verdict_exempt"
	PredicateIsNotDue      = "verdict_not_due"
	PredicateLeaderInScope = "leader_in_scope"
	PredicateLeaderDue     = "leader_due"
)

func joint(id string, form Form, zh, en string) Predicate {
	return Predicate{ID: id, Form: form, Title: model.Text{ZH: zh, EN: en}}
}

var (
	notPredicate           = joint(PredicateNot, NotOf, "不符合", "not")
	scopePredicate         = joint(PredicateScope, AllOf, "在教师交流的范围内", "within the rotation of teachers")
	duePredicate           = joint(PredicateDue, AnyOf, "到了交流条件", "due")
	byServicePredicate     = joint(PredicateByService, AllOf, "按年龄和任教年限到了交流条件", "due by age and service")
	mustPredicate          = joint(PredicateMust, AllOf, "应交流", "must rotate")
	mayPredicate           = joint(PredicateMay, AllOf, "可交流", "may rotate")
	isExemptPredicate      = joint(PredicateIsExempt, AllOf, "免于交流", "exempt")
	isNotDuePredicate      = joint(PredicateIsNotDue, AllOf, "未到交流条件", "not due")
	leaderInScopePredicate = joint(PredicateLeaderInScope, AllOf, "在校长交流的范围内", "within the rotation of principals")
	leaderDuePredicate     = joint(PredicateLeaderDue, AllOf, "任期届满,到了交流条件", "due by terms served")
)

// joints are the predicates whose parts stand for them among the findings.
var joints = map[string]bool{PredicateScope: true, PredicateDue: true, PredicateByService: true}

// verdictRule decides who should rotate (docs/model.md, Verdicts). It holds
// what it needs of the rules, so that 30,000 verdicts do not look up parameters
// again.
type verdictRule struct {
	scope, exempt, due, volunteer predicate
}

// newVerdictRule is the rule for teachers.
func newVerdictRule(r *Rules) verdictRule {
	service := []predicate{ageLimit(r), consecutiveYears(r), retirementGuard(r)}
	if len(ExchangeServiceBound.Of(r)) > 0 {
		service = append(service, servicePeriod(r))
	}
	if !ExchangeGraduatingDue.Of(r) {
		service = append(service, notGraduating(r))
	}
	due := byServicePredicate.all(service...)
	if bundle, ok := bundledTerms(r); ok {
		due = duePredicate.any(due, bundle)
	}
	return verdictRule{
		scope: scopePredicate.inOrder(
			onQuotaPredicate.leaf(askOnQuota), activePredicate.leaf(askActive),
			notLeaderPredicate.leaf(askNotLeader), publicPredicate.leaf(askPublic),
		),
		exempt: exemption(r), due: due, volunteer: volunteerPredicate.leaf(askVolunteer),
	}
}

// newLeaderRule is the rule for principals and vice principals.
func newLeaderRule(r *Rules) verdictRule {
	return verdictRule{
		scope: leaderInScopePredicate.inOrder(
			onQuotaPredicate.leaf(askOnQuota), activePredicate.leaf(askActive),
			leaderPredicate.leaf(askLeader), publicPredicate.leaf(askPublic),
		),
		exempt: exemption(r), due: leaderDuePredicate.all(principalTerms(r), retirementGuard(r)),
		volunteer: volunteerPredicate.leaf(askVolunteer),
	}
}

// of returns where the teacher stands, with the proof. Predicates are looked at
// in order until the answer is known: what keeps a person out altogether, then
// exemptions (which beat everything that follows, volunteering too), then
// whether the person is due, and at last whether the person volunteers. Each
// verdict is proved by all that was looked at:
//
//	must    = in scope, not exempt, due
//	exempt  = in scope, exempt
//	may     = in scope, not exempt, not due, volunteer
//	not_due = not in scope; or in scope, not exempt, not due, no volunteer
func (v verdictRule) of(s *subject) (model.VerdictKind, Proof) {
	scope := v.scope(s)
	if !scope.Holds {
		return model.NotDue, proved(&isNotDuePredicate, negated(scope))
	}
	exempt := v.exempt(s)
	if exempt.Holds {
		return model.Exempt, proved(&isExemptPredicate, scope, exempt)
	}
	due := v.due(s)
	if due.Holds {
		return model.Must, proved(&mustPredicate, scope, negated(exempt), due)
	}
	wants := v.volunteer(s)
	if wants.Holds {
		return model.May, proved(&mayPredicate, scope, negated(exempt), negated(due), wants)
	}
	return model.NotDue, proved(&isNotDuePredicate, scope, negated(exempt), negated(due), negated(wants))
}

// proved joins what was looked at to the proof of a verdict.
func proved(verdict *Predicate, of ...Proof) Proof {
	out := verdict.node(nil)
	out.Of = of
	out.close()
	return out
}
