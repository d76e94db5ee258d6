package apitest

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/exchange"
	"lungang/exchange/workbook"
	"lungang/fixtures"
	"lungang/model"
)

// Pins and overrides join documents, and documents stay: neither may name a person
// that is known, nor may a person become known whom a pin names.
func testNameless(t *testing.T, w *world) {
	planner, hr := w.as(t, api.RolePlanner), w.as(t, api.RoleHRSystem)
	d := planner.upload(t, "tiny/due")
	at := "/v1/datasets/" + d.ID
	pin := func(reason string) *answer {
		return planner.send(t, http.MethodPost, at+"/pins", api.NewPin{Teacher: "T1", Kind: model.PinStay, Reason: reason})
	}
	bring := func(name, number string) *answer {
		return hr.send(t, http.MethodPut, at+"/persons", api.PersonList{Persons: []api.Person{{Teacher: "T1", Name: name, IDNumber: number}}})
	}
	require.Equal(t, "/reason", problem(t, pin("电话 13812345678"), http.StatusUnprocessableEntity, model.CodeBadFormat).Errors[0].Pointer)
	require.Equal(t, http.StatusNoContent, bring("赵钱孙", "110105194912310021").status)
	problem(t, pin("赵钱孙带毕业班"), http.StatusUnprocessableEntity, model.CodeBadFormat)
	// a reason of an override stays as long, and is about all datasets of the bureau
	overrides := "/v1/packs/" + d.Pack + "/overrides"
	for _, reason := range []string{"应赵钱孙老师请求", "电话 13812345678"} {
		a := w.as(t, api.RoleApprover).send(t, http.MethodPost, overrides, api.NewOverride{Parameter: "exchange.ratio", Value: []byte(`15`), Reason: reason})
		require.Equal(t, "/reason", problem(t, a, http.StatusUnprocessableEntity, model.CodeBadFormat).Errors[0].Pointer)
	}
	log := w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000&action=override.created", nil)
	require.Equal(t, http.StatusOK, log.status)
	require.NotContains(t, string(log.body), "赵钱孙")
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodDelete, at+"/persons", nil).status)
	require.Equal(t, http.StatusCreated, pin("赵钱孙带毕业班").status, "nobody is known by that name")
	p := problem(t, bring("赵钱孙", ""), http.StatusUnprocessableEntity, model.CodeInconsistent)
	require.Equal(t, "/persons/0/teacher", p.Errors[0].Pointer)
	require.NotContains(t, p.Errors[0].MessageZH, "赵钱孙")
	require.Equal(t, http.StatusNoContent, bring("周吴郑", "").status)
}

// Ids are pseudonyms: an ID number as the key of a teacher or school is refused,
// wherever it comes in, and repeated nowhere.
func testPseudonyms(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	const number = "110105199012310021"
	d := c.upload(t, "tiny/due")
	text := string(district(t, "tiny/due"))
	for what, pointer := range map[string]string{
		`"` + string(firstTeacher(t, c, d.ID)) + `"`: "/teachers/0/id",
		`"` + string(firstSchool(t, c, d.ID)) + `"`:  "/schools/0/id",
	} {
		a := c.send(t, http.MethodPost, "/v1/datasets", strings.ReplaceAll(text, what, `"`+number+`"`))
		p := problem(t, a, http.StatusUnprocessableEntity, model.CodeBadFormat)
		require.Equal(t, pointer, p.Errors[0].Pointer)
		require.NotEmpty(t, p.Errors[0].RemedyEN)
		require.NotContains(t, string(a.body), number)
	}
	a := c.send(t, http.MethodPost, "/v1/datasets/"+d.ID+"/from-patch", `[{"op":"replace","path":"/schools/0/name","value":"张校长`+number+`"}]`, header{"Content-Type", "application/json-patch+json"})
	require.Equal(t, "/schools/0/name", problem(t, a, http.StatusUnprocessableEntity, model.CodeBadFormat).Errors[0].Pointer)
	plain := strings.ReplaceAll(text, `"`+string(firstTeacher(t, c, d.ID))+`"`, `"110105199913310021"`) // no day: an office's own number
	require.Equal(t, http.StatusCreated, c.send(t, http.MethodPost, "/v1/datasets", plain).status)

	book, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	book.Schools[0].Name += number
	var b bytes.Buffer
	require.NoError(t, workbook.Write(&b, book))
	a = c.send(t, http.MethodPost, "/v1/datasets", b.Bytes(), header{"Content-Type", exchange.XLSX.ContentType()})
	require.NotEmpty(t, problem(t, a, http.StatusUnprocessableEntity, model.CodeBadFormat).Errors[0].Cell, "%s", a.body)
}

// A person whom an override of the bureau names cannot become known either, until
// it is withdrawn: every later document of the dataset would hold the name.
func testNamedOverride(t *testing.T, w *world) {
	const name = "夏侯明远"
	d := w.as(t, api.RolePlanner).upload(t, "tiny/due")
	teacher := firstTeacher(t, w.as(t, api.RolePlanner), d.ID)
	bring := func() *answer {
		return w.as(t, api.RoleHRSystem).send(t, http.MethodPut, "/v1/datasets/"+d.ID+"/persons", api.PersonList{Persons: []api.Person{{Teacher: teacher, Name: name}}})
	}
	approver, at := w.as(t, api.RoleApprover), "/v1/packs/"+d.Pack+"/overrides"
	o := into[api.Override](t, approver.send(t, http.MethodPost, at, api.NewOverride{
		Parameter: "lottery.seed", Value: []byte(`"2026-06-01"`), Reason: "应" + name + "老师请求",
	}), http.StatusCreated)
	p := problem(t, bring(), http.StatusUnprocessableEntity, model.CodeInconsistent)
	require.Equal(t, "/persons/0/teacher", p.Errors[0].Pointer)
	require.Equal(t, http.StatusNoContent, approver.send(t, http.MethodDelete, at+"/"+o.ID, nil).status)
	require.Equal(t, http.StatusNoContent, bring().status)
}

// otherwise are operations whose texts are something else than what this is about.
var otherwise = map[string]string{
	"create-user": "the name of who logs in, stored encrypted", "update-user": "as create-user",
	"add-override": "see above", "add-pin": "see above",
	"file-objection": "see the suite of the review", "resolve-objection": "as file-objection", "acknowledge-finding": "as file-objection",
}

// What somebody types to find a thing by stays in lists and in the log: it names
// nobody either. Every operation of the document that takes such a text is here.
func testLabels(t *testing.T, w *world) {
	const name = "慕容清和"
	c := w.as(t, api.RolePlanner)
	plan := c.solved(t)
	known := api.PersonList{Persons: []api.Person{{Teacher: firstTeacher(t, c, plan.Dataset), Name: name}}}
	require.Equal(t, http.StatusNoContent, w.as(t, api.RoleHRSystem).send(t, http.MethodPut, "/v1/datasets/"+plan.Dataset+"/persons", known).status)
	document, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	pinned := *document
	pinned.Pins = []model.Pin{{Teacher: document.Teachers[0].ID, Kind: model.PinStay, Reason: name + "带毕业班", Author: "x"}}
	hook := func(b api.WebhookBody) api.WebhookBody {
		b.URL, b.Events = "https://hr.example.cn/x", []api.WebhookEvent{api.EventPlanOver}
		return b
	}
	title := name + "的方案"
	json := header{"Content-Type", "application/json"}
	tries := []struct {
		id   string
		role api.Role
		path string // after the method
		body any
		at   string // the pointer, or the parameter
	}{
		{"create-plan", api.RolePlanner, "POST /v1/plans", api.NewPlanBody{Dataset: plan.Dataset, Name: title}, "/name"},
		{"create-plan", api.RolePlanner, "POST /v1/plans", api.NewPlanBody{Dataset: plan.Dataset, Tags: []string{"a", title}}, "/tags"},
		{"create-plan", api.RolePlanner, "POST /v1/plans", api.NewPlanBody{Dataset: plan.Dataset, Name: "电话 13812345678"}, "/name"},
		{"update-plan-metadata", api.RolePlanner, "PUT /v1/plans/" + plan.ID + "/metadata", api.Metadata{Name: title, Tags: []string{}}, "/name"},
		{"update-plan-metadata", api.RolePlanner, "PUT /v1/plans/" + plan.ID + "/metadata", api.Metadata{Tags: []string{title}}, "/tags"},
		{"create-batch", api.RolePlanner, "POST /v1/batches", api.NewBatchBody{Name: title, Datasets: []string{plan.Dataset}}, "/name"},
		{"create-batch", api.RolePlanner, "POST /v1/batches", api.NewBatchBody{Tags: []string{title}, Datasets: []string{plan.Dataset}}, "/tags"},
		{"create-comparison", api.RolePlanner, "POST /v1/comparisons", api.NewComparisonBody{Name: title, Plans: []string{plan.ID, "pl_x"}}, "/name"},
		{"create-dataset", api.RolePlanner, "POST /v1/datasets?name=" + url.QueryEscape(title), document, "query.name"},
		{"create-dataset", api.RolePlanner, "POST /v1/datasets", &pinned, "/pins"},
		{"fork-dataset", api.RolePlanner, "POST /v1/datasets/" + plan.Dataset + "/from-patch?name=" + url.QueryEscape(title), []api.PatchOp{}, "query.name"},
		{"fork-dataset", api.RolePlanner, "POST /v1/datasets/" + plan.Dataset + "/from-patch", []api.PatchOp{{
			Op: "add", Path: "/pins", Value: []byte(`[{"teacher":"` + string(document.Teachers[0].ID) + `","kind":"must_stay","reason":"` + name + `","author":"x"}]`),
		}}, "/pins"},
		{"create-key", api.RoleOperator, "POST /v1/keys", api.NewKeyBody{Name: title, Roles: []api.Role{api.RolePlanner}}, "/name"},
		{"create-webhook", api.RoleOperator, "POST /v1/webhooks", hook(api.WebhookBody{PlanName: title}), "/planName"},
		{"create-webhook", api.RoleOperator, "POST /v1/webhooks", hook(api.WebhookBody{Tag: title}), "/tag"},
		{"update-webhook", api.RoleOperator, "PUT /v1/webhooks/wh_x", hook(api.WebhookBody{PlanName: title}), "/planName"},
		{"transition-plan", api.RolePlanner, "POST /v1/plans/" + plan.ID + "/transitions", api.TransitionBody{Action: "submit", Reason: title}, "/reason"},
		{"sign-plan", api.RoleStaffing, "POST /v1/plans/" + plan.ID + "/signoffs", api.SignOffBody{Office: api.RoleStaffing, Reason: title}, "/reason"},
	}
	tried := map[string]bool{}
	for _, x := range tries {
		tried[x.id] = true
		method, path, _ := strings.Cut(x.path, " ")
		headers := []header{json}
		switch x.id {
		case "fork-dataset":
			headers[0].value = "application/json-patch+json"
		case "update-plan-metadata", "transition-plan", "sign-plan":
			headers = append(headers, c.etag(t, "/v1/plans/"+plan.ID))
		case "update-webhook":
			headers = append(headers, header{"If-Match", `"v1"`})
		}
		a := w.as(t, x.role).send(t, method, path, x.body, headers...)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s %s: %s", x.id, x.at, a.body)
		p := into[api.ProblemDetails](t, a, a.status)
		require.Equal(t, x.at, p.Errors[0].Pointer+p.Errors[0].Parameter, "%s: %s", x.id, a.body)
		require.NotContains(t, string(a.body), name)
	}
	log := w.as(t, api.RoleAuditor).send(t, http.MethodGet, "/v1/audit?limit=1000", nil)
	require.NotContains(t, string(log.body), name)
	w.each(func(op operation) {
		if text := op.typed(); text != "" && !tried[op.id] && otherwise[op.id] == "" {
			t.Errorf("%s takes %q, which stays: nobody tries here to name a person in it", op.id, text)
		}
	})
}

// typed is a field or parameter of an operation that changes something, in which
// somebody writes what they like; empty when there is none.
func (o operation) typed() string {
	free := []string{"name", "reason", "tag", "tags", "title", "description", "office", "note"}
	if o.method == http.MethodGet || o.op.RequestBody == nil {
		return ""
	}
	for _, p := range o.op.Parameters {
		if p.Value.In == openapi3.ParameterInQuery && slices.Contains(free, p.Value.Name) {
			return p.Value.Name
		}
	}
	schema := o.op.RequestBody.Value.Content[o.media()].Schema
	if schema == nil || schema.Value == nil {
		return ""
	}
	for _, field := range slices.Sorted(maps.Keys(schema.Value.Properties)) {
		if slices.Contains(free, field) {
			return field
		}
	}
	return ""
}
