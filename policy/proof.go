package policy

import (
	"fmt"

	"lungang/model"
)

// Form is how a node of a proof follows from its parts.
type Form string

// The forms.
const (
	Leaf  Form = "leaf" // it is looked at directly
	AllOf Form = "all"  // it holds when all its parts do
	AnyOf Form = "any"  // it holds when one of its parts does
	NotOf Form = "not"  // it holds when its one part does not
)

// Proof is why a predicate holds for a teacher, or why not: a tree whose leaves
// are facts. Where the answer is known before all parts are looked at, the
// others may be absent; the parts that are there suffice (see Check).
type Proof struct {
	Predicate  string      `json:"predicate"` // id in the register, see Predicates
	Title      model.Text  `json:"title"`
	Form       Form        `json:"form"`
	Holds      bool        `json:"holds"`
	Comparison *Comparison `json:"comparison,omitempty"` // of a leaf that compares a value with a limit
	Facts      []ProofFact `json:"facts,omitempty"`
	Clauses    []string    `json:"clauses,omitempty"`    // clause ids of the parameters that were read
	Statutes   []string    `json:"statutes,omitempty"`   // ids of laws behind the predicate, see Predicate.Statutes
	Unverified []string    `json:"unverified,omitempty"` // names of parameters that were read and that nobody has verified, see Rules.Doubtful
	Of         []Proof     `json:"of,omitempty"`

	aside  bool     // not among the findings of the plan
	unread []string // parameters of the predicate that do not matter for this teacher
}

// ProofFact is a named value that a proof rests on.
type ProofFact struct {
	Name  string    `json:"name"`
	Value FactValue `json:"value"`

	aside bool // not among the findings of the plan
}

// aside marks facts that only the proof tells; a plan of 30,000 teachers holds
// what is needed to read it and no more.
func aside(facts ...ProofFact) []ProofFact {
	for i := range facts {
		facts[i].aside = true
	}
	return facts
}

// Check says whether every node follows from its parts and its comparison; nil
// when the tree is a proof. It knows nothing of teachers and packs.
func (p *Proof) Check() error {
	holding := 0
	for i := range p.Of {
		if err := p.Of[i].Check(); err != nil {
			return err
		}
		if p.Of[i].Holds {
			holding++
		}
	}
	var follows bool
	switch p.Form {
	case AllOf:
		follows = holding == len(p.Of)
	case AnyOf:
		follows = holding > 0
	case NotOf:
		follows = len(p.Of) == 1 && holding == 0
	case Leaf:
		follows = p.Holds
		if p.Comparison != nil {
			follows = p.Comparison.Holds()
		}
	}
	if follows != p.Holds || p.Form == Leaf && len(p.Of) > 0 {
		return model.NewError(model.CodeInternal, model.Text{
			ZH: fmt.Sprintf("证明的一处 %s 不成立", p.Predicate), EN: fmt.Sprintf("the proof does not hold at %s", p.Predicate),
		}, nil)
	}
	return nil
}

// Grounds returns what the answer of the tree rests on: the node itself, then,
// in order, the grounds of those parts that make it so. Of "all" that do not
// hold, these are the parts that do not; of "any" that hold, those that do; what
// is left out could be otherwise and the answer would be the same.
func (p *Proof) Grounds() []*Proof {
	out := []*Proof{p}
	for i := range p.Of {
		if p.Form == NotOf || p.Of[i].Holds == p.Holds {
			out = append(out, p.Of[i].Grounds()...)
		}
	}
	return out
}

// Finding returns the node as findings of plans are written, with all its
// facts and without its parts.
func (p *Proof) Finding() model.Finding {
	out := model.Finding{Predicate: p.Predicate, Holds: p.Holds, Clauses: p.Clauses}
	for _, f := range p.Facts {
		out.Facts = append(out.Facts, model.Fact{Name: f.Name, Value: f.Value.String()})
	}
	return out
}

// findings is the short form of a verdict's proof that plans carry: the
// predicates one after the other, without the joints of the tree and without
// what is marked aside. Parts of a predicate that was not switched on never
// appear, so that plans do not change when the register grows.
func (p *Proof) findings() []model.Finding {
	out := make([]model.Finding, 0, 9)
	for i := range p.Of {
		out = p.Of[i].appendFindings(out)
	}
	return out
}

func (p *Proof) appendFindings(out []model.Finding) []model.Finding {
	switch {
	case p.aside:
		return out
	case p.Form == NotOf || joints[p.Predicate]:
		for i := range p.Of {
			out = p.Of[i].appendFindings(out)
		}
		return out
	}
	f := model.Finding{Predicate: p.Predicate, Holds: p.Holds, Clauses: p.Clauses}
	if len(p.Facts) > 0 {
		f.Facts = make([]model.Fact, 0, len(p.Facts))
		for _, x := range p.Facts {
			if !x.aside {
				f.Facts = append(f.Facts, model.Fact{Name: x.Name, Value: x.Value.String()})
			}
		}
	}
	for i := range p.Of {
		f.Of = p.Of[i].appendFindings(f.Of)
	}
	return append(out, f)
}
