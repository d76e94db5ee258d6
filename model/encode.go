package model

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// EncodeProblem writes the problem as indented JSON with a newline at the end.
// Fields come in the order of the type, so that equal problems have equal
// bytes. The error is an *Error: CodeNotFinite for NaN and infinities,
// CodeBadJSON for an override whose value is not JSON, CodeIO when w fails.
func EncodeProblem(w io.Writer, p *Problem) error { return encodeDocument(w, p) }

// EncodePlan writes the plan as EncodeProblem does a problem. Lists without
// entries are written as [], never as null.
func EncodePlan(w io.Writer, p *Plan) error { return encodeDocument(w, p) }

// Encode writes any value as compact JSON by the same rules: required lists
// that are nil are written as [], nothing is escaped for HTML. Errors are those
// of EncodeProblem, and CodeInternal for types that JSON cannot say.
func Encode(w io.Writer, v any) error {
	room := rooms.Get().(*[]byte)
	e := encoder{out: (*room)[:0]}
	e.any(v)
	defer func() {
		if cap(e.out) <= roomKept {
			*room = e.out
			rooms.Put(room)
		}
	}()
	if e.err != nil {
		return e.err
	}
	if _, err := w.Write(e.out); err != nil {
		return NewError(CodeIO, Text{"写入失败", "writing failed"}, err)
	}
	return nil
}

// rooms are buffers of Encode that are used again; longer ones than roomKept
// are not kept.
var rooms = sync.Pool{New: func() any { b := make([]byte, 0, 4<<10); return &b }}

const roomKept = 256 << 10

func encodeDocument(w io.Writer, doc any) error {
	var text [][]byte
	e := encoder{pretty: true, spill: func(piece []byte) { text = append(text, bytes.Clone(piece)) }}
	e.any(doc)
	if e.err != nil { // before anything is written
		return e.err
	}
	for _, piece := range append(text, append(e.out, '\n')) {
		if _, err := w.Write(piece); err != nil {
			return NewError(CodeIO, Text{"写入文件失败", "the document could not be written"}, err)
		}
	}
	return nil
}

func encodeCompact(doc any) ([]byte, error) {
	e := encoder{}
	e.any(doc)
	return e.out, e.err
}

// encoder writes Go values as JSON by the plans of their types. It differs from
// encoding/json in three ways: required lists that are nil become [], nothing is
// escaped for HTML, and -0 is written as 0.
type encoder struct {
	out       []byte
	err       error // the first one
	canonical bool  // keys in the order of their UTF-16 units; see Canonical
	pretty    bool  // a line for each entry; compact without
	depth     int   // of the value under way
	// spill takes what is written so far, now and then, so that the text of a large
	// document is not moved again and again while it grows; nil keeps it whole.
	spill func(piece []byte)
	// lenient writes what JSON cannot say as a text, for hashes: two documents
	// that differ in it still differ.
	lenient bool
}

func (e *encoder) fail(code Code, cause error) { e.failAs(NewError(code, Text{}, cause)) }

func (e *encoder) failAs(err error) {
	if e.err == nil {
		e.err = err
	}
	e.raw("null")
}

func (e *encoder) raw(s string) { e.out = append(e.out, s...) }

func (e *encoder) any(v any) {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer && !r.IsNil() {
		r = r.Elem()
	}
	if !r.IsValid() || r.Kind() == reflect.Pointer {
		e.raw("null")
		return
	}
	e.value(r, planOf(r.Type()))
}

func (e *encoder) value(v reflect.Value, p *typePlan) {
	switch p.shape {
	case shapeObject:
		e.object(v, p)
	case shapeMap:
		e.mapping(v, p)
	case shapeList:
		e.list(v, p)
	case shapePointer:
		if v.IsNil() {
			e.raw("null")
			return
		}
		e.value(v.Elem(), p.elem)
	case shapeString, shapeWord:
		e.out = appendString(e.out, v.String())
	case shapeDate:
		e.out = appendString(e.out, v.Interface().(Date).String())
	case shapeInt:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case shapeFloat:
		e.float(v.Float())
	case shapeBool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case shapeRaw:
		e.rawMessage(v.Bytes())
	case shapeAny:
		if v.IsNil() {
			e.raw("null")
			return
		}
		e.any(v.Interface())
	default:
		e.other(v)
	}
}

func (e *encoder) list(v reflect.Value, p *typePlan) {
	e.open('[')
	for i := range v.Len() {
		e.entry(i == 0)
		e.value(v.Index(i), p.elem)
	}
	e.close(']', v.Len() == 0)
}

func (e *encoder) object(v reflect.Value, p *typePlan) {
	e.open('{')
	first := true
	for i := range p.fields {
		f := &p.fields[i]
		if e.canonical {
			f = &p.fields[p.byUnits[i]]
		}
		field := v.FieldByIndex(f.index)
		if f.empty && isEmpty(field) || f.zero && field.IsZero() {
			continue
		}
		e.key(f.name, first)
		e.value(field, f.plan)
		first = false
	}
	e.close('}', first)
}

func (e *encoder) open(bracket byte) {
	e.out = append(e.out, bracket)
	e.depth++
}

// spillAt is how many bytes the encoder keeps before it spills them.
const spillAt = 1 << 20

// entry begins an entry of a list or an object.
func (e *encoder) entry(first bool) {
	if e.spill != nil && len(e.out) >= spillAt {
		e.spill(e.out)
		e.out = e.out[:0]
	}
	if !first {
		e.raw(",")
	}
	e.line()
}

func (e *encoder) key(name string, first bool) {
	e.entry(first)
	e.out = appendString(e.out, name)
	if e.raw(":"); e.pretty {
		e.raw(" ")
	}
}

func (e *encoder) close(bracket byte, empty bool) {
	e.depth--
	if !empty {
		e.line()
	}
	e.out = append(e.out, bracket)
}

const tab = "  "

func (e *encoder) line() {
	if !e.pretty {
		return
	}
	const room = "\n                                "
	e.raw(room[:1+min(e.depth*len(tab), len(room)-1)])
	for range e.depth - (len(room)-1)/len(tab) {
		e.raw(tab) // deeper than any document of ours
	}
}

// isEmpty is what encoding/json means by omitempty.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	default:
		return v.IsZero()
	}
}

func (e *encoder) mapping(v reflect.Value, p *typePlan) {
	order := compare[string]
	if e.canonical {
		order = func(a, b string) int { return cmp.Or(compareUnits(a, b), compare(a, b)) } // also for what is not UTF-8
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return order(a.String(), b.String()) })
	e.open('{')
	for i, k := range keys {
		e.key(k.String(), i == 0)
		e.value(v.MapIndex(k), p.elem)
	}
	e.close('}', len(keys) == 0)
}

func (e *encoder) float(x float64) {
	switch {
	case !math.IsNaN(x) && !math.IsInf(x, 0):
		e.out = appendFloat(e.out, x)
	case e.lenient:
		e.out = appendString(e.out, strconv.FormatFloat(x, 'g', -1, 64))
	default:
		e.fail(CodeNotFinite, nil)
	}
}

func (e *encoder) rawMessage(raw []byte) {
	switch {
	case len(raw) == 0:
		e.raw("null")
	case json.Valid(raw):
		e.text(raw)
	case e.lenient:
		e.out = appendString(e.out, string(raw))
	default:
		e.fail(CodeBadJSON, nil)
	}
}

// text writes a value that is JSON already.
func (e *encoder) text(raw []byte) {
	var b bytes.Buffer
	switch {
	case e.canonical:
		text, err := canonicalText(raw, nil)
		if err != nil {
			e.failAs(err)
			return
		}
		e.out = append(e.out, text...)
		return
	case e.pretty:
		_ = json.Indent(&b, bytes.TrimSpace(raw), strings.Repeat(tab, e.depth), tab)
	default:
		_ = json.Compact(&b, raw)
	}
	e.out = append(e.out, b.Bytes()...)
}

// other writes a type that has its own way, or that the documents do not use.
func (e *encoder) other(v reflect.Value) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	if err := w.Encode(v.Interface()); err != nil {
		e.fail(CodeInternal, err)
		return
	}
	e.text(bytes.TrimSpace(b.Bytes()))
}

// appendFloat writes the shortest text that gives the same number again, in the
// form of ECMAScript, as RFC 8785 asks.
func appendFloat(out []byte, x float64) []byte {
	if x == 0 {
		return append(out, '0') // also for -0
	}
	if a := math.Abs(x); a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(out, x, 'f', -1, 64)
	}
	s := strconv.AppendFloat(nil, x, 'e', -1, 64)
	// Go writes at least two digits of the exponent, ECMAScript one.
	if n := len(s); n >= 4 && s[n-2] == '0' && (s[n-3] == '-' || s[n-3] == '+') {
		s = append(s[:n-2], s[n-1])
	}
	return append(out, s...)
}

// appendString writes a text with as few escapes as JSON allows (RFC 8785).
// Bytes that are not UTF-8 become U+FFFD.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	plain := 0 // from here to i the text stands for itself
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			if _, size = utf8.DecodeRuneInString(s[i:]); size > 1 {
				i += size
				continue
			}
		}
		out = append(out, s[plain:i]...)
		out = appendEscape(out, c)
		i += size
		plain = i
	}
	return append(append(out, s[plain:]...), '"')
}

// appendEscape writes a byte that cannot stand for itself in a text.
func appendEscape(out []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch {
	case c >= utf8.RuneSelf:
		return utf8.AppendRune(out, utf8.RuneError)
	case c == '"' || c == '\\':
		return append(out, '\\', c)
	case c == '\b':
		return append(out, '\\', 'b')
	case c == '\f':
		return append(out, '\\', 'f')
	case c == '\n':
		return append(out, '\\', 'n')
	case c == '\r':
		return append(out, '\\', 'r')
	case c == '\t':
		return append(out, '\\', 't')
	default:
		return append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
}
