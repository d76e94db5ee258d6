package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// byOverride is the origin of a value that a bureau set.
const byOverride = "override"

// showsOverrides expects that everything that is read of a pack and a dataset
// tells of the same parameters that a plan would be solved with. The bureau has
// no override of years but that which is made here.
func showsOverrides(t *testing.T, planner, approver *client, d api.DatasetView) {
	t.Helper()
	const parameter = "exchange.min_years"
	pack := "/v1/packs/" + d.Pack
	verdict := func() (api.Eligibility, model.VerdictKind) {
		e := into[api.Eligibility](t, planner.send(t, http.MethodPost, "/v1/eligibility", api.EligibilityBody{Dataset: d.ID, Teachers: []model.TeacherID{"T3"}}), http.StatusOK)
		return e, e.Teachers[0].Verdict.Kind
	}
	read := func(query string) (api.PackView, api.ParameterView) {
		v := into[api.PackView](t, planner.send(t, http.MethodGet, pack+query, nil), http.StatusOK)
		for _, p := range v.Parameters {
			if p.Name == parameter {
				return v, p
			}
		}
		t.Fatal("the pack does not show " + parameter)
		return v, api.ParameterView{}
	}
	before, own := read("")
	require.NotEqual(t, byOverride, own.Origin)
	require.Nil(t, own.Override)
	_, kind := verdict()
	require.Equal(t, model.NotDue, kind, "a day short of six years")

	o := into[api.Override](t, approver.send(t, http.MethodPost, pack+"/overrides", api.NewOverride{Parameter: parameter, Value: []byte(`5`), Reason: "会议纪要"}), http.StatusCreated)
	changed := &model.Override{Parameter: parameter, Value: []byte(`5`), Reason: "会议纪要", Approver: o.Approver}
	now, p := read("")
	require.Equal(t, byOverride, p.Origin)
	require.InDelta(t, 5, p.Parameter.Value, 0)
	require.Equal(t, changed, p.Override)
	require.NotEqual(t, before.Hash, now.Hash)
	require.Equal(t, own.Parameter.Clauses, p.Parameter.Clauses, "the clause that it departs from stays in sight")
	alone, p := read("?withoutOverrides=true")
	require.Equal(t, own, p)
	story := into[api.ParameterStory](t, planner.send(t, http.MethodGet, pack+"/parameters/"+parameter, nil), http.StatusOK)
	require.Equal(t, byOverride, story.Origin)
	require.Equal(t, changed, story.Steps[len(story.Steps)-1].Override)
	require.Greater(t, len(story.Steps), 1, "what it replaced")
	require.Equal(t, now.Hash, into[api.RuleBook](t, planner.send(t, http.MethodGet, "/v1/rules?pack="+d.Pack, nil), http.StatusOK).Hash)
	require.Equal(t, alone.Hash, into[api.RuleBook](t, planner.send(t, http.MethodGet, "/v1/rules?withoutOverrides=true&pack="+d.Pack, nil), http.StatusOK).Hash)
	differences := into[api.PackDifference](t, planner.send(t, http.MethodGet, pack+"/diff/"+d.Pack, nil), http.StatusOK)
	require.Empty(t, differences.Differences, "both with what the bureau changed")

	e, kind := verdict()
	require.Equal(t, model.Must, kind, "five years are enough now")
	require.Contains(t, e.Overrides, *changed)
	require.Greater(t, len(e.Overrides), 1, "those of the document stand beside it")

	// a plan is solved with it, and the evaluation holds plans against the same
	plan := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	document := planner.send(t, http.MethodGet, plan.Links["document"], nil)
	solved := into[model.Plan](t, document, http.StatusOK)
	require.Equal(t, now.Hash, into[api.PackView](t, planner.send(t, http.MethodGet, pack, nil), http.StatusOK).Hash)
	for i := range solved.Verdicts {
		if v := &solved.Verdicts[i]; v.Teacher == "T3" {
			require.Equal(t, model.Must, v.Kind)
		}
	}
	text := planner.send(t, http.MethodGet, d.Links["document"], nil).body
	atOnce := into[api.DatasetView](t, planner.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text), http.StatusAccepted)
	require.Equal(t, plan.Problem, into[api.PlanView](t, planner.send(t, http.MethodGet, atOnce.Links["plan"], nil), http.StatusOK).Problem)
	evaluate := `{"dataset":"` + d.ID + `","plan":` + string(document.body) + `}`
	report := into[map[string]any](t, planner.send(t, http.MethodPost, "/v1/plans:evaluate", evaluate), http.StatusOK)
	require.Equal(t, true, report["ok"], report["violations"])

	require.Equal(t, http.StatusNoContent, approver.send(t, http.MethodDelete, pack+"/overrides/"+o.ID, nil).status)
	_, kind = verdict()
	require.Equal(t, model.NotDue, kind, "withdrawn")
	report = into[map[string]any](t, planner.send(t, http.MethodPost, "/v1/plans:evaluate", evaluate), http.StatusOK)
	require.Equal(t, false, report["ok"], "made under other rules than those in force")
}
