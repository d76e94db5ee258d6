package policy

import (
	"slices"

	"lungang/model"
)

// Doubtful returns those of the named parameters that are in force and rest on
// general knowledge which nobody has held against an official text (see
// Unverified), in the order of the names, none twice; nil when there is none.
// Whatever is decided or refused by one of them says so.
func (r *Rules) Doubtful(names ...string) []string {
	var out []string
	for _, name := range names {
		p, ok := r.Pack.Parameters[name]
		if ok && p.Evidence == model.EvidenceUnverified && r.Origin(name) != OriginOverride && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Doubtful returns the unverified parameters that a proof rests on, those of its
// parts included, as they come, none twice.
func (p *Proof) Doubtful() []string {
	out := slices.Clone(p.Unverified)
	for i := range p.Of {
		for _, name := range p.Of[i].Doubtful() {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// doubt names at every node the unverified parameters that it read.
func (p *Proof) doubt(r *Rules) {
	if entry, ok := PredicateByID(p.Predicate); ok {
		read := slices.DeleteFunc(slices.Clone(entry.Parameters), func(name string) bool { return slices.Contains(p.unread, name) })
		p.Unverified = r.Doubtful(read...)
	}
	for i := range p.Of {
		p.Of[i].doubt(r)
	}
}
