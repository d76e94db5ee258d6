package api

import (
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"lungang/model"
)

// published is what of JSON Schema model.SchemaJSON writes.
type published struct {
	Ref                  string                `json:"$ref"`
	Title                string                `json:"title"`
	Description          string                `json:"description"`
	Type                 json.RawMessage       `json:"type"` // a word, or a list of words for "any value"
	Format               string                `json:"format"`
	Const                any                   `json:"const"`
	Enum                 []any                 `json:"enum"`
	Pattern              string                `json:"pattern"`
	Minimum              *float64              `json:"minimum"`
	Maximum              *float64              `json:"maximum"`
	MinLength            *int                  `json:"minLength"`
	MaxLength            *int                  `json:"maxLength"`
	MinItems             *int                  `json:"minItems"`
	MaxItems             *int                  `json:"maxItems"`
	Items                *published            `json:"items"`
	Properties           map[string]*published `json:"properties"`
	Required             []string              `json:"required"`
	AdditionalProperties json.RawMessage       `json:"additionalProperties"`
	AnyOf                []*published          `json:"anyOf"`
	Defs                 map[string]*published `json:"$defs"`
}

// publish puts the published schemas of problem and plan into the registry.
func (r *registry) publish() error {
	for kind, name := range map[string]string{"problem": "Problem", "plan": "Plan"} {
		text, err := model.SchemaJSON(kind)
		if err != nil {
			return err
		}
		var p published
		if err := json.Unmarshal(text, &p); err != nil {
			return model.NewError(model.CodeInternal, model.Text{}, err)
		}
		r.add(componentOf(name), &p)
		for def, s := range p.Defs {
			r.add(componentOf(def), s)
		}
	}
	return nil
}

// componentOf is the name of a published type among the components; see nameOf.
func componentOf(name string) string {
	switch {
	case documents[name]:
		return name + "Document"
	case clashing[name]:
		return "Document" + name
	default:
		return name
	}
}

func (r *registry) add(name string, p *published) {
	if r.published[name] {
		return
	}
	r.published[name] = true
	s := p.schema()
	s.PrecomputeMessages()
	r.schemas[name] = s
}

// schema turns JSON Schema into huma's form; references lead to components.
func (p *published) schema() *huma.Schema {
	if p == nil {
		return nil
	}
	s := &huma.Schema{
		Title: p.Title, Description: p.Description, Format: p.Format, Enum: p.Enum, Pattern: p.Pattern,
		Minimum: p.Minimum, Maximum: p.Maximum, MinLength: p.MinLength, MaxLength: p.MaxLength,
		MinItems: p.MinItems, MaxItems: p.MaxItems, Items: p.Items.schema(), Required: p.Required,
	}
	if name, ok := strings.CutPrefix(p.Ref, "#/$defs/"); ok {
		s.Ref = schemaPrefix + componentOf(name)
	}
	_ = json.Unmarshal(p.Type, &s.Type) // a list of types means any value, which is no type
	if p.Const != nil {
		s.Enum = []any{p.Const}
		s.Type = huma.TypeString
	}
	if len(p.Properties) > 0 {
		s.Properties = map[string]*huma.Schema{}
		for name, q := range p.Properties {
			s.Properties[name] = q.schema()
		}
	}
	switch {
	case string(p.AdditionalProperties) == "false":
		s.AdditionalProperties = false
	case len(p.AdditionalProperties) > 0:
		var q published
		if json.Unmarshal(p.AdditionalProperties, &q) == nil {
			s.AdditionalProperties = q.schema()
		}
	}
	for _, q := range p.AnyOf {
		s.AnyOf = append(s.AnyOf, q.schema())
	}
	return s
}
