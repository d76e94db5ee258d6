package policy

import (
	"slices"

	"lungang/model"
)

// PredicateExempt asks whether one of the teacher's claims exempts.
// PredicateClaim is one claim: its ground is among those of the pack, its last
// day has not passed (the last day itself included), evidence is on file where
// the pack asks for it, and the last day is given where the pack asks for it.
const (
	PredicateExempt = "exempt"
	PredicateClaim  = "exemption_claim"
)

var exemptPredicate = Predicate{
	ID: PredicateExempt, Form: AnyOf, Title: model.Text{ZH: "有免于交流的情形", EN: "has a ground for exemption"},
	Parameters: []string{ExchangeExemptions.Name},
}

var claimPredicate = Predicate{
	ID: PredicateClaim, Form: Leaf, Title: model.Text{ZH: "免于交流的情形有效", EN: "the ground for exemption is valid"},
	Parameters: []string{ExchangeExemptions.Name, ExchangeExemptionEvidence.Name, ExchangeExemptionDated.Name},
	Statutes:   []Statute{periodStatute},
}

// exemption asks for a valid claim. All claims are shown, sorted by ground and
// last day.
func exemption(r *Rules) predicate {
	grounds := ExchangeExemptions.Of(r)
	evidence, dated := ExchangeExemptionEvidence.Of(r), ExchangeExemptionDated.Of(r)
	clauses := ExchangeExemptions.Clauses(r)
	claimClauses := claimPredicate.Clauses(r)
	statutes := claimPredicate.statuteIDs()
	return func(s *subject) Proof {
		out := exemptPredicate.node(nil)
		out.Clauses = clauses
		for _, c := range sortedClaims(s.Exemptions) {
			known := slices.Contains(grounds, string(c.Kind))
			valid := c.Until.IsZero() || !c.Until.Before(s.day)
			part := claimPredicate.node(statutes)
			part.Clauses = claimClauses
			part.Holds = known && valid
			part.Facts = []ProofFact{
				fact("kind", wordFact(c.Kind)), fact("until", dayFact(c.Until)),
				fact("in_pack", flagFact(known)), fact("valid", flagFact(valid)),
			}
			if slices.Contains(evidence, string(c.Kind)) {
				part.Facts = append(part.Facts, fact("evidence", flagFact(c.Evidence != "")))
				part.Holds = part.Holds && c.Evidence != ""
			}
			if slices.Contains(dated, string(c.Kind)) {
				part.Facts = append(part.Facts, fact("dated", flagFact(!c.Until.IsZero())))
				part.Holds = part.Holds && !c.Until.IsZero()
			}
			part.Facts = append(part.Facts, aside(fact("reference_day", dayFact(s.day)))...)
			out.Of = append(out.Of, part)
		}
		out.close()
		return out
	}
}

func sortedClaims(claims []model.ExemptionClaim) []model.ExemptionClaim {
	if len(claims) == 0 {
		return nil
	}
	out := slices.Clone(claims)
	slices.SortFunc(out, func(a, b model.ExemptionClaim) int {
		if a.Kind != b.Kind {
			return compareText(string(a.Kind), string(b.Kind))
		}
		if c := compareDates(a.Until, b.Until); c != 0 {
			return c
		}
		return compareText(a.Evidence, b.Evidence)
	})
	return out
}
