package main

import (
	"lungang/model"
	"lungang/policy"
)

// teacherStory is what a plan says about a teacher, as data.
type teacherStory struct {
	Kind           string                `json:"kind"` // teacher
	ID             model.TeacherID       `json:"id"`
	Line           model.Line            `json:"line"` // own school, primary qualification
	Verdict        model.Verdict         `json:"verdict"`
	Proof          policy.Proof          `json:"proof"`               // of the verdict, with every fact
	Principal      *principalStory       `json:"principal,omitempty"` // of leaders, where the pack has a rule for them
	Candidate      bool                  `json:"candidate"`           // may be moved this year
	Pins           []model.Pin           `json:"pins"`
	Move           *model.Move           `json:"move"` // null: stays
	Visits         []model.Visit         `json:"visits"`
	PartTime       []model.PartTime      `json:"partTime"`
	Justifications []model.Justification `json:"justifications"`
	Ratios         []model.Ratio         `json:"ratios"` // of the plan: how many had to move
	Clauses        []clause              `json:"clauses"`
	Unverified     []policy.Basis        `json:"unverified"` // parameters behind all this that nobody has held against an official text
}

// principalStory is where a principal or vice principal stands by the rule for leaders.
type principalStory struct {
	Verdict   model.VerdictKind `json:"verdict"`
	Candidate bool              `json:"candidate"`
	Proof     policy.Proof      `json:"proof"`
}

func teacherStoryOf(f *policy.Facts, p *model.Plan, t *policy.TeacherFacts) *teacherStory {
	s := &teacherStory{
		Kind: "teacher", ID: t.ID, Line: f.Lines[t.Line].Line, Verdict: t.Verdict, Candidate: t.Candidate,
		Pins: append([]model.Pin{}, t.Pins...), Visits: []model.Visit{}, PartTime: []model.PartTime{},
		Justifications: []model.Justification{}, Ratios: p.Indicators.Ratios,
		Proof: policy.Prove(f, t),
	}
	if proof, ok := policy.ProvePrincipal(f, t); ok {
		s.Principal = &principalStory{Verdict: t.Principal.Kind, Candidate: t.Principal.Candidate, Proof: proof}
	}
	for i := range p.Moves {
		if p.Moves[i].Teacher == t.ID {
			s.Move = &p.Moves[i]
		}
	}
	for _, v := range p.Visits {
		if v.Teacher == t.ID {
			s.Visits = append(s.Visits, v)
		}
	}
	for _, v := range p.PartTime {
		if v.Teacher == t.ID {
			s.PartTime = append(s.PartTime, v)
		}
	}
	for _, j := range p.Justifications {
		if j.About(t.ID) {
			s.Justifications = append(s.Justifications, j)
		}
	}
	ids, proofs := proofClauses(&s.Proof), []*policy.Proof{&s.Proof}
	if s.Principal != nil {
		proofs = append(proofs, &s.Principal.Proof)
		ids = append(ids, proofClauses(&s.Principal.Proof)...)
	}
	for _, j := range s.Justifications {
		ids = append(ids, j.Clauses...)
	}
	s.Clauses = clausesOf(f.Rules, ids)
	s.Unverified = doubtsOf(f.Rules, s.Justifications, proofs...)
	return s
}
