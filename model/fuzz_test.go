package model_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func decodePlan(t require.TestingT, text string) *model.Plan {
	if h, ok := t.(interface{ Helper() }); ok {
		h.Helper()
	}
	p, err := model.DecodePlan(strings.NewReader(text))
	require.NoError(t, err)
	return p
}

func seeds(f *testing.F, document string) {
	f.Helper()
	f.Add([]byte(document))
	for _, s := range []string{
		"", "{}", "[]", "null", "{\"a\":1,\"a\":2}", "\ufeff{}", "{\"format\":\"\\ud800\"}", "[[[[[[", "1e999", "NaN",
		`{"schools":[{"id":"S1","stages":[{"grades":[{"grade":-1}]}]}],"teachers":[{"since":"2025-02-29"}]}`,
	} {
		f.Add([]byte(s))
	}
}

func checkFaults(t *testing.T, err error) {
	t.Helper()
	require.NotEqual(t, model.CodeInternal, model.ErrorCode(err))
	require.NotEmpty(t, model.ErrorFaults(err))
	require.NotEmpty(t, model.ErrorText(err, "zh"))
}

func FuzzDecodeProblem(f *testing.F) {
	seeds(f, problemText(f, sampleProblem()))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := model.DecodeProblem(bytes.NewReader(data))
		if err != nil {
			checkFaults(t, err)
			return
		}
		text := problemText(t, p)
		again := decodeProblem(t, text)
		require.Equal(t, text, problemText(t, again))
		require.Equal(t, p.Hash(), again.Hash())
	})
}

func FuzzValidate(f *testing.F) {
	seeds(f, problemText(f, sampleProblem()))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := model.DecodeProblem(bytes.NewReader(data))
		if err != nil {
			return
		}
		before := problemText(t, p)
		fs := p.Validate()
		require.Equal(t, before, problemText(t, p), "validation changes nothing")
		require.Equal(t, fs, p.Validate())
		require.Equal(t, fs, decodeProblem(t, before).Validate())
		for _, x := range model.LocateFaults(data, fs) {
			require.NotEmpty(t, x.Message.ZH)
			require.True(t, x.Line > 0 || x.Code == model.CodeMoreFaults)
		}
	})
}

func FuzzDecodePlan(f *testing.F) {
	seeds(f, planText(f, samplePlan()))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := model.DecodePlan(bytes.NewReader(data))
		if err != nil {
			checkFaults(t, err)
			return
		}
		p.Validate()
		text := planText(t, p)
		require.Equal(t, text, planText(t, decodePlan(t, text)))
		p.Seal()
		require.True(t, decodePlan(t, planText(t, p)).SealIntact())
	})
}
