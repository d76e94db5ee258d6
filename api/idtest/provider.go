package idtest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// What a relying party says of itself, and the one person at the provider.
const (
	ClientID     = "lungang"
	ClientSecret = "a-secret-of-tests"
	Subject      = "id2"
	username     = "test-user2"
	password     = "verysecure"
)

// Claims are what a provider says of the person beyond the standard claims.
type Claims map[string]any

// Start starts a provider that knows one client, which people come back to at
// redirect. It adds token to ID tokens, and info to answers of UserInfo.
func Start(t *testing.T, redirect string, token, info Claims) *Provider {
	t.Helper()
	p := &Provider{}
	var handler http.Handler
	p.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(p.server.Close)
	p.URL = p.server.URL
	people := storage.NewStorageWithClients(storage.NewUserStore(p.URL), map[string]*storage.Client{
		ClientID: storage.WebClient(ClientID, ClientSecret, redirect),
	})
	quiet := op.WithLogger(slog.New(slog.DiscardHandler))
	handler = exampleop.SetupServer(p.URL, &claimant{Storage: people, token: token, info: info}, nil, false, quiet, op.WithAllowInsecure())
	return p
}

// Provider is a provider that runs until its test is over.
type Provider struct {
	URL    string // the issuer
	server *httptest.Server
}

// claimant is the storage of a provider that says more of people.
type claimant struct {
	*storage.Storage

	token, info Claims
}

// SetUserinfoFromRequest is what an ID token says.
func (c *claimant) SetUserinfoFromRequest(ctx context.Context, u *oidc.UserInfo, r op.IDTokenRequest, scopes []string) error {
	for name, value := range c.token {
		u.AppendClaims(name, value)
	}
	return c.Storage.SetUserinfoFromRequest(ctx, u, r, scopes)
}

// SetUserinfoFromToken is what the UserInfo endpoint says.
func (c *claimant) SetUserinfoFromToken(ctx context.Context, u *oidc.UserInfo, token, subject, origin string) error {
	for name, value := range c.info {
		u.AppendClaims(name, value)
	}
	return c.Storage.SetUserinfoFromToken(ctx, u, token, subject, origin)
}

// Browser is a browser with a person before it.
type Browser struct {
	http.Client
}

// NewBrowser returns a browser without cookies. It does not follow a redirect to
// the address that the provider knows for the service, which is elsewhere here.
func NewBrowser(t *testing.T, redirect string) *Browser {
	t.Helper()
	service, err := url.Parse(redirect)
	require.NoError(t, err)
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &Browser{http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if r.URL.Host == service.Host {
			return http.ErrUseLastResponse
		}
		return nil
	}}}
}

// Login begins a login at a service, fills in the page of the provider, and
// returns the path and query that the provider sends the browser back to.
func (b *Browser) Login(t *testing.T, service string) (back string) {
	t.Helper()
	page, err := b.Get(service + "/auth/login")
	require.NoError(t, err)
	text, err := io.ReadAll(page.Body)
	require.NoError(t, err)
	require.NoError(t, page.Body.Close())
	require.Equal(t, http.StatusOK, page.StatusCode, string(text))
	require.Contains(t, string(text), "password", "the page of the provider")
	at := page.Request.URL
	form := url.Values{"id": {at.Query().Get("authRequestID")}, "username": {username}, "password": {password}}
	done, err := b.PostForm(at.Scheme+"://"+at.Host+at.Path, form)
	require.NoError(t, err)
	require.NoError(t, done.Body.Close())
	require.Equal(t, http.StatusFound, done.StatusCode)
	to, err := done.Location()
	require.NoError(t, err)
	return to.RequestURI()
}
