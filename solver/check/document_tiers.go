package check

import (
	"slices"

	"lungang/model"
)

// proofs from strongest to weakest.
var proofs = []model.Proof{model.Certified, model.Proved, model.Gap, model.ProofUnknown}

// tierClaims checks the tiers of the document: the pack's tiers in the pack's
// order, each with the value that the decisions have, a bound that is not
// above it, and a proof that the two numbers bear out.
func tierClaims(s *situation) []Violation {
	var out []Violation
	is := s.tierResults()
	said := s.declared.Tiers
	if len(said) != len(is) || !slices.EqualFunc(said, is, func(a, b model.TierResult) bool { return a.ID == b.ID }) {
		out = append(out, Violation{
			Rule: "plan.tiers", Subject: "plan", Pointer: "/tiers",
			Message: say("方案的目标层级为%[1]v,应为%[2]v。", "The tiers of the plan are %[1]v, they should be %[2]v.", tierIDs(said), tierIDs(is)),
		})
	}
	for i, t := range said {
		pointer := pointerTo("tiers", i)
		at := slices.IndexFunc(is, func(r model.TierResult) bool { return r.ID == t.ID })
		if at < 0 {
			continue // plan.tiers
		}
		value := is[at].Value
		if t.Value != value {
			out = append(out, Violation{
				Rule: "tier:" + t.ID, Subject: t.ID, Pointer: pointer + "/value",
				Message: say("目标%[1]s的值写为%[2]d,重新计算为%[3]d。", "The value of tier %[1]s says %[2]d, counted again it is %[3]d.", t.ID, t.Value, value),
				Facts:   []model.Fact{fact("stated", t.Value), fact("is", value)},
			})
		}
		if t.Unit != is[at].Unit {
			out = append(out, Violation{
				Rule: "plan.tiers", Subject: t.ID, Pointer: pointer + "/unit",
				Message: say("目标%[1]s的单位写为“%[2]s”,应为“%[3]s”。", "The unit of tier %[1]s says \"%[2]s\", it is \"%[3]s\".", t.ID, t.Unit, is[at].Unit),
			})
		}
		out = append(out, proofClaim(t, pointer)...)
		if p := t.Price; p != nil && !soldBelow(is[at+1:], p) {
			out = append(out, Violation{
				Rule: "plan.price", Subject: t.ID, Pointer: pointer + "/price",
				Message: say("目标%[1]s的价格写为%[2]s %[3]d,须为其下某一层级的节省量,且不超过该层级的值。", "The price of tier %[1]s says %[2]s %[3]d, it must be a saving in a tier below, no more than that tier's value.", t.ID, p.Tier, p.AtMost),
			})
		}
	}
	return out
}

// soldBelow reports whether a price can be one: nothing, or a saving in a tier
// below that is not more than there is.
func soldBelow(below []model.TierResult, p *model.TierPrice) bool {
	if p.Tier == "" {
		return p.AtMost == 0
	}
	return slices.ContainsFunc(below, func(t model.TierResult) bool { return t.ID == p.Tier && 0 < p.AtMost && p.AtMost <= t.Value })
}

func tierIDs(list []model.TierResult) []string {
	ids := []string{}
	for _, t := range list {
		ids = append(ids, t.ID)
	}
	return ids
}

// proofClaim compares a stated bound and proof with the stated value. Whether
// the bound itself is right is for the certificate to show.
func proofClaim(t model.TierResult, pointer string) []Violation {
	var out []Violation
	add := func(field string, message model.Text) {
		out = append(out, Violation{
			Rule: "plan.proof", Subject: t.ID, Pointer: pointer + "/" + field, Message: message,
			Facts: []model.Fact{fact("value", t.Value), fact("bound", t.Bound), fact("proof", t.Proof)},
		})
	}
	if t.Bound > t.Value {
		add("bound", say("目标%[1]s的下界%[2]d大于值%[3]d。", "The bound %[2]d of tier %[1]s is above its value %[3]d.", t.ID, t.Bound, t.Value))
	}
	switch t.Proof {
	case model.Certified, model.Proved:
		if t.Bound != t.Value {
			add("proof", say("目标%[1]s称已证明,但下界%[2]d不等于值%[3]d。", "Tier %[1]s claims a proof, but its bound %[2]d is not its value %[3]d.", t.ID, t.Bound, t.Value))
		}
	case model.Gap, model.ProofUnknown:
	default:
		add("proof", say("目标%[1]s的证明“%[2]s”不是已知用语。", "The proof \"%[2]s\" of tier %[1]s is no known word.", t.ID, t.Proof))
	}
	return out
}

// status checks the three answers of the document: why it stopped, what is
// known, how much is covered.
func status(s *situation) []Violation {
	var out []Violation
	said := s.declared.Status
	if !slices.Contains(said.Termination.Values(), string(said.Termination)) {
		out = append(out, Violation{
			Rule: "plan.status", Subject: "plan", Pointer: "/status/termination",
			Message: say("终止原因“%[1]s”不是已知用语。", "The termination \"%[1]s\" is no known word.", said.Termination),
		})
	}
	if len(s.declared.Tiers) > 0 {
		weakest := 0
		for _, t := range s.declared.Tiers {
			at := slices.Index(proofs, t.Proof)
			if at < 0 {
				at = len(proofs) - 1
			}
			weakest = max(weakest, at)
		}
		out = append(out, says("plan.status", "/status/proof", said.Proof, proofs[weakest])...)
	}
	return append(out, says("plan.status", "/status/coverage", said.Coverage, s.coverage())...)
}
