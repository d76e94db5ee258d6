package explain

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// ChangeKind tells what a change of the problem is.
type ChangeKind string

// The kinds.
const (
	ChangeParameter ChangeKind = "parameter" // another value of a parameter of the pack
	ChangeQuota     ChangeKind = "quota"     // a larger quota of a school
	ChangePosts     ChangeKind = "posts"     // more authorised posts of a title at a school
	ChangePin       ChangeKind = "pin"       // a pin taken back
)

// Values lists the closed set of words.
func (ChangeKind) Values() []string {
	return []string{string(ChangeParameter), string(ChangeQuota), string(ChangePosts), string(ChangePin)}
}

// Change is one thing that a district may change in its problem.
type Change struct {
	Kind    ChangeKind    `json:"kind"`
	Rule    string        `json:"rule"`              // the rule that it eases
	Subject string        `json:"subject"`           // parameter, school, or teacher of the pin
	Part    string        `json:"part,omitempty"`    // level of the posts; kind and school of the pin
	From    any           `json:"from,omitempty"`    // value before
	To      any           `json:"to,omitempty"`      // and after; absent for a pin
	Basis   *policy.Basis `json:"basis,omitempty"`   // of a parameter: clauses, binding, evidence
	Clauses []string      `json:"clauses,omitempty"` // of what is no parameter: those of the rule
}

// Words that stand in overrides made here, until a person writes others.
const (
	changeReason   = "化解规则冲突的试算"
	changeApprover = "试算"
)

// apply returns the problem with the changes. The problem given is not touched.
func apply(p *model.Problem, changes []Change) (*model.Problem, error) {
	q := *p
	q.Schools, q.Pins = slices.Clone(p.Schools), slices.Clone(p.Pins)
	q.Pack.Overrides = slices.Clone(p.Pack.Overrides)
	for _, c := range changes {
		switch c.Kind {
		case ChangeParameter:
			raw, err := json.Marshal(c.To)
			if err != nil {
				return nil, err
			}
			q.Pack.Overrides = slices.DeleteFunc(q.Pack.Overrides, func(o model.Override) bool { return o.Parameter == c.Subject })
			q.Pack.Overrides = append(q.Pack.Overrides, model.Override{
				Parameter: c.Subject, Value: raw, Reason: changeReason, Approver: changeApprover,
			})
		case ChangePin:
			q.Pins = slices.DeleteFunc(q.Pins, func(x model.Pin) bool {
				k := pinKey(x)
				return k.Subject == c.Subject && k.Part == c.Part
			})
		default:
			i := slices.IndexFunc(q.Schools, func(s model.School) bool { return string(s.ID) == c.Subject })
			n, whole := c.To.(int)
			if i < 0 || !whole {
				continue
			}
			if c.Kind == ChangeQuota {
				q.Schools[i].Quota = n
				continue
			}
			caps := *q.Schools[i].PostCaps
			if c.Part == "senior" {
				caps.Senior = &n
			} else {
				caps.Intermediate = &n
			}
			q.Schools[i].PostCaps = &caps
		}
	}
	return &q, nil
}

// ladder is a change with an amount, from the smallest step to the largest.
type ladder struct {
	steps int
	at    func(step int) Change // from 1 to steps
}

// ladders lists what a district may try against a member of a conflict, in a
// fixed order. Whether it is lawful is for the policy to say.
func ladders(f *policy.Facts, k Key) []ladder {
	rule, _ := policy.RuleByID(k.Rule)
	if k.Kind == KindPin {
		return []ladder{{1, func(int) Change {
			return Change{Kind: ChangePin, Rule: k.Rule, Subject: k.Subject, Part: k.Part, Clauses: rule.Clauses(f.Rules)}
		}}}
	}
	var out []ladder
	for _, name := range rule.Parameters {
		// What teachers are paid and what pupils are taught is no way out.
		if !strings.HasPrefix(name, "allowance.") && !strings.HasPrefix(name, "demand.") {
			out = append(out, parameterLadders(f.Rules, k.Rule, name)...)
		}
	}
	switch k.Part {
	case "headcount_most":
		out = append(out, schoolLadder(f, ChangeQuota, k.Rule, k.Subject, ""))
	case "post_caps":
		school, level, _ := strings.Cut(k.Subject, ",")
		out = append(out, schoolLadder(f, ChangePosts, k.Rule, school, level))
	}
	return out
}

// schoolLadder raises the quota or the posts of a school one by one, up to what
// all candidates of the district would need.
func schoolLadder(f *policy.Facts, kind ChangeKind, rule, school, level string) ladder {
	s := f.School(model.SchoolID(school))
	now, inForce := s.Quota, s.Staff
	if kind == ChangePosts {
		switch level {
		case "senior":
			now, inForce = *s.PostCaps.Senior, s.Senior
		default:
			now, inForce = *s.PostCaps.Intermediate, s.Intermediate
		}
	}
	r, _ := policy.RuleByID(rule)
	most := 0
	for i := range f.Teachers {
		if f.Teachers[i].MayMove() {
			most++
		}
	}
	return ladder{most, func(step int) Change {
		return Change{
			Kind: kind, Rule: rule, Subject: school, Part: level, From: now, To: max(now, inForce) + step, Clauses: r.Clauses(f.Rules),
		}
	}}
}

// parameterLadders lists the values that a parameter could have instead.
func parameterLadders(r *policy.Rules, rule, name string) []ladder {
	i := slices.IndexFunc(policy.Definitions(), func(d policy.Definition) bool { return d.Name == name })
	basis := r.Basis(name)
	if i < 0 || len(basis) == 0 {
		return nil
	}
	d, b := policy.Definitions()[i], basis[0]
	change := func(to any) Change {
		return Change{Kind: ChangeParameter, Rule: rule, Subject: name, From: b.Value, To: to, Basis: &b}
	}
	one := func(to any) ladder { return ladder{1, func(int) Change { return change(to) }} }
	var out []ladder
	switch now := b.Value.(type) {
	case int:
		out = append(out,
			ladder{now - int(d.Min), func(step int) Change { return change(now - step) }},
			ladder{int(d.Max) - now, func(step int) Change { return change(now + step) }})
	case float64:
		down, up := math.Ceil((now-d.Min)*tenths), math.Ceil((d.Max-now)*tenths)
		out = append(out,
			ladder{int(down), func(step int) Change { return change(max(d.Min, (math.Ceil(now*tenths)-float64(step))/tenths)) }},
			ladder{int(up), func(step int) Change { return change(min(d.Max, (math.Floor(now*tenths)+float64(step))/tenths)) }})
	case bool:
		out = append(out, one(!now))
	case string:
		for _, w := range d.Words {
			if w != now {
				out = append(out, one(w))
			}
		}
	case []string:
		if d.Kind != policy.KindPairs {
			break
		}
		for _, from := range d.Words {
			for _, to := range d.Words {
				if pair := (policy.Pair{From: from, To: to}).String(); !slices.Contains(now, pair) {
					out = append(out, one(append(slices.Clone(now), pair)))
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(l ladder) bool { return l.steps <= 0 })
}

// tenths: decimal parameters are tried in steps of a tenth.
const tenths = 10
