// Package typescript writes the types of an OpenAPI document as TypeScript, for
// the web: one type for each schema, and a table of operations with their
// parameters, bodies and answers. The same document gives the same text.
//
// May import: the standard library.
package typescript

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// document is what of OpenAPI 3.1 is read.
type document struct {
	Info struct {
		Version string `json:"version"`
	} `json:"info"`
	Paths      map[string]map[string]*operation `json:"paths"`
	Components struct {
		Schemas map[string]*schema `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	ID         string       `json:"operationId"`
	Summary    string       `json:"summary"`
	Parameters []*parameter `json:"parameters"`
	Body       *struct {
		Content map[string]struct {
			Schema *schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]struct {
			Schema *schema `json:"schema"`
		} `json:"content"`
	} `json:"responses"`
}

type parameter struct {
	Name     string  `json:"name"`
	In       string  `json:"in"`
	Required bool    `json:"required"`
	Text     string  `json:"description"`
	Schema   *schema `json:"schema"`
}

type schema struct {
	Ref        string             `json:"$ref"`
	Type       types              `json:"type"`
	Text       string             `json:"description"`
	Enum       []json.RawMessage  `json:"enum"`
	Items      *schema            `json:"items"`
	Properties map[string]*schema `json:"properties"`
	Required   []string           `json:"required"`
	AnyOf      []*schema          `json:"anyOf"`
	Additional json.RawMessage    `json:"additionalProperties"` // true, false, or a schema
}

// types is one type, or a list of types.
type types []string

// UnmarshalJSON reads a word or a list of words.
func (t *types) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*t = types{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(t))
}

// Generate writes the types of an OpenAPI 3.1 document. The error is that of
// encoding/json for what is no JSON.
func Generate(openapi []byte) ([]byte, error) {
	var d document
	if err := json.Unmarshal(openapi, &d); err != nil {
		return nil, err
	}
	w := &writer{}
	w.line("// Generated from openapi.json by `go test ./api -update`. Do not edit.")
	w.line("/* eslint-disable */")
	w.line("")
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		s := d.Components.Schemas[name]
		w.comment("", s.Text)
		w.line("export type " + name + " = " + w.typeOf(s, "") + ";")
		w.line("")
	}
	w.operations(d.Paths)
	return []byte(w.out.String()), nil
}

type writer struct{ out strings.Builder }

func (w *writer) line(s string) { w.out.WriteString(s + "\n") }

func (w *writer) comment(indent, text string) {
	if text != "" {
		w.line(indent + "/** " + strings.ReplaceAll(strings.ReplaceAll(text, "*/", "* /"), "\n", " ") + " */")
	}
}

// typeOf writes a type; what is longer than a line is indented.
func (w *writer) typeOf(s *schema, indent string) string {
	switch {
	case s == nil:
		return "unknown"
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case len(s.Enum) > 0:
		var words []string
		for _, e := range s.Enum {
			words = append(words, string(e))
		}
		return strings.Join(words, " | ")
	case len(s.AnyOf) > 0:
		return w.union(s.AnyOf, indent)
	}
	var all []string
	for _, t := range s.Type {
		all = append(all, w.plain(t, s, indent))
	}
	if len(all) == 0 {
		return "unknown"
	}
	return strings.Join(all, " | ")
}

// union joins the types of several schemas, each once.
func (w *writer) union(list []*schema, indent string) string {
	var all []string
	for _, s := range list {
		if t := w.typeOf(s, indent); !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	if slices.Contains(all, "unknown") {
		return "unknown"
	}
	return strings.Join(all, " | ")
}

func (w *writer) plain(t string, s *schema, indent string) string {
	switch t {
	case "integer", "number":
		return "number"
	case "boolean", "string", "null":
		return t
	case "array":
		item := w.typeOf(s.Items, indent)
		if strings.Contains(item, " ") {
			item = "(" + item + ")"
		}
		return item + "[]"
	case "object":
		return w.object(s, indent)
	}
	return "unknown"
}

func (w *writer) object(s *schema, indent string) string {
	if len(s.Properties) == 0 {
		var rest schema
		if json.Unmarshal(s.Additional, &rest) == nil {
			return "Record<string, " + w.typeOf(&rest, indent) + ">"
		}
		return "Record<string, unknown>"
	}
	inner := &writer{}
	inner.line("{")
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		inner.comment(indent+"  ", p.Text)
		inner.line(indent + "  " + field(name, slices.Contains(s.Required, name)) + ": " + inner.typeOf(p, indent+"  ") + ";")
	}
	return inner.out.String() + indent + "}"
}

var plainName = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

func field(name string, required bool) string {
	if !plainName.MatchString(name) {
		name = fmt.Sprintf("%q", name)
	}
	if !required {
		name += "?"
	}
	return name
}

// operations writes one interface with an entry for each operation.
func (w *writer) operations(paths map[string]map[string]*operation) {
	type entry struct {
		method, path string
		op           *operation
	}
	all := map[string]entry{}
	for path, item := range paths {
		for method, op := range item {
			all[op.ID] = entry{strings.ToUpper(method), path, op}
		}
	}
	w.line("/** Every operation by its id: address, parameters, body, and what it answers by status. */")
	w.line("export interface Operations {")
	for _, id := range slices.Sorted(maps.Keys(all)) {
		e := all[id]
		w.comment("  ", e.op.Summary)
		w.line("  " + field(id, true) + ": {")
		w.line(fmt.Sprintf("    method: %q;", e.method))
		w.line(fmt.Sprintf("    path: %q;", e.path))
		for _, in := range []string{"path", "query", "header"} {
			w.parameters(in, e.op.Parameters)
		}
		w.body(e.op)
		w.answers(e.op)
		w.line("  };")
	}
	w.line("}")
	w.line("")
	w.line("/** Address of each operation, for a client that fills in the parameters. */")
	w.line("export const operations = {")
	for _, id := range slices.Sorted(maps.Keys(all)) {
		w.line(fmt.Sprintf("  %s: { method: %q, path: %q },", field(id, true), all[id].method, all[id].path))
	}
	w.line("} as const;")
}

func (w *writer) parameters(in string, list []*parameter) {
	var own []*parameter
	needed := false
	for _, p := range list {
		if p.In == in {
			own = append(own, p)
			needed = needed || p.Required
		}
	}
	if len(own) == 0 {
		return
	}
	name := map[string]string{"path": "params", "query": "query", "header": "headers"}[in]
	w.line("    " + field(name, needed) + ": {")
	for _, p := range own {
		w.comment("      ", p.Text)
		w.line("      " + field(p.Name, p.Required) + ": " + w.typeOf(p.Schema, "      ") + ";")
	}
	w.line("    };")
}

func (w *writer) body(op *operation) {
	if op.Body == nil {
		return
	}
	media := slices.Sorted(maps.Keys(op.Body.Content))[0]
	w.line(fmt.Sprintf("    media: %q;", media))
	w.line("    body: " + w.typeOf(op.Body.Content[media].Schema, "    ") + ";")
}

func (w *writer) answers(op *operation) {
	w.line("    answers: {")
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		content := op.Responses[status].Content
		t := "undefined"
		if len(content) > 0 {
			t = w.typeOf(content[slices.Sorted(maps.Keys(content))[0]].Schema, "      ")
		}
		w.line("      " + status + ": " + t + ";")
	}
	w.line("    };")
}
