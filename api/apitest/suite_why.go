package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

// why asks and waits until the other case is over.
func (c *client) why(t *testing.T, plan string, body api.WhyBody) api.WhyView {
	t.Helper()
	at := "/v1/plans/" + plan + "/why"
	a := c.send(t, http.MethodPost, at+"?wait=30", body)
	for a.status == http.StatusAccepted { // a busy machine
		v := into[api.WhyView](t, a, http.StatusAccepted)
		require.Equal(t, explain.AnswerOpen, v.Why.Answer)
		_, _ = c.stream(t, v.Question, "0")
		a = c.send(t, http.MethodPost, at, body)
	}
	return into[api.WhyView](t, a, http.StatusOK)
}

// tierOf is the first objective that differs, and by how much.
func tierOf(w *explain.Why) (string, int64) {
	if w.Cost == nil {
		return "", 0
	}
	return w.Cost.Tier, w.Cost.Amount
}

// Why somebody is not, or is, at a school: rules answer at once; else the other
// case is solved as a job, read by whoever may read plans, and decided about by
// nobody.
func testWhy(t *testing.T, w *world) {
	c, reader := w.as(t, api.RolePlanner), w.as(t, api.RoleAuditor)
	p := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/travel").ID})
	at := p.Links["self"] + "/why"

	a := c.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T1", School: "V1"})
	v := into[api.WhyView](t, a, http.StatusOK)
	require.Equal(t, explain.AnswerForbidden, v.Why.Answer)
	require.Equal(t, model.Must, v.Why.Verdict.Kind)
	require.Len(t, v.Why.Refusals, 1)
	require.Equal(t, "travel", v.Why.Refusals[0].Rule)
	require.Contains(t, v.Why.Refusals[0].Messages[0].EN, "75 minutes")
	require.Empty(t, v.Question)
	require.Empty(t, a.header.Get("Location"))
	route := into[api.WhyView](t, c.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T3", School: "U1"}), http.StatusOK)
	require.Equal(t, []string{"B1-21"}, route.Why.Refusals[0].Clauses)

	v = c.why(t, p.ID, api.WhyBody{Teacher: "T3", School: "V1"})
	require.Equal(t, api.StatusSucceeded, v.Status, v.Failure)
	require.True(t, v.Why.Holds, "the question is turned")
	require.Equal(t, model.PinNotGo, v.Why.Pin)
	require.Equal(t, explain.AnswerCost, v.Why.Answer)
	require.True(t, v.Why.Exact)
	tier, amount := tierOf(v.Why)
	require.Equal(t, "vacancy", tier)
	require.Equal(t, int64(3), amount)
	require.Equal(t, 1, v.Why.Shortages[0].VacantAfter)
	require.Equal(t, []api.OutcomeShift{{Teacher: "T3", Before: []string{"V1/primary/chinese"}, After: []string{}}}, v.Changes)
	require.Equal(t, v, into[api.WhyView](t, reader.send(t, http.MethodGet, v.Links["self"], nil), http.StatusOK))
	require.Equal(t, v.Question, c.why(t, p.ID, api.WhyBody{Teacher: "T3", School: "V1"}).Question, "what is known is not computed again")
	for _, action := range []string{"why.asked", "why.answered"} {
		rows := into[api.PageOf[api.AuditEntry]](t, reader.send(t, http.MethodGet, "/v1/audit?action="+action+"&subject="+p.ID, nil), http.StatusOK).Items
		require.Len(t, rows, 1, action)
		require.Contains(t, string(rows[0].Data), v.Question)
	}
	testOtherCase(t, c, p, v)

	for district, want := range map[string]explain.Answer{"lottery": explain.AnswerDraw, "headcount": explain.AnswerImpossible} {
		plan := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/"+district).ID})
		x := c.why(t, plan.ID, api.WhyBody{Teacher: "T1", School: "V1"})
		require.Equal(t, want, x.Why.Answer, x.Failure)
		require.Equal(t, want == explain.AnswerImpossible, x.Status == api.StatusInfeasible)
		require.Equal(t, want == explain.AnswerImpossible, x.Failure != nil)
	}

	problem(t, reader.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T3", School: "V1"}), http.StatusForbidden, api.CodeForbidden)
	problem(t, c.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T9", School: "V1"}), http.StatusUnprocessableEntity, model.CodeUnknownReference)
	problem(t, c.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T3", School: "V1", TimeLimitSeconds: new(1e9)}), http.StatusUnprocessableEntity, model.CodeOutOfRange)
	problem(t, reader.send(t, http.MethodGet, "/v1/plans/"+v.Question+"/why/"+v.Question, nil), http.StatusNotFound, model.CodeNotFound)

	once := header{"Idempotency-Key", "why-" + p.ID}
	first := into[api.WhyView](t, c.send(t, http.MethodPost, at+"?wait=30", api.WhyBody{Teacher: "T3", School: "U2"}, once), http.StatusOK)
	again := into[api.WhyView](t, c.send(t, http.MethodPost, at+"?wait=30", api.WhyBody{Teacher: "T3", School: "U2"}, once), http.StatusOK)
	require.Equal(t, first.Question, again.Question)
	problem(t, c.send(t, http.MethodPost, at, api.WhyBody{Teacher: "T3", School: "V1"}, once), http.StatusUnprocessableEntity, api.CodeIdempotency)
}

// testOtherCase holds that the plan of the other case is a job like a solve, that
// it says what it is, and that nobody can take it for a plan to be decided about.
func testOtherCase(t *testing.T, c *client, p api.PlanView, v api.WhyView) {
	t.Helper()
	a := c.send(t, http.MethodGet, v.Links["other"], nil)
	job := into[api.PlanView](t, a, http.StatusOK)
	require.Equal(t, p.ID, job.WhyOf)
	require.Empty(t, job.Warm)
	require.Equal(t, v.Links["self"], job.Links["why"])
	require.Equal(t, p.Pins+1, job.Pins)
	require.NotContains(t, string(c.send(t, http.MethodGet, "/v1/plans?limit=1000&dataset="+p.Dataset, nil).body), v.Question)
	events, _ := c.stream(t, v.Question, "0")
	require.Equal(t, "done", events[len(events)-1].Kind)
	require.True(t, into[api.ReviewView](t, c.send(t, http.MethodGet, v.Links["other"]+"/review", nil), http.StatusOK).Simulation)
	submit := api.TransitionBody{Action: "submit", Reason: "x"}
	problem(t, c.send(t, http.MethodPost, v.Links["other"]+"/transitions", submit, header{"If-Match", a.header.Get("ETag")}), http.StatusConflict, model.CodeConflict)
	problem(t, c.send(t, http.MethodPost, v.Links["other"]+"/why", api.WhyBody{Teacher: "T3", School: "V1"}), http.StatusConflict, model.CodeConflict)
	problem(t, c.send(t, http.MethodGet, v.Links["other"]+"/documents/list?format=docx", nil), http.StatusConflict, model.CodeConflict)
	problem(t, c.w.as(t, api.RoleAuditor).send(t, http.MethodGet, v.Links["other"]+"/bundle", nil), http.StatusConflict, model.CodeConflict)
	require.Equal(t, http.StatusOK, c.send(t, http.MethodDelete, v.Links["other"], nil).status, "it is over and stays as it is")
}
