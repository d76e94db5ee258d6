package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/solver/explain"
)

// testTraps holds the service against mistakes that other planning services were
// seen to make: the number is that of the complaint there.
func testTraps(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	d := into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets", spread(t)), http.StatusCreated)

	// Timefold, overrides of a configuration: what is not known does not vanish, it
	// is refused, and nothing is made
	for body, pointer := range map[string]string{
		`{"dataset":"` + d.ID + `","name":"trap","options":{"timeLimitSeconds":30,"seed":7}}`: "/options/seed",
		`{"dataset":"` + d.ID + `","name":"trap","priority":1}`:                               "/priority",
	} {
		p := problem(t, c.send(t, http.MethodPost, "/v1/plans", body), http.StatusUnprocessableEntity, model.CodeUnknownField)
		require.Equal(t, pointer, p.Errors[0].Pointer)
	}
	problem(t, c.send(t, http.MethodPost, "/v1/plans?seed=7", `{"dataset":"`+d.ID+`","name":"trap"}`), http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Empty(t, into[api.PageOf[api.PlanView]](t, c.send(t, http.MethodGet, "/v1/plans?name=trap", nil), http.StatusOK).Items)

	// timefold-quickstarts 142, timefold-solver 227: a plan that is not there yet is
	// a conflict that says so, never an empty answer
	wait := into[api.PlanView](t, c.send(t, http.MethodPost, "/v1/plans", api.NewPlanBody{
		Dataset: c.upload(t, "litong").ID, Options: &api.OptionsRequest{TimeLimitSeconds: new(float64(600))},
	}), http.StatusAccepted)
	for _, part := range []string{"/document", "/assignments", "/assignments.csv", "/analysis", "/unfilled", "/unplaced", "/certificate"} {
		p := problem(t, c.send(t, http.MethodGet, wait.Links["self"]+part, nil, header{"Accept-Language", "en"}), http.StatusConflict, model.CodeConflict)
		require.Contains(t, p.Detail, "not there yet", part)
	}
	require.Contains(t, []int{http.StatusAccepted, http.StatusOK}, c.send(t, http.MethodDelete, wait.Links["self"], nil).status)

	// nextroute 121: nobody gets lost from the output, and nobody comes twice
	plan := c.solve(t, api.NewPlanBody{Dataset: d.ID})
	district := into[model.Problem](t, c.send(t, http.MethodGet, plan.Links["problem"], nil), http.StatusOK)
	document := into[model.Plan](t, c.send(t, http.MethodGet, plan.Links["document"], nil), http.StatusOK)
	times, moved := map[model.TeacherID]int{}, map[model.TeacherID]bool{}
	for i := range document.Verdicts {
		times[document.Verdicts[i].Teacher]++
	}
	for i := range document.Moves {
		require.False(t, moved[document.Moves[i].Teacher])
		moved[document.Moves[i].Teacher] = true
	}
	require.Len(t, times, len(district.Teachers))
	for i := range district.Teachers {
		require.Equal(t, 1, times[district.Teachers[i].ID])
	}
	unplaced := into[api.PageOf[api.Unplaced]](t, c.send(t, http.MethodGet, plan.Links["unplaced"], nil), http.StatusOK)
	for _, u := range unplaced.Items {
		require.False(t, moved[u.Teacher], "who moves does not stay")
	}
	must := 0
	for i := range document.Verdicts {
		if document.Verdicts[i].Kind == model.Must {
			must++
		}
	}
	require.Equal(t, must, len(moved)+len(unplaced.Items), "who should rotate moves, or is told why not")

	stays := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/travel").ID})
	unplaced = into[api.PageOf[api.Unplaced]](t, c.send(t, http.MethodGet, stays.Links["unplaced"], nil), http.StatusOK)
	require.NotEmpty(t, unplaced.Items)
	for _, u := range unplaced.Items {
		require.Len(t, u.Reasons, 1)
		require.Equal(t, "stay:"+string(u.Teacher), u.Reasons[0].Subject)
		require.Contains(t, []string{explain.StayKept, explain.StayNoDestination, explain.StayNotChosen}, u.Reasons[0].Reason)
		require.NotEmpty(t, u.Reasons[0].Rule)
	}

	// Teacher Allocation Optimizer: that a plan is the best and that it fills
	// everything are two things
	short := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/budget").ID})
	require.Equal(t, api.ProofOptimal, short.Solution.Proof)
	require.Equal(t, api.CoveragePartial, short.Solution.Coverage)
}
