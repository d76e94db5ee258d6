package apitest

import (
	"crypto/rand"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

// operation is an operation as the document tells it.
type operation struct {
	id, method, path string
	public           bool
	permission       string
	roles            []string
	op               *openapi3.Operation
}

// each calls f with every operation of the document, in the order of paths.
func (w *world) each(f func(operation)) {
	paths := w.doc.Paths.Map()
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		ops := paths[path].Operations()
		for _, method := range slices.Sorted(maps.Keys(ops)) {
			op := ops[method]
			o := operation{id: op.OperationID, method: method, path: path, op: op}
			o.public, _ = op.Extensions["x-public"].(bool)
			o.permission, _ = op.Extensions["x-permission"].(string)
			list, _ := op.Extensions["x-roles"].([]any)
			for _, r := range list {
				role, _ := r.(string)
				o.roles = append(o.roles, role)
			}
			f(o)
		}
	}
}

// media is the type of the body; empty when there is none.
func (o operation) media() string {
	if o.op.RequestBody == nil {
		return ""
	}
	return slices.Sorted(maps.Keys(o.op.RequestBody.Value.Content))[0]
}

// example is the body that the document shows, as text; nil when there is none.
func (o operation) example() any {
	if o.media() == "" {
		return nil
	}
	value := o.op.RequestBody.Value.Content[o.media()].Examples["example"].Value.Value
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	return text
}

// headers are those that the operation needs beside the key.
func (o operation) headers() []header {
	out := []header{{"If-Match", `"v1"`}}
	if m := o.media(); m != "" {
		out = append(out, header{"Content-Type", m})
	}
	return out
}

// fill puts ids, and the examples of the document, into the path.
func (o operation) fill(things map[string]string) string {
	path := o.path
	for name, thing := range things {
		path = strings.ReplaceAll(path, name, thing)
	}
	for _, p := range o.op.Parameters {
		if p.Value.In == openapi3.ParameterInPath {
			text, _ := p.Value.Example.(string)
			if text == "" {
				text = "1"
			}
			path = strings.ReplaceAll(path, "{"+p.Value.Name+"}", text)
		}
	}
	if o.id == "stream-plan-events" {
		path += "?after=0"
	}
	if o.id == "prove-audit-consistency" {
		path += "?from=1"
	}
	if o.id == "get-profile" {
		path = "/debug/pprof/goroutine"
	}
	return path
}

// names reports whether the path names one of the things.
func (o operation) names(things map[string]string) bool {
	for name := range things {
		if strings.Contains(o.path, name) {
			return true
		}
	}
	return false
}

// things makes one of everything in the first bureau and returns where it is, by
// the part of the path that names it.
func (w *world) things(t *testing.T) map[string]string { t.Helper(); return w.thingsIn(t, 0) }

// thingsIn is things of one of the two bureaus.
func (w *world) thingsIn(t *testing.T, bureau int) map[string]string {
	t.Helper()
	c, o := w.in(t, bureau, api.RolePlanner), w.in(t, bureau, api.RoleOperator)
	hook := into[api.Webhook](t, o.send(t, http.MethodPost, "/v1/webhooks", api.WebhookBody{
		URL: "https://x.example.com", Events: []api.WebhookEvent{api.EventPlanQueued, api.EventPlanOver},
	}), http.StatusCreated)
	plan := c.solved(t)
	delivery := into[api.PageOf[api.Delivery]](t, o.send(t, http.MethodGet, "/v1/webhooks/"+hook.ID+"/deliveries", nil), http.StatusOK).Items[0]
	require.Equal(t, http.StatusAccepted, o.send(t, http.MethodPost, "/v1/webhooks/"+hook.ID+"/deliveries/"+delivery.ID+"/replay", nil).status)
	user := into[api.User](t, o.send(t, http.MethodPost, "/v1/users", api.NewUserBody{
		Issuer: "https://id.example.cn", Subject: rand.Text(), Roles: []api.Role{api.RoleReviewer},
	}), http.StatusCreated)
	other := c.solve(t, api.NewPlanBody{Dataset: plan.Dataset})
	row := into[api.AssignmentPage](t, c.send(t, http.MethodGet, plan.Links["assignments"], nil), http.StatusOK).Items[0]
	pins := "/v1/datasets/" + plan.Dataset + "/pins"
	pin := into[api.Pin](t, c.send(t, http.MethodPost, pins, api.NewPin{Teacher: row.Teacher, Kind: model.PinStay, Reason: "x"}), http.StatusCreated)
	comparison := into[api.ComparisonView](t, c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Plans: []string{plan.ID, other.ID}}), http.StatusCreated)
	batch := into[api.BatchView](t, c.send(t, http.MethodPost, "/v1/batches", api.NewBatchBody{Datasets: []string{plan.Dataset}}), http.StatusAccepted)
	key := into[api.Key](t, o.send(t, http.MethodPost, "/v1/keys", api.NewKeyBody{Name: "x", Roles: []api.Role{api.RoleAuditor}}), http.StatusCreated)
	require.NotEmpty(t, pin.ID)
	w.publicised(t, bureau, other.ID)
	r := w.in(t, bureau, api.RoleReviewer)
	objection := into[api.ObjectionView](t, r.send(t, http.MethodPost, "/v1/plans/"+other.ID+"/objections", api.ObjectionBody{
		Party: review.Person, Teacher: row.Teacher, Kind: model.PinStay, Reason: "x",
	}), http.StatusCreated)
	_ = w.simulated(t, r, objection.ID)
	why := c.why(t, plan.ID, api.WhyBody{Teacher: row.Teacher, School: row.To.School})
	return map[string]string{
		"/why/{question}": "/why/" + why.Question, "/datasets/{id}": "/datasets/" + plan.Dataset, "/plans/{id}": "/plans/" + plan.ID, "/pins/{pin}": "/pins/" + pin.ID,
		"/comparisons/{id}": "/comparisons/" + comparison.ID, "/batches/{id}": "/batches/" + batch.ID, "/keys/{id}": "/keys/" + key.ID,
		"/webhooks/{id}": "/webhooks/" + hook.ID, "/deliveries/{delivery}": "/deliveries/" + delivery.ID, "/users/{id}": "/users/" + user.ID,
		"/objections/{id}":                   "/objections/" + objection.ID,
		"/packs/{pack}/overrides/{override}": "/packs/" + overriddenPack + "/overrides/" + w.override(t, bureau),
	}
}

// overriddenPack is a pack that no district of the suite uses, so that an
// override of it changes no plan.
const overriddenPack = "weihai-2023-21"

// override returns an override that is in force in a bureau. Others make and
// withdraw the same one.
func (w *world) override(t *testing.T, bureau int) string {
	t.Helper()
	c, path := w.in(t, bureau, api.RoleApprover), "/v1/packs/"+overriddenPack+"/overrides"
	for {
		a := c.send(t, http.MethodPost, path, api.NewOverride{Parameter: "lottery.seed", Value: []byte(`"2026-05-01"`), Reason: "x"})
		if a.status == http.StatusCreated {
			return into[api.Override](t, a, a.status).ID
		}
		if l := into[api.OverrideList](t, c.send(t, http.MethodGet, path, nil), http.StatusOK); len(l.Items) > 0 {
			return l.Items[0].ID
		}
	}
}

// testExamples sends the example of every operation: it is understood, which is
// to say refused neither for its form nor for its type.
func testExamples(t *testing.T, w *world) {
	things := w.things(t)
	w.each(func(op operation) {
		roles := []api.Role{api.RoleReviewer}
		if len(op.roles) > 0 {
			roles = []api.Role{api.Role(op.roles[0])}
		}
		for _, p := range op.op.Parameters {
			if p.Value.In == openapi3.ParameterInPath {
				require.NotNil(t, p.Value.Example, "%s has no example of %s", op.id, p.Value.Name)
			}
		}
		if op.media() != "" {
			require.NotNil(t, op.example(), "%s has no example of its body", op.id)
			for media, content := range op.op.RequestBody.Value.Content {
				require.NotEmpty(t, content.Examples, "%s has no example of a body of type %s", op.id, media)
				for _, e := range content.Examples { // what is no JSON is where the example says
					if where := e.Value.ExternalValue; where != "" {
						a := w.as(t, roles...).send(t, http.MethodGet, where, nil)
						require.Equal(t, http.StatusOK, a.status, where)
						require.Equal(t, media, a.header.Get("Content-Type"))
					}
				}
			}
			require.Len(t, op.op.Extensions["x-codeSamples"], len(op.op.RequestBody.Value.Content), "%s: a sample of each type of body", op.id)
		}
		require.NotEmpty(t, op.op.Extensions["x-codeSamples"], op.id)
		require.NotEmpty(t, op.op.Summary, op.id)
		a := w.as(t, roles...).send(t, op.method, op.fill(things), op.example(), op.headers()...)
		require.NotContains(t, []int{http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusMethodNotAllowed}, a.status, "%s: %s", op.id, a.body)
		if a.status == http.StatusUnprocessableEntity { // only what the example names may be missing here
			require.Contains(t, []string{"add-pin", "evaluate-plan", "check-eligibility", "test-pack", "put-persons"}, op.id, "%s", a.body)
		}
		require.Less(t, a.status, 500, "%s: %s", op.id, a.body)
	})
}
