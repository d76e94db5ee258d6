package policy

import (
	"slices"
	"strconv"

	"lungang/model"
)

// Expectation is an acceptance test of a pack in the words of the office that
// answers for it: where a teacher of a sample district must stand, and why.
type Expectation struct {
	Teacher   model.TeacherID   `json:"teacher" doc:"teacher id"`
	Verdict   model.VerdictKind `json:"verdict" doc:"where the teacher must stand"`
	Predicate string            `json:"predicate,omitempty" maxLength:"100" doc:"the verdict must rest on this, for example age_limit, which does not hold for who is too old"`
	Clause    string            `json:"clause,omitempty" maxLength:"100" doc:"clause or statute that must stand behind the predicate, or, without one, behind anything that the verdict rests on"`
	Leader    bool              `json:"leader,omitempty" doc:"by the rule for principals and vice principals, not by that for teachers"`
}

// Part is what an expectation names.
type Part string

// The parts.
const (
	PartVerdict   Part = "verdict"
	PartPredicate Part = "predicate"
	PartClause    Part = "clause"
)

// Values lists the closed set of words.
func (Part) Values() []string {
	return []string{string(PartVerdict), string(PartPredicate), string(PartClause)}
}

// Trial is an expectation held against the verdict of the teacher.
type Trial struct {
	Expectation

	Passed  bool              `json:"passed" doc:"everything that was expected is so"`
	Missed  []Part            `json:"missed" doc:"what of the expectation is not so"`
	Got     model.VerdictKind `json:"got,omitempty" doc:"where the teacher stands; absent: no rule for leaders applies"`
	Grounds []model.Finding   `json:"grounds" doc:"what the verdict rests on, in the order in which it was looked at, whether it holds or not"`
	Clauses []string          `json:"clauses" doc:"clauses and statutes behind the grounds, none twice"`

	Unverified []string `json:"unverified" doc:"parameters behind the grounds that nobody has held against an official text"`
}

// Acceptance is what came of the acceptance tests of a pack.
type Acceptance struct {
	Pack      string           `json:"pack" doc:"pack in force"`
	Day       model.Date       `json:"day" doc:"day on which ages and tenure are counted"`
	Passed    int              `json:"passed" doc:"expectations that are so"`
	Failed    int              `json:"failed" doc:"expectations that are not"`
	Trials    []Trial          `json:"trials" doc:"one for each expectation, in their order"`
	Overrides []model.Override `json:"overrides" doc:"parameters whose value is not the pack's own: value, why, and who approved it (a pseudonym)"`
}

// Accept holds expectations against the verdicts of a district. An expectation
// of a teacher, predicate or clause that does not exist is no test that fails but
// a mistake: all of them are returned as faults that point to /expected.
func Accept(f *Facts, expected []Expectation) (*Acceptance, error) {
	if err := unknown(f, expected).Err(); err != nil {
		return nil, err
	}
	out := &Acceptance{
		Pack: f.Problem.Pack.ID, Day: f.Reference, Trials: make([]Trial, 0, len(expected)),
		Overrides: append([]model.Override{}, f.Problem.Pack.Overrides...),
	}
	for _, e := range expected {
		t := f.try(e)
		if t.Passed {
			out.Passed++
		} else {
			out.Failed++
		}
		out.Trials = append(out.Trials, t)
	}
	return out, nil
}

// unknown finds the words of expectations that mean nothing here.
func unknown(f *Facts, expected []Expectation) model.Faults {
	var faults model.Faults
	for i, e := range expected {
		fault := func(part string, code model.Code, value string, message model.Text) {
			faults = append(faults, model.Fault{
				Code: code, Severity: model.SeverityError, Pointer: "/expected/" + strconv.Itoa(i) + "/" + part, Value: value, Message: message,
			})
		}
		if f.Teacher(e.Teacher) == nil { // the id is not repeated: it may be a name by mistake
			fault("teacher", model.CodeUnknownReference, "", model.Text{ZH: "数据中没有这名教师", EN: "the district has no such teacher"})
		}
		if !slices.Contains(e.Verdict.Values(), string(e.Verdict)) {
			fault("verdict", model.CodeBadWord, string(e.Verdict), model.CodeBadWord.Text())
		}
		if _, ok := PredicateByID(e.Predicate); e.Predicate != "" && !ok {
			fault("predicate", model.CodeUnknownReference, e.Predicate, model.Text{ZH: "没有这项认定条件", EN: "there is no such predicate"})
		}
		if e.Clause != "" && !isClause(e.Clause) {
			fault("clause", model.CodeUnknownReference, e.Clause, model.Text{ZH: "没有这条条款", EN: "there is no such clause"})
		}
	}
	return faults
}

// isClause reports whether an id is that of a clause, or of a statute behind a predicate.
func isClause(id string) bool {
	if _, ok := Clause(id); ok {
		return true
	}
	return slices.ContainsFunc(predicateRegister, func(p *Predicate) bool { return slices.Contains(p.statuteIDs(), id) })
}

func (f *Facts) try(e Expectation) Trial {
	out := Trial{Expectation: e, Missed: []Part{}, Grounds: []model.Finding{}, Clauses: []string{}, Unverified: []string{}}
	grounds := f.grounds(&out)
	named := e.Predicate == ""
	var behind []string // clauses of what the expectation asks about
	for _, g := range grounds {
		if len(g.Of) == 0 {
			out.Grounds = append(out.Grounds, g.Finding())
		}
		out.Clauses = join(out.Clauses, g.basis())
		out.Unverified = join(out.Unverified, g.Unverified)
		if g.Predicate == e.Predicate {
			named = true
			for _, part := range g.Grounds() {
				behind = append(behind, part.basis()...)
			}
		}
	}
	if e.Predicate == "" {
		behind = out.Clauses
	}
	if out.Got != e.Verdict {
		out.Missed = append(out.Missed, PartVerdict)
	}
	if !named {
		out.Missed = append(out.Missed, PartPredicate)
	}
	if e.Clause != "" && !slices.Contains(behind, e.Clause) {
		out.Missed = append(out.Missed, PartClause)
	}
	out.Passed = len(out.Missed) == 0
	return out
}

// grounds says where the teacher of the trial stands, and returns what that rests
// on; nothing where no rule for leaders applies.
func (f *Facts) grounds(of *Trial) []*Proof {
	t := f.Teacher(of.Teacher)
	if !of.Leader {
		proof := Prove(f, t)
		of.Got = t.Verdict.Kind
		return proof.Grounds()
	}
	proof, ok := ProvePrincipal(f, t)
	if !ok {
		return nil
	}
	of.Got = t.Principal.Kind
	return proof.Grounds()
}

// basis is the clauses and statutes of one node.
func (p *Proof) basis() []string { return slices.Concat(p.Clauses, p.Statutes) }

// join adds words to a list, none twice.
func join(list, words []string) []string {
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
