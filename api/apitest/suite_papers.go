package apitest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/exchange"
	"lungang/model"
)

// Documents of a plan: every kind in every format, names only for those who may
// see them, and each export in the log.
func testPapers(t *testing.T, w *world) {
	planner, hr, auditor := w.as(t, api.RolePlanner), w.as(t, api.RoleHRSystem), w.as(t, api.RoleAuditor)
	plan := planner.solved(t)
	path := "/v1/plans/" + plan.ID + "/documents/"
	doc := into[model.Problem](t, planner.send(t, http.MethodGet, "/v1/datasets/"+plan.Dataset+"/document", nil), http.StatusOK)
	list := api.PersonList{}
	for _, x := range doc.Teachers {
		list.Persons = append(list.Persons, api.Person{Teacher: x.ID, Name: "欧阳测试", IDNumber: "110105194912310021"})
	}
	require.Equal(t, http.StatusNoContent, hr.send(t, http.MethodPut, "/v1/datasets/"+plan.Dataset+"/persons", list).status)
	shown := map[string][]exchange.Kind{ // what is not shown is refused: it would vanish without a word
		"names=true":            {exchange.List, exchange.Approval, exchange.Notices, exchange.WriteBack},
		"bureau=x":              {exchange.List, exchange.Approval, exchange.Minutes, exchange.Notices},
		"date=2026-06-01":       {exchange.List, exchange.Minutes, exchange.Notices},
		"contact=x":             {exchange.List},
		"publicFrom=2026-06-01": {exchange.List},
	}
	for _, kind := range exchange.Kind("").Values() {
		for parameter, kinds := range shown {
			if !slices.Contains(kinds, exchange.Kind(kind)) {
				p := problem(t, planner.send(t, http.MethodGet, path+kind+"?"+parameter, nil), http.StatusUnprocessableEntity, model.CodeBadParameter)
				name, _, _ := strings.Cut(parameter, "=")
				require.Equal(t, "query."+name, p.Errors[0].Parameter)
			}
		}
		for _, format := range exchange.Format("").Values() {
			query := url.Values{"format": {format}}
			for parameter, kinds := range shown {
				if slices.Contains(kinds, exchange.Kind(kind)) {
					name, value, _ := strings.Cut(parameter, "=")
					query.Set(name, value)
				}
			}
			a := planner.send(t, http.MethodGet, path+kind+"?"+query.Encode(), nil)
			require.Equal(t, http.StatusOK, a.status, "%s", a.body)
			require.Equal(t, exchange.Format(format).ContentType(), a.header.Get("Content-Type"))
			require.Equal(t, "no-store", a.header.Get("Cache-Control"))
			require.Contains(t, a.header.Get("Content-Disposition"), kind+"-"+plan.ID+"."+format)
			begins := "PK"
			if format == "pdf" {
				begins = "%PDF-"
			}
			require.True(t, strings.HasPrefix(string(a.body), begins))
		}
	}
	rows := into[api.PageOf[api.AuditEntry]](t, auditor.send(t, http.MethodGet, "/v1/audit?action=document.exported&subject="+plan.ID, nil), http.StatusOK)
	require.Len(t, rows.Items, len(exchange.Kind("").Values())*len(exchange.Format("").Values()))
	require.Contains(t, string(rows.Items[0].Data), `"names":true`)
	require.NotContains(t, string(rows.Items[0].Data), "欧阳")

	require.Equal(t, http.StatusOK, auditor.send(t, http.MethodGet, path+"minutes", nil).status)
	problem(t, auditor.send(t, http.MethodGet, path+"list?names=true", nil), http.StatusForbidden, api.CodeForbidden)
	problem(t, w.as(t, api.RoleOperator).send(t, http.MethodGet, path+"list", nil), http.StatusForbidden, api.CodeForbidden)
	problem(t, planner.send(t, http.MethodGet, "/v1/plans/plan_none/documents/list", nil), http.StatusNotFound, model.CodeNotFound)
	for _, bad := range []string{"novel", "list?format=odt", "list?date=tomorrow", "list?publicFrom=2026-13-01", "list?lang=fr"} {
		require.Equal(t, http.StatusUnprocessableEntity, planner.send(t, http.MethodGet, path+bad, nil).status, bad)
	}
}
