package apitest

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// identity is a person of the first bureau, as the identity provider tells it
// where the bureau keeps the roles.
func (w *world) identity(subject string, roles ...api.Role) api.Identity {
	return api.Identity{Tenant: w.names[0], Issuer: "https://id.example.cn", Subject: subject, Roles: roles, Keep: true}
}

func testUsers(t *testing.T, w *world) {
	c := w.as(t, api.RoleOperator)
	body := api.NewUserBody{Issuer: "https://id.example.cn", Subject: "made-here", Name: "李一", Roles: []api.Role{api.RolePlanner}}
	a := c.send(t, http.MethodPost, "/v1/users", body)
	u := into[api.User](t, a, http.StatusCreated)
	require.Equal(t, "李一", u.Name)
	require.NotContains(t, string(a.body), "made-here", "who it is there is kept as a hash")
	require.Equal(t, "/v1/users/"+u.ID, a.header.Get("Location"))
	problem(t, c.send(t, http.MethodPost, "/v1/users", body), http.StatusConflict, model.CodeConflict)
	at := "/v1/users/" + u.ID
	got := c.send(t, http.MethodGet, at, nil)
	require.Equal(t, u, into[api.User](t, got, http.StatusOK))
	require.Contains(t, string(c.send(t, http.MethodGet, "/v1/users?limit=1000", nil).body), u.ID)

	// roles that the bureau keeps count at the login; only the provider makes deciders
	expires := time.Now().UTC().Truncate(time.Microsecond).Add(time.Hour)
	session, err := w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here", api.RoleApprover), expires)
	require.NoError(t, err)
	require.Equal(t, u.ID, session.Actor.ID)
	require.ElementsMatch(t, []api.Role{api.RolePlanner, api.RoleApprover}, session.Actor.Roles)
	session, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here"), expires)
	require.NoError(t, err)
	require.Equal(t, []api.Role{api.RolePlanner}, session.Actor.Roles, "what the provider takes back is gone")
	_, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("unknown-here", api.RoleApprover), expires)
	require.Equal(t, api.CodeForbidden, model.ErrorCode(err))

	// another role counts at once, a blocked user is out at once
	cookie := header{"Cookie", "lungang=" + session.Token}
	person := &client{w: w}
	etag := c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	change := func(b api.UserBody) api.User {
		a := c.send(t, http.MethodPut, at, b, header{"If-Match", etag})
		etag = a.header.Get("ETag")
		return into[api.User](t, a, http.StatusOK)
	}
	change(api.UserBody{Roles: []api.Role{api.RoleAuditor}})
	require.Equal(t, []api.Role{api.RoleAuditor}, into[api.Me](t, person.send(t, http.MethodGet, "/v1/me", nil, cookie), http.StatusOK).Roles)
	require.True(t, change(api.UserBody{Roles: []api.Role{api.RoleAuditor}, Blocked: true}).Blocked)
	problem(t, person.send(t, http.MethodGet, "/v1/me", nil, cookie), http.StatusUnauthorized, api.CodeUnauthenticated)
	_, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here"), expires)
	require.Equal(t, api.CodeForbidden, model.ErrorCode(err))
	require.False(t, change(api.UserBody{Roles: []api.Role{api.RoleAuditor}}).Blocked)
	change(api.UserBody{Roles: []api.Role{}})
	_, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here"), expires)
	require.Equal(t, api.CodeForbidden, model.ErrorCode(err), "without a role there is nothing to do here")

	// an operator does not become a decider, and nobody changes their own account
	change(api.UserBody{Roles: []api.Role{api.RoleOperator}})
	session, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here", api.RoleApprover), expires)
	require.NoError(t, err)
	etag = c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	for _, roles := range [][]api.Role{{api.RoleApprover}, {api.RoleOperator}, {}} { // one after the other would do as well
		problem(t, c.send(t, http.MethodPut, at, api.UserBody{Roles: roles}, header{"If-Match", etag}), http.StatusConflict, model.CodeConflict)
	}
	cookie = header{"Cookie", "lungang=" + session.Token}
	csrf := into[api.Me](t, person.send(t, http.MethodGet, "/v1/me", nil, cookie), http.StatusOK).CSRF
	own := []header{cookie, {"If-Match", etag}, {api.CSRFHeader, csrf}}
	more := api.UserBody{Roles: []api.Role{api.RoleOperator, api.RoleApprover, api.RoleAuditor}}
	problem(t, person.send(t, http.MethodPut, at, more, own...), http.StatusForbidden, api.CodeForbidden)
	key := api.NewKeyBody{Name: "own", Roles: []api.Role{api.RoleOperator}}
	ownKey := &client{w: w, key: into[api.Key](t, person.send(t, http.MethodPost, "/v1/keys", key, own...), http.StatusCreated).Secret}
	keyOfKey := &client{w: w, key: into[api.Key](t, ownKey.send(t, http.MethodPost, "/v1/keys", key), http.StatusCreated).Secret}
	for _, k := range []*client{ownKey, keyOfKey} {
		problem(t, k.send(t, http.MethodPut, at, more, header{"If-Match", etag}), http.StatusForbidden, api.CodeForbidden)
	}
	_, err = w.server.Ports.Sessions.Open(t.Context(), w.identity("made-here"), expires)
	require.NoError(t, err)
	etag = c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	change(api.UserBody{Roles: []api.Role{}})

	// what is refused
	problem(t, c.send(t, http.MethodPut, at, api.UserBody{Roles: []api.Role{}}), http.StatusPreconditionRequired, api.CodePreconditionRequired)
	for _, tag := range []string{`"v1"`, `"v0"`, `"v-1"`, "*", "x"} {
		problem(t, c.send(t, http.MethodPut, at, api.UserBody{Roles: []api.Role{}}, header{"If-Match", tag}), http.StatusPreconditionFailed, model.CodeStale)
	}
	for roles, code := range map[api.Role]model.Code{api.RoleApprover: model.CodeBadParameter, "cook": model.CodeBadWord} {
		p := problem(t, c.send(t, http.MethodPut, at, api.UserBody{Roles: []api.Role{roles}}, header{"If-Match", etag}), http.StatusUnprocessableEntity, code)
		require.Equal(t, "/roles/0", p.Errors[0].Pointer)
		p = problem(t, c.send(t, http.MethodPost, "/v1/users", api.NewUserBody{Issuer: "i", Subject: "s", Roles: []api.Role{roles}}), http.StatusUnprocessableEntity, code)
		require.Equal(t, "/roles/0", p.Errors[0].Pointer)
	}
	problem(t, c.send(t, http.MethodGet, "/v1/users/usr_nobody", nil), http.StatusNotFound, model.CodeNotFound)
}

func testOverrides(t *testing.T, w *world) {
	planner, c := w.in(t, 1, api.RolePlanner), w.in(t, 1, api.RoleApprover) // the bureau that makes no other plans
	d := planner.upload(t, "tiny/due")
	list := "/v1/packs/" + d.Pack + "/overrides"
	const parameter = "exchange.ratio"
	before := into[api.OverrideList](t, planner.send(t, http.MethodGet, list, nil), http.StatusOK)
	require.NotContains(t, parameters(before), parameter)
	plan := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	require.NotContains(t, string(planner.send(t, http.MethodGet, plan.Links["self"]+"/problem", nil).body), "会议纪要")

	body := api.NewOverride{Parameter: parameter, Value: []byte(`15`), Reason: "会议纪要"}
	a := c.send(t, http.MethodPost, list, body, header{"Idempotency-Key", "override-1"})
	o := into[api.Override](t, a, http.StatusCreated)
	require.Equal(t, "/v1/packs/"+d.Pack+"/overrides/"+o.ID, a.header.Get("Location"))
	require.NotEmpty(t, o.Approver)
	require.Equal(t, o, into[api.Override](t, c.send(t, http.MethodPost, list, body, header{"Idempotency-Key", "override-1"}), http.StatusCreated))
	problem(t, c.send(t, http.MethodPost, list, body), http.StatusConflict, model.CodeConflict)
	require.Contains(t, parameters(into[api.OverrideList](t, planner.send(t, http.MethodGet, list, nil), http.StatusOK)), parameter)

	// plans that are made now use it; the one that was made keeps its problem
	next := planner.solve(t, api.NewPlanBody{Dataset: d.ID})
	require.NotEqual(t, plan.Problem, next.Problem)
	p := into[model.Problem](t, planner.send(t, http.MethodGet, next.Links["self"]+"/problem", nil), http.StatusOK)
	require.Contains(t, p.Pack.Overrides, model.Override{Parameter: parameter, Value: []byte(`15`), Reason: "会议纪要", Approver: o.Approver})
	require.Equal(t, plan.Problem, into[api.PlanView](t, planner.send(t, http.MethodGet, plan.Links["self"], nil), http.StatusOK).Problem)

	showsOverrides(t, planner, c, d)

	// what the pack does not allow is refused, with its place
	for text, pointer := range map[string]string{
		`{"parameter":"none","value":1,"reason":"r"}`:               "/parameter",
		`{"parameter":"exchange.ratio","value":"x","reason":"r"}`:   "/value",
		`{"parameter":"exchange.ratio","value":1000,"reason":"r"}`:  "/value",
		`{"parameter":"exchange.ratio","value":10,"reason":"  "}`:   "/reason",
		`{"parameter":"exchange.ratio","reason":"r"}`:               "/value",
		`{"parameter":"exchange.ratio","value":10,"approver":"me"}`: "/approver",
	} {
		a := c.send(t, http.MethodPost, list, text)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s: %s", text, a.body)
		var places []string
		for _, e := range into[api.ProblemDetails](t, a, a.status).Errors {
			places = append(places, e.Pointer)
		}
		require.Contains(t, places, pointer, "%s: %s", text, a.body)
	}
	problem(t, c.send(t, http.MethodPost, "/v1/packs/none/overrides", body), http.StatusNotFound, model.CodeNotFound)
	problem(t, c.send(t, http.MethodGet, "/v1/packs/none/overrides", nil), http.StatusNotFound, model.CodeNotFound)

	problem(t, c.send(t, http.MethodDelete, "/v1/packs/national-base/overrides/"+o.ID, nil), http.StatusNotFound, model.CodeNotFound)
	require.Equal(t, http.StatusNoContent, c.send(t, http.MethodDelete, list+"/"+o.ID, nil).status)
	problem(t, c.send(t, http.MethodDelete, list+"/"+o.ID, nil), http.StatusNotFound, model.CodeNotFound)
	require.Equal(t, plan.Problem, planner.solve(t, api.NewPlanBody{Dataset: d.ID}).Problem)
}

func parameters(l api.OverrideList) []string {
	var out []string
	for _, o := range l.Items {
		out = append(out, o.Parameter)
	}
	return out
}
