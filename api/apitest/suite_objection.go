package apitest

import (
	"net/http"
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
