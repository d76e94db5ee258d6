package model

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
)

// decoder reads one JSON text once, from its beginning to its end, into a Go
// value, and notes every fault with its place. Its methods return false when
// the rest of the text cannot be read any more.
type decoder struct {
	data   []byte
	pos    int
	path   []step
	faults []placed
	more   int // faults beyond MaxFaults
	stop   bool

	entries, keys int // of lists, and of objects with any keys, so far
}

// What hostile input may ask for at most: beyond this the reading ends. Counted
// over the whole document, since many small lists take as much as a long one.
const (
	mostCounted = 100_000            // faults beyond MaxFaults
	mostEntries = 2 * MaxTravelTimes // of lists, 16 bytes or more each
	mostKeys    = 1_000_000          // of maps, and of objects that are read over; 100 bytes or more each
)

// step is one part of a path: a name or an index. The zero step stands for the
// object or list itself, between its entries.
type step struct {
	name  string
	index int
	named bool
	entry bool
}

func newDecoder(data []byte) *decoder { return &decoder{data: data} }

// byteOrderMark may begin a text that was saved by some Windows programs.
var byteOrderMark = []byte("\uFEFF")

// document reads the whole text into the value that out points to.
func (d *decoder) document(out any) {
	if bytes.HasPrefix(d.data, byteOrderMark) {
		d.pos = len(byteOrderMark)
	}
	if d.space(); d.pos >= len(d.data) {
		d.fatal(0, Text{"文件是空的", "the document is empty"})
		return
	}
	v := reflect.ValueOf(out).Elem()
	if !d.value(v, planOf(v.Type())) {
		return
	}
	if d.space(); d.pos < len(d.data) {
		d.fatal(d.pos, Text{"文件结束之后还有内容", "there is text after the end of the document"})
	}
}

// value reads the next value into v.
func (d *decoder) value(v reflect.Value, p *typePlan) bool {
	t := d.next()
	start := d.pos
	switch {
	case t == tokenBad:
		return d.unexpected()
	case t == tokenNotFinite || t == tokenWord:
		d.badWord(t, start)
		return true
	case p.shape == shapeRaw || p.shape == shapeAny || p.shape == shapeOther:
		return d.free(v, p, start)
	case t == tokenNull:
		d.word()
		d.wrongType(start, p, t)
		return true
	case p.shape == shapePointer:
		v.Set(reflect.New(p.elem.typ))
		return d.value(v.Elem(), p.elem)
	}
	switch {
	case t == tokenObject && p.shape == shapeObject:
		return d.object(v, p)
	case t == tokenObject && p.shape == shapeMap:
		return d.mapping(v, p)
	case t == tokenList && p.shape == shapeList:
		return d.list(v, p)
	case t == tokenString && (p.shape == shapeString || p.shape == shapeWord || p.shape == shapeDate):
		return d.text(v, p)
	case t == tokenNumber && (p.shape == shapeInt || p.shape == shapeFloat):
		d.setNumber(v, p)
		return true
	case (t == tokenTrue || t == tokenFalse) && p.shape == shapeBool:
		d.word()
		v.SetBool(t == tokenTrue)
		return true
	}
	d.wrongType(start, p, t)
	return d.skip()
}

// object reads an object into a struct.
func (d *decoder) object(v reflect.Value, p *typePlan) bool {
	start := d.pos
	seen := make([]bool, len(p.fields))
	var others map[string]bool
	ok := d.members(func(key []byte, at int) bool {
		i, known := p.byName[string(key)]
		if !known {
			if !d.key(at) {
				return false
			}
			name := string(key)
			if others[name] {
				d.duplicateKey(at)
			} else {
				d.unknownField(at, name, p)
			}
			if others == nil {
				others = map[string]bool{}
			}
			others[name] = true
			return d.skip()
		}
		if seen[i] {
			d.duplicateKey(at)
			return d.skip()
		}
		seen[i] = true
		f := &p.fields[i]
		target := v.FieldByIndex(f.index)
		if !d.value(target, f.plan) {
			return false
		}
		if !f.required && f.plan.shape == shapeList && target.Len() == 0 {
			target.SetZero() // an empty optional list is the same as none
		}
		return true
	})
	if !ok {
		return false
	}
	for i := range p.fields {
		if p.fields[i].required && !seen[i] {
			d.missing(start, p.fields[i].name)
		}
	}
	return true
}

// mapping reads an object into a map with string keys.
func (d *decoder) mapping(v reflect.Value, p *typePlan) bool {
	v.Set(reflect.MakeMap(p.typ))
	return d.members(func(key []byte, at int) bool {
		if !d.key(at) {
			return false
		}
		k := reflect.ValueOf(string(key)).Convert(p.typ.Key())
		if v.MapIndex(k).IsValid() {
			d.duplicateKey(at)
			return d.skip()
		}
		elem := reflect.New(p.elem.typ).Elem()
		if !d.value(elem, p.elem) {
			return false
		}
		if !d.full() {
			v.SetMapIndex(k, elem)
		}
		return true
	})
}

// members reads an object and calls read before every value, with the path
// already at the value; read reads the value.
func (d *decoder) members(read func(key []byte, at int) bool) bool {
	if !d.enter() {
		return false
	}
	defer d.leave()
	if d.accept('}') {
		return true
	}
	for {
		d.space()
		at := d.pos
		if d.pos >= len(d.data) || d.data[d.pos] != '"' {
			return d.unexpected()
		}
		key, ok := d.str()
		if !ok {
			return false
		}
		if !d.accept(':') {
			return d.unexpected()
		}
		d.path[len(d.path)-1] = step{name: string(key), named: true}
		if !read(key, at) || d.stop {
			return false
		}
		d.path[len(d.path)-1] = step{}
		if d.accept('}') {
			return true
		}
		if !d.accept(',') {
			return d.unexpected()
		}
		if d.trailingComma('}') {
			return true
		}
	}
}

// key counts a key that no field of a struct has.
func (d *decoder) key(at int) bool {
	if d.keys++; d.keys > mostKeys {
		return d.tooMany(at, mostKeys, Text{"自定名称的字段", "keys of their own name"})
	}
	return true
}

// list reads an array into a slice.
func (d *decoder) list(v reflect.Value, p *typePlan) bool {
	v.Set(reflect.MakeSlice(p.typ, 0, 0))
	return d.elements(func(int) bool {
		if d.full() {
			// Only counting from here on: hostile input must not make large
			// slices of small faulty elements.
			return d.value(reflect.New(p.elem.typ).Elem(), p.elem)
		}
		v.Grow(1)
		v.SetLen(v.Len() + 1)
		return d.value(v.Index(v.Len()-1), p.elem)
	})
}

// elements reads an array and calls read before every element, with the path
// already at the element; read reads it.
func (d *decoder) elements(read func(i int) bool) bool {
	if !d.enter() {
		return false
	}
	defer d.leave()
	if d.accept(']') {
		return true
	}
	for i := 0; ; i++ {
		d.path[len(d.path)-1] = step{index: i, entry: true}
		if d.entries++; d.entries > mostEntries {
			return d.tooMany(d.pos, mostEntries, Text{"列表条目", "entries of lists"})
		}
		if !read(i) || d.stop {
			return false
		}
		d.path[len(d.path)-1] = step{}
		if d.accept(']') {
			return true
		}
		if !d.accept(',') {
			return d.unexpected()
		}
		if d.trailingComma(']') {
			return true
		}
	}
}

// trailingComma notes a comma before the end of an object or array, which many
// programs write, and reads over it.
func (d *decoder) trailingComma(end byte) bool {
	comma := d.pos - 1
	if !d.accept(end) {
		return false
	}
	d.badText(comma, Text{"最后一项后面多了逗号", "there is a comma after the last entry"},
		Text{"请删掉这个逗号", "remove this comma"})
	return true
}

func (d *decoder) enter() bool {
	if len(d.path) >= maxDepth {
		return d.fatal(d.pos, Text{"嵌套层数过多", "objects and arrays lie too deep in one another"})
	}
	d.pos++
	d.path = append(d.path, step{})
	return true
}

func (d *decoder) leave() { d.path = d.path[:len(d.path)-1] }

// text reads a string into a string, a word of a closed list, or a date.
func (d *decoder) text(v reflect.Value, p *typePlan) bool {
	start := d.pos
	s, ok := d.str()
	if !ok {
		return false
	}
	switch p.shape {
	case shapeWord:
		for _, w := range p.words {
			if w == string(s) {
				v.SetString(w) // shares the memory of the list
				return true
			}
		}
		d.unknownWord(start, string(s), p)
	case shapeDate:
		date, err := ParseDate(string(s))
		if err != nil || date.IsZero() {
			d.badDate(start, string(s))
			return true
		}
		v.Set(reflect.ValueOf(date))
	default:
		if len(s) == 0 && p.typ.Name() != "string" {
			d.emptyID(start)
		}
		v.SetString(string(s))
	}
	return true
}

// exactInt is the largest whole number that every JSON reader keeps exactly.
const exactInt = 1 << 53

// setNumber reads a number into an int or a float.
func (d *decoder) setNumber(v reflect.Value, p *typePlan) {
	start := d.pos
	raw := d.number()
	if !isNumber(raw) {
		d.badNumber(start, raw)
		return
	}
	if p.shape == shapeInt {
		if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			if v.OverflowInt(n) {
				d.numberRange(start, raw)
				return
			}
			v.SetInt(n)
			return
		}
	}
	x, err := strconv.ParseFloat(string(raw), 64)
	switch {
	case err != nil || math.IsInf(x, 0):
		d.notFinite(start, raw)
	case p.shape == shapeFloat:
		v.SetFloat(x + 0) // -0 becomes 0, so that equal numbers have equal bytes
	case x != math.Trunc(x):
		d.wrongNumber(start, raw)
	case math.Abs(x) > exactInt || v.OverflowInt(int64(x)):
		d.numberRange(start, raw)
	default:
		v.SetInt(int64(x)) // 5.0 and 1e3 are whole numbers, as in JSON Schema
	}
}

// free reads any JSON value: as text, as a Go value, or by the type's own method.
func (d *decoder) free(v reflect.Value, p *typePlan, start int) bool {
	before := d.more + len(d.faults)
	if !d.skip() {
		return false
	}
	if d.more+len(d.faults) > before {
		return true // already said; the type's own reader would only say it worse
	}
	raw := d.data[start:d.pos]
	if p.shape == shapeRaw {
		var b bytes.Buffer
		if json.Compact(&b, raw) == nil {
			v.SetBytes(b.Bytes())
		}
		return true
	}
	if err := json.Unmarshal(raw, v.Addr().Interface()); err != nil {
		d.wrongType(start, p, tokenBad)
	}
	return true
}

// skip reads over the next value; its syntax is checked.
func (d *decoder) skip() bool {
	t := d.next()
	start := d.pos
	switch t {
	case tokenObject:
		seen := map[string]bool{}
		return d.members(func(key []byte, at int) bool {
			if !d.key(at) {
				return false
			}
			if seen[string(key)] {
				d.duplicateKey(at)
			}
			seen[string(key)] = true
			return d.skip()
		})
	case tokenList:
		return d.elements(func(int) bool { return d.skip() })
	case tokenString:
		_, ok := d.str()
		return ok
	case tokenNumber:
		raw := d.number()
		if !isNumber(raw) {
			d.badNumber(start, raw)
		} else if x, err := strconv.ParseFloat(string(raw), 64); err != nil || math.IsInf(x, 0) {
			d.notFinite(start, raw)
		}
	case tokenTrue, tokenFalse, tokenNull:
		d.word()
	case tokenNotFinite, tokenWord:
		d.badWord(t, start)
	default:
		return d.unexpected()
	}
	return true
}
