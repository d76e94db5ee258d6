package staffing

import (
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// Basis is what a number rests on: a parameter of the pack and, where a document
// speaks of it, its clauses.
type Basis struct {
	Parameter string         `json:"parameter"`
	Clauses   []string       `json:"clauses"`
	Source    string         `json:"source"` // title of the source, in Chinese
	Evidence  model.Evidence `json:"evidence"`
}

// basisOf returns the basis of a parameter in force; empty but for the name when
// the pack gives none.
func basisOf(r *policy.Rules, name string) Basis {
	p, _ := r.Parameter(name)
	b := Basis{Parameter: name, Clauses: append([]string{}, p.Clauses...), Source: p.Source, Evidence: p.Evidence}
	if i := slices.IndexFunc(r.Pack.Sources, func(s model.Source) bool { return s.ID == p.Source }); i >= 0 {
		b.Source = r.Pack.Sources[i].Title
	}
	return b
}

// clausesHere keeps the clauses of the document that the pack carries out. What
// other counties wrote binds nobody here.
func clausesHere(r *policy.Rules, ids ...string) []string {
	out := []string{}
	for _, id := range ids {
		if source, _, ok := strings.Cut(id, "-"); ok && r.Pack.Document != "" && source == r.Pack.Document {
			out = append(out, id)
		}
	}
	return out
}
