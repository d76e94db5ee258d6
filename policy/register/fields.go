package register

import (
	"encoding/json"

	"lungang/model"
)

// schema is what is read of a published JSON Schema.
type schema struct {
	Description string             `json:"description"`
	Properties  map[string]schema  `json:"properties"`
	Enum        []string           `json:"enum"`
	Defs        map[string]*schema `json:"$defs"`
}

// fields lists what the documents can hold: a type (School), a field of a type
// (School.boarding), a word of a closed list (EmploymentKind.special_post).
// Titles are the descriptions of the schemas.
func fields() map[string]model.Text {
	out := map[string]model.Text{}
	for _, kind := range []struct{ file, name string }{{"problem", "Problem"}, {"plan", "Plan"}} {
		var root schema
		text, err := model.SchemaJSON(kind.file)
		if err != nil || json.Unmarshal(text, &root) != nil {
			continue // the test of the register then misses every field
		}
		describe(out, kind.name, &root)
		for name, def := range root.Defs {
			describe(out, name, def)
		}
	}
	return out
}

func describe(out map[string]model.Text, name string, s *schema) {
	out[name] = model.Text{ZH: name, EN: name}
	for field, p := range s.Properties {
		out[name+"."+field] = model.Text{ZH: p.Description, EN: p.Description}
	}
	for _, word := range s.Enum {
		out[name+"."+word] = model.Text{ZH: word, EN: word}
	}
}
