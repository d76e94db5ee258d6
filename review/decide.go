package review

import (
	"slices"
	"strings"

	"lungang/model"
)

// Case is everything that is known of a plan's review.
type Case struct {
	State      State
	Solved     bool   // there is a plan document, and its solve is over
	Simulation bool   // made to see what would be, and not taken up
	Author     string // who asked for the solve
	Submitter  string // who submitted it last; "" when nobody did
	ApprovedOn model.Date
	Required   []Role    // offices that must sign, see policy.SignOffs
	SignOffs   []SignOff // of this round, that is, since it was submitted last
	Findings   []Finding // of the sentinel
	Known      []string  // keys of the findings that were acknowledged
	Period     *Period   // of the publication; nil when it was not publicised
	Open       int       // objections that are not resolved
}

// SignOff is what an office said.
type SignOff struct {
	Office Role
	Agrees bool
	Actor  string
}

// Request is what somebody wants to do.
type Request struct {
	Action Action
	Actor  string // pseudonym
	Roles  []Role
	Reason string
	Today  model.Date // in Beijing, see DayOf

	Office    Role       // with Sign: for whom
	Finding   string     // with Acknowledge: key of the finding
	Posted    model.Date // with Publicise: the day on which the notice was put up
	Objection *Filed     // with Simulate, Resolve and Supersede: the objection
}

// Reason is one thing that stands in the way.
type Reason struct {
	Condition Condition // "" for state, role and form
	Message   model.Text
	Clauses   []string
}

// Refusal says why something is not possible. Code is conflict for state and
// conditions, forbidden for persons, missing or too_large for the reason given.
type Refusal struct {
	Code    model.Code
	Message model.Text
	Reasons []Reason // one at least
}

// CodeForbidden is the code of a refusal that is about the person.
const CodeForbidden model.Code = "forbidden"

// Error returns the code and the English message.
func (r *Refusal) Error() string { return string(r.Code) + ": " + r.Message.EN }

// Unwrap makes the refusal a model.Error for those who know nothing else.
func (r *Refusal) Unwrap() error { return model.NewError(r.Code, r.Message, nil) }

func refuse(code model.Code, reasons ...Reason) *Refusal {
	var zh, en []string
	for _, r := range reasons {
		zh, en = append(zh, r.Message.ZH), append(en, r.Message.EN)
	}
	return &Refusal{Code: code, Reasons: reasons, Message: model.Text{ZH: strings.Join(zh, ";"), EN: strings.Join(en, "; ")}}
}

// reasonMost is the length of a reason in characters.
const reasonMost = 1000

// Decide answers whether the request is possible, and the state that the plan
// would be in. A refusal is a *Refusal that names everything that stands in the
// way. Whoever runs the machine decides nothing, whatever other role the account
// has.
func Decide(c *Case, r *Request) (State, error) {
	if slices.Contains(r.Roles, Operator) {
		return c.State, refuse(CodeForbidden, Reason{Message: model.Text{ZH: "运维人员不参与方案的审批", EN: "a technical operator decides nothing about plans"}})
	}
	if n := len([]rune(strings.TrimSpace(r.Reason))); n == 0 {
		return c.State, refuse(model.CodeMissing, Reason{Message: model.Text{ZH: "请写明理由", EN: "a reason is needed"}})
	} else if n > reasonMost {
		return c.State, refuse(model.CodeTooLarge, Reason{Message: model.Text{ZH: "理由过长", EN: "the reason is too long"}})
	}
	s, ok := step(c.State, r.Action)
	if !ok {
		return c.State, notListed(c.State, r.Action)
	}
	if !slices.ContainsFunc(r.Roles, func(x Role) bool { return slices.Contains(s.Roles, x) }) {
		return c.State, refuse(CodeForbidden, Reason{Message: roleText(s), Clauses: Basis(r.Action)})
	}
	if reasons := unmet(s, c, r); len(reasons) > 0 {
		return c.State, refuse(codeOf(reasons), reasons...)
	}
	return s.To, nil
}

func unmet(s Step, c *Case, r *Request) []Reason {
	var out []Reason
	for _, name := range s.Conditions {
		if message := conditions[name](c, r); message != (model.Text{}) {
			out = append(out, Reason{Condition: name, Message: message, Clauses: name.Clauses()})
		}
	}
	return out
}

// codeOf is forbidden when all that stands in the way is the person.
func codeOf(reasons []Reason) model.Code {
	for _, r := range reasons {
		if !r.Condition.personal() {
			return model.CodeConflict
		}
	}
	return CodeForbidden
}

// notListed says what is possible instead, and which steps would be left out.
func notListed(s State, a Action) *Refusal {
	var zh, en []string
	for _, x := range steps {
		if x.From == s {
			zh, en = append(zh, x.Action.Title().ZH), append(en, string(x.Action))
		}
	}
	message := model.Text{
		ZH: "方案" + s.Title().ZH + ",不能" + a.Title().ZH,
		EN: "a plan that is " + s.Title().EN + " cannot take the action " + string(a),
	}
	if len(zh) > 0 {
		message.ZH += ";可以:" + strings.Join(zh, "、")
		message.EN += "; it can take: " + strings.Join(en, ", ")
	}
	return refuse(model.CodeConflict, Reason{Message: message, Clauses: Basis(a)})
}

func roleText(s Step) model.Text {
	var zh, en []string
	for _, r := range s.Roles {
		zh, en = append(zh, r.Title().ZH), append(en, string(r))
	}
	return model.Text{
		ZH: s.Action.Title().ZH + "须由" + strings.Join(zh, "、") + "办理",
		EN: string(s.Action) + " needs one of the roles " + strings.Join(en, ", "),
	}
}

// Option is an action that the state knows, and what stands in the way of it
// for one person.
type Option struct {
	Action  Action
	To      State
	Reasons []Reason // empty: it can be done now
}

// Options lists the actions of the plan's state for a person, in the order of
// the table. What a request would add, such as the finding, is not asked for.
func Options(c *Case, actor string, roles []Role, today model.Date) []Option {
	var out []Option
	for _, s := range steps {
		if s.From != c.State {
			continue
		}
		o := Option{Action: s.Action, To: s.To}
		r := &Request{Action: s.Action, Actor: actor, Roles: roles, Today: today, Posted: today}
		switch {
		case slices.Contains(roles, Operator), !slices.ContainsFunc(roles, func(x Role) bool { return slices.Contains(s.Roles, x) }):
			o.Reasons = []Reason{{Message: roleText(s), Clauses: Basis(s.Action)}}
		default:
			for _, x := range unmet(s, c, r) {
				if !x.Condition.asks() {
					o.Reasons = append(o.Reasons, x)
				}
			}
		}
		out = append(out, o)
	}
	return out
}
