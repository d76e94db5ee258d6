package api_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
)

// provider is a small identity provider that can be made to say what a real one
// (see idtest) never would: one code, one person.
type provider struct {
	*httptest.Server

	key       *rsa.PrivateKey
	claims    map[string]any            // added to the token
	info      map[string]any            // what UserInfo says
	raw       func(token string) string // what becomes of a token on its way; nil: nothing
	challenge string                    // of PKCE, from the first page
	nonce     string
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	p := &provider{key: key, claims: map[string]any{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{
			"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"userinfo_endpoint":                     p.URL + "/info",
			"id_token_signing_alg_values_supported": []string{"RS256"},
		})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/info", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(p.info)
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if r.FormValue("code") != "the-code" || base64.RawURLEncoding.EncodeToString(sum[:]) != p.challenge {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": p.token(t)})
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *provider) token(t *testing.T) string {
	t.Helper()
	claims := map[string]any{
		"iss": p.URL, "aud": "lungang", "sub": "person-1", "nonce": p.nonce, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(),
		"name": "王芳", "roles": []string{"reviewer", "cook"},
	}
	maps.Copy(claims, p.claims)
	text, err := json.Marshal(claims)
	require.NoError(t, err)
	out := signed(t, jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: p.key, KeyID: "k"}}, text)
	if p.raw != nil {
		return p.raw(out)
	}
	return out
}

func signed(t *testing.T, key jose.SigningKey, text []byte) string {
	t.Helper()
	signer, err := jose.NewSigner(key, nil)
	require.NoError(t, err)
	object, err := signer.Sign(text)
	require.NoError(t, err)
	out, err := object.CompactSerialize()
	require.NoError(t, err)
	return out
}

// begin asks for a login and returns the state and the cookie of the attempt.
func (p *provider) begin(t *testing.T, server, back string) (state, cookie string) {
	t.Helper()
	a := get(t, server+"/auth/login?return="+url.QueryEscape(back), "")
	require.Equal(t, http.StatusFound, a.StatusCode, a.Text)
	to, err := url.Parse(a.Header.Get("Location"))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(to.String(), p.URL+"/authorize"))
	require.Equal(t, "S256", to.Query().Get("code_challenge_method"))
	p.challenge, p.nonce = to.Query().Get("code_challenge"), to.Query().Get("nonce")
	kept := a.Cookies()[0]
	require.True(t, kept.HttpOnly)
	require.Equal(t, http.SameSiteLaxMode, kept.SameSite)
	return to.Query().Get("state"), kept.Name + "=" + kept.Value
}
