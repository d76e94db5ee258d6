package policy

import (
	"reflect"
	"slices"

	"lungang/model"
)

// Summary is a pack in one line.
type Summary struct {
	ID       string     `json:"id"`
	Version  string     `json:"version"`
	Title    model.Text `json:"title"`
	Extends  string     `json:"extends,omitempty"`
	Document string     `json:"document,omitempty"` // see File.Document
	Abstract bool       `json:"abstract,omitempty"` // a base, which no problem may name
	Own      int        `json:"own"`                // number of parameters that it sets itself
}

// Summaries returns every pack that comes with the product, sorted by id; bases too.
func Summaries() ([]Summary, error) {
	var out []Summary
	for _, id := range shipped().ids(func(head) bool { return true }) {
		f, err := Open(id)
		if err != nil {
			return nil, err
		}
		out = append(out, Summary{
			ID: f.ID, Version: f.Version, Title: f.Title, Extends: f.Extends, Document: f.Document,
			Abstract: f.Abstract, Own: len(f.Parameters),
		})
	}
	return out, nil
}

// Difference is one parameter on which two sets of rules differ.
type Difference struct {
	Name  string           `json:"name"`
	A     *model.Parameter `json:"a,omitempty"` // absent: not given
	B     *model.Parameter `json:"b,omitempty"`
	Value bool             `json:"value"` // the values differ; else only what they rest on, or how strictly
}

// Diff returns the parameters on which a and b differ, sorted by name: in value,
// in clauses, in how strictly they bind, or in whether they may give way.
// Wording of notes, titles and quotes is left out.
func Diff(a, b *Rules) []Difference {
	var out []Difference
	for _, d := range Definitions() {
		x, inA := a.Parameter(d.Name)
		y, inB := b.Parameter(d.Name)
		diff := Difference{Name: d.Name, Value: inA != inB || !reflect.DeepEqual(x.Value, y.Value)}
		if inA {
			diff.A = &x
		}
		if inB {
			diff.B = &y
		}
		basis := !slices.Equal(x.Clauses, y.Clauses) || x.Binding != y.Binding ||
			x.Relaxable != y.Relaxable || x.Adjustable != y.Adjustable
		if diff.Value || basis {
			out = append(out, diff)
		}
	}
	return out
}
