package policy

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"go.yaml.in/yaml/v3"

	"lungang/model"
)

//go:embed clauses/*.yaml
var clauseFiles embed.FS

// library holds the clauses of all documents.
type library struct {
	sources  []model.ClauseSource
	bySource map[string][]model.Clause
	byID     map[string]model.Clause
	sourceOf map[string]string // clause id to source id
}

// clauses reads the library once. The files are part of the program, and a
// test reads them all; a fault in them is a fault of the build.
var clauses = sync.OnceValue(func() *library {
	lib := &library{bySource: map[string][]model.Clause{}, byID: map[string]model.Clause{}, sourceOf: map[string]string{}}
	entries, err := clauseFiles.ReadDir("clauses")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		data, err := clauseFiles.ReadFile("clauses/" + e.Name())
		if err == nil {
			err = lib.add(data)
		}
		if err != nil {
			panic(fmt.Sprintf("policy/clauses/%s: %v", e.Name(), err))
		}
	}
	return lib
})

func (l *library) add(data []byte) error {
	var doc struct {
		model.ClauseSource `yaml:",inline"`

		Clauses []model.Clause `yaml:"clauses"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&doc); err != nil {
		return err
	}
	if _, twice := l.bySource[doc.ID]; twice {
		return fmt.Errorf("source %s is given twice", doc.ID)
	}
	l.sources = append(l.sources, doc.ClauseSource)
	l.bySource[doc.ID] = doc.Clauses
	for _, c := range doc.Clauses {
		if _, twice := l.byID[c.ID]; twice {
			return fmt.Errorf("clause %s is given twice", c.ID)
		}
		l.byID[c.ID] = c
		l.sourceOf[c.ID] = doc.ID
	}
	return nil
}

// Clause returns the clause of that id, for example B1-22; false when there is none.
func Clause(id string) (model.Clause, bool) {
	c, ok := clauses().byID[id]
	return copyClause(c), ok
}

// Clauses returns the clauses of a document (see ClauseSources), in its order;
// none when there is no such document.
func Clauses(source string) []model.Clause {
	out := slices.Clone(clauses().bySource[source])
	for i := range out {
		out[i] = copyClause(out[i])
	}
	return out
}

func copyClause(c model.Clause) model.Clause {
	c.Types = slices.Clone(c.Types)
	return c
}

// ClauseSources returns the documents whose clauses the product knows, sorted by id.
func ClauseSources() []model.ClauseSource {
	out := slices.Clone(clauses().sources)
	for i := range out {
		out[i].Inferred = copyText(out[i].Inferred)
	}
	slices.SortFunc(out, func(a, b model.ClauseSource) int { return compareText(a.ID, b.ID) })
	return out
}

// quoted reports whether the quote is in the words of the clauses, white space
// left out. A quote of several places joins them with a semicolon.
func quoted(quote string, ids []string) bool {
	var words []string
	for _, id := range ids {
		if c, ok := clauses().byID[id]; ok {
			words = append(words, solid(c.Quote))
		}
	}
	in := func(part string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, solid(part)) })
	}
	if in(quote) {
		return true
	}
	parts := strings.FieldsFunc(quote, func(r rune) bool { return r == ';' || r == '\uFF1B' })
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(part string) bool { return !in(part) })
}

// solid leaves out white space.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
