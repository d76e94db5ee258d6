package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

// conflicts asks for a search and waits until it is over.
func (c *client) conflicts(t *testing.T, path string) api.ConflictsView {
	t.Helper()
	a := c.send(t, http.MethodPost, path+"?wait=30", api.ConflictsBody{TimeLimitSeconds: new(float64(120))})
	for a.status == http.StatusAccepted { // a busy machine
		v := into[api.ConflictsView](t, a, http.StatusAccepted)
		require.Nil(t, v.Report)
		_, _ = c.stream(t, v.Search, "0")
		a = c.send(t, http.MethodPost, path, api.ConflictsBody{})
	}
	return into[api.ConflictsView](t, a, http.StatusOK)
}

// What cannot all hold is found once, as a job like a solve, and read by whoever
// may read plans.
func testConflicts(t *testing.T, w *world) {
	c, reader := w.as(t, api.RolePlanner), w.as(t, api.RoleAuditor)
	p := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/conflict_quota").ID})
	require.Equal(t, api.StatusSucceeded, p.Status, "there is a plan where a rule gives way")
	at := p.Links["conflicts"]
	require.Equal(t, "/v1/plans/"+p.ID+"/conflicts", at)
	problem(t, reader.send(t, http.MethodGet, at, nil), http.StatusNotFound, model.CodeNotFound)
	problem(t, reader.send(t, http.MethodPost, at, api.ConflictsBody{}), http.StatusForbidden, api.CodeForbidden)
	problem(t, c.send(t, http.MethodPost, at, api.ConflictsBody{TimeLimitSeconds: new(1e9)}), http.StatusUnprocessableEntity, model.CodeOutOfRange)

	v := c.conflicts(t, at)
	require.Equal(t, api.StatusSucceeded, v.Status, v.Failure)
	require.Equal(t, p.ID, v.Plan)
	r := v.Report
	require.True(t, r.Complete)
	require.True(t, r.HasPlan)
	require.Equal(t, int64(1), r.Relax)
	require.Len(t, r.Conflicts, 1)
	require.Equal(t, "rotation_floor", r.Conflicts[0].Members[0].Rule)
	require.Equal(t, []string{"B1-23"}, r.Conflicts[0].Members[0].Clauses)
	require.Equal(t, "headcount", r.Conflicts[0].Members[1].Rule)
	require.Len(t, r.Repairs, 2)
	for _, repair := range r.Repairs {
		require.Zero(t, repair.Relax)
		require.NotNil(t, repair.Plan, "each has a price")
		require.Len(t, repair.Plan.Tiers, len(p.Tiers))
	}
	require.Equal(t, explain.ChangeQuota, r.Repairs[1].Changes[0].Kind)

	require.Equal(t, v, into[api.ConflictsView](t, reader.send(t, http.MethodGet, at, nil), http.StatusOK))
	require.Equal(t, v.Search, c.conflicts(t, at).Search, "what is known is not computed again")

	// The search is a job like a solve, and no plan.
	job := into[api.PlanView](t, c.send(t, http.MethodGet, v.Links["search"], nil), http.StatusOK)
	require.Equal(t, p.ID, job.ConflictsOf)
	require.Equal(t, at, job.Links["conflicts"])
	require.Empty(t, job.PlanHash)
	require.NotContains(t, string(c.send(t, http.MethodGet, "/v1/plans?limit=1000&dataset="+p.Dataset, nil).body), v.Search)
	events, _ := c.stream(t, v.Search, "0")
	require.Equal(t, "done", events[len(events)-1].Kind)
	problem(t, c.send(t, http.MethodPost, v.Links["search"]+"/conflicts", api.ConflictsBody{}), http.StatusConflict, model.CodeConflict)
	problem(t, c.send(t, http.MethodGet, v.Links["search"]+"/document", nil), http.StatusConflict, model.CodeNoPlan)
	a := c.send(t, http.MethodPost, v.Links["search"]+"/transitions", api.TransitionBody{Action: "submit", Reason: "x"}, header{"If-Match", c.send(t, http.MethodGet, v.Links["search"], nil).header.Get("ETag")})
	problem(t, a, http.StatusConflict, model.CodeConflict)

	for _, action := range []string{"conflicts.asked", "conflicts.found"} {
		rows := into[api.PageOf[api.AuditEntry]](t, reader.send(t, http.MethodGet, "/v1/audit?action="+action+"&subject="+p.ID, nil), http.StatusOK).Items
		require.Len(t, rows, 1, action)
		require.Contains(t, string(rows[0].Data), v.Search)
	}

	held := c.solved(t)
	require.NotContains(t, held.Links, "conflicts")
	problem(t, c.send(t, http.MethodPost, "/v1/plans/"+held.ID+"/conflicts", api.ConflictsBody{}), http.StatusConflict, model.CodeConflict)
}
