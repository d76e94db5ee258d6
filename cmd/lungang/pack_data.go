package main

import (
	"io"
	"maps"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// packStory is a pack as it is written.
type packStory struct {
	ID         string                       `json:"id"`
	Version    string                       `json:"version"`
	Title      model.Text                   `json:"title"`
	Document   string                       `json:"document,omitempty"`
	Merge      []string                     `json:"merge"` // layers, the base first
	Sources    []model.Source               `json:"sources"`
	Parameters map[string][]model.Parameter `json:"parameters"` // entries of each, in time
}

// packOwn shows what the pack sets itself, of a day when one is given.
func (m *Main) packOwn(f *policy.File, day model.Date) error {
	s := packStory{
		ID: f.ID, Version: f.Version, Title: f.Title, Document: f.Document, Merge: f.Lineage(),
		Sources: f.Sources, Parameters: map[string][]model.Parameter{},
	}
	for name, entries := range f.Parameters {
		kept := slices.DeleteFunc(slices.Clone(entries), func(p model.Parameter) bool { return !day.IsZero() && !p.On(day) })
		if len(kept) > 0 {
			s.Parameters[name] = kept
		}
	}
	if m.json {
		return m.writeJSON(s)
	}
	_, err := io.WriteString(m.Stdout, m.packOwnText(&s))
	return m.told(err)
}

// effectiveStory is all that is in force.
type effectiveStory struct {
	ID         string               `json:"id"`
	Version    string               `json:"version"`
	Day        model.Date           `json:"day,omitzero"` // absent: the latest entry of each
	Merge      []string             `json:"merge"`
	Hash       string               `json:"hash"`
	Parameters []effectiveParameter `json:"parameters"`
	Unverified []string             `json:"unverified"` // names of those that nobody has checked
}

type effectiveParameter struct {
	Name      string          `json:"name"`
	Meaning   model.Text      `json:"meaning"`
	Origin    string          `json:"origin"`
	Parameter model.Parameter `json:"parameter"`
	Steps     []policy.Step   `json:"steps"` // what replaced what, the base first
}

func (m *Main) packEffective(f *policy.File, day model.Date) error {
	r, err := f.Effective(nil, day)
	if err != nil {
		return err
	}
	s := effectiveStory{
		ID: f.ID, Version: f.Version, Day: day, Merge: f.Lineage(), Hash: r.Hash,
		Parameters: []effectiveParameter{}, Unverified: append([]string{}, r.Unverified()...),
	}
	for _, d := range policy.Definitions() {
		if p, ok := r.Parameter(d.Name); ok {
			s.Parameters = append(s.Parameters, effectiveParameter{
				Name: d.Name, Meaning: d.Text(), Origin: r.Origin(d.Name), Parameter: p, Steps: r.Steps(d.Name),
			})
		}
	}
	if m.json {
		return m.writeJSON(s)
	}
	_, err = io.WriteString(m.Stdout, m.packEffectiveText(&s))
	return m.told(err)
}

// parameterStory is one parameter of a pack through all its layers.
type parameterStory struct {
	Name    string           `json:"name"`
	Meaning model.Text       `json:"meaning"`
	Allowed string           `json:"allowed"`
	Origin  string           `json:"origin,omitempty"`  // pack that says what is in force; absent: none does
	InForce *model.Parameter `json:"inForce,omitempty"` // on the day that was asked for
	Entries []layerEntry     `json:"entries"`           // the base first, each layer in time
	Clauses []model.Clause   `json:"clauses"`           // of what is in force
	Source  string           `json:"source,omitempty"`  // title of the source of what is in force
}

type layerEntry struct {
	Pack      string          `json:"pack"`
	Parameter model.Parameter `json:"parameter"`
}

func (m *Main) packParameters(f *policy.File, day model.Date, names []string) error {
	var faults model.Faults
	stories := []parameterStory{}
	known := map[string]policy.Definition{}
	for _, d := range policy.Definitions() {
		known[d.Name] = d
	}
	for _, name := range names {
		d, ok := known[name]
		if !ok {
			faults = append(faults, unknownParameter(name, slices.Sorted(maps.Keys(known))))
			continue
		}
		stories = append(stories, parameterStoryOf(f, day, d))
	}
	if len(faults) > 0 {
		return &failure{
			Exit: exitInput, Code: model.CodeNotFound, Faults: faults,
			Message: model.Text{ZH: "没有这样的参数", EN: "there is no such parameter"},
			Remedy:  model.Text{ZH: "用 lungang pack show NAME --effective 查看全部参数名", EN: "lungang pack show NAME --effective lists all names"},
		}
	}
	if m.json {
		return m.writeJSON(stories)
	}
	_, err := io.WriteString(m.Stdout, m.packParametersText(stories))
	return m.told(err)
}

// unknownParameter names parameters of the same topic, or with the name in theirs.
func unknownParameter(name string, all []string) model.Fault {
	topic, _, _ := strings.Cut(name, ".")
	like := slices.DeleteFunc(all, func(s string) bool { return !strings.HasPrefix(s, topic+".") && !strings.Contains(s, name) })
	return model.Fault{
		Code: model.CodeBadParameter, Severity: model.SeverityError, Value: name, Allowed: strings.Join(like, ", "),
		Message: model.Text{ZH: "没有参数 " + name, EN: "there is no parameter " + name},
	}
}

func parameterStoryOf(f *policy.File, day model.Date, d policy.Definition) parameterStory {
	s := parameterStory{Name: d.Name, Meaning: d.Text(), Allowed: d.Allowed(), Entries: []layerEntry{}, Clauses: []model.Clause{}}
	for _, layer := range slices.Backward(f.Chain()) {
		for _, p := range layer.Parameters[d.Name] {
			s.Entries = append(s.Entries, layerEntry{layer.ID, p})
		}
		if p, ok := layer.On(d.Name, day); ok {
			s.Origin, s.InForce = layer.ID, &p
		}
	}
	if s.InForce == nil {
		return s
	}
	for _, id := range s.InForce.Clauses {
		if c, ok := policy.Clause(id); ok {
			s.Clauses = append(s.Clauses, c)
		}
	}
	for _, source := range f.Pack(day).Sources {
		if source.ID == s.InForce.Source {
			s.Source = source.Title
		}
	}
	return s
}
