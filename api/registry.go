package api

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"lungang/model"
	"lungang/policy"
)

const schemaPrefix = "#/components/schemas/"

// registry names the schemas of the document. Types of problem and plan are
// those that model publishes (published.go), closed lists of words are enums,
// and what encoding leaves empty is described as it is written.
type registry struct {
	schemas   map[string]*huma.Schema
	types     map[string]reflect.Type
	published map[string]bool
}

func newRegistry() (*registry, error) {
	r := &registry{
		schemas: map[string]*huma.Schema{}, types: map[string]reflect.Type{},
		published: map[string]bool{},
	}
	return r, r.publish()
}

var (
	timeType  = reflect.TypeFor[time.Time]()
	rawType   = reflect.TypeFor[json.RawMessage]()
	factType  = reflect.TypeFor[policy.FactValue]()
	codeType  = reflect.TypeFor[model.Code]()
	textType  = reflect.TypeFor[encoding.TextUnmarshaler]()
	modelPath = reflect.TypeFor[model.Plan]().PkgPath()
	apiPath   = reflect.TypeFor[Server]().PkgPath()
)

// Schema returns the schema of a type, or a reference to it.
func (r *registry) Schema(t reflect.Type, allowRef bool, hint string) *huma.Schema {
	orig := t
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == rawType || t == factType || t.Kind() == reflect.Interface:
		return &huma.Schema{}
	case t.PkgPath() == modelPath && r.published[nameOf(t, hint)]:
		return r.refer(nameOf(t, hint), allowRef)
	case t.Kind() == reflect.String && t.PkgPath() != "":
		if w, ok := reflect.TypeAssert[interface{ Values() []string }](reflect.Zero(t)); ok {
			return r.enum(t, w.Values(), allowRef)
		}
	}
	if t.Kind() != reflect.Struct || t == timeType || reflect.PointerTo(t).Implements(textType) {
		if t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
			orig = t
		}
		return huma.SchemaFromType(r, orig)
	}
	name := nameOf(t, hint)
	if r.types[name] != t {
		r.unused(name)
		r.schemas[name], r.types[name] = &huma.Schema{}, t
		s := huma.SchemaFromType(r, t)
		nullable(s, t)
		r.schemas[name] = s
	}
	return r.refer(name, allowRef)
}

// unused demands that no other type has the name: a fault of the program, which
// every test would see.
func (r *registry) unused(name string) {
	if _, ok := r.schemas[name]; ok {
		panic("two schemas of the name " + name)
	}
}

func (r *registry) refer(name string, allowRef bool) *huma.Schema {
	if allowRef {
		return &huma.Schema{Ref: schemaPrefix + name}
	}
	return r.schemas[name]
}

// enum describes a closed list of words.
func (r *registry) enum(t reflect.Type, words []string, allowRef bool) *huma.Schema {
	name := nameOf(t, "")
	if t == codeType {
		words = codes()
	}
	if r.types[name] != t {
		r.unused(name)
		s := &huma.Schema{Type: huma.TypeString}
		for _, w := range words {
			s.Enum = append(s.Enum, w)
		}
		s.PrecomputeMessages()
		r.schemas[name], r.types[name] = s, t
	}
	return r.refer(name, allowRef)
}

// nullable says of fields without omitempty that point to objects that they may
// be null, which huma does not.
func nullable(s *huma.Schema, t reflect.Type) {
	for f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := s.Properties[name]
		if p == nil || f.Type.Kind() != reflect.Pointer || strings.Contains(options, "omitempty") || p.Ref == "" {
			continue
		}
		s.Properties[name] = &huma.Schema{
			Description: p.Description,
			AnyOf:       []*huma.Schema{{Ref: p.Ref}, {Type: "null"}},
		}
	}
}

// fields lists the fields of a struct, those of embedded ones included.
func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}

// nameOf names the schema of a type: its own name for types of model and of this
// room, with the name of the package in front for others. Documents of model
// that share a name with a resource are called documents.
func nameOf(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	switch path := t.PkgPath(); path {
	case modelPath:
		if documents[name] {
			return name + "Document"
		}
		if clashing[name] {
			return "Document" + name
		}
		return name
	case apiPath, "":
		return name
	default:
		pkg := path[strings.LastIndex(path, "/")+1:]
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
}

// documents are the types of model that stand for a whole document.
var documents = map[string]bool{"Plan": true, "Problem": true, "Pack": true}

// clashing are types of model that share their name with a type of this room.
var clashing = map[string]bool{"Pin": true, "Proof": true, "Coverage": true, "Role": true, "Override": true}

// SchemaFromRef returns a schema by reference; nil when there is none.
func (r *registry) SchemaFromRef(ref string) *huma.Schema {
	name, ok := strings.CutPrefix(ref, schemaPrefix)
	if !ok {
		return nil
	}
	return r.schemas[name]
}

// TypeFromRef returns the type behind a reference.
func (r *registry) TypeFromRef(ref string) reflect.Type {
	return r.types[strings.TrimPrefix(ref, schemaPrefix)]
}

// Map returns all schemas by name.
func (r *registry) Map() map[string]*huma.Schema { return r.schemas }

// RegisterTypeAlias is not used here.
func (r *registry) RegisterTypeAlias(reflect.Type, reflect.Type) {}

// MarshalJSON writes the schemas by name.
func (r *registry) MarshalJSON() ([]byte, error) { return json.Marshal(r.schemas) }
