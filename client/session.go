package client

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"lungang/api"
	"lungang/model"
)

// session is that of a person who has logged in. A change needs a token that the
// service tells to who has the session.
type session struct {
	token string

	mu   sync.Mutex
	csrf string
}

// NewSession returns a client that acts for a person who has logged in: token is
// the value of the session's cookie. Decisions are taken by people, so a key is
// refused them. Errors as New.
func NewSession(address, token, language string) (*Client, error) {
	c, err := at(address, language)
	if err != nil {
		return nil, err
	}
	if token == "" || strings.ContainsAny(token, " ;,\t\r\n") {
		return nil, model.NewError(model.CodeBadParameter, model.Text{
			ZH: "会话无效:请设环境变量 LUNGANG_SESSION 为登录后的 Cookie 值", EN: "not a session: LUNGANG_SESSION is the value of the cookie after login",
		}, nil)
	}
	c.session = &session{token: token}
	return c, nil
}

// identify says who asks.
func (c *Client) identify(ctx context.Context, q *http.Request) error {
	if c.session == nil {
		q.Header.Set("Authorization", "Bearer "+c.key)
		return nil
	}
	for _, name := range api.SessionCookies() { // which of them counts depends on TLS, and on what proxies do with it
		q.AddCookie(&http.Cookie{Name: name, Value: c.session.token}) //nolint:gosec // attributes are for those who set cookies
	}
	if q.Method == http.MethodGet {
		return nil
	}
	csrf, err := c.csrf(ctx)
	q.Header.Set(api.CSRFHeader, csrf)
	return err
}

func (c *Client) csrf(ctx context.Context) (string, error) {
	c.session.mu.Lock()
	defer c.session.mu.Unlock()
	if c.session.csrf == "" {
		me, err := get[api.Me](ctx, c, "/v1/me", nil)
		if err != nil {
			return "", err
		}
		c.session.csrf = me.CSRF
	}
	return c.session.csrf, nil
}
