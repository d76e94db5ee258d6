package model_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// Every entry replaces one piece of the sample's text, and must give exactly
// one fault (unless more is set) with this code and pointer.
func TestDecodeProblemFaults(t *testing.T) {
	t.Parallel()
	base := problemText(t, sampleProblem())
	for _, c := range []struct {
		name, old, new string
		code           model.Code
		pointer        string
	}{
		{"array for object", `"district": {`, `"district": [{"a":1}], "x": {`, "wrong_type", "/district"},
		{"boolean as text", `"boarding": true`, `"boarding": "true"`, "wrong_type", "/schools/1/boarding"},
		{"control character", `"示例县"`, "\"示例\x01县\"", "bad_json", "/district/name"},
		{"date form", `"2015-09-01"`, `"2015/09/01"`, "bad_date", "/teachers/0/since"},
		{"date of another type", `"since": "2015-09-01"`, `"since": 20150901`, "wrong_type", "/teachers/0/since"},
		{"day that does not exist", `"1984-02-29"`, `"1985-02-29"`, "bad_date", "/teachers/1/birthDate"},
		{"duplicate key", `"planYear": 2026`, `"planYear": 2026, "planYear": 2026`, "bad_json", "/district/planYear"},
		{"duplicate key in a raw value", `"value": [`, `"value": {"a": 1, "a": 2}, "valu": [`, "bad_json", "/pack/overrides/0/value/a"},
		{"empty date", `"validTo": "2027-12-31"`, `"validTo": ""`, "bad_date", "/teachers/0/backbone/validTo"},
		{"empty id", `"centre": "S2"`, `"centre": ""`, "missing", "/schools/2/centre"},
		{"escape", `"示例县"`, `"示例\q县"`, "bad_json", "/district/name"},
		{"fraction for a whole number", `"quota": 20`, `"quota": 20.5`, "wrong_type", "/schools/0/quota"},
		{"huge number", `"speed": 30`, `"speed": 1e400`, "not_finite", "/travel/speed"},
		{"huge whole number", `"quota": 20`, `"quota": 99999999999999999999`, "out_of_range", "/schools/0/quota"},
		{"huge number in a raw value", `"value": [`, `"value": [1e400,`, "not_finite", "/pack/overrides/0/value/0"},
		{"infinity", `"speed": 30`, `"speed": -Infinity`, "not_finite", "/travel/speed"},
		{"invalid UTF-8", `"示例县"`, "\"\xff\xfe\"", "bad_json", "/district/name"},
		{"leading zero", `"quota": 20`, `"quota": 020`, "bad_json", "/schools/0/quota"},
		{"lone surrogate", `"示例县"`, `"\ud800"`, "bad_json", "/district/name"},
		{"missing field", `"quota": 20,`, ``, "missing", "/schools/0/quota"},
		{"NaN", `"latitude": 28.7,`, `"latitude": NaN,`, "not_finite", "/schools/0/location/latitude"},
		{"null for a list", `"kin": [`, `"kin": null, "kim": [`, "wrong_type", "/teachers/0/kin"},
		{"null for a number", `"quota": 20`, `"quota": null`, "wrong_type", "/schools/0/quota"},
		{"null for an object", `"licence": {`, `"licence": null, "licenc": {`, "wrong_type", "/teachers/0/licence"},
		{"number for a text", `"code": "430626"`, `"code": 430626`, "wrong_type", "/district/code"},
		{"object for a list", `"kin": [`, `"kin": {}, "kim": [`, "wrong_type", "/teachers/0/kin"},
		{"text for a number", `"quota": 20`, `"quota": "20"`, "wrong_type", "/schools/0/quota"},
		{"trailing comma in a list", `"T3"`, `"T3",`, "bad_json", "/teachers/0/kin"},
		{"trailing comma in an object", `"periods": 14`, `"periods": 14,`, "bad_json", "/curriculum/loads/0"},
		{"unknown field", `"quota": 20`, `"quota": 20, "a/b~c": {"x": [1]}`, "unknown_field", "/schools/0/a~1b~0c"},
		{"unknown field on top", `"format":`, `"$schema": "x", "format":`, "unknown_field", "/$schema"},
		{"unknown word", `"sex": "female"`, `"sex": "f"`, "bad_word", "/teachers/0/sex"},
		{"unquoted word", `"boarding": true`, `"boarding": True`, "bad_json", "/schools/1/boarding"},
		{"wrong case of a field", `"quota": 20`, `"quota": 20, "Quota": 20`, "unknown_field", "/schools/0/Quota"},
		{"zero character", `"示例县"`, `"\u0000"`, "bad_json", "/district/name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, base, c.old)
			text := strings.Replace(base, c.old, c.new, 1)
			_, err := model.DecodeProblem(strings.NewReader(text))
			require.Error(t, err)
			f := find(model.ErrorFaults(err), c.code, c.pointer)
			require.NotNil(t, f, "%v", err)
			require.Positive(t, f.Line)
			require.Positive(t, f.Column)
			require.NotEmpty(t, f.Message.ZH)
			require.NotEmpty(t, f.Message.EN)
			require.NotEmpty(t, f.Remedy.ZH)
			require.NotEmpty(t, f.Remedy.EN)
			require.True(t, f.IsError())
		})
	}
}

func find(fs model.Faults, code model.Code, pointer string) *model.Fault {
	for i := range fs {
		if fs[i].Code == code && fs[i].Pointer == pointer {
			return &fs[i]
		}
	}
	return nil
}

// After these nothing can be read any more; what was found before stays.
func TestDecodeBrokenText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, pointer string }{
		{"byte order mark only", "\ufeff", ""},
		{"comment", "{ // comment\n}", ""},
		{"empty", "", ""},
		{"ends in a key", `{"format`, ""},
		{"ends in a list", `{"schools": [{"id": "S1"`, "/schools/0"},
		{"ends in a number", `{"schools": 1`, ""},
		{"missing colon", `{"format" "x"}`, ""},
		{"missing comma", `{"format": "x" "district": 1}`, ""},
		{"only a comma", `,`, ""},
		{"single quotes", `{'format': 'x'}`, ""},
		{"text after the end", `{} {}`, ""},
		{"UTF-16", "\xff\xfe{\x00}\x00", ""},
		{"white space", " \n\t", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := model.DecodeProblem(strings.NewReader(c.text))
			require.Equal(t, model.CodeBadJSON, model.ErrorCode(err), "%v", err)
			require.NotNil(t, find(model.ErrorFaults(err), model.CodeBadJSON, c.pointer), "%v", err)
		})
	}
}

func TestDecodePositions(t *testing.T) {
	t.Parallel()
	text := "\ufeff{\"format\": \"lungang/problem/v1\",\n  \"名称\": 1,\n  \"district\": {\"code\": 1, \"名\": 2}}"
	_, err := model.DecodeProblem(strings.NewReader(text))
	fs := model.ErrorFaults(err)
	f := find(fs, model.CodeUnknownField, "/名称")
	require.NotNil(t, f)
	require.Equal(t, []int{2, 3}, []int{f.Line, f.Column})
	f = find(fs, model.CodeWrongType, "/district/code")
	require.NotNil(t, f)
	require.Equal(t, []int{3, 24}, []int{f.Line, f.Column})
	f = find(fs, model.CodeMissing, "/schools")
	require.NotNil(t, f)
	require.Equal(t, []int{1, 1}, []int{f.Line, f.Column}, "the mark at the beginning counts for nothing")
	for i := 1; i < len(fs); i++ {
		require.GreaterOrEqual(t, fs[i].Line, fs[i-1].Line, "document order")
	}
}

func TestDecodeSuggestions(t *testing.T) {
	t.Parallel()
	base := problemText(t, sampleProblem())
	for _, c := range []struct{ old, new, meant string }{
		{`"quota": 20`, `"quotta": 20`, `"quota"`},
		{`"birthDate"`, `"birth_date"`, `"birthDate"`},
		{`"urbanRural"`, `"UrbanRural"`, `"urbanRural"`},
		{`"volunteer"`, `"voluntere"`, `"volunteer"`},
		{`"sex": "female"`, `"sex": "Female"`, `"female"`},
		{`"strong"`, `"strnog"`, `"strong"`},
	} {
		_, err := model.DecodeProblem(strings.NewReader(strings.Replace(base, c.old, c.new, 1)))
		require.Contains(t, model.ErrorText(err, "en"), "did you mean "+c.meant)
		require.Contains(t, model.ErrorText(err, "zh"), "是不是想写 "+c.meant)
	}
	_, err := model.DecodeProblem(strings.NewReader(strings.Replace(base, `"strong"`, `"xyz"`, 1)))
	require.NotContains(t, model.ErrorText(err, "en"), "did you mean")
}

func TestDecodeKeepsPersonalDataOut(t *testing.T) {
	t.Parallel()
	base := problemText(t, sampleProblem())
	for old, secret := range map[string]string{
		`"1985-02-28"`:       "1985-22-28",
		`"示例县"`:              "\\q张三",
		`"illness"`:          "psychosis",
		`"latitude": 28.75,`: "99e999",
	} {
		quoted := `"` + secret + `"`
		if strings.HasPrefix(old, `"latitude`) {
			quoted = `"latitude": ` + secret + `,`
		}
		_, err := model.DecodeProblem(strings.NewReader(strings.Replace(base, old, quoted, 1)))
		require.Error(t, err)
		require.NotContains(t, err.Error(), secret)
		require.NotContains(t, model.ErrorText(err, "zh"), secret)
	}
}

func TestDecodeAnotherFormat(t *testing.T) {
	t.Parallel()
	_, err := model.DecodeProblem(strings.NewReader(planText(t, samplePlan())))
	fs := model.ErrorFaults(err)
	require.Len(t, fs, 1, "the wrong format is the only thing worth saying")
	require.Equal(t, model.CodeBadFormat, fs[0].Code)
	require.Equal(t, "/format", fs[0].Pointer)
	require.Equal(t, 2, fs[0].Line)
}

func TestDecodeAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	text := problemText(t, sampleProblem())
	text = strings.Replace(text, `"quota": 20`, `"quota": "x"`, 1)
	text = strings.Replace(text, `"sex": "female"`, `"sex": "f"`, 1)
	text = strings.Replace(text, `"1984-02-29"`, `"1983-02-29"`, 1)
	_, err := model.DecodeProblem(strings.NewReader(text))
	var codes []model.Code
	for _, f := range model.ErrorFaults(err) {
		codes = append(codes, f.Code)
	}
	require.Equal(t, []model.Code{"wrong_type", "bad_word", "bad_date"}, codes)
	require.Equal(t, model.CodeInvalid, model.ErrorCode(err))
}

func TestDecodeManyFaults(t *testing.T) {
	t.Parallel()
	text := `{"schools": [` + strings.Repeat("{},", 5000) + `{}]}`
	_, err := model.DecodeProblem(strings.NewReader(text))
	fs := model.ErrorFaults(err)
	require.Len(t, fs, model.MaxFaults+1)
	last := fs[len(fs)-1]
	require.Equal(t, model.CodeMoreFaults, last.Code)
	require.NotEmpty(t, last.Value)
}

func TestDecodeFatalFaultIsNeverLost(t *testing.T) {
	t.Parallel()
	text := `{"schools": [` + strings.Repeat("{},", 5000) + `{]}`
	_, err := model.DecodeProblem(strings.NewReader(text))
	require.Equal(t, model.CodeBadJSON, model.ErrorCode(err))
}

// A document that would take too much memory or time ends the reading where that
// is known, in lists and objects of every kind.
func TestDecodeEndsEarly(t *testing.T) {
	t.Parallel()
	keys := func() string {
		var b strings.Builder
		for i := range 1_000_000 {
			fmt.Fprintf(&b, `"k%d":0,`, i)
		}
		return b.String()
	}()
	tests := map[string]struct {
		text    string
		code    model.Code
		pointer string
	}{
		"entries of a known list":    {`{"teachers":[{"subjects":[` + strings.Repeat(`"a",`, 10_000_000), model.CodeTooLarge, "/teachers/0/subjects/9999999"},
		"entries of an unknown list": {`{"x":[` + strings.Repeat("1,", 10_000_000), model.CodeTooLarge, "/x/10000000"},
		"keys of a map":              {`{"pack":{"overrides":{` + keys + `"x":0`, model.CodeTooLarge, "/pack/overrides/x"},
		"keys of an unknown object":  {`{"x":{` + keys, model.CodeTooLarge, "/x/k999999"}, // x itself is one
		"faults":                     {`{"teachers":[` + strings.Repeat("{},", 200_000), model.CodeMoreFaults, ""},
		"unknown fields":             {`{` + keys, model.CodeMoreFaults, ""},
		"unknown words":              {`{"teachers":[` + strings.Repeat(`{"gender":"x","status":"x"},`, 100_000), model.CodeMoreFaults, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := model.DecodeProblem(strings.NewReader(test.text + " what follows is not JSON"))
			fs := model.ErrorFaults(err)
			last := fs[len(fs)-1]
			require.Equal(t, test.code, last.Code)
			require.Equal(t, test.pointer, last.Pointer)
			require.LessOrEqual(t, len(fs), model.MaxFaults+1)
			for _, f := range fs {
				require.NotEqual(t, model.CodeBadJSON, f.Code, "the end was not looked at")
			}
		})
	}
}

func TestDecodeLimits(t *testing.T) {
	t.Parallel()
	_, err := model.Decode[model.Problem](strings.NewReader(`{"format": "x"}`), 10)
	require.Equal(t, model.CodeTooLarge, model.ErrorCode(err))
	_, err = model.Decode[model.Zone](strings.NewReader(`{"id": "Z"}`), 11)
	require.NoError(t, err, "exactly at the limit")

	for _, open := range []string{"[", `{"a":`} {
		_, err = model.DecodeProblem(strings.NewReader(strings.Repeat(open, 1_000_000)))
		require.Equal(t, model.CodeBadJSON, model.ErrorCode(err))
	}

	_, err = model.DecodeProblem(iotest.ErrReader(io.ErrUnexpectedEOF))
	require.Equal(t, model.CodeIO, model.ErrorCode(err))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

func TestDecodeAcceptsEqualForms(t *testing.T) {
	t.Parallel()
	text := problemText(t, sampleProblem())
	same := "\ufeff" + text
	same = strings.Replace(same, `"quota": 20`, `"quota": 2.0e1`, 1)
	same = strings.Replace(same, `"示例县"`, `"\u793a\u4f8b\u53bf"`, 1)
	same = strings.Replace(same, `"graduating": true`, `"graduating": true, "kin": []`, 1)
	require.Equal(t, decodeProblem(t, text), decodeProblem(t, same))
}

func TestDecodeGenericTypes(t *testing.T) {
	t.Parallel()
	type inner struct {
		Flag bool `json:"flag"`
	}
	type outer struct {
		inner
		Map  map[string]int `json:"map"`
		Any  any            `json:"any"`
		Text model.Text     `json:"text,omitzero"`
		Skip string         `json:"-"`
		Time time.Time      `json:"time,omitzero"`
	}
	v, err := model.Decode[outer](strings.NewReader(`{"flag": true, "map": {"a": 1}, "any": [null, {"x": 1}], "time": "2026-01-02T03:04:05Z"}`), 0)
	require.NoError(t, err)
	require.True(t, v.Flag)
	require.Equal(t, map[string]int{"a": 1}, v.Map)
	require.Equal(t, []any{nil, map[string]any{"x": 1.0}}, v.Any)
	require.Equal(t, 2026, v.Time.Year())

	_, err = model.Decode[outer](strings.NewReader(`{"flag": 1, "map": {"a": "x", "a": 2}, "any": 1e999, "time": "yesterday", "Skip": ""}`), 0)
	fs := model.ErrorFaults(err)
	require.NotNil(t, find(fs, "wrong_type", "/flag"))
	require.NotNil(t, find(fs, "wrong_type", "/map/a"))
	require.NotNil(t, find(fs, "bad_json", "/map/a"))
	require.NotNil(t, find(fs, "not_finite", "/any"))
	require.NotNil(t, find(fs, "wrong_type", "/time"))
	require.NotNil(t, find(fs, "unknown_field", "/Skip"))
}

func TestDecodeRecursiveType(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(`{"predicate": "a", "holds": true, "of": [`, 40) + strings.Repeat(`]}`, 40)
	v, err := model.Decode[model.Finding](strings.NewReader(text), 0)
	require.NoError(t, err)
	depth := 0
	for ; len(v.Of) > 0; v = &v.Of[0] {
		depth++
	}
	require.Equal(t, 39, depth)
}

func TestLocateFaults(t *testing.T) {
	t.Parallel()
	p := sampleProblem()
	p.Schools[0].Quota = -1
	p.Teachers[0].Qualifications = nil
	text := problemText(t, p)
	fs := model.LocateFaults([]byte(text), p.Validate())
	require.Len(t, fs, 2)
	lines := strings.Split(text, "\n")
	require.Contains(t, lines[fs[0].Line-1], `"quota": -1`)
	require.Contains(t, lines[fs[1].Line-1], `"qualifications": []`)
	require.Equal(t, strings.Index(lines[fs[0].Line-1], "-1")+1, fs[0].Column)

	absent := model.LocateFaults([]byte("{\n \"district\": {}}"), model.Faults{{Pointer: "/district/code/x"}, {Pointer: ""}, {Pointer: "/nowhere"}})
	require.Equal(t, []int{1, 1, 2}, []int{absent[0].Line, absent[1].Line, absent[2].Line})
}

// What is read is the same for a large document; BenchmarkLargeDocument says
// how long it takes (30,000 teachers: about one second on one core).
func TestDecodeLargeDocument(t *testing.T) {
	t.Parallel()
	p := largeProblem(2_000)
	q := decodeProblem(t, problemText(t, p))
	require.Equal(t, p, q)
	require.False(t, q.Validate().HasErrors())
	require.Equal(t, p.Hash(), q.Hash())
}

func BenchmarkLargeDocument(b *testing.B) {
	p := largeProblem(30_000)
	text := problemText(b, p)
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			decodeProblem(b, text)
		}
	})
	b.Run("hash", func(b *testing.B) {
		for b.Loop() {
			p.Hash()
		}
	})
	b.Run("validate", func(b *testing.B) {
		for b.Loop() {
			p.Validate()
		}
	})
}

func largeProblem(n int) *model.Problem {
	p := sampleProblem()
	like := p.Teachers[0]
	like.Spouse, like.Kin = "", nil
	for i := len(p.Teachers); i < n; i++ {
		t := like
		t.ID = model.TeacherID(fmt.Sprintf("N%05d", i))
		p.Teachers = append(p.Teachers, t)
	}
	return p
}
