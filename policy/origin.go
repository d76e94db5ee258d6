package policy

import (
	"slices"

	"lungang/model"
)

// OriginOverride is the origin of a value that the district set itself.
const OriginOverride = "override"

// Step is one value on the way to what is in force. Each step replaces the one
// before it: the base first, then the packs that extend it, then the override.
type Step struct {
	Pack      string          `json:"pack,omitempty"` // id of the pack that says it; empty for an override
	Parameter model.Parameter `json:"parameter"`      // of an override: its value, on the legal basis that it replaces
	Override  *model.Override `json:"override,omitempty"`
}

// Origin returns the id of the pack that says it, or OriginOverride.
func (s Step) Origin() string {
	if s.Override != nil {
		return OriginOverride
	}
	return s.Pack
}

// steps returns what the packs of the chain say about a parameter on that day,
// the base first.
func (f *File) steps(name string, day model.Date) []Step {
	var out []Step
	for _, pack := range slices.Backward(f.Chain()) {
		if p, ok := pack.On(name, day); ok {
			out = append(out, Step{Pack: pack.ID, Parameter: copyParameter(p)})
		}
	}
	return out
}

// Steps returns the values of a parameter in the order in which they replaced
// each other; the last one is in force. None when no parameter has the name or
// nothing gives it.
func (r *Rules) Steps(name string) []Step { return slices.Clone(r.steps[name]) }

// Origin returns where the effective value comes from: the id of a pack, or
// OriginOverride; empty when there is none.
func (r *Rules) Origin(name string) string {
	if s := r.steps[name]; len(s) > 0 {
		return s[len(s)-1].Origin()
	}
	return ""
}

// Explanation is all that is known about one effective parameter.
type Explanation struct {
	Definition Definition
	Parameter  model.Parameter // what is in force; zero for an optional one that nothing gives
	Steps      []Step          // what it replaced; see Rules.Steps
	Clauses    []model.Clause  // the words of its clauses, those the library has
}

// Explain tells what a parameter means, what is in force, what it rests on and
// what it replaced; false when no parameter has the name.
func (r *Rules) Explain(name string) (Explanation, bool) {
	d, ok := registry[name]
	if !ok {
		return Explanation{}, false
	}
	out := Explanation{Definition: d, Parameter: r.Pack.Parameters[name], Steps: r.Steps(name)}
	for _, id := range out.Parameter.Clauses {
		if c, ok := Clause(id); ok {
			out.Clauses = append(out.Clauses, c)
		}
	}
	return out, true
}

// Unverified returns the names of the parameters in force that rest on general
// knowledge which nobody has checked, sorted. A district should look at each;
// one that it overrides is its own and no longer among them.
func (r *Rules) Unverified() []string {
	var out []string
	for _, d := range Definitions() {
		out = append(out, r.Doubtful(d.Name)...)
	}
	return out
}
