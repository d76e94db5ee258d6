package apitest

import (
	"cmp"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// For how long personal data are kept is decided with the version that was read.
func testRetention(t *testing.T, w *world) {
	c := w.in(t, 1, api.RoleApprover) // the other bureau: nobody else decides there
	r := into[api.Retention](t, c.send(t, http.MethodGet, "/v1/retention", nil), http.StatusOK)
	require.Equal(t, api.Retention{Months: 36}, r)
	set := func(etag string, months int) *answer {
		return c.send(t, http.MethodPut, "/v1/retention", api.RetentionBody{Months: months}, header{"If-Match", etag})
	}
	require.Equal(t, http.StatusPreconditionRequired, c.send(t, http.MethodPut, "/v1/retention", api.RetentionBody{Months: 12}).status)
	r = into[api.Retention](t, set(`"v0"`, 12), http.StatusOK)
	require.Equal(t, 12, r.Months)
	require.EqualValues(t, 1, r.Version)
	problem(t, set(`"v0"`, 24), http.StatusPreconditionFailed, model.CodeStale)
	for _, months := range []int{0, -1, 1201} {
		require.Equal(t, http.StatusUnprocessableEntity, set(`"v1"`, months).status)
	}
	require.Equal(t, 24, into[api.Retention](t, set(`"v1"`, 24), http.StatusOK).Months)
	for _, role := range []api.Role{api.RoleOperator, api.RolePlanner, api.RoleHRSystem} {
		problem(t, w.in(t, 1, role).send(t, http.MethodPut, "/v1/retention", api.RetentionBody{Months: 1}, header{"If-Match", `"v2"`}), http.StatusForbidden, api.CodeForbidden)
	}
}

// A person gets everything that is kept; the log says that somebody looked.
func testSubject(t *testing.T, w *world) {
	hr, planner, auditor := w.as(t, api.RoleHRSystem), w.as(t, api.RolePlanner), w.as(t, api.RoleAuditor)
	plan := planner.solved(t)
	doc := into[model.Problem](t, planner.send(t, http.MethodGet, "/v1/datasets/"+plan.Dataset+"/document", nil), http.StatusOK)
	id := doc.Teachers[0].ID
	list := api.PersonList{}
	for _, x := range doc.Teachers {
		list.Persons = append(list.Persons, api.Person{Teacher: x.ID, Name: "名" + string(x.ID), IDNumber: "11010519491231002" + string(x.ID)})
	}
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodPut, "/v1/datasets/"+plan.Dataset+"/persons", list).status)
	require.Equal(t, http.StatusOK, planner.send(t, http.MethodGet, "/v1/datasets/"+plan.Dataset+"/persons", nil).status)
	planner.send(t, http.MethodPost, "/v1/datasets/"+plan.Dataset+"/pins", api.NewPin{Teacher: id, Kind: model.PinStay, Reason: "x"})

	// the other dataset is younger, and looked at before this one is again
	copied := into[api.DatasetView](t, planner.send(t, http.MethodPost, "/v1/datasets", doc), http.StatusCreated)
	for _, dataset := range []string{copied.ID, plan.Dataset} {
		require.Equal(t, http.StatusOK, planner.send(t, http.MethodGet, "/v1/datasets/"+dataset+"/persons", nil).status)
	}

	why := planner.why(t, plan.ID, api.WhyBody{Teacher: id, School: doc.Schools[0].ID})

	a := hr.send(t, http.MethodGet, "/v1/persons/"+string(id)+"/export", nil)
	got := into[api.SubjectData](t, a, http.StatusOK)
	require.NotEmpty(t, got.Notice.ZH)
	require.Contains(t, string(a.body), "名"+string(id))
	for _, x := range doc.Teachers[1:] {
		require.NotContains(t, string(a.body), "名"+string(x.ID), "nobody else is in it")
	}
	var record *api.SubjectRecord
	for i := range got.Records {
		if got.Records[i].Dataset == plan.Dataset {
			record = &got.Records[i]
		}
	}
	require.NotNil(t, record)
	require.Equal(t, "11010519491231002"+string(id), record.Person.IDNumber)
	require.Len(t, record.Pins, 1)
	require.Contains(t, string(record.Record), doc.Teachers[0].BirthDate.String())
	found := false
	for _, p := range got.Plans {
		found = found || p.Plan == plan.ID && p.Verdict != nil && p.Verdict.Teacher == id
	}
	require.True(t, found)
	require.NotEmpty(t, why.Question)
	require.Contains(t, got.Questions, api.SubjectQuestion{Plan: plan.ID, Question: why.Question, School: doc.Schools[0].ID})
	require.False(t, slices.ContainsFunc(got.Plans, func(x api.SubjectInPlan) bool { return x.Plan == why.Question }), "what would be is not what is")
	read := slices.DeleteFunc(slices.Clone(got.Accesses), func(e api.AuditEntry) bool { return e.Subject != plan.Dataset && e.Subject != copied.ID })
	require.Equal(t, []string{plan.Dataset, copied.ID}, []string{read[0].Subject, read[1].Subject}, "newest first, whichever dataset it is about")
	require.True(t, slices.IsSortedFunc(got.Accesses, func(a, b api.AuditEntry) int { return cmp.Compare(b.Seq, a.Seq) }))

	log := into[api.PageOf[api.AuditEntry]](t, auditor.send(t, http.MethodGet, "/v1/persons/accesses?limit=2&dataset="+plan.Dataset, nil), http.StatusOK)
	require.Len(t, log.Items, 2)
	require.Equal(t, "person.exported", log.Items[0].Action)
	require.NotEmpty(t, log.Next)
	rest := into[api.PageOf[api.AuditEntry]](t, auditor.send(t, http.MethodGet, "/v1/persons/accesses?limit=2&dataset="+plan.Dataset+"&cursor="+log.Next, nil), http.StatusOK)
	require.NotEmpty(t, rest.Items)
	require.Less(t, rest.Items[0].Seq, log.Items[1].Seq)
	for _, e := range append(log.Items, rest.Items...) {
		require.NotContains(t, string(e.Data), "名")
	}

	problem(t, hr.send(t, http.MethodGet, "/v1/persons/nobody-at-all/export", nil), http.StatusNotFound, model.CodeNotFound)
	for _, role := range []api.Role{api.RolePlanner, api.RoleReviewer, api.RoleAuditor, api.RoleOperator} {
		problem(t, w.as(t, role).send(t, http.MethodGet, "/v1/persons/"+string(id)+"/export", nil), http.StatusForbidden, api.CodeForbidden)
	}
	problem(t, planner.send(t, http.MethodGet, "/v1/persons/accesses", nil), http.StatusForbidden, api.CodeForbidden)
}
