package apitest

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

func testDatasets(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	text := district(t, "tiny/due")
	a := c.send(t, http.MethodPost, "/v1/datasets?name=first", text)
	d := into[api.DatasetView](t, a, http.StatusCreated)
	require.Equal(t, "/v1/datasets/"+d.ID, a.header.Get("Location"))
	require.Equal(t, api.DatasetValidated, d.Status)
	require.Equal(t, d.ID, d.Origin)
	require.Equal(t, "first", d.Name)
	require.Regexp(t, "^sha256:[0-9a-f]{64}$", d.Hash)

	got := into[api.DatasetView](t, c.send(t, http.MethodGet, a.header.Get("Location"), nil), http.StatusOK)
	require.Equal(t, d.Hash, got.Hash)
	require.Equal(t, d.Teachers, got.Teachers)

	document := c.send(t, http.MethodGet, d.Links["document"], nil)
	require.Equal(t, http.StatusOK, document.status)
	back, err := model.DecodeProblem(bytes.NewReader(document.body))
	require.NoError(t, err)
	require.Equal(t, d.Hash, "sha256:"+back.Hash())

	v := into[api.Validation](t, c.send(t, http.MethodGet, d.Links["validation"], nil), http.StatusOK)
	require.Len(t, v.Issues, d.Warnings)
	for _, report := range []string{"/staffing", "/forecast?years=2", "/balance", "/ledger", "/ledger?teacher=" + string(back.Teachers[0].ID)} {
		require.Equal(t, http.StatusOK, c.send(t, http.MethodGet, d.Links["self"]+report, nil).status, report)
	}
	problem(t, c.send(t, http.MethodGet, d.Links["self"]+"/ledger?teacher=NOBODY", nil), http.StatusNotFound, model.CodeNotFound)

	// compressed bodies
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(text)
	require.NoError(t, z.Close())
	into[api.DatasetView](t, c.send(t, http.MethodPost, "/v1/datasets", packed.Bytes(), header{"Content-Encoding", "gzip"}), http.StatusCreated)
	problem(t, c.send(t, http.MethodPost, "/v1/datasets", text, header{"Content-Encoding", "gzip"}), http.StatusBadRequest, model.CodeBadJSON)
	problem(t, c.send(t, http.MethodPost, "/v1/datasets", text, header{"Content-Encoding", "br"}), http.StatusUnsupportedMediaType, api.CodeUnsupportedMedia)

	// all faults at once, each at its place
	broken := strings.Replace(string(text), `"planYear":2026`, `"planYear":1800,"mayor":"王芳"`, 1)
	p := problem(t, c.send(t, http.MethodPost, "/v1/datasets", broken), http.StatusUnprocessableEntity, model.CodeUnknownField)
	require.Equal(t, "/district/mayor", p.Errors[0].Pointer)
	require.NotEmpty(t, p.Errors[0].MessageZH)
	require.NotEmpty(t, p.Errors[0].MessageEN)
	require.Positive(t, p.Errors[0].Line)
	problem(t, c.send(t, http.MethodPost, "/v1/datasets", `{"format":`), http.StatusBadRequest, model.CodeBadJSON)
	problem(t, c.send(t, http.MethodPost, "/v1/datasets", ""), http.StatusBadRequest, model.CodeMissing)
	problem(t, c.send(t, http.MethodPost, "/v1/datasets", text, header{"Content-Type", "text/csv"}), http.StatusUnsupportedMediaType, api.CodeUnsupportedMedia)

	// a solve at once
	a = c.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE", text)
	d = into[api.DatasetView](t, a, http.StatusAccepted)
	require.NotEmpty(t, into[api.PlanView](t, c.send(t, http.MethodGet, d.Links["plan"], nil), http.StatusOK).ID)

	// who may not solve stores nothing on the way either, also when it comes again
	hr := w.as(t, api.RoleHRSystem)
	for range 2 {
		problem(t, hr.send(t, http.MethodPost, "/v1/datasets?operation=SOLVE&name=unsolved", text, header{"Idempotency-Key", "unsolved"}), http.StatusForbidden, api.CodeForbidden)
	}
	require.Empty(t, into[api.PageOf[api.DatasetView]](t, c.send(t, http.MethodGet, "/v1/datasets?name=unsolved", nil), http.StatusOK).Items)
}

func testForks(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	d := c.upload(t, "tiny/due")
	patch := header{"Content-Type", "application/json-patch+json"}
	at := d.Links["self"] + "/from-patch"
	child := into[api.DatasetView](t, c.send(t, http.MethodPost, at+"?name=child",
		`[{"op":"test","path":"/district/planYear","value":2026},{"op":"replace","path":"/district/name","value":"新名"}]`, patch), http.StatusCreated)
	require.Equal(t, d.ID, child.Parent)
	require.Equal(t, d.ID, child.Origin)
	require.NotEqual(t, d.Hash, child.Hash)
	grand := into[api.DatasetView](t, c.send(t, http.MethodPost, child.Links["self"]+"/from-patch", `[]`, patch), http.StatusCreated)
	require.Equal(t, child.ID, grand.Parent)
	require.Equal(t, d.ID, grand.Origin)
	require.Equal(t, child.Hash, grand.Hash)

	line := into[api.PageOf[api.DatasetView]](t, c.send(t, http.MethodGet, "/v1/datasets?sort=createdAt&origin="+d.ID, nil), http.StatusOK)
	require.Len(t, line.Items, 3)
	require.Equal(t, d.ID, line.Items[0].ID)

	for body, want := range map[string]struct {
		code    model.Code
		status  int
		pointer string
	}{
		`[{"op":"test","path":"/district/planYear","value":1}]`: {model.CodeConflict, http.StatusConflict, "/0"},
		`[{"op":"remove","path":"/nothing"}]`:                   {model.CodeUnknownReference, http.StatusUnprocessableEntity, "/0"},
		`[{"op":"remove","path":"/schools"}]`:                   {model.CodeMissing, http.StatusUnprocessableEntity, "/schools"},
		`[{"op":"jump","path":"/schools"}]`:                     {model.CodeBadWord, http.StatusUnprocessableEntity, "/0/op"},
		`[{"op":"add","path":"/schools"}]`:                      {model.CodeMissing, http.StatusUnprocessableEntity, "/0"},
	} {
		p := problem(t, c.send(t, http.MethodPost, at, body, patch), want.status, want.code)
		require.NotEmpty(t, p.Errors, body)
		require.Equal(t, want.pointer, p.Errors[0].Pointer, body)
		if want.pointer == "/schools" {
			require.Zero(t, p.Errors[0].Line, "a line of a text that the client has not seen")
		}
	}
	again := into[api.DatasetView](t, c.send(t, http.MethodGet, d.Links["self"], nil), http.StatusOK)
	require.Equal(t, d.Hash, again.Hash, "a fork leaves its parent as it is")
}

func testPersons(t *testing.T, w *world) {
	hr, planner, reviewer := w.as(t, api.RoleHRSystem), w.as(t, api.RolePlanner), w.as(t, api.RoleReviewer)
	plan := planner.solved(t)
	dataset := "/v1/datasets/" + plan.Dataset
	doc := into[model.Problem](t, planner.send(t, http.MethodGet, dataset+"/document", nil), http.StatusOK)
	id := doc.Teachers[0].ID
	const name, number = "欧阳测试", "110105194912310021"
	list := api.PersonList{}
	for _, teacher := range doc.Teachers {
		list.Persons = append(list.Persons, api.Person{Teacher: teacher.ID, Name: name, IDNumber: number})
	}
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodPut, dataset+"/persons", list).status)
	require.True(t, into[api.DatasetView](t, planner.send(t, http.MethodGet, dataset, nil), http.StatusOK).Persons)

	for _, who := range []struct {
		c            *client
		name, number string
	}{
		{hr, name, number},
		{planner, name, "**************0021"},
		{w.as(t, api.RoleApprover), name, "**************0021"},
		{reviewer, "欧***", "**************0021"},
		{w.as(t, api.RoleReviewer, api.RoleAuditor), "欧***", "**************0021"},
	} {
		got := into[api.PersonList](t, who.c.send(t, http.MethodGet, dataset+"/persons?teacher="+string(id), nil), http.StatusOK)
		require.Equal(t, []api.Person{{Teacher: id, Name: who.name, IDNumber: who.number}}, got.Persons)
	}
	for _, role := range []api.Role{api.RoleAuditor, api.RoleOperator} {
		problem(t, w.as(t, role).send(t, http.MethodGet, dataset+"/persons", nil), http.StatusForbidden, api.CodeForbidden)
	}

	rows := into[api.AssignmentPage](t, reviewer.send(t, http.MethodGet, plan.Links["assignments"]+"?names=true", nil), http.StatusOK)
	require.NotEmpty(t, rows.Items)
	require.Equal(t, "欧***", rows.Items[0].Name)
	rows = into[api.AssignmentPage](t, reviewer.send(t, http.MethodGet, plan.Links["assignments"], nil), http.StatusOK)
	require.Empty(t, rows.Items[0].Name)
	problem(t, w.as(t, api.RoleAuditor).send(t, http.MethodGet, plan.Links["assignments"]+"?names=true", nil), http.StatusForbidden, api.CodeForbidden)

	// nothing personal in an error, whatever the client writes where
	for _, body := range []any{
		api.PersonList{Persons: []api.Person{{Teacher: model.TeacherID(name), Name: name, IDNumber: number}}},
		`{"persons":[{"teacher":"` + string(id) + `","name":"` + strings.Repeat(name, 40) + `"}]}`,
		`{"persons":[{"teacher":"` + string(id) + `","` + name + `":"` + number + `"}]}`,
		`{"persons":"` + number + `"}`,
	} {
		a := hr.send(t, http.MethodPut, dataset+"/persons", body)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s", a.body)
		require.NotContains(t, string(a.body), name)
		require.NotContains(t, string(a.body), number)
	}

	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodDelete, dataset+"/persons", nil).status)
	require.Empty(t, into[api.PersonList](t, hr.send(t, http.MethodGet, dataset+"/persons", nil), http.StatusOK).Persons)
}

func testPins(t *testing.T, w *world) {
	c := w.as(t, api.RolePlanner)
	before := c.solved(t)
	require.NotEmpty(t, before.PlanHash)
	rows := into[api.AssignmentPage](t, c.send(t, http.MethodGet, before.Links["assignments"]+"?kind=move", nil), http.StatusOK)
	require.NotEmpty(t, rows.Items)
	moved := rows.Items[0].Teacher

	at := "/v1/datasets/" + before.Dataset + "/pins"
	stay, once := api.NewPin{Teacher: moved, Kind: model.PinStay, Reason: "毕业班"}, header{"Idempotency-Key", "pin-1"}
	a := c.send(t, http.MethodPost, at, stay, once)
	pin := into[api.Pin](t, a, http.StatusCreated)
	require.Equal(t, pin, into[api.Pin](t, c.send(t, http.MethodPost, at, stay, once), http.StatusCreated), "sent again, it is the same pin")
	require.Equal(t, at+"/"+pin.ID, a.header.Get("Location"))
	require.Len(t, into[api.PinList](t, c.send(t, http.MethodGet, at, nil), http.StatusOK).Items, 1)

	after := c.solve(t, api.NewPlanBody{Dataset: before.Dataset})
	require.Equal(t, 1, after.Pins)
	require.NotEqual(t, before.Problem, after.Problem, "the pin is part of the problem that is solved")
	rows = into[api.AssignmentPage](t, c.send(t, http.MethodGet, after.Links["assignments"]+"?kind=move&teacher="+string(moved), nil), http.StatusOK)
	require.Zero(t, rows.Total, "who is pinned to stay stays")
	solved := into[model.Problem](t, c.send(t, http.MethodGet, after.Links["problem"], nil), http.StatusOK)
	require.Equal(t, "sha256:"+solved.Hash(), after.Problem)

	for body, pointer := range map[string]string{
		`{"teacher":"NOBODY","kind":"must_stay","reason":"x"}`:                            "/teacher",
		`{"teacher":"` + string(moved) + `","kind":"must_go","reason":"x"}`:               "/school",
		`{"teacher":"` + string(moved) + `","kind":"perhaps","reason":"x"}`:               "/kind",
		`{"teacher":"` + string(moved) + `","kind":"must_stay","reason":"","extra":true}`: "/extra",
	} {
		got := c.send(t, http.MethodPost, at, body)
		require.Equal(t, http.StatusUnprocessableEntity, got.status, "%s", got.body)
		require.Equal(t, pointer, into[api.ProblemDetails](t, got, got.status).Errors[0].Pointer, "%s", got.body)
	}
	require.Equal(t, http.StatusNoContent, c.send(t, http.MethodDelete, at+"/"+pin.ID, nil).status)
	problem(t, c.send(t, http.MethodDelete, at+"/"+pin.ID, nil), http.StatusNotFound, model.CodeNotFound)

	// Each fits what is there, and they do not fit each other: the first one there is taken.
	statuses := make([]int, 6)
	var group sync.WaitGroup
	for i := range statuses {
		kind := []model.PinKind{model.PinStay, model.PinMove}[i%2]
		group.Go(func() {
			statuses[i] = c.send(t, http.MethodPost, at, api.NewPin{Teacher: moved, Kind: kind, Reason: "x"}).status
		})
	}
	group.Wait()
	slices.Sort(statuses)
	require.Equal(t, http.StatusCreated, statuses[0])
	require.Greater(t, statuses[1], http.StatusCreated, "%v", statuses)
}
