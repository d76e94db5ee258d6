package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// An office writes down where teachers must stand and why; the answer says what
// is so, with the grounds, for a dataset and for a document alike, and keeps
// nothing.
func testAcceptance(t *testing.T, w *world) {
	const years, age = "consecutive_years", "age_limit"
	c := w.as(t, api.RoleReviewer)
	planner := w.as(t, api.RolePlanner)
	d := planner.upload(t, "tiny/due")
	tests := "/v1/packs/" + d.Pack + "/tests"
	expected := []api.Expectation{
		{Teacher: "T1", Verdict: model.Must, Predicate: years, Clause: "B1-22"},
		{Teacher: "T2", Verdict: model.NotDue, Predicate: years},
		{Teacher: "T3", Verdict: model.Exempt},
	}
	at := func(body api.AcceptanceBody) api.Acceptance {
		return into[api.Acceptance](t, c.send(t, http.MethodPost, tests, body), http.StatusOK)
	}
	a := at(api.AcceptanceBody{Dataset: d.ID, Expected: expected})
	require.Equal(t, d.Pack, a.Pack)
	require.Equal(t, []int{1, 2}, []int{a.Passed, a.Failed})
	require.True(t, a.Trials[0].Passed)
	require.Equal(t, []api.Part{"predicate"}, a.Trials[1].Missed, "too old, not too short at the school")
	require.Equal(t, []api.Part{"verdict"}, a.Trials[2].Missed)
	require.Equal(t, model.NotDue, a.Trials[2].Got)
	ground := func(x api.Trial, predicate string) *model.Finding {
		for i := range x.Grounds {
			if x.Grounds[i].Predicate == predicate {
				return &x.Grounds[i]
			}
		}
		return nil
	}
	require.False(t, ground(a.Trials[1], age).Holds)
	require.Nil(t, ground(a.Trials[1], years))
	require.Equal(t, []string{"B1-22"}, ground(a.Trials[2], years).Clauses)
	require.Contains(t, a.Trials[2].Clauses, "B1-22")

	doc := into[model.Problem](t, c.send(t, http.MethodGet, d.Links["document"], nil), http.StatusOK)
	require.Equal(t, a, at(api.AcceptanceBody{Problem: &doc, Expected: expected}))
	doc.Pack.ID = "no-such-pack"
	require.Equal(t, a, at(api.AcceptanceBody{Problem: &doc, Expected: expected}), "the pack is that of the path")

	doc.Teachers[0].School = "NOWHERE"
	for name, x := range map[string]struct {
		body   any
		status int
		code   model.Code
		places []string
	}{
		"neither":         {api.AcceptanceBody{Expected: expected}, http.StatusUnprocessableEntity, model.CodeInconsistent, nil},
		"both":            {api.AcceptanceBody{Dataset: d.ID, Problem: &doc, Expected: expected}, http.StatusUnprocessableEntity, model.CodeInconsistent, nil},
		"no expectation":  {`{"dataset":"` + d.ID + `","expected":[]}`, http.StatusUnprocessableEntity, "", []string{"/expected"}},
		"no such dataset": {api.AcceptanceBody{Dataset: "ds_nothing", Expected: expected}, http.StatusNotFound, model.CodeNotFound, nil},
		"unknown verdict": {`{"dataset":"` + d.ID + `","expected":[{"teacher":"T1","verdict":"due"}]}`, http.StatusUnprocessableEntity, "", []string{"/expected/0/verdict"}},
		"unknown things": {api.AcceptanceBody{Dataset: d.ID, Expected: []api.Expectation{
			expected[0], {Teacher: "NOBODY", Verdict: model.Must, Predicate: "tea"}, {Teacher: "T1", Verdict: model.Must, Clause: "B1-999"},
		}}, http.StatusUnprocessableEntity, "", []string{"/expected/1/teacher", "/expected/1/predicate", "/expected/2/clause"}},
		"a faulty document": {api.AcceptanceBody{Problem: &doc, Expected: expected}, http.StatusUnprocessableEntity, model.CodeUnknownReference, []string{"/problem/teachers/0/school"}},
	} {
		a := c.send(t, http.MethodPost, tests, x.body)
		require.Equal(t, x.status, a.status, "%s: %s", name, a.body)
		p := into[api.ProblemDetails](t, a, x.status)
		if x.code != "" {
			require.Equal(t, x.code, p.Code, name)
		}
		var places []string
		for _, e := range p.Errors {
			places = append(places, e.Pointer)
		}
		require.Equal(t, x.places, places, name)
	}
	problem(t, c.send(t, http.MethodPost, "/v1/packs/nothing/tests", api.AcceptanceBody{Dataset: d.ID, Expected: expected}), http.StatusNotFound, model.CodeNotFound)
}
