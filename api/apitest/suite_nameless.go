package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
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
