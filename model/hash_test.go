package model_test

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value any
		want  string
	}{
		{json.RawMessage(`{"b": [1.0, 2e2, -0, 1e30, 1e-7, 4.50, 0.002], "a": "<&>\u0001\u2028\/"}`), `{"a":"<&>\u0001` + "\u2028" + `/","b":[1,200,0,1e+30,1e-7,4.5,0.002]}`},
		// The example of RFC 8785 for the order of keys: by UTF-16 units.
		{
			json.RawMessage(`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`),
			"{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}",
		},
		{map[string]any{"z": nil, "a": []int{}, "m": true}, `{"a":[],"m":true,"z":null}`},
		{int64(math.MaxInt64), `9223372036854775807`},
		{math.Copysign(0, -1), `0`},
		{333333333.33333329, `333333333.3333333`},
		{1e21, `1e+21`},
		{5e-324, `5e-324`},
		{day(2026, 8, 31), `"2026-08-31"`},
		{nil, `null`},
		{(*model.Problem)(nil), `null`},
		{[]string(nil), `[]`},
		{"\xff", `"` + "\ufffd" + `"`},
	} {
		got, err := model.Canonical(c.value)
		require.NoError(t, err)
		require.Equal(t, c.want, string(got))
	}

	_, err := model.Canonical(math.NaN())
	require.Equal(t, model.CodeNotFinite, model.ErrorCode(err))
	_, err = model.Canonical(json.RawMessage("1e999"))
	require.Equal(t, model.CodeNotFinite, model.ErrorCode(err))
	_, err = model.Canonical(json.RawMessage("{"))
	require.Equal(t, model.CodeBadJSON, model.ErrorCode(err))
	_, err = model.Canonical(make(chan int))
	require.Equal(t, model.CodeInternal, model.ErrorCode(err))
}

func TestProblemHashIgnoresOrder(t *testing.T) {
	t.Parallel()
	p, q := sampleProblem(), sampleProblem()
	slices.Reverse(q.Zones)
	slices.Reverse(q.Schools)
	slices.Reverse(q.Teachers)
	slices.Reverse(q.Pins)
	slices.Reverse(q.Travel.Matrix)
	slices.Reverse(q.Curriculum.Periods)
	for i := range q.Schools {
		for j := range q.Schools[i].Stages {
			slices.Reverse(q.Schools[i].Stages[j].Grades)
			slices.Reverse(q.Schools[i].Stages[j].Demand)
		}
	}
	for i := range q.Teachers {
		slices.Reverse(q.Teachers[i].History)
		slices.Reverse(q.Teachers[i].Qualifications)
	}
	require.NotEqual(t, problemText(t, p), problemText(t, q))
	require.Equal(t, p.Hash(), q.Hash())
	require.Len(t, p.Hash(), 64)
	require.Equal(t, model.SchoolID("S4"), q.Schools[0].ID, "hashing changes nothing")
}

// The hash of the sample is fixed: stored plans name it for years.
func TestProblemHashIsStable(t *testing.T) {
	t.Parallel()
	require.Equal(t, "875b8e6a5d06d03117c9a6f537ef67db223af38788c1ec2d5db6d827062b8051", sampleProblem().Hash())
}

func TestProblemHashSeesChanges(t *testing.T) {
	t.Parallel()
	base := sampleProblem().Hash()
	for name, change := range map[string]func(p *model.Problem){
		"a number":              func(p *model.Problem) { p.Schools[0].Quota++ },
		"an override":           func(p *model.Problem) { p.Pack.Overrides[0].Value = json.RawMessage(`["coverage","vacancy"]`) },
		"no number":             func(p *model.Problem) { p.Travel.Speed = math.NaN() },
		"order of preferences":  func(p *model.Problem) { slices.Reverse(p.Teachers[0].Preferences) },
		"something that is not": func(p *model.Problem) { p.Pack.Overrides[0].Value = json.RawMessage(`{`) },
		"zero and absent":       func(p *model.Problem) { p.Schools[0].PostCaps.Intermediate = ptr(0) },
	} {
		p := sampleProblem()
		change(p)
		require.NotEqual(t, base, p.Hash(), name)
	}
}

func TestSeal(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	require.False(t, p.SealIntact(), "not sealed")
	p.Seal()
	require.True(t, p.SealIntact())
	first := p.Hash
	p.Seal()
	require.Equal(t, first, p.Hash, "sealing twice changes nothing")
	require.True(t, decodePlan(t, planText(t, p)).SealIntact(), "the seal outlasts writing and reading")

	for name, change := range map[string]func(p *model.Plan){
		"hash":  func(p *model.Plan) { p.Hash = first[1:] + "0" },
		"moves": func(p *model.Plan) { p.Moves[0].To.School = "S3" },
		"order": func(p *model.Plan) { slices.Reverse(p.Options.Tiers) },
		"value": func(p *model.Plan) { p.Tiers[0].Value++ },
	} {
		q := decodePlan(t, planText(t, p))
		change(q)
		require.False(t, q.SealIntact(), name)
	}

	empty, nothing := &model.Plan{Moves: []model.Move{}}, &model.Plan{}
	empty.Seal()
	nothing.Seal()
	require.Equal(t, empty.Hash, nothing.Hash, "nil and empty lists are the same document")
}

func TestEncode(t *testing.T) {
	t.Parallel()
	text := planText(t, &model.Plan{})
	require.NotContains(t, text, "null")
	require.Contains(t, text, "\"moves\": [],\n")
	require.Equal(t, byte('\n'), text[len(text)-1])

	p := sampleProblem()
	p.District.Name = "<县>&"
	require.Contains(t, problemText(t, p), `"name": "<县>&"`, "nothing is escaped for HTML")

	p.Travel.Speed = math.Inf(1)
	require.Equal(t, model.CodeNotFinite, model.ErrorCode(model.EncodeProblem(io.Discard, p)))
	p = sampleProblem()
	p.Pack.Overrides[0].Value = json.RawMessage("{")
	require.Equal(t, model.CodeBadJSON, model.ErrorCode(model.EncodeProblem(io.Discard, p)))
	err := model.EncodePlan(brokenWriter{}, samplePlan())
	require.Equal(t, model.CodeIO, model.ErrorCode(err))
	require.ErrorIs(t, err, errBroken)
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

// The own encoder writes what encoding/json writes, but for lists that are nil
// and for HTML.
func TestEncodeAgreesWithStandardLibrary(t *testing.T) {
	t.Parallel()
	want, err := json.MarshalIndent(sampleProblem(), "", "  ")
	require.NoError(t, err)
	require.Equal(t, string(want)+"\n", problemText(t, sampleProblem()))
}
