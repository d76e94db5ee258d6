package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/api/idtest"
)

const comeBack = "http://rotation.example.cn/auth/callback"

// A person logs in at a real provider, which says the roles where providers do.
func TestLoginAtProvider(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		token, info idtest.Claims
		change      func(*api.Login)
		want        []api.Role // nil: stays outside
	}{
		"in the token": {token: idtest.Claims{"roles": []string{"planner", "cook"}}, want: []api.Role{api.RolePlanner}},
		"at UserInfo":  {info: idtest.Claims{"roles": "reviewer approver"}, want: []api.Role{api.RoleReviewer, api.RoleApprover}},
		"the token goes before UserInfo": {
			token: idtest.Claims{"roles": []string{"auditor"}}, info: idtest.Claims{"roles": []string{"approver"}}, want: []api.Role{api.RoleAuditor},
		},
		"nested, in words of the bureau": {
			info: idtest.Claims{"realm_access": map[string]any{"roles": []string{"人事科长", "offline_access"}}},
			change: func(l *api.Login) {
				l.RolesClaim, l.Roles = "/realm_access/roles", map[string]api.Role{"人事科长": api.RoleApprover}
			},
			want: []api.Role{api.RoleApprover},
		},
		"a name like a path": {
			token: idtest.Claims{"/roles": []string{"planner"}}, change: func(l *api.Login) { l.RolesClaim = "/roles" }, want: []api.Role{api.RolePlanner},
		},
		"the tenant at UserInfo": {
			token: idtest.Claims{"roles": []string{"planner"}}, info: idtest.Claims{"bureau": bureaus[0]},
			change: func(l *api.Login) { l.Tenant, l.TenantClaim = "", "bureau" }, want: []api.Role{api.RolePlanner},
		},
		"no tenant": {token: idtest.Claims{"roles": []string{"planner"}}, change: func(l *api.Login) { l.Tenant = "" }},
		"nowhere":   {info: idtest.Claims{"groups": []string{"planner"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := idtest.Start(t, comeBack, test.token, test.info)
			_, server := serve(t, func(c *api.Config) {
				c.Login = &api.Login{Issuer: p.URL, ClientID: idtest.ClientID, ClientSecret: idtest.ClientSecret, RedirectURL: comeBack, Tenant: bureaus[0]}
				if test.change != nil {
					test.change(c.Login)
				}
			})
			browser := idtest.NewBrowser(t, comeBack)
			back, err := browser.Get(server + browser.Login(t, server))
			require.NoError(t, err)
			require.NoError(t, back.Body.Close())
			me, err := browser.Get(server + "/v1/me")
			require.NoError(t, err)
			defer func() { require.NoError(t, me.Body.Close()) }()
			if test.want == nil {
				require.Equal(t, http.StatusForbidden, back.StatusCode)
				require.Equal(t, http.StatusUnauthorized, me.StatusCode)
				return
			}
			require.Equal(t, http.StatusOK, me.StatusCode)
			var who api.Me
			require.NoError(t, json.NewDecoder(me.Body).Decode(&who))
			require.Equal(t, test.want, who.Roles)
			require.Equal(t, bureaus[0], who.Tenant)
		})
	}
}

// A wrong secret of the client lets nobody in, though the person is who they say.
func TestLoginWithWrongSecret(t *testing.T) {
	t.Parallel()
	p := idtest.Start(t, comeBack, idtest.Claims{"roles": []string{"planner"}}, nil)
	_, server := serve(t, func(c *api.Config) {
		c.Login = &api.Login{Issuer: p.URL, ClientID: idtest.ClientID, ClientSecret: "another", RedirectURL: comeBack, Tenant: bureaus[0]}
	})
	browser := idtest.NewBrowser(t, comeBack)
	back, err := browser.Get(server + browser.Login(t, server))
	require.NoError(t, err)
	require.NoError(t, back.Body.Close())
	require.Equal(t, http.StatusForbidden, back.StatusCode)
}
