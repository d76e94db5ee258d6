package policy

import (
	"slices"

	"lungang/model"
)

// Predicate is an entry of the register: one thing that can be asked about a
// teacher. Each lives in a file of its own, predicate_ID.go, except for the
// joints of the tree, which are in verdict.go.
type Predicate struct {
	ID         string
	Title      model.Text
	Form       Form
	Parameters []string  // keys that it reads
	Statutes   []Statute // laws that say how it is read
}

// Clauses returns the clause ids of the parameters under the rules in force, in
// their order, none twice.
func (p *Predicate) Clauses(r *Rules) []string {
	var out []string
	for _, name := range p.Parameters {
		x, _ := r.Parameter(name)
		for _, c := range x.Clauses {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// The statutes that say how predicates are read.
var (
	countingStatute = Statute{ID: "民法典-1259", Title: model.Text{
		ZH: "民法所称的‘以上’、‘以下’、‘以内’、‘届满’,包括本数;所称的‘不满’、‘超过’、‘以外’,不包括本数", EN: "at least, at most and within include the number itself; less than and more than do not",
	}}
	periodStatute = Statute{ID: "民法典-202、203", Title: model.Text{
		ZH: "按照年、月计算期间的,到期月的对应日为期间的最后一日;没有对应日的,月末日为期间的最后一日。期间的最后一日的截止时间为二十四时", EN: "periods run by the calendar, to midnight of the corresponding day, or of the last day of the month where there is none",
	}}
	retirementStatute = Statute{ID: "全国人大常委会-2024-09-13", Title: model.Text{
		ZH: "用十五年时间,逐步将男职工的法定退休年龄从原六十周岁延迟至六十三周岁,将女职工的法定退休年龄从原五十周岁、五十五周岁分别延迟至五十五周岁、五十八周岁", EN: "the statutory retirement age rises step by step from 1 January 2025",
	}}
)

// subject is what predicates are asked about: a teacher on the reference day.
type subject struct {
	*TeacherFacts
	school *SchoolFacts
	served tenure
	day    model.Date
}

// predicate is a predicate under the rules in force, ready to be asked.
type predicate func(*subject) Proof

// answer is what a leaf found.
type answer struct {
	holds      bool
	comparison *Comparison
	facts      []ProofFact
	clauses    []string
	aside      bool
	unread     []string // parameters of the predicate that do not matter for this teacher
}

// apartFrom says which parameters do not matter for this teacher.
func (a answer) apartFrom(names ...string) answer {
	a.unread = names
	return a
}

// compared answers by a comparison.
func compared(c Comparison, clauses []string, facts ...ProofFact) answer {
	return answer{holds: c.Holds(), comparison: &c, facts: facts, clauses: clauses}
}

func fact(name string, v FactValue) ProofFact { return ProofFact{Name: name, Value: v} }

// node begins the proof of an entry.
func (p *Predicate) node(statutes []string) Proof {
	return Proof{Predicate: p.ID, Title: p.Title, Form: p.Form, Statutes: statutes}
}

func (p *Predicate) statuteIDs() []string {
	var out []string
	for _, s := range p.Statutes {
		out = append(out, s.ID)
	}
	return out
}

// leaf asks directly.
func (p *Predicate) leaf(ask func(*subject) answer) predicate {
	statutes := p.statuteIDs()
	return func(s *subject) Proof {
		out, a := p.node(nil), ask(s)
		if a.comparison != nil { // the laws say how to compare
			out.Statutes = statutes
		}
		out.Holds, out.Comparison, out.Facts, out.Clauses, out.aside, out.unread = a.holds, a.comparison, a.facts, a.clauses, a.aside, a.unread
		return out
	}
}

// all holds when all parts do. All are looked at, so that a person sees
// everything that is missing.
func (p *Predicate) all(of ...predicate) predicate { return p.join(of, false) }

// inOrder is all, and looks at nothing behind the first part that does not hold.
func (p *Predicate) inOrder(of ...predicate) predicate { return p.join(of, true) }

// any holds when one part does. All are looked at.
func (p *Predicate) any(of ...predicate) predicate { return p.join(of, false) }

func (p *Predicate) join(of []predicate, stop bool) predicate {
	statutes := p.statuteIDs()
	return func(s *subject) Proof {
		out := p.node(statutes)
		out.Of = make([]Proof, 0, len(of))
		for _, part := range of {
			out.Of = append(out.Of, part(s))
			if stop && !out.Of[len(out.Of)-1].Holds {
				break
			}
		}
		out.close()
		return out
	}
}

// close says whether the node holds, from its parts.
func (p *Proof) close() {
	holds := func(part Proof) bool { return part.Holds }
	switch p.Form {
	case AllOf:
		p.Holds = !slices.ContainsFunc(p.Of, func(part Proof) bool { return !part.Holds })
	case AnyOf:
		p.Holds = slices.ContainsFunc(p.Of, holds)
	case NotOf, Leaf:
		p.Holds = !slices.ContainsFunc(p.Of, holds)
	}
}

// negated turns a proof that something does not hold into a proof that its
// contrary does, and the other way round.
func negated(part Proof) Proof {
	out := notPredicate.node(nil)
	out.Holds, out.Of, out.aside = !part.Holds, []Proof{part}, part.aside
	return out
}
