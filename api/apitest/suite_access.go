package apitest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
	"lungang/review"
)

// testRoles calls every operation with every role: who has no permission by the
// table gets 403 and nothing else; who has it gets anything but 401 and 403.
func testRoles(t *testing.T, w *world) {
	if testing.Short() {
		t.Skip("with the race detector: one request after another has nothing to race with")
	}
	things := w.things(t)
	w.each(func(op operation) {
		for _, role := range api.Roles() {
			a := w.as(t, role).send(t, op.method, op.fill(things), op.example(), op.headers()...)
			allowed := op.public || op.permission == "" || slices.Contains(op.roles, string(role))
			switch {
			case !allowed:
				p := problem(t, a, http.StatusForbidden, api.CodeForbidden)
				require.Contains(t, p.Detail, op.permission, "%s as %s", op.id, role)
			case op.id != "finish-login": // which refuses who comes without an attempt
				require.NotContains(t, []int{http.StatusUnauthorized, http.StatusForbidden}, a.status, "%s as %s: %s", op.id, role, a.body)
			}
		}
		if !op.public {
			a := (&client{w: w}).send(t, op.method, op.fill(things), op.example(), op.headers()...)
			problem(t, a, http.StatusUnauthorized, api.CodeUnauthenticated)
			require.NotEmpty(t, a.header.Get("WWW-Authenticate"), op.id)
		}
	})
}

// testSeparation: who runs the machine never decides, whatever else it is.
func testSeparation(t *testing.T, w *world) {
	approver := []api.Role{api.RoleApprover}
	decisive := map[api.Permission][]api.Role{ // who has it
		api.PermPlansApprove: approver, api.PermPlansPublish: approver, api.PermPacksOverride: approver, api.PermRetention: approver,
		api.PermPlansReview: {
			api.RolePlanner, api.RoleReviewer, api.RoleApprover, api.RoleEducation, api.RoleStaffing, api.RolePersonnel, api.RoleFinance,
		},
	}
	everything := into[api.Me](t, w.as(t, api.Roles()...).send(t, http.MethodGet, "/v1/me", nil), http.StatusOK) // an operator, too
	for decides, roles := range decisive {
		require.Equal(t, roles, api.RolesWith(decides))
		require.False(t, api.Actor{Roles: api.Roles()}.May(decides), "an account with every role is an operator, too")
		require.NotContains(t, everything.Permissions, decides)
	}
	// nothing else is kept from an operator who has another role: the list above is all
	for _, p := range api.Permission("").Values() {
		_, held := decisive[api.Permission(p)]
		require.Equal(t, !held, slices.Contains(everything.Permissions, api.Permission(p)), p)
	}
	// and what is held back is held back in deed: over HTTP, by whoever has it otherwise
	both, plan := w.as(t, api.RoleOperator, api.RoleApprover), w.as(t, api.RolePlanner).solved(t).Links["self"]
	for path, body := range map[string]any{
		plan + "/transitions":                        api.TransitionBody{Action: "approve", Reason: "x"},
		"/v1/packs/" + overriddenPack + "/overrides": api.NewOverride{Parameter: "lottery.seed", Value: []byte(`"2026-05-03"`), Reason: "x"},
		plan + "/objections":                         api.ObjectionBody{Party: review.Office, Office: "x", Reason: "x"},
	} {
		problem(t, both.send(t, http.MethodPost, path, body, header{"If-Match", `"v1"`}), http.StatusForbidden, api.CodeForbidden)
	}
	problem(t, both.send(t, http.MethodPut, "/v1/retention", api.RetentionBody{Months: 12}, header{"If-Match", `"v0"`}), http.StatusForbidden, api.CodeForbidden)
	// nor does a key that was put where keys are with such a role
	key := w.withKey(t, 0, api.RolePlanner, api.RoleApprover, api.RoleFinance)
	require.Equal(t, []api.Role{api.RolePlanner}, into[api.Me](t, key.send(t, http.MethodGet, "/v1/me", nil), http.StatusOK).Roles)
	problem(t, key.send(t, http.MethodPut, "/v1/retention", api.RetentionBody{Months: 12}, header{"If-Match", `"v0"`}), http.StatusForbidden, api.CodeForbidden)
	p := problem(t, w.as(t, api.RoleOperator).send(t, http.MethodPost, "/v1/keys", api.NewKeyBody{Name: "x", Roles: []api.Role{api.RoleApprover}}),
		http.StatusUnprocessableEntity, model.CodeBadParameter)
	require.Equal(t, "/roles/0", p.Errors[0].Pointer, "an operator cannot make itself an approver")
}

func testKeys(t *testing.T, w *world) {
	c := w.as(t, api.RoleOperator)
	k := into[api.Key](t, c.send(t, http.MethodPost, "/v1/keys", api.NewKeyBody{
		Name: "narrow", Roles: []api.Role{api.RolePlanner}, Scopes: []api.Permission{api.PermRulesRead}, Days: 1,
	}), http.StatusCreated)
	require.NotEmpty(t, k.Secret)
	require.True(t, strings.HasPrefix(k.Secret, k.Prefix))
	require.WithinDuration(t, time.Now().Add(24*time.Hour), k.Expires, time.Minute)
	narrow := &client{w: w, key: k.Secret}
	require.Equal(t, http.StatusOK, narrow.send(t, http.MethodGet, "/v1/packs", nil).status)
	problem(t, narrow.send(t, http.MethodGet, "/v1/plans", nil), http.StatusForbidden, api.CodeForbidden)
	me := into[api.Me](t, narrow.send(t, http.MethodGet, "/v1/me", nil), http.StatusOK)
	require.Equal(t, k.ID, me.ID)
	require.Equal(t, []api.Permission{api.PermRulesRead}, me.Permissions)

	// a narrowed key does not widen itself
	maker := &client{w: w, key: into[api.Key](t, c.send(t, http.MethodPost, "/v1/keys", api.NewKeyBody{
		Name: "maker", Roles: []api.Role{api.RoleOperator}, Scopes: []api.Permission{api.PermKeys, api.PermRulesRead},
	}), http.StatusCreated).Secret}
	for body, pointer := range map[string]string{
		`{"name":"x","roles":["planner"]}`:                                        "/scopes",
		`{"name":"x","roles":["hr-system"],"scopes":["rules:read","plans:read"]}`: "/scopes/1",
	} {
		a := maker.send(t, http.MethodPost, "/v1/keys", body)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s: %s", body, a.body)
		require.Equal(t, pointer, into[api.ProblemDetails](t, a, a.status).Errors[0].Pointer, "%s: %s", body, a.body)
	}
	into[api.Key](t, maker.send(t, http.MethodPost, "/v1/keys", `{"name":"x","roles":["planner"],"scopes":["rules:read"]}`), http.StatusCreated)

	got := c.send(t, http.MethodGet, "/v1/keys/"+k.ID, nil)
	require.NotContains(t, string(got.body), k.Secret, "a secret is shown once")
	list := c.send(t, http.MethodGet, "/v1/keys?limit=1000", nil)
	require.Contains(t, string(list.body), k.ID)
	require.NotContains(t, string(list.body), k.Secret)

	revoked := into[api.Key](t, c.send(t, http.MethodDelete, "/v1/keys/"+k.ID, nil), http.StatusOK)
	require.NotNil(t, revoked.Revoked)
	problem(t, narrow.send(t, http.MethodGet, "/v1/packs", nil), http.StatusUnauthorized, api.CodeUnauthenticated)
	require.Equal(t, revoked.Revoked, into[api.Key](t, c.send(t, http.MethodDelete, "/v1/keys/"+k.ID, nil), http.StatusOK).Revoked)

	for body, pointer := range map[string]string{
		`{"name":"x","roles":[]}`:                                      "/roles",
		`{"name":"x","roles":["boss"]}`:                                "/roles/0",
		`{"name":"x","roles":["planner","planner"]}`:                   "/roles/1",
		`{"name":"x","roles":["auditor"],"scopes":["plans:write"]}`:    "/scopes/0",
		`{"name":"x","roles":["operator"],"scopes":["plans:publish"]}`: "/scopes/0",
		`{"name":"","roles":["auditor"]}`:                              "/name",
		`{"name":"x","roles":["auditor"],"expiresInDays":367}`:         "/expiresInDays",
		`{"name":"x","roles":["auditor"],"expiresAt":"2099-01-01"}`:    "/expiresAt",
	} {
		a := c.send(t, http.MethodPost, "/v1/keys", body)
		require.Equal(t, http.StatusUnprocessableEntity, a.status, "%s: %s", body, a.body)
		require.Equal(t, pointer, into[api.ProblemDetails](t, a, a.status).Errors[0].Pointer, "%s: %s", body, a.body)
	}

	// an expired key is no key
	who := api.Actor{Tenant: w.names[0], ID: "key_of_the_suite", Kind: api.ActorKey, Roles: []api.Role{api.RoleOperator}}
	old, err := w.server.Ports.Keys.Create(t.Context(), who, api.Once{}, api.NewKey{
		Name: "old", Roles: []api.Role{api.RolePlanner}, Scopes: []api.Permission{}, Expires: time.Now().UTC().Truncate(time.Microsecond).Add(-time.Second),
	})
	require.NoError(t, err)
	for _, secret := range []string{old.Secret, "lgk_wrong", "x y", "密钥"} {
		problem(t, (&client{w: w, key: secret}).send(t, http.MethodGet, "/v1/packs", nil), http.StatusUnauthorized, api.CodeUnauthenticated)
	}
}

func testSessions(t *testing.T, w *world) {
	first, err := w.server.Ports.Sessions.Open(t.Context(), api.Identity{
		Tenant: w.names[0], Issuer: "https://id.example.cn", Subject: "someone", Roles: []api.Role{api.RoleReviewer},
	}, time.Now().UTC().Truncate(time.Microsecond).Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, api.ActorUser, first.Actor.Kind)
	session, err := w.server.Ports.Sessions.Open(t.Context(), api.Identity{
		Tenant: w.names[0], Issuer: "https://id.example.cn", Subject: "someone", Roles: []api.Role{api.RoleApprover},
	}, time.Now().UTC().Truncate(time.Microsecond).Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, first.Actor.ID, session.Actor.ID, "the same person is the same user")
	_, err = w.server.Ports.Sessions.Open(t.Context(), api.Identity{Tenant: "tn_nobody", Issuer: "i", Subject: "s", Roles: []api.Role{api.RoleReviewer}}, time.Now().Add(time.Hour))
	require.Equal(t, api.CodeForbidden, model.ErrorCode(err))

	c := &client{w: w}
	cookie := header{"Cookie", "lungang=" + session.Token}
	me := into[api.Me](t, c.send(t, http.MethodGet, "/v1/me", nil, cookie), http.StatusOK)
	require.Equal(t, api.ActorUser, me.Kind)
	require.NotEmpty(t, me.CSRF)
	require.Contains(t, me.Permissions, api.PermPlansApprove, "who decides is a person")

	// a change needs the token that only pages of this host can read
	p := w.as(t, api.RolePlanner).solved(t)
	body := api.NewComparisonBody{Plans: []string{p.ID, w.as(t, api.RolePlanner).solve(t, api.NewPlanBody{Dataset: p.Dataset}).ID}}
	token := header{"X-CSRF-Token", me.CSRF}
	problem(t, c.send(t, http.MethodPost, "/v1/comparisons", body, cookie), http.StatusForbidden, api.CodeForbidden)
	problem(t, c.send(t, http.MethodPost, "/v1/comparisons", body, cookie, header{"X-CSRF-Token", "guess"}), http.StatusForbidden, api.CodeForbidden)
	problem(t, c.send(t, http.MethodPost, "/v1/comparisons", body, cookie, token, header{"Sec-Fetch-Site", "cross-site"}), http.StatusForbidden, api.CodeForbidden)
	require.Equal(t, http.StatusCreated, c.send(t, http.MethodPost, "/v1/comparisons", body, cookie, token, header{"Sec-Fetch-Site", "same-origin"}).status)

	out := c.send(t, http.MethodPost, "/auth/logout", nil, cookie, token)
	require.Equal(t, http.StatusNoContent, out.status)
	require.Contains(t, out.header.Get("Set-Cookie"), "Max-Age=0")
	problem(t, c.send(t, http.MethodGet, "/v1/me", nil, cookie), http.StatusUnauthorized, api.CodeUnauthenticated)

	old, err := w.server.Ports.Sessions.Open(t.Context(), api.Identity{
		Tenant: w.names[0], Issuer: "https://id.example.cn", Subject: "someone", Roles: []api.Role{api.RoleApprover},
	}, time.Now().UTC().Truncate(time.Microsecond).Add(-time.Second))
	require.NoError(t, err)
	problem(t, c.send(t, http.MethodGet, "/v1/me", nil, header{"Cookie", "lungang=" + old.Token}), http.StatusUnauthorized, api.CodeUnauthenticated)
	problem(t, (&client{w: w, key: first.Token}).send(t, http.MethodGet, "/v1/me", nil), http.StatusUnauthorized, api.CodeUnauthenticated)
}

// testIsolation tries every operation that takes an id with the ids of another
// bureau: they do not exist.
func testIsolation(t *testing.T, w *world) {
	theirs := w.things(t)
	stranger := func(op operation) *client {
		roles := []api.Role{api.RolePlanner}
		if len(op.roles) > 0 {
			roles = []api.Role{api.Role(op.roles[0])}
		}
		return w.in(t, 1, roles...)
	}
	tried := 0
	w.each(func(op operation) {
		if !op.names(theirs) {
			return
		}
		path := op.fill(theirs)
		tried++
		a := stranger(op).send(t, op.method, path, op.example(), op.headers()...)
		problem(t, a, http.StatusNotFound, model.CodeNotFound)
	})
	require.Greater(t, tried, 40)

	// ids inside bodies
	c := w.in(t, 1, api.RolePlanner)
	mine := c.upload(t, "tiny/due")
	plan, dataset := theirs["/plans/{id}"][len("/plans/"):], theirs["/datasets/{id}"][len("/datasets/"):]
	own := c.solve(t, api.NewPlanBody{Dataset: mine.ID})
	for path, body := range map[string]any{
		"/v1/plans":                      api.NewPlanBody{Dataset: dataset},
		"/v1/plans?wait=1":               api.NewPlanBody{Dataset: mine.ID, WarmFrom: plan},
		"/v1/batches":                    api.NewBatchBody{Datasets: []string{mine.ID, dataset}},
		"/v1/comparisons":                api.NewComparisonBody{Plans: []string{own.ID, plan}},
		"/v1/eligibility":                api.EligibilityBody{Dataset: dataset},
		"/v1/packs/litong-2022-46/tests": api.AcceptanceBody{Dataset: dataset, Expected: []api.Expectation{{Teacher: "T1", Verdict: model.Must}}},
		"/v1/plans:evaluate":             `{"dataset":"` + dataset + `","decisions":{"moves":[],"visits":[],"partTime":[],"remote":[]}}`,
	} {
		problem(t, c.send(t, http.MethodPost, path, body), http.StatusNotFound, model.CodeNotFound)
	}
	// and lists hold nothing of theirs
	for path, role := range map[string]api.Role{
		"/v1/datasets": api.RolePlanner, "/v1/plans": api.RolePlanner, "/v1/comparisons": api.RolePlanner, "/v1/keys": api.RoleOperator,
		"/v1/users": api.RoleOperator, "/v1/packs/litong-2022-46/overrides": api.RolePlanner, "/v1/webhooks": api.RoleOperator, "/v1/audit": api.RoleAuditor,
	} {
		text := string(w.in(t, 1, role).send(t, http.MethodGet, path+"?limit=1000", nil).body)
		for _, id := range theirs {
			id = id[strings.LastIndex(id, "/")+1:]
			if len(id) > 3 { // not the number of a row of the log, which every bureau has
				require.NotContains(t, text, id, path)
			}
		}
	}
}

func testAudit(t *testing.T, w *world) {
	c := w.as(t, api.RoleAuditor)
	planner := w.as(t, api.RolePlanner)
	d := planner.upload(t, "tiny/kin")
	list := into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?subject="+d.ID, nil), http.StatusOK)
	require.NotEmpty(t, list.Items, "who brings data is in the log")
	e := list.Items[0]
	require.Equal(t, d.CreatedBy, e.Actor)
	require.Equal(t, d.ID, e.Subject)
	one := into[api.AuditEntry](t, c.send(t, http.MethodGet, "/v1/audit/"+itoa(e.Seq), nil), http.StatusOK)
	require.Equal(t, e, one)
	require.Empty(t, into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?subject="+d.ID+"&action=none", nil), http.StatusOK).Items)
	require.Empty(t, into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?to=2001-01-01T00:00:00Z", nil), http.StatusOK).Items)
	first := into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?sort=seq&limit=2", nil), http.StatusOK)
	require.Equal(t, int64(1), first.Items[0].Seq)
	next := into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?sort=seq&limit=2&cursor="+first.Next, nil), http.StatusOK)
	require.Equal(t, int64(3), next.Items[0].Seq)
	problem(t, c.send(t, http.MethodGet, "/v1/audit/999999999", nil), http.StatusNotFound, model.CodeNotFound)
	a := c.send(t, http.MethodGet, "/v1/audit?from=yesterday", nil)
	require.Equal(t, http.StatusUnprocessableEntity, a.status)
}

func testWebhooks(t *testing.T, w *world) {
	c := w.as(t, api.RoleOperator)
	body := api.WebhookBody{URL: "https://hr.example.com/hook", Events: []api.WebhookEvent{api.EventPlanOver}, PlanName: "spring", Tag: "x", Statuses: []api.TechnicalStatus{api.StatusFailed, api.StatusInfeasible}}
	a := c.send(t, http.MethodPost, "/v1/webhooks", body)
	h := into[api.Webhook](t, a, http.StatusCreated)
	require.True(t, strings.HasPrefix(h.Secret, "whsec_"))
	require.True(t, h.Active)
	require.Equal(t, []api.TechnicalStatus{api.StatusFailed, api.StatusInfeasible}, h.Statuses)
	require.Equal(t, "spring", h.PlanName)
	labelled := `{"url":"https://x.example.com","events":["plan.over"],"name":"our office"}` // a filter is no label
	problem(t, c.send(t, http.MethodPost, "/v1/webhooks", labelled), http.StatusUnprocessableEntity, model.CodeUnknownField)
	twice := body
	twice.Statuses = []api.TechnicalStatus{api.StatusFailed, api.StatusFailed}
	require.Equal(t, "/statuses/1", problem(t, c.send(t, http.MethodPost, "/v1/webhooks", twice), http.StatusUnprocessableEntity, model.CodeDuplicate).Errors[0].Pointer)
	at := "/v1/webhooks/" + h.ID
	got := c.send(t, http.MethodGet, at, nil)
	require.NotContains(t, string(got.body), h.Secret)
	body.Paused = true
	changed := into[api.Webhook](t, c.send(t, http.MethodPut, at, body, header{"If-Match", got.header.Get("ETag")}), http.StatusOK)
	require.False(t, changed.Active)
	problem(t, c.send(t, http.MethodPut, at, body, header{"If-Match", got.header.Get("ETag")}), http.StatusPreconditionFailed, model.CodeStale)
	for _, bad := range []string{"ftp://x.example.com", "https://", "/path", "https://u:p@x.example.com", "not an address"} {
		p := problem(t, c.send(t, http.MethodPost, "/v1/webhooks", api.WebhookBody{URL: bad, Events: body.Events}), http.StatusUnprocessableEntity, model.CodeBadFormat)
		require.Equal(t, "/url", p.Errors[0].Pointer, bad)
	}
	private := body
	private.URL = "https://127.0.0.1/hook"
	for _, a := range []*answer{
		c.send(t, http.MethodPost, "/v1/webhooks", private),
		c.send(t, http.MethodPut, at, private, header{"If-Match", c.send(t, http.MethodGet, at, nil).header.Get("ETag")}),
	} {
		require.Equal(t, "/url", problem(t, a, http.StatusUnprocessableEntity, model.CodeBadParameter).Errors[0].Pointer)
	}
	problem(t, c.send(t, http.MethodPost, "/v1/webhooks", `{"url":"https://x.example.com","events":["plan.born"]}`), http.StatusUnprocessableEntity, model.CodeBadWord)
	etag := c.send(t, http.MethodGet, at, nil).header.Get("ETag")
	renewed := c.send(t, http.MethodPost, at+"/secret", nil, header{"If-Match", etag})
	second := into[api.Webhook](t, renewed, http.StatusOK)
	require.True(t, strings.HasPrefix(second.Secret, "whsec_"))
	require.NotEqual(t, h.Secret, second.Secret)
	require.NotEqual(t, etag, renewed.header.Get("ETag"))
	require.NotContains(t, string(c.send(t, http.MethodGet, at, nil).body), second.Secret)
	problem(t, c.send(t, http.MethodPost, at+"/secret", nil, header{"If-Match", etag}), http.StatusPreconditionFailed, model.CodeStale)
	problem(t, c.send(t, http.MethodPost, at+"/secret", nil), http.StatusPreconditionRequired, api.CodePreconditionRequired)
	require.Equal(t, http.StatusOK, c.send(t, http.MethodGet, at+"/deliveries", nil).status)
	problem(t, c.send(t, http.MethodPost, at+"/deliveries/msg_nothing/replay", nil), http.StatusNotFound, model.CodeNotFound)
	require.Equal(t, http.StatusNoContent, c.send(t, http.MethodDelete, at, nil).status)
	problem(t, c.send(t, http.MethodGet, at, nil), http.StatusNotFound, model.CodeNotFound)
}
