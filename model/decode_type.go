package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// shape is how the decoder treats a type.
type shape int

const (
	shapeOther shape = iota // by encoding/json, with the type's own methods
	shapeObject
	shapeMap
	shapeList
	shapePointer
	shapeString
	shapeWord // a string of a closed list
	shapeDate
	shapeInt
	shapeFloat
	shapeBool
	shapeRaw // any JSON value, kept as text
	shapeAny // any JSON value
)

// typePlan is what the decoder and the schema maker know of a Go type.
type typePlan struct {
	shape   shape
	typ     reflect.Type
	fields  []fieldPlan
	byName  map[string]int
	byUnits []int // places of the fields, in the order of compareUnits
	words   []string
	elem    *typePlan
}

// fieldPlan is one field of an object.
type fieldPlan struct {
	name     string
	index    []int
	required bool // neither omitempty nor omitzero
	empty    bool // omitempty: left out when false, 0, "", nil or without entries
	zero     bool // omitzero: left out when it is the zero value
	doc      string
	plan     *typePlan
}

var (
	dateType = reflect.TypeFor[Date]()
	rawType  = reflect.TypeFor[json.RawMessage]()
	plans    sync.Map // reflect.Type → *typePlan; types never change, so the cache never ages
	plansMu  sync.Mutex
)

type wordList interface{ Values() []string }

// planOf returns the plan of a type.
func planOf(t reflect.Type) *typePlan {
	if p, ok := plans.Load(t); ok {
		return p.(*typePlan)
	}
	// Plans of recursive types point to themselves while they are being made;
	// nobody else may see them before they are whole.
	plansMu.Lock()
	defer plansMu.Unlock()
	made := map[reflect.Type]*typePlan{}
	p := makePlan(t, made)
	for typ, plan := range made {
		plans.LoadOrStore(typ, plan)
	}
	return p
}

func makePlan(t reflect.Type, made map[reflect.Type]*typePlan) *typePlan {
	if p, ok := made[t]; ok {
		return p
	}
	p := &typePlan{typ: t}
	made[t] = p
	switch {
	case t == dateType:
		p.shape = shapeDate
		return p
	case t == rawType:
		p.shape = shapeRaw
		return p
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()),
		reflect.PointerTo(t).Implements(reflect.TypeFor[json.Marshaler]()):
		return p
	}
	switch t.Kind() {
	case reflect.Struct:
		p.shape = shapeObject
		p.byName = map[string]int{}
		p.addFields(t, nil, made)
		for i := range p.fields {
			p.byUnits = append(p.byUnits, i)
		}
		slices.SortStableFunc(p.byUnits, func(a, b int) int { return compareUnits(p.fields[a].name, p.fields[b].name) })
	case reflect.Map:
		if t.Key().Kind() == reflect.String {
			p.shape = shapeMap
			p.elem = makePlan(t.Elem(), made)
		}
	case reflect.Slice:
		p.shape = shapeList
		p.elem = makePlan(t.Elem(), made)
	case reflect.Pointer:
		p.shape = shapePointer
		p.elem = makePlan(t.Elem(), made)
	case reflect.String:
		p.shape = shapeString
		if w, ok := reflect.TypeAssert[wordList](reflect.Zero(t)); ok {
			p.shape = shapeWord
			p.words = w.Values()
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.shape = shapeInt
	case reflect.Float64:
		p.shape = shapeFloat
	case reflect.Bool:
		p.shape = shapeBool
	case reflect.Interface:
		if t.NumMethod() == 0 {
			p.shape = shapeAny
		}
	default: // no document has it
	}
	return p
}

func (p *typePlan) addFields(t reflect.Type, index []int, made map[reflect.Type]*typePlan) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(append([]int(nil), index...), i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			p.addFields(f.Type, at, made)
			continue
		}
		if !f.IsExported() || name == "-" && options == "" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		field := fieldPlan{name: name, index: at, doc: f.Tag.Get("doc"), plan: makePlan(f.Type, made)}
		for o := range strings.SplitSeq(options, ",") {
			field.empty = field.empty || o == "omitempty"
			field.zero = field.zero || o == "omitzero"
		}
		field.required = !field.empty && !field.zero
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, field)
	}
}

// expects says in words what a value of the plan's type looks like.
func (p *typePlan) expects() Text {
	switch p.shape {
	case shapeObject, shapeMap:
		return Text{"对象 {…}", "an object {…}"}
	case shapeList:
		return Text{"数组 […]", "an array […]"}
	case shapePointer:
		return p.elem.expects()
	case shapeString:
		return Text{"文本", "a text"}
	case shapeWord:
		return Text{"下列词之一:" + strings.Join(p.words, "、"), "one of " + strings.Join(p.words, ", ")}
	case shapeDate:
		return Text{"日期,如 \"2026-08-31\"", "a date such as \"2026-08-31\""}
	case shapeInt:
		return Text{"整数", "a whole number"}
	case shapeFloat:
		return Text{"数", "a number"}
	case shapeBool:
		return Text{"true 或 false", "true or false"}
	default:
		return Text{"本字段的类型", "a value of the field's type"}
	}
}
