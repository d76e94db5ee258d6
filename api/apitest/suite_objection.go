package apitest

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

// objected files an objection against a plan that is made public for it.
func (w *world) objected(t *testing.T, reason string) api.ObjectionView {
	t.Helper()
	planner := w.as(t, api.RolePlanner)
	plan := planner.solve(t, api.NewPlanBody{Dataset: planner.upload(t, "tiny/preference").ID})
	row := into[api.AssignmentPage](t, planner.send(t, http.MethodGet, plan.Links["assignments"], nil), http.StatusOK).Items[0]
	w.publicised(t, 0, plan.ID)
	body := api.ObjectionBody{Party: review.Person, Teacher: row.Teacher, Kind: model.PinStay, Reason: reason}
	return into[api.ObjectionView](t, w.as(t, api.RoleReviewer).send(t, http.MethodPost, "/v1/plans/"+plan.ID+"/objections", body), http.StatusCreated)
}

// accessesOf are the actors who read what was written with objections about a
// dataset, newest first, with the objections.
func (w *world) accessesOf(t *testing.T, dataset string) (actors, texts []string) {
	t.Helper()
	list := into[api.PageOf[api.AuditEntry]](t, w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/persons/accesses?limit=200&dataset="+dataset, nil), http.StatusOK)
	for _, e := range list.Items {
		if e.Action == "people.read" {
			actors, texts = append(actors, e.Actor), append(texts, string(e.Data))
		}
	}
	return actors, texts
}

// Whoever reads what was written with an objection is in the log of accesses: by
// each way that leads to the text, and only while there is one. Who writes one
// reads nothing by that.
func testObjectionAccesses(t *testing.T, w *world, forget func(t *testing.T)) {
	o := w.objected(t, "家有病人")
	reviewer, planner := w.as(t, api.RoleReviewer), w.as(t, api.RolePlanner)
	dataset := into[api.PlanView](t, planner.send(t, http.MethodGet, "/v1/plans/"+o.Plan, nil), http.StatusOK).Dataset
	actors, _ := w.accessesOf(t, dataset)
	require.Empty(t, actors, "filing reads nothing")
	ways := []string{"/v1/objections/" + o.ID, "/v1/plans/" + o.Plan + "/objections", "/v1/plans/" + o.Plan + "/transitions"}
	for i, path := range ways {
		a := planner.send(t, http.MethodGet, path, nil)
		require.Equal(t, http.StatusOK, a.status, "%s", a.body)
		require.Contains(t, string(a.body), "家有病人")
		actors, texts := w.accessesOf(t, dataset)
		require.Len(t, actors, i+1, path)
		require.NotEqual(t, o.CreatedBy, actors[0], "who reads, not who wrote")
		require.JSONEq(t, `{"objections":["`+o.ID+`"]}`, texts[0], path)
	}
	before, _ := w.accessesOf(t, dataset)
	a := reviewer.send(t, http.MethodPost, "/v1/objections/"+o.ID+"/impact", nil)
	require.Contains(t, []int{http.StatusOK, http.StatusAccepted}, a.status, "%s", a.body)
	after, _ := w.accessesOf(t, dataset)
	require.Len(t, after, len(before)+1, "the answer to a simulation has the text, too")
	forget(t)
	for _, path := range ways {
		require.Equal(t, http.StatusOK, planner.send(t, http.MethodGet, path, nil).status)
	}
	rest, _ := w.accessesOf(t, dataset)
	require.Len(t, rest, len(after), "there is nothing left to read")
}

// comesToAnEnd demands that an objection can be simulated and resolved.
func (w *world) comesToAnEnd(t *testing.T, o api.ObjectionView) {
	t.Helper()
	o = w.simulated(t, w.as(t, api.RoleReviewer), o.ID)
	require.NotNil(t, o.Impact)
	require.True(t, o.Impact.Complete, "%+v", o.Impact)
	approver, at := w.as(t, api.RoleApprover), "/v1/objections/"+o.ID
	a := approver.send(t, http.MethodPost, at+"/resolution", api.ResolutionBody{Reason: "已另行安排"}, approver.etag(t, at))
	require.Equal(t, review.ObjectionRejected, into[api.ObjectionView](t, a, http.StatusOK).Status)
}

// A person whom an objection names becomes known after it was filed.
func testNamedObjection(t *testing.T, w *world) {
	const name = "上官远"
	o := w.objected(t, name+"老师家有病人")
	plan := into[api.PlanView](t, w.as(t, api.RolePlanner).send(t, http.MethodGet, "/v1/plans/"+o.Plan, nil), http.StatusOK)
	known := api.PersonList{Persons: []api.Person{{Teacher: o.Teacher, Name: name}}}
	require.Equal(t, http.StatusNoContent, w.as(t, api.RoleHRSystem).send(t, http.MethodPut, "/v1/datasets/"+plan.Dataset+"/persons", known).status)
	w.comesToAnEnd(t, o)
	log := w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000&subject="+o.ID, nil)
	require.Contains(t, string(log.body), "objection.simulated")
	require.NotContains(t, string(log.body), name)
}

// The time of what was written is over before the objection is resolved.
func testExpiredObjection(t *testing.T, w *world, forget func(t *testing.T)) {
	o := w.objected(t, "家有病人")
	forget(t)
	at := "/v1/objections/" + o.ID
	require.Empty(t, into[api.ObjectionView](t, w.as(t, api.RoleReviewer).send(t, http.MethodGet, at, nil), http.StatusOK).Reason)
	w.comesToAnEnd(t, o)
}

// Who says which version was seen is held to it; who says nothing is not refused
// because others object at the same moment.
func testObjectionVersions(t *testing.T, w *world) {
	o := w.objected(t, "家有病人")
	reviewer, at := w.as(t, api.RoleReviewer), "/v1/plans/"+o.Plan
	body := api.ObjectionBody{Party: review.Person, Teacher: o.Teacher, Kind: model.PinStay, Reason: "家有病人"}
	seen := reviewer.etag(t, at)
	file := func(headers ...header) *answer {
		return reviewer.send(t, http.MethodPost, at+"/objections", body, headers...)
	}
	require.Equal(t, http.StatusCreated, file(seen).status, "the present version")
	problem(t, file(seen), http.StatusPreconditionFailed, model.CodeStale)
	problem(t, file(header{"If-Match", "*"}), http.StatusPreconditionFailed, model.CodeStale)
	list := func() int {
		return len(into[api.PageOf[api.Objection]](t, reviewer.send(t, http.MethodGet, at+"/objections", nil), http.StatusOK).Items)
	}
	require.Equal(t, 2, list(), "what was refused is not there")

	const together = 6
	statuses := make([]int, together)
	var all sync.WaitGroup
	for i := range together {
		all.Go(func() {
			a, err := reviewer.try(t, http.MethodPost, at+"/objections", body)
			if err == nil {
				statuses[i] = a.status
			}
		})
	}
	all.Wait()
	require.Equal(t, slices.Repeat([]int{http.StatusCreated}, together), statuses, "nobody loses a race")
	require.Equal(t, 2+together, list())

	impact := "/v1/objections/" + o.ID
	old := reviewer.etag(t, impact)
	simulate := func() *answer { return reviewer.send(t, http.MethodPost, impact+"/impact?wait=30", nil, old) }
	require.Less(t, simulate().status, http.StatusMultipleChoices)
	problem(t, simulate(), http.StatusPreconditionFailed, model.CodeStale)
}
