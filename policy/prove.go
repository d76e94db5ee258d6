package policy

import (
	"slices"

	"lungang/model"
)

// PrincipalDue is where a principal or vice principal stands by the rule for
// leaders (principals.terms; D-22), apart from the verdict as a teacher, which
// is always not_due. The optimisation rule reads it from
// TeacherFacts.Principal: who must move is of kind must, who may move is a
// Candidate. The reasons are ProvePrincipal.
type PrincipalDue struct {
	Kind      model.VerdictKind // must, may (volunteers without being due), exempt, not_due
	Terms     int               // full terms at the school on the reference day
	TermEnd   model.Date        // last day of the present term; zero when it is not known
	Candidate bool              // must or may, and not pinned to stay
}

// prover knows the rules and the facts that verdicts are made of.
type prover struct {
	f        *Facts
	teachers verdictRule
	leaders  *verdictRule // nil: the pack has no rule for leaders
	service  tenureRule
}

func (f *Facts) prover() prover {
	p := prover{
		f: f, teachers: newVerdictRule(f.Rules),
		service: tenureRule{
			unbroken: ExchangeBreaks.Of(f.Rules),
			legal: func(id model.SchoolID) string {
				if s := f.School(id); s != nil {
					return s.LegalSchool()
				}
				return ""
			},
		},
	}
	if PrincipalTerms.Of(f.Rules) > 0 {
		leaders := newLeaderRule(f.Rules)
		p.leaders = &leaders
	}
	return p
}

func (p prover) subject(t *TeacherFacts) *subject {
	s := &p.f.Schools[t.School]
	return &subject{TeacherFacts: t, school: s, served: p.service.of(t.Teacher, s.LegalSchool(), p.f.Reference), day: p.f.Reference}
}

// verdicts decides for every teacher, and for leaders by their own rule too.
func (f *Facts) verdicts() {
	p := f.prover()
	termYears := PrincipalTermYears.Of(f.Rules)
	for i := range f.Teachers {
		t := &f.Teachers[i]
		stays := slices.ContainsFunc(t.Pins, func(p model.Pin) bool { return p.Kind == model.PinStay })
		s := p.subject(t)
		kind, proof := p.teachers.of(s)
		t.Tenure = s.served.years
		t.Verdict = model.Verdict{Teacher: t.ID, Kind: kind, Findings: proof.findings()}
		t.Candidate = (kind == model.Must || kind == model.May) && !stays
		if p.leaders == nil || !t.Role.Kind.IsLeader() {
			continue
		}
		due := &PrincipalDue{}
		due.Kind, _ = p.leaders.of(s)
		due.Terms, due.TermEnd = fullTerms(t.Role, f.Reference, termYears)
		due.Candidate = (due.Kind == model.Must || due.Kind == model.May) && !stays
		t.Principal = due
	}
}

// Prove returns the proof of a teacher's verdict: the root is the verdict
// (verdict_must, …) and holds. It is computed anew from the facts; plans carry
// the short form (model.Verdict.Findings) only, which says the same. The
// teacher must be one of f.Teachers.
func Prove(f *Facts, t *TeacherFacts) Proof {
	p := f.prover()
	_, proof := p.teachers.of(p.subject(t))
	proof.doubt(f.Rules)
	return proof
}

// ProvePrincipal returns the proof of where a principal or vice principal
// stands by the rule for leaders; false when the teacher is neither, or the
// pack has no such rule.
func ProvePrincipal(f *Facts, t *TeacherFacts) (Proof, bool) {
	p := f.prover()
	if p.leaders == nil || t.Principal == nil {
		return Proof{}, false
	}
	_, proof := p.leaders.of(p.subject(t))
	proof.doubt(f.Rules)
	return proof, true
}
