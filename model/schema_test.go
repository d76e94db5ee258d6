package model_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"lungang/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestSchemaGoldens(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"problem", "plan"} {
		got, err := model.SchemaJSON(kind)
		require.NoError(t, err)
		again, err := model.SchemaJSON(kind)
		require.NoError(t, err)
		require.Equal(t, string(got), string(again))
		file := filepath.Join("testdata", kind+".schema.json")
		if *update {
			require.NoError(t, os.WriteFile(file, got, 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "the types have changed: run go test ./model -run Schema -update")
	}
	_, err := model.SchemaJSON("pack")
	require.Equal(t, model.CodeNotFound, model.ErrorCode(err))
}

func compileSchema(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	text, err := model.SchemaJSON(kind)
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

func schemaAccepts(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	return s.Validate(doc)
}

func TestSchemaAcceptsSamples(t *testing.T) {
	t.Parallel()
	problem, plan := compileSchema(t, "problem"), compileSchema(t, "plan")
	require.NoError(t, schemaAccepts(t, problem, problemText(t, sampleProblem())))
	require.NoError(t, schemaAccepts(t, plan, planText(t, samplePlan())))
	sealed := samplePlan()
	sealed.Seal()
	require.NoError(t, schemaAccepts(t, plan, planText(t, sealed)))
	require.Error(t, schemaAccepts(t, problem, planText(t, samplePlan())))
	require.Error(t, schemaAccepts(t, plan, problemText(t, sampleProblem())))
}

// What the schema refuses, decoder or validation refuse as well.
func TestSchemaAndDecoderAgree(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t, "problem")
	base := problemText(t, sampleProblem())
	for _, c := range [][2]string{
		{`"quota": 20`, `"quota": -1`},
		{`"quota": 20`, `"quota": 1.5`},
		{`"quota": 20`, `"quota": null`},
		{`"quota": 20,`, ``},
		{`"quota": 20`, `"quota": 20, "x": 1`},
		{`"sex": "female"`, `"sex": "f"`},
		{`"2015-09-01"`, `"2015-9-1"`},
		{`"2015-09-01"`, `"2015-02-29"`},
		{`"planYear": 2026`, `"planYear": 1999`},
		{`"430626"`, `"43062"`},
		{`"4306260001"`, `"1"`},
		{`"centre": "S2"`, `"centre": ""`},
		{`"speed": 30`, `"speed": 0.5`},
		{`"id": "Z2"`, `"id": "Z 2"`},
		{`"minutes": 70`, `"minutes": 1441`},
		{`lungang/problem/v1`, `lungang/problem/v2`},
	} {
		require.Contains(t, base, c[0])
		text := strings.Replace(base, c[0], c[1], 1)
		require.Error(t, schemaAccepts(t, schema, text), c[1])
		p, err := model.DecodeProblem(strings.NewReader(text))
		if err == nil {
			err = p.Validate().Err()
		}
		require.Error(t, err, c[1])
	}
}
