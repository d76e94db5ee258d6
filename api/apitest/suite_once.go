package apitest

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

// creation is a request that makes one thing.
type creation struct {
	path    string
	body    any
	headers []header
}

// creations are requests for every operation that takes an Idempotency-Key, by
// its id.
func (w *world) creations(t *testing.T) map[string]creation {
	t.Helper()
	things := w.things(t)
	at := func(name, rest string) string {
		_, path, _ := strings.Cut(things[name], "/")
		return "/v1/" + path + rest
	}
	c := w.as(t, api.RolePlanner)
	dataset, plan := strings.TrimPrefix(at("/datasets/{id}", ""), "/v1/datasets/"), strings.TrimPrefix(at("/plans/{id}", ""), "/v1/plans/")
	row := into[api.AssignmentPage](t, c.send(t, http.MethodGet, at("/plans/{id}", "/assignments"), nil), http.StatusOK).Items[0]
	objection := into[api.ObjectionView](t, c.send(t, http.MethodGet, at("/objections/{id}", ""), nil), http.StatusOK)
	other := c.solve(t, api.NewPlanBody{Dataset: dataset})
	fresh := c.solved(t)                                                                 // without the pins of things
	gives := c.solve(t, api.NewPlanBody{Dataset: c.upload(t, "tiny/conflict_quota").ID}) // a rule gives way
	return map[string]creation{
		"create-dataset":    {"/v1/datasets?name=once", district(t, "tiny/kin"), nil},
		"fork-dataset":      {at("/datasets/{id}", "/from-patch"), `[]`, []header{{"Content-Type", "application/json-patch+json"}}},
		"add-pin":           {at("/datasets/{id}", "/pins"), api.NewPin{Teacher: row.Teacher, Kind: model.PinNotGo, School: row.To.School, Reason: "x"}, nil},
		"create-plan":       {"/v1/plans", api.NewPlanBody{Dataset: dataset, Name: "once"}, nil},
		"create-batch":      {"/v1/batches", api.NewBatchBody{Datasets: []string{dataset}}, nil},
		"create-comparison": {"/v1/comparisons", api.NewComparisonBody{Plans: []string{plan, other.ID}}, nil},
		"find-conflicts":    {gives.Links["conflicts"], api.ConflictsBody{}, nil},
		"ask-why":           {fresh.Links["self"] + "/why", api.WhyBody{Teacher: row.Teacher, School: row.To.School}, nil},
		"file-objection": {"/v1/plans/" + objection.Plan + "/objections", api.ObjectionBody{
			Party: review.Person, Teacher: row.Teacher, Kind: model.PinStay, Reason: "x",
		}, nil},
		"simulate-objection": {at("/objections/{id}", "/impact"), nil, nil},
		"add-override":       {"/v1/packs/hunan-county-3y/overrides", api.NewOverride{Parameter: "lottery.seed", Value: []byte(`"2026-05-02"`), Reason: "x"}, nil},
		"create-key":         {"/v1/keys", api.NewKeyBody{Name: "once", Roles: []api.Role{api.RoleAuditor}}, nil},
		"create-user":        {"/v1/users", api.NewUserBody{Issuer: "https://id.example.cn", Subject: rand.Text(), Roles: []api.Role{api.RoleReviewer}}, nil},
		"create-webhook":     {"/v1/webhooks", api.WebhookBody{URL: "https://once.example.com", Events: []api.WebhookEvent{api.EventPlanOver}, Paused: true}, nil},
		"replay-delivery":    {at("/webhooks/{id}", strings.TrimPrefix(things["/deliveries/{delivery}"], "")) + "/replay", nil, nil},
	}
}

// Every operation that makes something can be repeated safely: with an
// Idempotency-Key, or because it names the version that was seen. Those that
// write nothing into the log (decisions.go says why) need neither.
func testOnce(t *testing.T, w *world) {
	requests := w.creations(t)
	w.each(func(op operation) {
		takes := func(name string) bool { return op.op.Parameters.GetByInAndName("header", name) != nil }
		request, known := requests[op.id]
		require.Equal(t, takes("Idempotency-Key"), known, "%s: the requests of this test are those of the document", op.id)
		if op.method == http.MethodPost && !takes("If-Match") {
			require.Equal(t, op.op.Extensions["x-audit"] != nil, takes("Idempotency-Key"), "%s decides something, so it can be repeated", op.id)
		}
		if known {
			t.Run(op.id, func(t *testing.T) { w.twice(t, op, request) })
		}
	})
}

// twice sends a request twice with one key: one thing is made, and both answers
// speak of it. Another request with the key is refused.
func (w *world) twice(t *testing.T, op operation, r creation) {
	t.Helper()
	// nobody else has a key of these roles: the log tells what this test did
	c := w.as(t, api.Role(op.roles[0]), api.RoleAuditor, api.RoleFinance)
	me := into[api.Me](t, c.send(t, http.MethodGet, "/v1/me", nil), http.StatusOK)
	headers := append([]header{{"Idempotency-Key", "once-" + rand.Text()}}, r.headers...)
	first := c.send(t, op.method, r.path, r.body, headers...)
	require.Less(t, first.status, http.StatusMultipleChoices, "%s", first.body)
	made := w.written(t, me.ID, op)
	require.NotEmpty(t, made, "it is in the log")

	again := c.send(t, op.method, r.path, r.body, headers...)
	over := []int{http.StatusAccepted, http.StatusOK} // a solve may have ended meanwhile
	require.True(t, again.status == first.status || slices.Contains(over, first.status) && slices.Contains(over, again.status), "%d, then %d: %s", first.status, again.status, again.body)
	require.Equal(t, first.header.Get("Location"), again.header.Get("Location"))
	require.Equal(t, madeBy(t, first), madeBy(t, again), "both speak of one thing")
	require.Equal(t, made, w.written(t, me.ID, op), "nothing is made twice")
}

// written are the entries of the log of what an operation decided for an actor.
func (w *world) written(t *testing.T, actor string, op operation) (seqs []int64) {
	t.Helper()
	actions, _ := op.op.Extensions["x-audit"].([]any)
	actions = slices.DeleteFunc(slices.Clone(actions), func(a any) bool { return a == "people.read" }) // reading is not making
	list := into[api.PageOf[api.AuditEntry]](t, w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000&actor="+actor, nil), http.StatusOK)
	for _, e := range list.Items {
		if slices.Contains(actions, any(e.Action)) {
			seqs = append(seqs, e.Seq)
		}
	}
	return seqs
}

// madeBy are the ids in an answer that say what was made.
func madeBy(t *testing.T, a *answer) []string {
	t.Helper()
	var v struct {
		ID, Search, Question string
		Rungs                []api.ObjectionRung
	}
	require.NoError(t, json.Unmarshal(a.body, &v))
	out := []string{v.ID, v.Search, v.Question}
	for _, r := range v.Rungs {
		out = append(out, r.Plan)
	}
	require.NotEmpty(t, strings.Join(out, ""), "%s", a.body)
	return out
}

// A repeat gets the first answer also when the same words would be refused by now:
// a person whom they name became known.
func testOnceNamed(t *testing.T, w *world) {
	const name = "东方未明"
	c := w.as(t, api.RolePlanner)
	d := c.upload(t, "tiny/due")
	row := into[api.AssignmentPage](t, c.send(t, http.MethodGet, c.solve(t, api.NewPlanBody{Dataset: d.ID}).Links["assignments"], nil), http.StatusOK).Items[0]
	body, key := api.NewPlanBody{Dataset: d.ID, Name: name + "方案"}, header{"Idempotency-Key", "named-" + rand.Text()}
	first := c.send(t, http.MethodPost, "/v1/plans", body, key)
	require.Equal(t, http.StatusAccepted, first.status, "%s", first.body)
	known := api.PersonList{Persons: []api.Person{{Teacher: row.Teacher, Name: name}}}
	require.Equal(t, http.StatusNoContent, w.as(t, api.RoleHRSystem).send(t, http.MethodPut, "/v1/datasets/"+d.ID+"/persons", known).status)
	again := c.send(t, http.MethodPost, "/v1/plans", body, key)
	require.Equal(t, madeBy(t, first), madeBy(t, again))
	problem(t, c.send(t, http.MethodPost, "/v1/plans", body), http.StatusUnprocessableEntity, model.CodeBadFormat)
	body.Tags = []string{"x"}
	problem(t, c.send(t, http.MethodPost, "/v1/plans", body, key), http.StatusUnprocessableEntity, api.CodeIdempotency)
}
