package apitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"lungang/api"
)

// Fuzz walks the document: every operation, by every role and by nobody, with
// requests that are valid and requests that nearly are: wrong types, fields that
// are missing or too many, numbers and texts that are too long, bytes that are
// no text, other media types, versions that are not the present one, ids of
// another bureau. There are so many of each by who may, and one by who may not.
// No answer is a 5xx, every answer conforms to the document, and no id of
// another bureau is ever found. The same seed sends the same requests.
//
// LUNGANG_FUZZ_EACH and LUNGANG_FUZZ_SEED in the environment take the place of
// the arguments. A short run leaves it out: it is the one with the race detector,
// and requests that come one after another tell it nothing.
func Fuzz(t *testing.T, s Subject, each int, seed uint64) {
	t.Helper()
	if testing.Short() {
		t.Skip("one request after another has nothing to race with")
	}
	each, seed = fromEnvironment(t, "LUNGANG_FUZZ_EACH", each), fromEnvironment(t, "LUNGANG_FUZZ_SEED", seed)
	w := begin(t, s)
	f := &fuzzer{w: w, dice: rand.New(rand.NewPCG(seed, 1)), things: w.things(t), theirs: w.thingsIn(t, 1)}
	var all []operation
	w.each(func(op operation) { all = append(all, op) })
	slices.SortStableFunc(all, func(a, b operation) int { return last(a) - last(b) })
	clients := map[string]*client{"nobody": {w: w}}
	for _, r := range api.Roles() {
		clients[string(r)] = w.as(t, r)
	}
	sent, statuses := 0, map[int]int{}
	for _, op := range all {
		for _, who := range slices.Sorted(maps.Keys(clients)) {
			n := 1 // who may not gets the same answer to everything
			if op.public || op.permission == "" && who != "nobody" || slices.Contains(op.roles, who) {
				n = each
			}
			for range n {
				r := f.request(op)
				a, err := clients[who].try(t, op.method, r.path, r.body, r.headers...)
				said := fmt.Sprintf("%s as %s: %s %s %v\n%s\n→ %d %s", op.id, who, op.method, r.path, r.headers, clip(r.body), a.status, clip(a.body))
				require.NoError(t, err, said)
				require.Less(t, a.status, http.StatusInternalServerError, said)
				if a.status >= http.StatusBadRequest {
					require.Equal(t, "application/problem+json", a.header.Get("Content-Type"), said)
				}
				if r.foreign {
					require.GreaterOrEqual(t, a.status, http.StatusBadRequest, "found what belongs to others: "+said)
				}
				sent++
				statuses[a.status]++
			}
		}
	}
	t.Logf("seed %d: %d operations, %d requests, by status: %v", seed, len(all), sent, statuses)
	require.Positive(t, statuses[http.StatusOK], "some requests were valid")
	require.Positive(t, statuses[http.StatusUnprocessableEntity], "some nearly were")
}

// fromEnvironment is a number that the environment may replace.
func fromEnvironment[N int | uint64](t *testing.T, name string, otherwise N) N {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 63)
	require.NoError(t, err, name)
	return N(n)
}

// last puts what takes things away behind everything else.
func last(op operation) int {
	if op.method == http.MethodDelete {
		return 1
	}
	return 0
}

func clip(text []byte) string {
	const most = 600
	return string(text[:min(len(text), most)])
}

type fuzzer struct {
	w      *world
	dice   *rand.Rand
	things map[string]string
	theirs map[string]string // of another bureau
}

type fuzzed struct {
	path    string
	body    []byte
	headers []header
	foreign bool // the path names something of another bureau
}

func (f *fuzzer) one(of ...string) string { return of[f.dice.IntN(len(of))] }

// now and then: true once in n.
func (f *fuzzer) rarely(n int) bool { return f.dice.IntN(n) == 0 }

// strange are texts that parameters and fields are not made for.
var strange = []string{
	"", " ", "0", "-1", "1e309", "99999999999999999999", "null", "true", "..", "/", "%00", "\u0000", "王芳", "'; DROP TABLE plans; --", "<script>", "\"", "\\",
	"{}", "[]", "2026-02-30", "\ufeff", "é\u0301", strings.Repeat("x", 5000), "v1", `"v0"`, `"v99"`, `W/"v1"`, "*", "\r\nX-Header: 1", "\xff\xfe", "\u202e", "110105194912310021",
}

func (f *fuzzer) request(op operation) fuzzed {
	r := fuzzed{path: op.fill(f.things)}
	if f.rarely(3) { // as the document shows it
		if text, ok := op.example().([]byte); ok {
			r.body = f.known(text)
		} else if text, ok := op.example().(string); ok {
			r.body = []byte(text)
		}
		r.headers = op.headers()
		return r
	}
	if f.rarely(6) {
		r.path = op.fill(f.theirs)
		r.foreign = op.names(f.theirs)
	} else if f.rarely(6) {
		r.path = op.fill(map[string]string{"{id}": url.PathEscape(f.one(strange[2:]...)), "{pin}": "x", "{delivery}": "x"})
	}
	query := url.Values{}
	if i := strings.Index(r.path, "?"); i >= 0 {
		query, _ = url.ParseQuery(r.path[i+1:])
		r.path = r.path[:i]
	}
	for _, p := range op.op.Parameters {
		switch p.Value.In {
		case openapi3.ParameterInQuery:
			if f.rarely(2) {
				query.Set(p.Value.Name, f.parameter(p.Value))
			}
		case openapi3.ParameterInHeader:
			if f.rarely(2) {
				r.headers = append(r.headers, header{p.Value.Name, printable(f.parameter(p.Value))})
			}
		}
	}
	if f.rarely(10) {
		query.Set("unknown", f.one(strange...))
	}
	f.tame(op, query)
	if len(query) > 0 {
		r.path += "?" + query.Encode()
	}
	if op.media() != "" {
		r.headers = append(r.headers, header{"Content-Type", op.media()})
		if f.rarely(12) {
			r.headers = append(r.headers, header{"Content-Type", f.one("text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-8")})
		}
		if f.rarely(15) {
			r.headers = append(r.headers, header{"Content-Encoding", f.one("gzip", "br", "identity")})
		}
		r.body = f.payload(op)
	}
	if f.rarely(8) {
		r.headers = append(r.headers, header{"Accept-Language", printable(f.one(strange...))}, header{"Accept", f.one("*/*", "text/csv", "application/json", "")})
	}
	return r
}

// tame keeps requests from waiting: for plans, for profiles, for streams.
func (f *fuzzer) tame(op operation, query url.Values) {
	for name, least := range map[string]string{"wait": "0", "seconds": "1"} {
		if v := query.Get(name); v != "" && !slices.Contains(strange, v) {
			query.Set(name, least)
		}
	}
	if op.id == "stream-plan-events" && query.Get("after") == "" {
		query.Set("after", "0")
	}
}

// printable is a text as a header may hold it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s[:min(len(s), 1000)])
}

// parameter makes a value, mostly one that the schema allows.
func (f *fuzzer) parameter(p *openapi3.Parameter) string {
	if f.rarely(3) {
		return f.one(strange...)
	}
	if text, ok := p.Example.(string); ok && f.rarely(2) {
		return text
	}
	v := f.value(p.Schema, 0)
	if list, ok := v.([]any); ok {
		return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", ","), "[]")
	}
	return fmt.Sprint(v)
}

// payload makes a body: the example, one that the schema allows, or either of
// them with something wrong in it.
func (f *fuzzer) payload(op operation) []byte {
	text, _ := op.example().([]byte)
	if s, ok := op.example().(string); ok {
		text = []byte(s)
	}
	text = f.known(text)
	if op.media() != "application/json" && op.media() != "application/json-patch+json" || f.rarely(12) {
		return f.damage(text)
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil || f.rarely(3) {
		v = f.value(op.op.RequestBody.Value.Content[op.media()].Schema, 0)
	}
	if f.rarely(2) {
		v = f.mutate(v)
	}
	out, err := json.Marshal(v)
	if err != nil {
		return []byte("{}")
	}
	return f.known(out)
}

// known puts ids that exist into the place of those of examples.
func (f *fuzzer) known(text []byte) []byte {
	for name, thing := range f.things {
		switch name {
		case "/datasets/{id}":
			text = bytes.ReplaceAll(text, []byte("ds_01jd3z5w8e3v0s2b6t9n4k7qxa"), []byte(strings.TrimPrefix(thing, "/datasets/")))
		case "/plans/{id}":
			text = bytes.ReplaceAll(text, []byte("pl_01jd3z7m4q8x1c5r9w2y6h3ftb"), []byte(strings.TrimPrefix(thing, "/plans/")))
		}
	}
	return text
}

// damage breaks a text.
func (f *fuzzer) damage(text []byte) []byte {
	out := slices.Clone(text)
	switch f.dice.IntN(8) {
	case 6: // bytes that are no text, in the middle
		i := f.dice.IntN(len(out) + 1)
		return slices.Concat(out[:i], []byte("\xc3\x28"), out[i:])
	case 7:
		return []byte(`{"name":"` + strings.Repeat("长", 100_000) + `"}`)
	case 0:
		return nil
	case 1:
		return out[:f.dice.IntN(len(out)+1)]
	case 2:
		return append(out, []byte(f.one(strange...))...)
	case 3:
		return []byte(strings.Repeat("[", 500))
	case 4:
		if len(out) > 0 {
			out[f.dice.IntN(len(out))] = byte(f.dice.IntN(256))
		}
	}
	return out
}

// mutate changes one thing of a value.
func (f *fuzzer) mutate(v any) any {
	if f.rarely(5) {
		return f.junk()
	}
	switch v := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		if len(keys) == 0 || f.rarely(6) {
			v[f.one("extra", "id", "王芳", "__proto__", "")] = f.junk()
			return v
		}
		k := keys[f.dice.IntN(len(keys))]
		if f.rarely(4) {
			delete(v, k)
			return v
		}
		v[k] = f.mutate(v[k])
		return v
	case []any:
		switch how := f.dice.IntN(8); {
		case len(v) == 0:
			return append(v, f.junk())
		case how < 2:
			return append(v, v[0])
		case how < 4:
			return v[1:]
		}
		i := f.dice.IntN(len(v))
		v[i] = f.mutate(v[i])
		return v
	}
	return f.junk()
}

func (f *fuzzer) junk() any {
	all := []any{
		nil, true, -1, 0, 1.5, 1e300, "", f.one(strange...), []any{}, map[string]any{}, []any{nil}, map[string]any{"a": nil},
		json.RawMessage("1e400"), json.RawMessage("-0"), json.RawMessage(strings.Repeat("9", 400)), json.RawMessage(`{"a":1,"a":2}`), json.RawMessage(`"\ud800"`),
	}
	return all[f.dice.IntN(len(all))]
}

// value makes a value that a schema allows.
func (f *fuzzer) value(ref *openapi3.SchemaRef, depth int) any {
	const deepest = 6
	if ref == nil || ref.Value == nil || depth > deepest {
		return f.junk()
	}
	s := ref.Value
	switch {
	case len(s.Enum) > 0:
		return s.Enum[f.dice.IntN(len(s.Enum))]
	case len(s.AnyOf) > 0:
		return f.value(s.AnyOf[f.dice.IntN(len(s.AnyOf))], depth+1)
	case s.Type.Includes("object"):
		out := map[string]any{}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			if slices.Contains(s.Required, name) || f.rarely(2) {
				out[name] = f.value(s.Properties[name], depth+1)
			}
		}
		return out
	case s.Type.Includes("array"):
		out := []any{}
		for range max(int(s.MinItems), f.dice.IntN(3)) {
			out = append(out, f.value(s.Items, depth+1))
		}
		return out
	case s.Type.Includes("boolean"):
		return f.rarely(2)
	case s.Type.Includes("integer"), s.Type.Includes("number"):
		low, high := 0.0, 100.0
		if s.Min != nil {
			low = *s.Min
		}
		if s.Max != nil {
			high = *s.Max
		}
		if s.Type.Includes("integer") {
			return int64(low) + f.dice.Int64N(max(int64(high-low), 0)+1)
		}
		return low + f.dice.Float64()*(high-low)
	}
	switch s.Format {
	case "date":
		return "2026-08-31"
	case "date-time":
		return "2026-08-31T00:00:00Z"
	}
	return f.one("S1", "T1", "chinese", "x", "ds_01jd3z5w8e3v0s2b6t9n4k7qxa", "pl_01jd3z7m4q8x1c5r9w2y6h3ftb")
}
