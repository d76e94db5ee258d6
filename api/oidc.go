package api

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"lungang/model"
)

// Login lets people in through the identity provider of a bureau (OpenID
// Connect, code flow with PKCE).
type Login struct {
	Issuer       string // address of the identity provider
	ClientID     string
	ClientSecret string
	RedirectURL  string // of /auth/callback, as the provider knows it

	// Tenant is where everybody belongs who logs in; empty means that
	// TenantClaim says it.
	Tenant string
	// TenantClaim is the claim that holds the tenant; empty means "tenant". It is
	// read only when Tenant is empty.
	TenantClaim string
	// RolesClaim is the claim that lists roles; empty means "roles". Claims are
	// read from the ID token and, where they are not there, from the answer of
	// the UserInfo endpoint. A name that begins with a slash is a path into what
	// a provider nests (RFC 6901), as in /realm_access/roles.
	RolesClaim string
	// Scopes are asked for beyond openid and profile, for providers that name
	// roles only to those who ask.
	Scopes []string
	// Roles translates the words of that claim; nil means that they are roles
	// already. Words that mean nothing here are left out.
	Roles map[string]Role

	// RolesHere says that the bureau keeps the roles of people itself (see
	// update-user): of what RolesClaim says only approver counts.
	RolesHere bool

	// Lasts is how long a session lasts; 0 means 8 hours.
	Lasts time.Duration
	// Client fetches from the provider; nil means one with a limit of 10 s.
	Client *http.Client
	// Secret signs what a browser keeps during a login; nil means random bytes,
	// so that a login does not outlive the process. Processes that serve one
	// address share it.
	Secret []byte
}

// login is the state of a Login.
type login struct {
	Login

	mu       sync.Mutex
	provider *oidc.Provider
	used     map[string]int64 // states that came back, until when (seconds) they would be good
}

const (
	loginWithin  = 10 * time.Minute // from the first page of the provider to the last
	sessionHours = 8 * time.Hour
	fetchWithin  = 10 * time.Second
)

func newLogin(l Login) *login {
	if l.TenantClaim == "" {
		l.TenantClaim = "tenant"
	}
	if l.RolesClaim == "" {
		l.RolesClaim = "roles"
	}
	if l.Lasts == 0 {
		l.Lasts = sessionHours
	}
	if l.Client == nil {
		l.Client = &http.Client{Timeout: fetchWithin}
	}
	if l.Secret == nil {
		l.Secret = []byte(rand.Text() + rand.Text())
	}
	return &login{Login: l, used: map[string]int64{}}
}

// discover asks the provider who it is, until it has answered once: the service
// starts, and keys work, while the provider is away.
func (l *login) discover(ctx context.Context) (*oidc.Provider, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.provider != nil {
		return l.provider, nil
	}
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), l.Client), l.Issuer)
	if err != nil {
		return nil, model.NewError(model.CodeUnavailable, model.Text{ZH: "登录服务暂时不可用", EN: "the identity provider does not answer"}, err)
	}
	l.provider = p
	return p, nil
}

// Reach asks the provider who it is; an error when it does not answer or is
// somebody else (service_unavailable).
func (l Login) Reach(ctx context.Context) error {
	_, err := newLogin(l).discover(ctx)
	return err
}

func (l *login) oauth(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: l.ClientID, ClientSecret: l.ClientSecret, RedirectURL: l.RedirectURL, Endpoint: p.Endpoint(),
		Scopes: append([]string{oidc.ScopeOpenID, "profile"}, l.Scopes...),
	}
}

// attempt is what a browser keeps between the two ends of a login.
type attempt struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Return   string `json:"r"`
	Until    int64  `json:"u"` // seconds
}

// seal writes an attempt with a signature.
func (l *login) seal(a attempt) (string, error) {
	text, err := json.Marshal(a)
	if err != nil {
		return "", err
	}
	body := base64.RawURLEncoding.EncodeToString(text)
	return body + "." + l.sign(body), nil
}

func (l *login) sign(body string) string {
	m := hmac.New(sha256.New, l.Secret)
	_, _ = m.Write([]byte("lungang login " + body)) // never fails
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// open reads what seal wrote.
func (l *login) open(cookie string, now time.Time) (attempt, bool) {
	var a attempt
	body, mac, ok := strings.Cut(cookie, ".")
	if !ok || !hmac.Equal([]byte(mac), []byte(l.sign(body))) {
		return a, false
	}
	text, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil || json.Unmarshal(text, &a) != nil {
		return a, false
	}
	return a, now.Unix() < a.Until
}

// first reports whether an attempt comes back for the first time to this
// process. (The provider takes its code only once, in all processes.)
func (l *login) first(a attempt, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	maps.DeleteFunc(l.used, func(_ string, until int64) bool { return until <= now.Unix() })
	_, again := l.used[a.State]
	l.used[a.State] = a.Until
	return !again
}

// begin makes an attempt and the address that the browser is sent to.
func (l *login) begin(ctx context.Context, back string, now time.Time) (attempt, string, error) {
	p, err := l.discover(ctx)
	if err != nil {
		return attempt{}, "", err
	}
	a := attempt{
		State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Return: ownPath(back), Until: now.Add(loginWithin).Unix(),
	}
	return a, l.oauth(p).AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// ownPath is a path of this host; anything else becomes the root, so that a
// login leads nobody elsewhere.
func ownPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// finish asks the provider who came back.
func (l *login) finish(ctx context.Context, a attempt, code string) (Identity, error) {
	p, err := l.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, l.Client)
	token, err := l.oauth(p).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Identity{}, refusedLogin(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: l.ClientID}).Verify(ctx, raw)
	if err != nil || id.Nonce != a.Nonce {
		return Identity{}, refusedLogin(err)
	}
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return Identity{}, refusedLogin(err)
	}
	// OpenID Connect Core 3.1.3.7, 4 and 5: a token for several is for the party that it names.
	if party, _ := claims["azp"].(string); (party != "" || len(id.Audience) > 1) && party != l.ClientID {
		return Identity{}, refusedLogin(nil)
	}
	if err := l.more(ctx, p, token, id.Subject, claims); err != nil {
		return Identity{}, refusedLogin(err)
	}
	return l.identity(id, claims)
}

// more adds what the token does not say and the UserInfo endpoint does: with the
// code flow many providers keep tokens short (OpenID Connect Core 5.4).
func (l *login) more(ctx context.Context, p *oidc.Provider, token *oauth2.Token, subject string, claims map[string]any) error {
	missing := []string{l.RolesClaim}
	if l.Tenant == "" {
		missing = append(missing, l.TenantClaim)
	}
	missing = slices.DeleteFunc(missing, func(name string) bool { return claimOf(claims, name) != nil })
	if len(missing) == 0 || p.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := p.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	if info.Subject != subject {
		return errors.New("the answer of the UserInfo endpoint is about somebody else") // Core 5.3.2
	}
	var said map[string]any
	if err := info.Claims(&said); err != nil {
		return err
	}
	for _, name := range missing {
		if value := claimOf(said, name); value != nil {
			claims[name] = value
		}
	}
	return nil
}

// claimOf is a claim by its name or, when that begins with a slash, at a path
// (RFC 6901); nil when there is none.
func claimOf(claims map[string]any, name string) any {
	if value := claims[name]; value != nil || !strings.HasPrefix(name, "/") {
		return value
	}
	var at any = claims
	for step := range strings.SplitSeq(name[1:], "/") {
		in, _ := at.(map[string]any)
		at = in[strings.NewReplacer("~1", "/", "~0", "~").Replace(step)]
	}
	return at
}

func (l *login) identity(id *oidc.IDToken, claims map[string]any) (Identity, error) {
	out := Identity{Tenant: l.Tenant, Issuer: id.Issuer, Subject: id.Subject, Keep: l.RolesHere}
	if out.Tenant == "" {
		out.Tenant, _ = claimOf(claims, l.TenantClaim).(string)
	}
	for _, word := range wordsOf(claimOf(claims, l.RolesClaim)) {
		r, ok := l.Roles[word]
		if l.Roles == nil {
			r, ok = Role(word), slices.Contains(Roles(), Role(word))
		}
		if ok && !slices.Contains(out.Roles, r) && (!l.RolesHere || r.Decides()) {
			out.Roles = append(out.Roles, r)
		}
	}
	if out.Tenant == "" || len(out.Roles) == 0 && !l.RolesHere {
		return out, oops(CodeForbidden, "登录账号没有本系统的角色", "the account has no role here")
	}
	return out, nil
}

// wordsOf reads a claim: a list of words, or one text of words.
func wordsOf(claim any) []string {
	switch c := claim.(type) {
	case string:
		return strings.Fields(c)
	case []any:
		var out []string
		for _, v := range c {
			if s, ok := v.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func refusedLogin(cause error) error {
	return model.NewError(CodeForbidden, model.Text{ZH: "登录未通过,请重新登录", EN: "the login failed; begin again"}, cause)
}
