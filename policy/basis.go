package policy

import (
	"slices"

	"lungang/model"
)

// Basis is a parameter in force, as a report tells what it rests on.
type Basis struct {
	Parameter string         `json:"parameter"`
	Value     any            `json:"value"`
	Clauses   []string       `json:"clauses"`
	Quote     string         `json:"quote,omitempty"`
	Source    string         `json:"source"` // title of the document
	Evidence  model.Evidence `json:"evidence"`
	Binding   model.Binding  `json:"binding"`
	Origin    string         `json:"origin"`         // id of the pack, or OriginOverride
	From      string         `json:"from,omitempty"` // first and last day of the value
	To        string         `json:"to,omitempty"`
}

// Basis returns what the parameters rest on, in the order of the names; those
// without a value are left out.
func (r *Rules) Basis(names ...string) []Basis {
	out := []Basis{}
	for _, name := range names {
		p, ok := r.Parameter(name)
		if !ok || p.Value == nil {
			continue
		}
		b := Basis{
			Parameter: name, Value: p.Value, Clauses: slices.Clone(p.Clauses), Quote: p.Quote, Source: p.Source,
			Evidence: p.Evidence, Binding: p.Binding, Origin: r.Origin(name), From: p.ValidFrom, To: p.ValidTo,
		}
		if b.Clauses == nil {
			b.Clauses = []string{}
		}
		if i := slices.IndexFunc(r.Pack.Sources, func(s model.Source) bool { return s.ID == p.Source }); i >= 0 {
			b.Source = r.Pack.Sources[i].Title
		}
		out = append(out, b)
	}
	return out
}
