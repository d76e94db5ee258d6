package ledger

import (
	"lungang/model"
	"lungang/policy"
)

// Term is where a principal or vice principal stands (任期): D-22, after two full
// terms at one school they should move between town and country.
type Term struct {
	Teacher model.TeacherID `json:"teacher"`
	School  model.SchoolID  `json:"school"`
	Role    model.RoleKind  `json:"role"`
	Start   model.Date      `json:"start,omitzero"`
	End     model.Date      `json:"end,omitzero"` // of the present term; absent when not known
	Present int             `json:"present"`      // number of the present term
	// Full terms at the school on the reference day, and how many make the teacher
	// due; both absent when the pack has no rule (principals.terms 0).
	Full    *int              `json:"full,omitempty"`
	Limit   int               `json:"limit,omitempty"`
	Verdict model.VerdictKind `json:"verdict,omitempty"` // by the rule for leaders
	Basis   []policy.Basis    `json:"basis"`
}

// terms lists the leaders of public schools, sorted by teacher.
func (b *book) terms() []Term {
	out := []Term{}
	for i := range b.f.Teachers {
		t := &b.f.Teachers[i]
		if !t.Role.Kind.IsLeader() || !b.f.Schools[t.School].Public {
			continue
		}
		x := Term{
			Teacher: t.ID, School: t.Teacher.School, Role: t.Role.Kind, Start: t.Role.TermStart, End: t.Role.TermEnd,
			Present: max(1, t.Role.Terms), Basis: []policy.Basis{},
		}
		if p := t.Principal; p != nil {
			full := p.Terms
			x.Full, x.End, x.Verdict = &full, p.TermEnd, p.Kind
			x.Limit = policy.PrincipalTerms.Of(b.f.Rules)
			x.Basis = b.f.Rules.Basis(policy.PrincipalTerms.Name, policy.PrincipalTermYears.Name)
		}
		out = append(out, x)
	}
	return out
}
