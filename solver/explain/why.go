package explain

import (
	"slices"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/formulate"
)

// Answer says in a word why a teacher is not, or is, at a school.
type Answer string

// The answers.
const (
	// AnswerOpen: no rule forbids it, and nobody solved the other case yet.
	AnswerOpen Answer = "open"
	// AnswerForbidden: rules refuse the pair, whatever the rest of the plan is.
	AnswerForbidden Answer = "forbidden"
	// AnswerCost: there is such a plan, and it is worse.
	AnswerCost Answer = "cost"
	// AnswerDraw: there is such a plan and it is as good, so that the lottery
	// decided.
	AnswerDraw Answer = "draw"
	// AnswerBetter: there is such a plan and it is better: the plan is not the best.
	AnswerBetter Answer = "better"
	// AnswerImpossible: each rule alone would allow it, and all together leave no plan.
	AnswerImpossible Answer = "impossible"
	// AnswerUnknown: the time ended, or somebody stopped, before anything was known.
	AnswerUnknown Answer = "unknown"
)

// Values lists the closed set of words.
func (Answer) Values() []string {
	return []string{
		string(AnswerOpen), string(AnswerForbidden), string(AnswerCost), string(AnswerDraw), string(AnswerBetter),
		string(AnswerImpossible), string(AnswerUnknown),
	}
}

// WhyQuestion asks why a teacher is not at a school in a plan, or why so when the
// plan has it.
type WhyQuestion struct {
	Teacher model.TeacherID
	School  model.SchoolID
}

// Why is the answer to a WhyQuestion. The other case is that a person decides
// the opposite beforehand: the problem with one pin more.
type Why struct {
	Teacher model.TeacherID `json:"teacher"`
	School  model.SchoolID  `json:"school"`
	// Holds: the plan does what is asked about, and the other case is that it does not.
	Holds bool `json:"holds"`
	// Pin is the pin of the other case.
	Pin     model.PinKind `json:"pin"`
	Verdict model.Verdict `json:"verdict"` // of the teacher
	Answer  Answer        `json:"answer"`
	// Exact is false while the answer may still turn out other than it is here:
	// the cost is no more than this, or nothing is known.
	Exact bool `json:"exact"`
	// Refusals are the rules behind AnswerForbidden. Without all of them the pair
	// is open, and with any one of them it is not.
	Refusals []Refusal `json:"refusals"`
	// Line is the line of the school that is open, or that the fewest rules refuse;
	// of who should go there only, and absent when the school teaches nothing.
	Line *model.Line `json:"line,omitempty"`
	// Cost is the first tier that gets worse, or better, and by how much.
	Cost *TierCost `json:"cost,omitempty"`
	// Tiers are the values in the plan and in the other case, the lottery left
	// out: a pin may change everybody's lots.
	Tiers []TierPair `json:"tiers"`
	// Shortages are the lines that stand otherwise in the other case.
	Shortages []Shortage `json:"shortages"`
	// Relaxations are those of the other case that the plan does without.
	Relaxations []model.Relaxation `json:"relaxations"`
	// Seed is that of the lottery, with AnswerDraw; empty when the pack has none.
	Seed string `json:"seed,omitempty"`
}

// Refusal is one rule that forbids a pair.
type Refusal struct {
	Rule       string       `json:"rule"`
	Title      model.Text   `json:"title"`
	Messages   []model.Text `json:"messages"` // in the words of the checker; empty when it has none
	Facts      []model.Fact `json:"facts"`    // what was compared
	Clauses    []string     `json:"clauses"`
	Unverified []string     `json:"unverified,omitempty"` // parameters that nobody has held against an official text
}

// Ask answers from the rules, at once. The answer is AnswerForbidden, or
// AnswerOpen when only solving the problem of Problem can tell. Errors:
// model.Faults with unknown_reference for /teacher and /school.
func Ask(f *policy.Facts, plan *model.Plan, q WhyQuestion) (*Why, error) {
	t, school := f.Teacher(q.Teacher), f.School(q.School)
	if err := known(t, school); err != nil {
		return nil, err
	}
	at := f.Schools[t.School].ID
	for _, m := range plan.Moves {
		if m.Teacher == t.ID {
			at = m.To.School
		}
	}
	w := &Why{
		Teacher: t.ID, School: school.ID, Holds: at == school.ID, Verdict: t.Verdict, Answer: AnswerOpen,
		Refusals: []Refusal{}, Tiers: []TierPair{}, Shortages: []Shortage{}, Relaxations: []model.Relaxation{},
	}
	w.refuse(f, w.forbidding(f, t, school))
	return w, nil
}

// forbidding finds the pin of the other case, and the rules that forbid it.
func (w *Why) forbidding(f *policy.Facts, t *policy.TeacherFacts, school *policy.SchoolFacts) []string {
	pinned := func(kinds ...model.PinKind) []string {
		if slices.ContainsFunc(t.Pins, func(p model.Pin) bool { return slices.Contains(kinds, p.Kind) }) {
			return []string{"one_place"} // which says that pins to move are obeyed
		}
		return nil
	}
	own := t.School == school.Index
	switch {
	case own && w.Holds:
		w.Pin = model.PinMove
		return formulate.KeepsFromMoving(f, t)
	case own:
		w.Pin = model.PinStay
		return pinned(model.PinMove, model.PinGo)
	case w.Holds:
		w.Pin = model.PinNotGo
		return pinned(model.PinGo)
	}
	w.Pin = model.PinGo
	rules, line := formulate.RefusesSchool(f, t, school.Index)
	if line != nil {
		w.Line = &line.Line
	}
	return rules
}

// known refuses ids that the problem does not have.
func known(t *policy.TeacherFacts, school *policy.SchoolFacts) error {
	var faults model.Faults
	add := func(pointer, zh, en string) {
		faults = append(faults, model.Fault{
			Code: model.CodeUnknownReference, Severity: model.SeverityError, Pointer: pointer, Message: model.Text{ZH: zh, EN: en},
			Remedy: model.Text{ZH: "编号见问题文件", EN: "ids are those of the problem"},
		})
	}
	if t == nil {
		add("/teacher", "数据中没有这名教师", "the problem has no such teacher")
	}
	if school == nil {
		add("/school", "数据中没有这所学校", "the problem has no such school")
	}
	return faults.Err()
}

// refuse tells the rules that forbid the pair, in the words of the checker, which
// looks at the move alone.
func (w *Why) refuse(f *policy.Facts, rules []string) {
	if len(rules) == 0 {
		return
	}
	w.Answer, w.Exact = AnswerForbidden, true
	var d check.Decisions
	if w.Line != nil {
		d.Moves = []check.Move{{Teacher: w.Teacher, To: *w.Line}}
	}
	broken := check.Evaluate(f, d).Violations
	anyhow := check.Evaluate(f, check.Decisions{}).Violations // when nobody moves
	for _, id := range rules {
		rule, _ := policy.RuleByID(id)
		r := Refusal{
			Rule: id, Title: rule.Title, Messages: []model.Text{}, Facts: []model.Fact{}, Clauses: append([]string{}, rule.Clauses(f.Rules)...),
			Unverified: f.Rules.Doubtful(rule.Parameters...),
		}
		for _, v := range broken {
			others := slices.ContainsFunc(anyhow, func(x check.Violation) bool { return x.Message == v.Message })
			if v.Rule == id && (v.Subject == string(w.Teacher) || !others) {
				r.Messages = append(r.Messages, v.Message)
				r.Facts = append(r.Facts, v.Facts...)
			}
		}
		w.Refusals = append(w.Refusals, r)
	}
}

// WhyAuthor is the author of the pin of the other case: the product, not a person.
const WhyAuthor = "lungang:why"

// Problem returns the problem of the other case. The one given is not changed.
func (w *Why) Problem(p *model.Problem) *model.Problem {
	out := *p
	pin := model.Pin{Teacher: w.Teacher, Kind: w.Pin, Reason: "问“为什么”:试算相反的情形", Author: WhyAuthor}
	if w.Pin == model.PinGo || w.Pin == model.PinNotGo {
		pin.School = w.School
	}
	out.Pins = slices.DeleteFunc(slices.Clone(p.Pins), func(x model.Pin) bool {
		return x.Teacher == pin.Teacher && x.Kind == pin.Kind && x.School == pin.School
	})
	out.Pins = append(out.Pins, pin)
	return &out
}
