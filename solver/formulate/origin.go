package formulate

import (
	"context"
	"slices"
	"strings"

	"lungang/policy"
)

// Origin says where a row comes from.
type Origin struct {
	Rule    string // id of the hard rule; "" for rows of a tier
	Part    string // which of the rule's demands, for example headcount_most
	Subject string // what it speaks of, as in the name of the row; "district" when it names nothing
}

// Origin returns where a row of the program comes from.
func (m *Model) Origin(row int) Origin {
	part, subject, named := strings.Cut(m.Program.Rows[row].Name, "[")
	if !named {
		subject = "district"
	}
	if end := strings.LastIndexByte(subject, ']'); end >= 0 {
		subject = subject[:end]
	}
	o := Origin{Part: part, Subject: subject}
	if row < len(m.origins) {
		o.Rule = m.origins[row]
	}
	return o
}

// Slacks returns the elastic columns, those of rules that may give way.
func (m *Model) Slacks() []int {
	out := make([]int, 0, len(m.slacks))
	for _, s := range m.slacks {
		out = append(out, s.col)
	}
	return out
}

// Elastic is a row that may give way, and the names that a relaxation of it has
// in a plan.
type Elastic struct {
	Row           int
	Rule, Subject string
}

// Elastic returns the rows that may give way.
func (m *Model) Elastic() []Elastic {
	out := make([]Elastic, 0, len(m.slacks))
	for _, s := range m.slacks {
		out = append(out, Elastic{int(m.Program.Index[m.Program.Start[s.col]]), s.rule, s.subject})
	}
	return out
}

// Admitting returns the ids of the rules that refuse destinations of moves,
// apart from exempt and one_place, which only say what pins and verdicts say.
func Admitting() []string {
	var out []string
	for _, r := range Rules {
		if r.ID != exempt.ID && r.ID != onePlace.ID && (r.MayMove != nil || r.AdmitSchool != nil || r.AdmitLine != nil) {
			out = append(out, r.ID)
		}
	}
	return out
}

// Without is Formulate when the given rules refuse no destination of
// a move to the given teachers (indices). Their rows stay. It answers what
// these rules have to do with a conflict.
func Without(ctx context.Context, f *policy.Facts, rules []string, teachers map[int]bool) (*Model, error) {
	b := newBuild(f)
	b.rules = slices.Clone(Rules)
	for i := range b.rules {
		if r := &b.rules[i]; slices.Contains(rules, r.ID) {
			r.open(teachers)
		}
	}
	return b.model(ctx)
}

// open makes a rule refuse no destination to some teachers.
func (r *Rule) open(teachers map[int]bool) {
	if may := r.MayMove; may != nil {
		r.MayMove = func(b *Build, t *policy.TeacherFacts) bool { return teachers[t.Index] || may(b, t) }
	}
	if admit := r.AdmitSchool; admit != nil {
		r.AdmitSchool = func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
			return teachers[t.Index] || admit(b, t, to)
		}
	}
	if admit := r.AdmitLine; admit != nil {
		r.AdmitLine = func(b *Build, t *policy.TeacherFacts, to *policy.LineFacts) bool {
			return teachers[t.Index] || admit(b, t, to)
		}
	}
}
