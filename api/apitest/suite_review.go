package apitest

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

// RunReview holds a server against the way of a plan from draft to effect. The
// server has an own calendar, since days pass; start is that of Run.
func RunReview(t *testing.T, start func(t *testing.T) Subject) {
	t.Helper()
	s := start(t)
	w := begin(t, s)
	// one after the other: the days are the same for all
	t.Run("from draft to effect", func(t *testing.T) { testToEffect(t, w, s.Days) })
	t.Run("objections", func(t *testing.T) { testObjections(t, w, s.Days) })
	t.Run("sentinel", func(t *testing.T) { testSentinel(t, w) })
	t.Run("objections that name", func(t *testing.T) { testNamedObjection(t, w) })
	t.Run("overrides that name", func(t *testing.T) { testNamedOverride(t, w) })
	t.Run("versions of objections", func(t *testing.T) { testObjectionVersions(t, w) })
	t.Run("who reads objections", func(t *testing.T) { testObjectionAccesses(t, w, s.Forget) })
	t.Run("objections without words", func(t *testing.T) { testExpiredObjection(t, w, s.Forget) })
}

// step takes a step of the review and demands that it is allowed.
func (w *world) step(t *testing.T, bureau int, role api.Role, plan string, action review.Action) api.ReviewView {
	t.Helper()
	return into[api.ReviewView](t, w.tryStep(t, bureau, role, plan, api.TransitionBody{Action: api.TransitionAction(action), Reason: "按程序办理"}), http.StatusOK)
}

func (w *world) tryStep(t *testing.T, bureau int, role api.Role, plan string, body api.TransitionBody) *answer {
	t.Helper()
	c := w.in(t, bureau, role)
	return c.send(t, http.MethodPost, "/v1/plans/"+plan+"/transitions", body, c.etag(t, "/v1/plans/"+plan))
}

// etag is the present version of a thing, as a header.
func (c *client) etag(t *testing.T, path string) header {
	t.Helper()
	tag := c.send(t, http.MethodGet, path, nil).header.Get("ETag")
	require.NotEmpty(t, tag)
	return header{"If-Match", tag}
}

func (w *world) signOff(t *testing.T, bureau int, office api.Role, plan string, agrees bool) *answer {
	t.Helper()
	c, at := w.in(t, bureau, office), "/v1/plans/"+plan
	return c.send(t, http.MethodPost, at+"/signoffs", api.SignOffBody{Office: office, Agrees: agrees, Reason: "编制内"}, c.etag(t, at))
}

// publicised takes a solved plan to the public.
func (w *world) publicised(t *testing.T, bureau int, plan string) api.ReviewView {
	t.Helper()
	w.step(t, bureau, api.RolePlanner, plan, review.Submit)
	for _, office := range []api.Role{api.RoleEducation, api.RoleStaffing, api.RolePersonnel} {
		require.Equal(t, http.StatusOK, w.signOff(t, bureau, office, plan, true).status)
	}
	w.step(t, bureau, api.RoleApprover, plan, review.Approve)
	w.acknowledgeAll(t, bureau, plan)
	return w.step(t, bureau, api.RoleApprover, plan, review.Publicise)
}

func (w *world) acknowledgeAll(t *testing.T, bureau int, plan string) {
	t.Helper()
	c, at := w.in(t, bureau, api.RoleApprover), "/v1/plans/"+plan
	for _, f := range into[api.SentinelView](t, c.send(t, http.MethodGet, at+"/sentinel", nil), http.StatusOK).Findings {
		if !f.Acknowledged {
			a := c.send(t, http.MethodPost, at+"/sentinel/acknowledgements", api.AcknowledgeBody{Finding: f.Key, Reason: "已核实"}, c.etag(t, at))
			require.Equal(t, http.StatusOK, a.status, "%s", a.body)
		}
	}
}

func testToEffect(t *testing.T, w *world, days *Days) {
	planner := w.as(t, api.RolePlanner)
	plan := planner.solved(t)
	at := "/v1/plans/" + plan.ID
	view := func(role api.Role) api.ReviewView {
		return into[api.ReviewView](t, w.as(t, role).send(t, http.MethodGet, at+"/review", nil), http.StatusOK)
	}
	require.Equal(t, api.BusinessDraft, view(api.RolePlanner).State)
	require.Equal(t, []api.SignOffView{{Office: api.RoleEducation}, {Office: api.RoleStaffing}, {Office: api.RolePersonnel}}, view(api.RolePlanner).SignOffs)

	// what is not in the table is refused, with clause; so are persons; so is another version
	p := problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "effect", Reason: "快"}), http.StatusConflict, model.CodeConflict)
	require.Contains(t, p.Errors[0].Clause, "B3-58")
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "submit", Reason: "x"}), http.StatusForbidden, api.CodeForbidden)
	submit := api.TransitionBody{Action: "submit", Reason: "报审"}
	problem(t, planner.send(t, http.MethodPost, at+"/transitions", submit, header{"If-Match", `"v1"`}), http.StatusPreconditionFailed, model.CodeStale)
	problem(t, planner.send(t, http.MethodPost, at+"/transitions", submit), http.StatusPreconditionRequired, api.CodePreconditionRequired)
	problem(t, w.tryStep(t, 0, api.RolePlanner, plan.ID, api.TransitionBody{Action: "submit", Reason: "联系 13812345678"}), http.StatusUnprocessableEntity, model.CodeBadFormat)

	require.Equal(t, api.BusinessInReview, w.step(t, 0, api.RolePlanner, plan.ID, review.Submit).State)
	p = problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "approve", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	require.Contains(t, p.Errors[0].MessageZH, "编制部门")
	require.Equal(t, http.StatusOK, w.signOff(t, 0, api.RoleEducation, plan.ID, true).status)
	require.Equal(t, http.StatusOK, w.signOff(t, 0, api.RoleStaffing, plan.ID, false).status)
	problem(t, w.signOff(t, 0, api.RoleFinance, plan.ID, true), http.StatusConflict, model.CodeConflict)
	problem(t, w.signOff(t, 0, api.RoleEducation, plan.ID, true), http.StatusConflict, model.CodeConflict)
	require.Equal(t, http.StatusOK, w.signOff(t, 0, api.RolePersonnel, plan.ID, true).status)
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "approve", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	w.step(t, 0, api.RoleStaffing, plan.ID, review.Return)
	require.False(t, view(api.RolePlanner).SignOffs[0].Signed, "who comes back is signed anew")

	public := w.publicised(t, 0, plan.ID)
	require.Equal(t, api.BusinessPublicised, public.State)
	require.Equal(t, &api.Publication{On: "2026-09-28", Days: 5, Ends: "2026-10-10", Calendars: []string{"国办发明电〔2025〕7号"}}, public.Publication)
	p = problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "close", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	require.Contains(t, p.Errors[0].MessageZH, "2026-10-10")
	require.Contains(t, p.Errors[0].Clause, "B3-58")
	days.Pass(12) // Saturday, 10 October, is worked, and the last day
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "close", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	days.Pass(1)
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "effect", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	require.Equal(t, api.BusinessFinal, w.step(t, 0, api.RoleApprover, plan.ID, review.Close).State)
	problem(t, planner.send(t, http.MethodPost, at+"/objections", api.ObjectionBody{Party: review.Office, Office: "x", Kind: model.PinStay, Teacher: "T1", Reason: "x"}),
		http.StatusConflict, model.CodeConflict)
	require.Equal(t, api.BusinessEffective, w.step(t, 0, api.RoleApprover, plan.ID, review.Effect).State)

	// another plan of the same data cannot be in effect beside it
	second := planner.solve(t, api.NewPlanBody{Dataset: plan.Dataset})
	w.publicised(t, 0, second.ID)
	days.Pass(30)
	w.step(t, 0, api.RoleApprover, second.ID, review.Close)
	problem(t, w.tryStep(t, 0, api.RoleApprover, second.ID, api.TransitionBody{Action: "effect", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	require.Equal(t, api.BusinessWithdrawn, w.step(t, 0, api.RoleApprover, plan.ID, review.Withdraw).State)
	w.step(t, 0, api.RoleApprover, second.ID, review.Effect)

	list := into[api.PageOf[api.TransitionView]](t, planner.send(t, http.MethodGet, at+"/transitions", nil), http.StatusOK).Items
	var actions []string
	for i, e := range list {
		require.EqualValues(t, i+1, e.Seq)
		require.NotEmpty(t, e.Reason)
		require.Equal(t, plan.PlanHash, e.Document, "it is known which document was decided about")
		if e.Action != "acknowledge" {
			actions = append(actions, e.Action)
		}
	}
	require.Equal(t, []string{"submit", "sign", "sign", "sign", "return", "submit", "sign", "sign", "sign", "approve", "publicise", "close", "effect", "withdraw"}, actions)
	log := into[api.PageOf[api.AuditEntry]](t, w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000&subject="+plan.ID, nil), http.StatusOK)
	require.GreaterOrEqual(t, len(log.Items), len(list), "and everything is in the log")
}

func testObjections(t *testing.T, w *world, days *Days) {
	planner, reviewer, approver := w.as(t, api.RolePlanner), w.as(t, api.RoleReviewer), w.as(t, api.RoleApprover)
	d := planner.upload(t, "tiny/preference")
	plan := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	row := into[api.AssignmentPage](t, planner.send(t, http.MethodGet, plan.Links["assignments"], nil), http.StatusOK).Items[0]
	at := "/v1/plans/" + plan.ID
	stay := api.ObjectionBody{Party: review.Person, Teacher: row.Teacher, Kind: model.PinStay, Reason: "家有病人"}
	problem(t, reviewer.send(t, http.MethodPost, at+"/objections", stay), http.StatusConflict, model.CodeConflict)
	w.publicised(t, 0, plan.ID)
	for pointer, bad := range map[string]api.ObjectionBody{
		"/kind":    {Party: review.Office, Office: "x", Reason: "x"},
		"/office":  {Party: review.Office, Teacher: row.Teacher, Kind: model.PinStay, Reason: "x"},
		"/teacher": {Party: review.Person, Teacher: "T999", Kind: model.PinStay, Reason: "x"},
		"/school":  {Party: review.Person, Teacher: row.Teacher, Kind: model.PinGo, Reason: "x"},
		"/reason":  {Party: review.Person, Teacher: row.Teacher, Kind: model.PinStay, Reason: "110101199003070021"},
	} {
		a := reviewer.send(t, http.MethodPost, at+"/objections", bad)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s: %s", pointer, a.body)
		require.Equal(t, pointer, into[api.ProblemDetails](t, a, a.status).Errors[0].Pointer)
	}
	// a text that stays names nobody
	hr := w.as(t, api.RoleHRSystem)
	known := api.PersonList{Persons: []api.Person{{Teacher: row.Teacher, Name: "欧阳测", IDNumber: "110105194912310021"}}}
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodPut, "/v1/datasets/"+d.ID+"/persons", known).status)
	named := stay
	named.Reason = "欧阳测老师家有病人"
	p := problem(t, reviewer.send(t, http.MethodPost, at+"/objections", named), http.StatusUnprocessableEntity, model.CodeBadFormat)
	require.Equal(t, "/reason", p.Errors[0].Pointer)
	require.NotContains(t, p.Errors[0].MessageZH, "欧阳测")
	key := header{"Idempotency-Key", "objection-1"}
	first := into[api.ObjectionView](t, reviewer.send(t, http.MethodPost, at+"/objections", stay, key), http.StatusCreated)
	require.Nil(t, first.Impact)
	second := into[api.ObjectionView](t, reviewer.send(t, http.MethodPost, at+"/objections", api.ObjectionBody{
		Party: review.Office, Office: "东溪村小学", Teacher: row.Teacher, Kind: model.PinNotGo, School: row.To.School, Reason: "已有人选",
	}), http.StatusCreated)
	require.Equal(t, api.BusinessObjection, into[api.ReviewView](t, planner.send(t, http.MethodGet, at+"/review", nil), http.StatusOK).State)
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "close", Reason: "x"}), http.StatusConflict, model.CodeConflict)

	// nobody decides before the effect is known; who filed it does not decide
	accept := api.ResolutionBody{Accept: true, Reason: "情况属实"}
	resolve := func(c *client, o api.ObjectionView, body api.ResolutionBody) *answer {
		return c.send(t, http.MethodPost, "/v1/objections/"+o.ID+"/resolution", body, c.etag(t, "/v1/objections/"+o.ID))
	}
	problem(t, resolve(approver, first, accept), http.StatusConflict, model.CodeConflict)
	problem(t, resolve(reviewer, first, accept), http.StatusForbidden, api.CodeForbidden)
	once := header{"Idempotency-Key", "impact-1"}
	impact := reviewer.send(t, http.MethodPost, "/v1/objections/"+first.ID+"/impact?wait=30", nil, once)
	require.Equal(t, madeBy(t, impact), madeBy(t, reviewer.send(t, http.MethodPost, "/v1/objections/"+first.ID+"/impact?wait=30", nil, once)), "the same solves")
	first = w.simulated(t, reviewer, first.ID)
	require.True(t, first.Impact.Complete)
	require.True(t, first.Impact.Possible, "%+v", first.Impact)
	require.Positive(t, first.Impact.Changed)
	require.Len(t, first.Impact.Rungs, 3)
	for _, r := range first.Impact.Rungs {
		if r.Rung == review.HoldAll && r.Status == api.StatusSucceeded {
			require.Len(t, r.Changes, 1, "nobody else")
		}
	}
	again := into[api.ObjectionView](t, reviewer.send(t, http.MethodPost, at+"/objections", stay, key), http.StatusCreated)
	require.Equal(t, first.ID, again.ID, "the same request files nothing twice")

	// the history shows what was written as long as it is kept; the log never had it
	history := planner.send(t, http.MethodGet, at+"/transitions", nil)
	require.Contains(t, string(history.body), "家有病人")
	log := w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000&subject="+plan.ID, nil)
	require.NotContains(t, string(log.body), "家有病人")
	require.Contains(t, string(log.body), "hmac-sha256:")
	subject := into[api.SubjectData](t, hr.send(t, http.MethodGet, "/v1/persons/"+string(row.Teacher)+"/export", nil), http.StatusOK)
	require.True(t, slices.ContainsFunc(subject.Objections, func(o api.Objection) bool { return o.ID == first.ID && o.Reason == stay.Reason }), "it is the person's own")

	// plans of a simulation go nowhere by themselves
	problem(t, w.tryStep(t, 0, api.RolePlanner, first.Rungs[0].Plan, api.TransitionBody{Action: "submit", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	resolved := into[api.ObjectionView](t, resolve(approver, first, accept), http.StatusOK)
	require.Equal(t, review.ObjectionAccepted, resolved.Status)
	require.NotNil(t, resolved.Result)
	old := into[api.ReviewView](t, planner.send(t, http.MethodGet, at+"/review", nil), http.StatusOK)
	require.Equal(t, api.BusinessSuperseded, old.State)
	late := into[api.ObjectionView](t, reviewer.send(t, http.MethodPost, at+"/objections", stay, key), http.StatusCreated)
	require.Equal(t, first.ID, late.ID, "a repeat gets the first answer, although nobody can object any more")
	problem(t, reviewer.send(t, http.MethodPost, at+"/objections", stay), http.StatusConflict, model.CodeConflict)
	require.Equal(t, http.StatusOK, reviewer.send(t, http.MethodPost, "/v1/objections/"+first.ID+"/impact", nil, once).status, "nor simulate")
	problem(t, reviewer.send(t, http.MethodPost, "/v1/objections/"+first.ID+"/impact", nil), http.StatusConflict, model.CodeConflict)
	next := into[api.ReviewView](t, planner.send(t, http.MethodGet, "/v1/plans/"+old.SupersededBy+"/review", nil), http.StatusOK)
	require.Equal(t, plan.ID, next.Supersedes)
	require.Equal(t, api.BusinessDraft, next.State, "outcomes changed: review and publication of its own")
	require.Equal(t, 1, next.Open, "the other objection goes on to it")
	require.False(t, next.Simulation)
	said := w.logInBundle(t, next.Plan)
	for _, line := range []string{
		"plan.created " + next.Plan, "plan.finished " + next.Plan, "objection.filed " + first.ID, "objection.resolved " + first.ID,
		"plan.created " + plan.ID, "plan.approved " + plan.ID, "plan.publicised " + plan.ID, "plan.superseded " + plan.ID, "dataset.created " + d.ID,
	} {
		require.Contains(t, said, line+"\n", "the evidence of a plan has the plan whose place it took")
	}
	pins := into[api.PinList](t, planner.send(t, http.MethodGet, "/v1/datasets/"+d.ID+"/pins", nil), http.StatusOK)
	require.True(t, slices.ContainsFunc(pins.Items, func(p api.Pin) bool { return p.Teacher == row.Teacher && p.Kind == model.PinStay }), "later solves keep what was granted")

	// the other one: it asks for nothing that is not so already
	second = into[api.ObjectionView](t, reviewer.send(t, http.MethodGet, "/v1/objections/"+second.ID, nil), http.StatusOK)
	require.Equal(t, next.Plan, second.Plan)
	require.Equal(t, plan.ID, second.Filed)
	require.Empty(t, second.Rungs, "it is simulated against the new plan")
	second = w.simulated(t, reviewer, second.ID)
	require.True(t, second.Impact.Possible)
	require.Zero(t, second.Impact.Changed)
	require.Equal(t, http.StatusOK, resolve(approver, second, accept).status)
	problem(t, resolve(approver, second, accept), http.StatusConflict, model.CodeConflict)
	list := into[api.PageOf[api.Objection]](t, planner.send(t, http.MethodGet, at+"/objections", nil), http.StatusOK)
	require.Len(t, list.Items, 2)

	// four eyes: the simulation made the plan, so who asked for it is its author
	require.NotEqual(t, plan.CreatedBy, next.Author)
	w.publicised(t, 0, next.Plan)
	days.Pass(30)
	require.Equal(t, api.BusinessFinal, w.step(t, 0, api.RoleApprover, next.Plan, review.Close).State)
}

// simulated simulates an objection and waits for the end.
func (w *world) simulated(t *testing.T, c *client, id string) api.ObjectionView {
	t.Helper()
	a := c.send(t, http.MethodPost, "/v1/objections/"+id+"/impact?wait=30", nil)
	o := into[api.ObjectionView](t, a, a.status)
	for _, r := range o.Rungs {
		_, _ = c.stream(t, r.Plan, "0") // a busy machine: until every solve is over
	}
	return into[api.ObjectionView](t, c.send(t, http.MethodGet, "/v1/objections/"+id, nil), http.StatusOK)
}

func testSentinel(t *testing.T, w *world) {
	planner, approver := w.as(t, api.RolePlanner), w.as(t, api.RoleApprover)
	d := planner.upload(t, "tiny/rotation_floor")
	plan := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	at := "/v1/plans/" + plan.ID
	look := func() api.SentinelView {
		return into[api.SentinelView](t, approver.send(t, http.MethodGet, at+"/sentinel", nil), http.StatusOK)
	}
	found := look()
	i := slices.IndexFunc(found.Findings, func(f api.FindingView) bool { return f.Check == "no_effect" })
	require.GreaterOrEqual(t, i, 0, "two who change places")
	w.step(t, 0, api.RolePlanner, plan.ID, review.Submit)
	for _, office := range []api.Role{api.RoleEducation, api.RoleStaffing, api.RolePersonnel} {
		require.Equal(t, http.StatusOK, w.signOff(t, 0, office, plan.ID, true).status)
	}
	w.step(t, 0, api.RoleApprover, plan.ID, review.Approve)
	p := problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "publicise", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	require.Contains(t, p.Errors[0].MessageZH, "提醒")
	body := api.AcknowledgeBody{Finding: found.Findings[i].Key, Reason: "结对互派"}
	problem(t, planner.send(t, http.MethodPost, at+"/sentinel/acknowledgements", body, planner.etag(t, at)), http.StatusForbidden, api.CodeForbidden)
	problem(t, approver.send(t, http.MethodPost, at+"/sentinel/acknowledgements", api.AcknowledgeBody{Finding: "no_effect-0", Reason: "x"}, approver.etag(t, at)),
		http.StatusConflict, model.CodeConflict)
	w.acknowledgeAll(t, 0, plan.ID)
	require.Zero(t, look().Open)

	// data that are corrected now make a finding that nobody has seen
	patch := []api.PatchOp{{Op: "replace", Path: "/district/name", Value: []byte(`"更正"`)}}
	into[api.DatasetView](t, planner.send(t, http.MethodPost, "/v1/datasets/"+d.ID+"/from-patch", patch, header{"Content-Type", "application/json-patch+json"}), http.StatusCreated)
	require.Equal(t, 1, look().Open)
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "publicise", Reason: "x"}), http.StatusConflict, model.CodeConflict)
	w.acknowledgeAll(t, 0, plan.ID)
	problem(t, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "publicise", Reason: "x", PostedOn: "2026-09-01"}), http.StatusConflict, model.CodeConflict)
	require.Equal(t, http.StatusUnprocessableEntity, w.tryStep(t, 0, api.RoleApprover, plan.ID, api.TransitionBody{Action: "publicise", Reason: "x", PostedOn: "soon"}).status)
	require.Equal(t, api.BusinessPublicised, w.step(t, 0, api.RoleApprover, plan.ID, review.Publicise).State)
}
