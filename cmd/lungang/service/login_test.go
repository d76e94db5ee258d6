package service_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
	"lungang/store"
	"lungang/store/pgtest"
)

// A login that began at one process ends at another, when both have the same
// data key: the code reaches the provider. With another key nobody is asked.
func TestLoginAcrossProcesses(t *testing.T) {
	t.Parallel()
	asked := atomic.Int32{}
	var provider *httptest.Server
	provider = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			asked.Add(1)
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{
			"issuer": provider.URL, "authorization_endpoint": provider.URL + "/authorize", "token_endpoint": provider.URL + "/token",
			"jwks_uri": provider.URL + "/keys",
		})
	}))
	t.Cleanup(provider.Close)
	c := service.Config{DatabaseURL: pgtest.URL(t), PublicURL: "http://rotation.example.cn", DataKey: store.NewDataKey()}
	c.OIDC.Issuer, c.OIDC.ClientID, c.OIDC.ClientSecret = provider.URL, "lungang", "s"
	first, second := start(t, c), start(t, c)
	c.DataKey = store.NewDataKey()
	stranger := start(t, c)

	plain := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	begun, err := plain.Get(first.url + "/auth/login")
	require.NoError(t, err)
	require.NoError(t, begun.Body.Close())
	require.Equal(t, http.StatusFound, begun.StatusCode)
	to, err := url.Parse(begun.Header.Get("Location"))
	require.NoError(t, err)
	back := "/auth/callback?code=x&state=" + url.QueryEscape(to.Query().Get("state"))
	for _, step := range []struct {
		at   *running
		want bool
	}{{stranger, false}, {second, true}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, step.at.url+back, nil)
		require.NoError(t, err)
		r.AddCookie(begun.Cookies()[0])
		a, err := plain.Do(r)
		require.NoError(t, err)
		require.NoError(t, a.Body.Close())
		require.Equal(t, http.StatusForbidden, a.StatusCode)
		require.Equal(t, step.want, asked.Load() > 0)
	}
}
