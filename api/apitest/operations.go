package apitest

import (
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
	if o.id == "get-profile" {
		path = "/debug/pprof/goroutine"
	}
	return path
}

// things makes one of everything in the first bureau and returns where it is, by
// the part of the path that names it.
func (w *world) things(t *testing.T) map[string]string {
	t.Helper()
	c, o := w.as(t, api.RolePlanner), w.as(t, api.RoleOperator)
	plan := c.solved(t)
	other := c.solve(t, api.NewPlanBody{Dataset: plan.Dataset})
	row := into[api.AssignmentPage](t, c.send(t, http.MethodGet, plan.Links["assignments"], nil), http.StatusOK).Items[0]
	pins := "/v1/datasets/" + plan.Dataset + "/pins"
	pin := into[api.Pin](t, c.send(t, http.MethodPost, pins, api.NewPin{Teacher: row.Teacher, Kind: model.PinStay, Reason: "x"}), http.StatusCreated)
	comparison := into[api.ComparisonView](t, c.send(t, http.MethodPost, "/v1/comparisons", api.NewComparisonBody{Plans: []string{plan.ID, other.ID}}), http.StatusCreated)
	batch := into[api.BatchView](t, c.send(t, http.MethodPost, "/v1/batches", api.NewBatchBody{Datasets: []string{plan.Dataset}}), http.StatusAccepted)
	key := into[api.Key](t, o.send(t, http.MethodPost, "/v1/keys", api.NewKeyBody{Name: "x", Roles: []api.Role{api.RoleAuditor}}), http.StatusCreated)
	hook := into[api.Webhook](t, o.send(t, http.MethodPost, "/v1/webhooks", api.WebhookBody{URL: "https://x.example.com", Events: []api.WebhookEvent{api.EventPlanOver}}), http.StatusCreated)
	require.NotEmpty(t, pin.ID)
	return map[string]string{
		"/datasets/{id}": "/datasets/" + plan.Dataset, "/plans/{id}": "/plans/" + plan.ID, "/pins/{pin}": "/pins/" + pin.ID,
		"/comparisons/{id}": "/comparisons/" + comparison.ID, "/batches/{id}": "/batches/" + batch.ID, "/keys/{id}": "/keys/" + key.ID,
		"/webhooks/{id}": "/webhooks/" + hook.ID,
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
		}
		require.NotEmpty(t, op.op.Extensions["x-codeSamples"], op.id)
		require.NotEmpty(t, op.op.Summary, op.id)
		a := w.as(t, roles...).send(t, op.method, op.fill(things), op.example(), op.headers()...)
		require.NotContains(t, []int{http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusMethodNotAllowed}, a.status, "%s: %s", op.id, a.body)
		if a.status == http.StatusUnprocessableEntity { // only what the example names may be missing here
			require.Contains(t, []string{"add-pin", "evaluate-plan", "check-eligibility", "put-persons"}, op.id, "%s", a.body)
		}
		require.Less(t, a.status, 500, "%s: %s", op.id, a.body)
	})
}
