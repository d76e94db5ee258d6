package workbook

import (
	"reflect"
	"strings"
)

// field is where a column stands in an entry: a chain of fields, through
// pointers that are made when something is written behind them.
type field struct {
	chain []int
	typ   reflect.Type
	need  bool // the document asks for it wherever what it is in is there
}

// fieldOf finds a field by its path of JSON names. An unknown path is a fault of
// the table, which every test would see.
func fieldOf(t reflect.Type, path string) *field {
	f := &field{}
	for name := range strings.SplitSeq(path, ".") {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		found := false
		for i := range t.NumField() {
			tag, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if tag == name {
				f.chain, f.need, found = append(f.chain, i), options == "", true
				t = t.Field(i).Type
				break
			}
		}
		if !found {
			panic("the table of sheets names " + path + ", which " + t.String() + " does not have")
		}
	}
	f.typ = t
	return f
}

// get returns the value of the field; false when a pointer on the way is nil.
func (f *field) get(entry reflect.Value) (reflect.Value, bool) {
	v := entry
	for _, i := range f.chain {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}

// room returns the field to write into; pointers on the way are made.
func (f *field) room(entry reflect.Value) reflect.Value {
	v := entry
	for _, i := range f.chain {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}
