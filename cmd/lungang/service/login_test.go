package service_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/api/idtest"
	"lungang/cmd/lungang/service"
	"lungang/store/pgtest"
)

// A login at a real provider that began at one process ends at another, when both
// have the same data key. With another key the provider is not even asked, and
// nobody gets in with a code a second time.
func TestLoginAcrossProcesses(t *testing.T) {
	t.Parallel()
	const public = "http://rotation.example.cn"
	provider := idtest.Start(t, public+"/auth/callback", idtest.Claims{"groups": []string{"人事干事"}}, nil)
	c := service.Config{DatabaseURL: pgtest.URL(t), PublicURL: public, DataKey: pgtest.DataKey()}
	c.OIDC = service.OIDCConfig{
		Issuer: provider.URL, ClientID: idtest.ClientID, ClientSecret: idtest.ClientSecret, Tenant: bureauOf(t, c),
		RolesClaim: "groups", Roles: map[string]api.Role{"人事干事": api.RolePlanner}, Scopes: []string{"email"},
	}
	first, second := start(t, c), start(t, c)
	c.DataKey = pgtest.DataKey()
	stranger := start(t, c)

	browser := idtest.NewBrowser(t, public)
	back := browser.Login(t, first.url)
	cookies := cookiesOf(t, browser, first.url)
	plain := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, step := range []struct {
		at   *running
		want int
	}{{stranger, http.StatusForbidden}, {second, http.StatusFound}, {first, http.StatusForbidden}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, step.at.url+back, nil)
		require.NoError(t, err)
		for _, cookie := range cookies {
			r.AddCookie(cookie)
		}
		a, err := plain.Do(r)
		require.NoError(t, err)
		require.NoError(t, a.Body.Close())
		require.Equal(t, step.want, a.StatusCode)
		if step.want != http.StatusFound {
			continue
		}
		r, err = http.NewRequestWithContext(t.Context(), http.MethodGet, first.url+"/v1/me", nil)
		require.NoError(t, err)
		r.AddCookie(a.Cookies()[0])
		me, err := plain.Do(r)
		require.NoError(t, err)
		var who api.Me
		require.NoError(t, json.NewDecoder(me.Body).Decode(&who))
		require.NoError(t, me.Body.Close())
		require.Equal(t, []api.Role{api.RolePlanner}, who.Roles)
	}
}

func cookiesOf(t *testing.T, b *idtest.Browser, at string) []*http.Cookie {
	t.Helper()
	u, err := url.Parse(at)
	require.NoError(t, err)
	cookies := b.Jar.Cookies(u)
	require.NotEmpty(t, cookies)
	return cookies
}

// bureauOf is the id of the bureau that the first start makes.
func bureauOf(t *testing.T, c service.Config) string {
	t.Helper()
	r := start(t, c)
	defer r.stop(t)
	list, err := r.app.Tenants(t.Context())
	require.NoError(t, err)
	require.Len(t, list, 1)
	return list[0].ID
}

// doctor says why nobody could log in.
func TestDoctorLooksAtTheLogin(t *testing.T) {
	t.Parallel()
	provider := idtest.Start(t, "https://rotation.example.cn/auth/callback", nil, nil)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	c := service.Config{Directory: t.TempDir()}
	bureau := bureauOf(t, c)
	for _, test := range []struct {
		issuer, tenant string
		want           service.Grade
	}{
		{"", "", ""},
		{provider.URL, bureau, service.Fine},
		{provider.URL, "", service.Fine},
		{provider.URL, "tn_nobody", service.Bad},
		{gone.URL, bureau, service.Warn},
		{provider.URL + "/elsewhere", bureau, service.Warn},
	} {
		c.OIDC = service.OIDCConfig{Issuer: test.issuer, Tenant: test.tenant}
		var got service.Grade
		for _, f := range (&service.App{Config: c}).Doctor(t.Context()) {
			if f.Name == "login" {
				got = f.Grade
			}
		}
		require.Equal(t, test.want, got, test)
	}
}
