package explain

import (
	"context"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// Kind tells what a member of a conflict is.
type Kind string

// The kinds.
const (
	// KindDemand: what a rule demands of one subject.
	KindDemand Kind = "demand"
	// KindDestinations: the destinations that a rule refuses to some teachers.
	KindDestinations Kind = "destinations"
	// KindPin: what a person decided about one teacher.
	KindPin Kind = "pin"
)

// Values lists the closed set of words.
func (Kind) Values() []string {
	return []string{string(KindDemand), string(KindDestinations), string(KindPin)}
}

// Key identifies a member: a part of a rule and what it speaks of.
//
// Of a demand, Part is the row of docs/model.md (for example headcount_most) and
// Subject the district, a scope, a school, a line or a teacher. Of
// destinations, Subject is "teachers". Of a pin, Part is its kind, with the
// school when it names one, and Subject the teacher.
type Key struct {
	Kind    Kind   `json:"kind"`
	Rule    string `json:"rule"`
	Part    string `json:"part,omitempty"`
	Subject string `json:"subject"`
}

func demand(o formulate.Origin) Key {
	return Key{Kind: KindDemand, Rule: o.Rule, Part: o.Part, Subject: o.Subject}
}

func pinKey(p model.Pin) Key {
	part := string(p.Kind)
	if p.School != "" {
		part += ":" + string(p.School)
	}
	return Key{Kind: KindPin, Rule: "exempt", Part: part, Subject: string(p.Teacher)}
}

// definition reports whether a row only says what columns mean: that a teacher
// is at one place, that a school visited counts as one. No rule is in it that
// could be taken away.
func definition(o formulate.Origin) bool {
	return o.Rule == "one_place" || o.Part == "spare" || o.Part == "goes"
}

// demands lists what the rules demand, in the order of the rows.
func demands(m *formulate.Model) []Key {
	var out []Key
	seen := map[Key]bool{}
	for i := range m.Program.Rows {
		o := m.Origin(i)
		if k := demand(o); o.Rule != "" && !definition(o) && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

// family is the space in which a conflict is looked for: a problem, and the
// teachers whose pins and refused destinations may be members.
type family struct {
	facts    *policy.Facts
	teachers map[int]bool
	optional []Key // pins of the teachers, and rules that refuse destinations
	built    map[string]*formulate.Model
}

func newFamily(f *policy.Facts, teachers map[int]bool) *family {
	fam := &family{facts: f, teachers: teachers, built: map[string]*formulate.Model{}}
	for _, p := range f.Problem.Pins {
		if t := f.Teacher(p.Teacher); t != nil && teachers[t.Index] {
			fam.optional = append(fam.optional, pinKey(p))
		}
	}
	for _, rule := range formulate.Admitting() {
		fam.optional = append(fam.optional, Key{Kind: KindDestinations, Rule: rule, Subject: "teachers"})
	}
	return fam
}

// model formulates the problem with the pins and refusals of the members only.
func (fam *family) model(ctx context.Context, members map[Key]bool) (*formulate.Model, error) {
	var open []string
	dropped := map[Key]bool{}
	var name strings.Builder
	for _, k := range fam.optional {
		switch {
		case members[k]:
			continue
		case k.Kind == KindPin:
			dropped[k] = true
		default:
			open = append(open, k.Rule)
		}
		name.WriteString(k.Rule + " " + k.Part + " " + k.Subject + "\n")
	}
	if m, ok := fam.built[name.String()]; ok {
		return m, nil
	}
	facts := fam.facts
	if len(dropped) > 0 {
		p := *facts.Problem
		p.Pins = slices.DeleteFunc(slices.Clone(p.Pins), func(x model.Pin) bool { return dropped[pinKey(x)] })
		var err error
		if facts, err = policy.DeriveWith(&p, facts.Rules); err != nil {
			return nil, err
		}
	}
	m, err := formulate.Without(ctx, facts, open, fam.teachers)
	if err != nil {
		return nil, err
	}
	fam.built = map[string]*formulate.Model{name.String(): m} // programs are large: one at a time
	return m, nil
}

// teacherIDs returns the teachers in the order of the facts, which is by id.
func (fam *family) teacherIDs() []string {
	out := []string{}
	for i := range fam.facts.Teachers {
		if fam.teachers[i] {
			out = append(out, string(fam.facts.Teachers[i].ID))
		}
	}
	return out
}
