package api

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"lungang/model"
)

// Names of cookies and headers. __Host- binds a cookie to this host, to TLS and
// to the root path.
const (
	sessionCookie = "__Host-lungang"
	plainCookie   = "lungang" // without TLS; see Config.Plain
)

// CSRFHeader is the header of changes that a session makes; GET /v1/me tells its
// value.
const CSRFHeader = "X-CSRF-Token"

// SessionCookies are the names of the cookie of a session, with TLS and without.
func SessionCookies() []string { return []string{sessionCookie, plainCookie} }

func (s *Server) cookieName() string {
	if s.config.Plain {
		return plainCookie
	}
	return sessionCookie
}

// admit is the middleware of every operation: who asks, may they, not too fast.
func (s *Server) admit(c huma.Context, next func(huma.Context)) {
	rule := access[c.Operation().OperationID]
	if rule.public {
		if !rule.watched {
			if wait, ok := s.public.take(neighbourhood(requestOf(c.Context()).address)); !ok {
				s.refuse(c, s.tooFast(c.Context(), wait))
				return
			}
		}
		next(c)
		return
	}
	actor, err := s.identify(c)
	if err != nil {
		s.refuse(c, err)
		return
	}
	requestOf(c.Context()).actor = actor.ID
	if wait, ok := s.rates.take(actor.Tenant + "/" + actor.ID); !ok {
		s.refuse(c, s.tooFast(c.Context(), wait))
		return
	}
	if rule.permission != "" && !actor.May(rule.permission) {
		s.refuse(c, newProblem(c.Context(), http.StatusForbidden, CodeForbidden, model.Text{
			ZH: "需要权限 " + string(rule.permission), EN: "this needs the permission " + string(rule.permission),
		}))
		return
	}
	if err := cmp.Or(wellGiven(c), acceptable(c)); err != nil {
		s.refuse(c, err)
		return
	}
	next(huma.WithValue(c, keyActor, actor))
}

// identify finds out who asks: a key in Authorization, or the cookie of a session.
//
// Addresses that send bad keys are told to wait, but never those with good ones
// beside them: a whole office shares an address, and one forgotten page asks all
// day. Keys and sessions cannot be guessed; what a flood of bad ones could take is
// the database, so that those of a doubtful address are looked up one at a time.
func (s *Server) identify(c huma.Context) (Actor, error) {
	ctx, address := c.Context(), neighbourhood(requestOf(c.Context()).address)
	doubted := s.refusals.empty(address)
	if doubted {
		select {
		case s.doubtful <- struct{}{}:
			defer func() { <-s.doubtful }()
		case <-ctx.Done():
			return Actor{}, ctx.Err()
		}
	}
	actor, given, err := s.credentials(c)
	if given && model.ErrorCode(err) == CodeUnauthenticated {
		s.refusals.take(address)
		if doubted {
			return Actor{}, s.tooFast(ctx, 1)
		}
	}
	return actor, err
}

// neighbourhood is an address as those are counted who send too much: a client has
// a whole /64 of IPv6 to itself.
func neighbourhood(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	return netip.PrefixFrom(ip.WithZone(""), 64).Masked().String()
}

// credentials finds out whose the key or the cookie is; given says that there was
// one.
func (s *Server) credentials(c huma.Context) (actor Actor, given bool, err error) {
	if h := c.Header("Authorization"); h != "" {
		scheme, secret, _ := strings.Cut(h, " ")
		if !strings.EqualFold(scheme, "Bearer") || secret == "" {
			return Actor{}, true, oops(CodeUnauthenticated, "Authorization 应为 Bearer 加密钥", "Authorization is Bearer and a key")
		}
		actor, err = s.Ports.Keys.Authenticate(c.Context(), strings.TrimSpace(secret))
		// None is made with such a role; one that was put into the database decides no more than others.
		actor.Roles = slices.DeleteFunc(slices.Clone(actor.Roles), Role.Decides)
		return actor, true, err
	}
	cookie, err := huma.ReadCookie(c, s.cookieName())
	if err != nil || cookie.Value == "" {
		return Actor{}, false, oops(CodeUnauthenticated, "缺少密钥;请加 Authorization: Bearer 密钥,或先登录", "there is no key; send Authorization: Bearer KEY, or log in")
	}
	session, err := s.Ports.Sessions.Find(c.Context(), cookie.Value)
	if err != nil {
		return Actor{}, true, err
	}
	if err := s.sameSite(c, cookie.Value); err != nil {
		return Actor{}, true, err
	}
	requestOf(c.Context()).csrf = csrfToken(cookie.Value)
	return session.Actor, true, nil
}

// sameSite refuses a change that another site makes in the name of a person: it
// does not know the token, which only pages of this host can read.
func (s *Server) sameSite(c huma.Context, token string) error {
	if slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, c.Method()) {
		return nil
	}
	site := c.Header("Sec-Fetch-Site")
	if site != "" && site != "same-origin" && site != "none" ||
		!hmac.Equal([]byte(c.Header(CSRFHeader)), []byte(csrfToken(token))) {
		return oops(CodeForbidden, "缺少或不符的 "+CSRFHeader+";请先读取 /v1/me", CSRFHeader+" is missing or wrong; read /v1/me first")
	}
	return nil
}

// csrfToken is what a page sends along with changes; it follows from the token
// of the session, and does not give it away.
func csrfToken(token string) string {
	m := hmac.New(sha256.New, []byte(token))
	_, _ = m.Write([]byte("lungang csrf")) // never fails
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// wellGiven refuses parameters, of the query and of headers, that would vanish
// without a word: one that is given twice, and one without a value, which would count
// as absent. Lists are separated by commas.
func wellGiven(c huma.Context) error {
	r, op := humaecho.UnwrapV4(c).Request(), c.Operation()
	query, err := url.ParseQuery(r.URL.RawQuery) // what does not parse would vanish, and the filter with it
	if err != nil {
		return badParameter(c.Context(), "query", "", "查询串无法解析;特殊字符(%、;等)请按 URL 编码", "the query cannot be read; write special characters (%, ; and so on) in URL encoding")
	}
	for _, p := range op.Parameters {
		var given []string
		switch p.In {
		case "query":
			given = query[p.Name]
		case "header":
			given = r.Header.Values(p.Name)
		}
		switch {
		case len(given) > 1:
			return badParameter(c.Context(), p.In+"."+p.Name, "", "参数出现了两次", "the parameter is given twice")
		case len(given) == 1 && given[0] == "" && op.RejectUnknownQueryParameters: // else another site chose the parameters
			return badParameter(c.Context(), p.In+"."+p.Name, "", "参数没有值;请写明,或去掉此参数", "the parameter has no value; give one, or leave the parameter out")
		}
	}
	return nil
}

// notHere refuses parameters that this one request could only ignore: those of
// given that are true, by the name of the parameter.
func notHere(ctx context.Context, zh, en string, given map[string]bool) error {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if given[name] {
			return badParameter(ctx, "query."+name, "", zh, en)
		}
	}
	return nil
}

// acceptable refuses a body of another type than the operation reads.
func acceptable(c huma.Context) error {
	body := c.Operation().RequestBody
	sent := c.Header("Content-Type")
	if body == nil || sent == "" {
		return nil
	}
	media, _, _ := strings.Cut(sent, ";")
	if _, ok := body.Content[strings.ToLower(strings.TrimSpace(media))]; ok {
		return nil
	}
	var allowed []string
	for m := range body.Content {
		allowed = append(allowed, m)
	}
	slices.Sort(allowed)
	list := strings.Join(allowed, ", ")
	return oops(CodeUnsupportedMedia, "请求正文的类型应为 "+list, "the body has the type "+list)
}

func (s *Server) tooFast(ctx context.Context, wait int) *ProblemDetails {
	p := newProblem(ctx, http.StatusTooManyRequests, CodeRateLimited, TextOf(CodeRateLimited))
	p.header.Set("Retry-After", strconv.Itoa(max(wait, 1)))
	return p
}

// refuse answers with an error before the operation was reached.
func (s *Server) refuse(c huma.Context, err error) {
	p := s.problem(c.Context(), err)
	for name, values := range p.header {
		for _, v := range values {
			c.SetHeader(name, v)
		}
	}
	c.SetHeader("Content-Type", problemJSON)
	c.SetStatus(p.Status)
	_ = model.Encode(c.BodyWriter(), p) // nobody is left to tell
}

// problem is problem, and keeps the cause of internal errors for the log.
func (s *Server) problem(ctx context.Context, err error) *ProblemDetails {
	p := problem(ctx, err)
	if p.Status >= http.StatusInternalServerError {
		requestOf(ctx).note(err)
	}
	return p
}
