package api_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"lungang/api"
)

func withLogin(p *provider) func(*api.Config) {
	return func(c *api.Config) {
		c.Login = &api.Login{Issuer: p.URL, ClientID: "lungang", ClientSecret: "s", RedirectURL: "http://x/auth/callback", Tenant: bureaus[0]}
	}
}

func callback(t *testing.T, server, query, cookie string) *reply {
	t.Helper()
	return request(t, http.MethodGet, server+"/auth/callback?"+query, "", "", map[string]string{"Cookie": cookie})
}

// A person logs in, works, and logs out.
func TestLogin(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	_, server := serve(t, withLogin(p))
	state, cookie := p.begin(t, server, "/plans?x=1")
	a := callback(t, server, "code=the-code&session_state=of-the-provider&state="+state, cookie)
	require.Equal(t, http.StatusFound, a.StatusCode, a.Text)
	require.Equal(t, "/plans?x=1", a.Header.Get("Location"))
	session := a.Cookies()[0]
	again := callback(t, server, "code=the-code&state="+state, cookie)
	require.Equal(t, http.StatusForbidden, again.StatusCode, "the same state a second time")
	require.Equal(t, "lungang", session.Name)
	require.True(t, session.HttpOnly)
	require.Equal(t, http.SameSiteLaxMode, session.SameSite)
	require.Negative(t, a.Cookies()[1].MaxAge, "the attempt is over")

	cookie = session.Name + "=" + session.Value
	me := request(t, http.MethodGet, server+"/v1/me", "", "", map[string]string{"Cookie": cookie})
	var who api.Me
	require.NoError(t, json.Unmarshal([]byte(me.Text), &who))
	require.Equal(t, []api.Role{api.RoleReviewer}, who.Roles, "words that are no roles are left out")
	require.Equal(t, bureaus[0], who.Tenant)
	require.Equal(t, http.StatusForbidden, request(t, http.MethodPost, server+"/auth/logout", "", "", map[string]string{"Cookie": cookie}).StatusCode)
	out := request(t, http.MethodPost, server+"/auth/logout", "", "", map[string]string{"Cookie": cookie, "X-CSRF-Token": who.CSRF})
	require.Equal(t, http.StatusNoContent, out.StatusCode)
	require.Equal(t, http.StatusUnauthorized, request(t, http.MethodGet, server+"/v1/me", "", "", map[string]string{"Cookie": cookie}).StatusCode)
}

// What must not let anybody in.
func TestLoginRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]func(t *testing.T, p *provider, state string) (query, cookie string){
		"another browser": func(_ *testing.T, _ *provider, state string) (string, string) {
			return "code=the-code&state=" + state, "lungang-login=x.y"
		},
		"another state": func(*testing.T, *provider, string) (string, string) { return "code=the-code&state=guess", "" },
		"no code":       func(_ *testing.T, _ *provider, state string) (string, string) { return "state=" + state, "" },
		"refused there": func(_ *testing.T, _ *provider, state string) (string, string) {
			return "error=access_denied&code=the-code&state=" + state, ""
		},
		"wrong code": func(_ *testing.T, _ *provider, state string) (string, string) { return "code=guess&state=" + state, "" },
		"another attempt": func(_ *testing.T, p *provider, state string) (string, string) {
			p.challenge = "x"
			return "code=the-code&state=" + state, ""
		},
		"another nonce": func(_ *testing.T, p *provider, state string) (string, string) {
			p.nonce = "x"
			return "code=the-code&state=" + state, ""
		},
		"other audience": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["aud"] = "somebody"
			return "code=the-code&state=" + state, ""
		},
		"expired token": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["exp"] = time.Now().Add(-time.Hour).Unix()
			return "code=the-code&state=" + state, ""
		},
		"other issuer": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["iss"] = "https://elsewhere.example.com"
			return "code=the-code&state=" + state, ""
		},
		"no nonce": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["nonce"] = nil
			return "code=the-code&state=" + state, ""
		},
		"for several, named for another": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["aud"], p.claims["azp"] = []string{"lungang", "somebody"}, "somebody"
			return "code=the-code&state=" + state, ""
		},
		"for several, named for nobody": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["aud"] = []string{"lungang", "somebody"}
			return "code=the-code&state=" + state, ""
		},
		"no token": func(_ *testing.T, p *provider, state string) (string, string) {
			p.raw = func(string) string { return "" }
			return "code=the-code&state=" + state, ""
		},
		"token without a signature": func(_ *testing.T, p *provider, state string) (string, string) {
			p.raw = func(token string) string {
				return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + strings.Split(token, ".")[1] + "."
			}
			return "code=the-code&state=" + state, ""
		},
		"token signed with the secret of the client": func(t *testing.T, p *provider, state string) (string, string) {
			p.raw = func(token string) string {
				body, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
				require.NoError(t, err)
				return signed(t, jose.SigningKey{Algorithm: jose.HS256, Key: []byte(strings.Repeat("s", 32))}, body)
			}
			return "code=the-code&state=" + state, ""
		},
		"forged token": func(t *testing.T, p *provider, state string) (string, string) {
			other, err := rsa.GenerateKey(rand.Reader, 2048)
			require.NoError(t, err)
			p.key = other
			return "code=the-code&state=" + state, ""
		},
		"roles of somebody else": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["roles"], p.info = nil, map[string]any{"sub": "person-2", "roles": []string{"approver"}}
			return "code=the-code&state=" + state, ""
		},
		"no role": func(_ *testing.T, p *provider, state string) (string, string) {
			p.claims["roles"] = []string{"cook"}
			return "code=the-code&state=" + state, ""
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProvider(t)
			_, server := serve(t, withLogin(p))
			state, cookie := p.begin(t, server, "/")
			query, other := change(t, p, state)
			if other != "" {
				cookie = other
			}
			a := callback(t, server, query, cookie)
			require.Equal(t, http.StatusForbidden, a.StatusCode, a.Text)
			require.Empty(t, a.Cookies())
		})
	}
}

// Where the bureau keeps the roles, the provider's count for nothing, but for
// that of those who decide; who is not known stays outside.
func TestLoginWithRolesOfTheBureau(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s, server := serve(t, func(c *api.Config) {
		withLogin(p)(c)
		c.Login.RolesHere = true
	})
	login := func(status int, roles ...string) api.Me {
		p.claims["roles"] = roles
		state, cookie := p.begin(t, server, "/")
		a := callback(t, server, "code=the-code&state="+state, cookie)
		require.Equal(t, status, a.StatusCode, a.Text)
		var me api.Me
		if status == http.StatusFound {
			text := request(t, http.MethodGet, server+"/v1/me", "", "", map[string]string{"Cookie": a.Cookies()[0].Name + "=" + a.Cookies()[0].Value}).Text
			require.NoError(t, json.Unmarshal([]byte(text), &me))
		}
		return me
	}
	login(http.StatusForbidden, "planner", "approver")
	const subject = "person-1"
	operator := keyOf(t, s, api.RoleOperator)
	made := post(t, server+"/v1/users", operator, `{"subject":"`+subject+`","roles":["reviewer"]}`)
	require.Equal(t, http.StatusCreated, made.StatusCode, made.Text)
	require.Equal(t, []api.Role{api.RoleReviewer}, login(http.StatusFound, "planner", "operator").Roles)
	require.Equal(t, []api.Role{api.RoleReviewer, api.RoleApprover}, login(http.StatusFound, "approver").Roles)
}

// Where the provider names the roles, nobody changes them here; blocking works.
func TestRolesOfTheProvider(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s, server := serve(t, withLogin(p))
	operator := keyOf(t, s, api.RoleOperator)
	refused := post(t, server+"/v1/users", operator, `{"subject":"x","roles":["reviewer"]}`)
	require.Equal(t, http.StatusConflict, refused.StatusCode, refused.Text)
	state, cookie := p.begin(t, server, "/")
	require.Equal(t, http.StatusFound, callback(t, server, "code=the-code&state="+state, cookie).StatusCode)
	var list struct{ Items []api.User }
	require.NoError(t, json.Unmarshal([]byte(get(t, server+"/v1/users", operator).Text), &list))
	require.Len(t, list.Items, 1)
	at, etag := server+"/v1/users/"+list.Items[0].ID, map[string]string{"If-Match": `"v1"`}
	require.Equal(t, http.StatusConflict, request(t, http.MethodPut, at, operator, `{"roles":["auditor"]}`, etag).StatusCode)
	require.Equal(t, http.StatusOK, request(t, http.MethodPut, at, operator, `{"roles":["reviewer"],"blocked":true}`, etag).StatusCode)
	state, cookie = p.begin(t, server, "/")
	require.Equal(t, http.StatusForbidden, callback(t, server, "code=the-code&state="+state, cookie).StatusCode)
}

// A login leads nobody to another host.
func TestLoginReturnsToThisHost(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	_, server := serve(t, withLogin(p))
	for _, back := range []string{"https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "evil", "", "/ok\r\nX: y"} {
		state, cookie := p.begin(t, server, back)
		a := callback(t, server, "code=the-code&state="+state, cookie)
		require.Equal(t, http.StatusFound, a.StatusCode, back)
		require.Equal(t, "/", a.Header.Get("Location"), back)
	}
}

// Without a provider there is no login; while it is away the rest works.
func TestLoginUnavailable(t *testing.T) {
	t.Parallel()
	_, server := serve(t, nil)
	require.Equal(t, http.StatusNotFound, get(t, server+"/auth/login", "").StatusCode)
	p := newProvider(t)
	p.Close()
	_, server = serve(t, withLogin(p))
	require.Equal(t, http.StatusServiceUnavailable, get(t, server+"/auth/login", "").StatusCode)
	require.Equal(t, http.StatusOK, get(t, server+"/health", "").StatusCode)
}

// Over TLS, cookies are bound to this host.
func TestCookiesOverTLS(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	_, server := serve(t, func(c *api.Config) {
		withLogin(p)(c)
		c.Plain = false
	})
	a := get(t, server+"/auth/login", "")
	c := a.Cookies()[0]
	require.Equal(t, "__Host-lungang-login", c.Name)
	require.True(t, c.Secure)
	require.Equal(t, "/", c.Path)
	require.Empty(t, c.Domain)
	require.NotEmpty(t, a.Header.Get("Strict-Transport-Security"))
}

// Processes that share a secret share logins; without one, a login ends where it
// began.
func TestLoginAtAnotherProcess(t *testing.T) {
	t.Parallel()
	for secret, want := range map[string]int{"": http.StatusForbidden, "the same for both": http.StatusFound} {
		p := newProvider(t)
		with := func(c *api.Config) {
			withLogin(p)(c)
			if secret != "" {
				c.Login.Secret = []byte(secret)
			}
		}
		_, first := serve(t, with)
		_, second := serve(t, with)
		state, cookie := p.begin(t, first, "/")
		require.Equal(t, want, callback(t, second, "code=the-code&state="+state, cookie).StatusCode, secret)
	}
}
