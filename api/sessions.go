package api

import (
	"context"
	"crypto/hmac"
	"net/http"
	"time"

	"lungang/model"
)

// Me is who asks, as the service sees it.
type Me struct {
	ID          string       `json:"id" doc:"key or user id, a pseudonym"`
	Kind        ActorKind    `json:"kind" doc:"by what means"`
	Tenant      string       `json:"tenant" doc:"bureau"`
	Roles       []Role       `json:"roles" doc:"roles"`
	Permissions []Permission `json:"permissions" doc:"what may be done"`
	CSRF        string       `json:"csrfToken,omitempty" doc:"of a session: goes into X-CSRF-Token of every change"`
}

// Values lists the closed set of words.
func (ActorKind) Values() []string { return []string{string(ActorKey), string(ActorUser)} }

type meOut struct{ Body Me }

type redirectOut struct {
	Status   int
	Location string        `header:"Location" doc:"where to go"`
	Cookies  []http.Cookie `header:"Set-Cookie" doc:"cookies of the session"`
}

type loginIn struct {
	Return string `query:"return" maxLength:"1000" default:"/" doc:"path to come back to"`
}

type callbackIn struct {
	Code  string `query:"code" maxLength:"4000" doc:"code of the identity provider"`
	State string `query:"state" maxLength:"200" doc:"state of the attempt"`
	Error string `query:"error" maxLength:"200" doc:"why the identity provider refused"`

	Attempt        string `cookie:"__Host-lungang-login" maxLength:"4000" doc:"what the browser kept"`
	AttemptOfPlain string `cookie:"lungang-login" maxLength:"4000" doc:"the same, without TLS"`
}

func (s *Server) registerSessions() {
	const tag = "sessions"
	found := map[int]answer{http.StatusFound: {text: "go there"}}
	register(s, operation{
		id: "get-me", method: http.MethodGet, path: "/v1/me", tag: tag, summary: model.Text{ZH: "当前身份、角色和权限", EN: "who asks, with roles and permissions"},
	}, s.me)
	register(s, operation{
		id: "begin-login", method: http.MethodGet, path: "/auth/login", tag: tag, status: http.StatusFound,
		summary: model.Text{ZH: "登录(统一身份认证)", EN: "log in through the identity provider"},
		errors:  []int{http.StatusNotFound}, answers: found,
	}, s.beginLogin)
	register(s, operation{
		id: "finish-login", method: http.MethodGet, path: "/auth/callback", tag: tag, status: http.StatusFound, lenient: true,
		summary: model.Text{ZH: "登录返回", EN: "where the identity provider sends people back to"},
		errors:  []int{http.StatusNotFound, http.StatusForbidden}, answers: found,
	}, s.finishLogin)
	register(s, operation{
		id: "log-out", method: http.MethodPost, path: "/auth/logout", tag: tag, status: http.StatusNoContent,
		summary: model.Text{ZH: "退出登录", EN: "log out"},
	}, s.logOut)
}

func (s *Server) me(ctx context.Context, _ *struct{}) (*meOut, error) {
	who := actorOf(ctx)
	out := Me{ID: who.ID, Kind: who.Kind, Tenant: who.Tenant, Roles: who.Roles, CSRF: requestOf(ctx).csrf}
	for _, p := range permissions() {
		if who.May(p) {
			out.Permissions = append(out.Permissions, p)
		}
	}
	return &meOut{out}, nil
}

func (s *Server) loginCookieName() string {
	if s.config.Plain {
		return "lungang-login"
	}
	return "__Host-lungang-login"
}

// cookie makes a cookie that scripts cannot read. Lax: it comes along when the
// provider sends the browser back, and never with a change from another site.
func (s *Server) cookie(name, value string, lasts time.Duration) http.Cookie {
	c := http.Cookie{ //nolint:gosec // Secure is off only where there is no TLS, see Config.Plain
		Name: name, Value: value, Path: "/", HttpOnly: true, Secure: !s.config.Plain, SameSite: http.SameSiteLaxMode,
		MaxAge: int(lasts.Seconds()),
	}
	if lasts <= 0 {
		c.MaxAge = -1
	}
	return c
}

func noLogin() error {
	return oops(model.CodeNotFound, "未配置登录", "login is not configured")
}

func (s *Server) beginLogin(ctx context.Context, in *loginIn) (*redirectOut, error) {
	if s.login == nil {
		return nil, noLogin()
	}
	a, address, err := s.login.begin(ctx, in.Return, s.config.Now())
	if err != nil {
		return nil, err
	}
	kept, err := s.login.seal(a)
	if err != nil {
		return nil, err
	}
	return &redirectOut{http.StatusFound, address, []http.Cookie{s.cookie(s.loginCookieName(), kept, loginWithin)}}, nil
}

func (s *Server) finishLogin(ctx context.Context, in *callbackIn) (*redirectOut, error) {
	if s.login == nil {
		return nil, noLogin()
	}
	kept := in.Attempt
	if s.config.Plain {
		kept = in.AttemptOfPlain
	}
	a, ok := s.login.open(kept, s.config.Now())
	if !ok || in.Error != "" || in.Code == "" || !hmac.Equal([]byte(a.State), []byte(in.State)) || !s.login.first(a, s.config.Now()) {
		return nil, refusedLogin(nil)
	}
	id, err := s.login.finish(ctx, a, in.Code)
	if err != nil {
		return nil, err
	}
	session, err := s.Ports.Sessions.Open(ctx, id, s.config.Now().UTC().Truncate(time.Microsecond).Add(s.login.Lasts))
	if err != nil {
		return nil, err
	}
	requestOf(ctx).actor = session.Actor.ID
	return &redirectOut{http.StatusFound, a.Return, []http.Cookie{
		s.cookie(s.cookieName(), session.Token, s.login.Lasts), s.cookie(s.loginCookieName(), "", 0),
	}}, nil
}

type logOutIn struct {
	Session      string `cookie:"__Host-lungang" maxLength:"500" doc:"the session"`
	PlainSession string `cookie:"lungang" maxLength:"500" doc:"the session, without TLS"`
}

type logOutOut struct {
	Cookies []http.Cookie `header:"Set-Cookie" doc:"takes the session away"`
}

func (s *Server) logOut(ctx context.Context, in *logOutIn) (*logOutOut, error) {
	token := in.Session
	if s.config.Plain {
		token = in.PlainSession
	}
	if token != "" {
		if err := s.Ports.Sessions.Close(ctx, token); err != nil {
			return nil, err
		}
	}
	return &logOutOut{[]http.Cookie{s.cookie(s.cookieName(), "", 0)}}, nil
}
