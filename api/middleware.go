package api

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"lungang/model"
)

// requestIDs are those that a client may choose.
var requestIDs = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// begin gives the request an id and a language, sets the headers that every
// answer has, and counts and logs the answer.
func (s *Server) begin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.config.Now()
		asLists(c.Request().Header)
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !requestIDs.MatchString(id) || scrub(id) != id {
			id = "req_" + rand.Text()
		}
		r := &request{id: id, lang: bestLanguage(c.Request().Header.Get("Accept-Language")), address: c.RealIP(), url: *c.Request().URL, registry: s.registry}
		c.SetRequest(c.Request().WithContext(context.WithValue(c.Request().Context(), keyRequest, r)))
		s.secure(c.Response().Header())
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		control := http.NewResponseController(c.Response().Writer)
		c.Response().Before(func() { _ = control.SetWriteDeadline(time.Now().Add(s.config.Limits.Taking)) }) // not every writer can
		c.Response().Header().Set("Content-Language", map[string]string{"zh": "zh-CN", "en": "en"}[r.lang])

		err := s.guarded(c, next)
		if err != nil {
			c.Error(err)
		}
		route, ok := s.routes[c.Path()]
		if !ok {
			route = "none"
		}
		took := s.config.Now().Sub(start)
		status := c.Response().Status
		s.config.Observe(route, c.Request().Method, status, took)
		level := slog.LevelInfo
		attrs := []slog.Attr{
			slog.String("request", id), slog.String("method", c.Request().Method), slog.String("route", route),
			slog.Int("status", status), slog.Float64("seconds", took.Seconds()), slog.Int64("bytes", c.Response().Size),
			slog.String("actor", r.actor),
		}
		if status >= http.StatusInternalServerError {
			level = slog.LevelError
			if r.cause != nil {
				attrs = append(attrs, slog.String("error", scrub(r.cause.Error())))
			}
		}
		s.config.Logger.LogAttrs(c.Request().Context(), level, "request", attrs...)
		return nil
	}
}

// guarded turns a panic into an error, so that one request never takes the
// others with it.
func (s *Server) guarded(c echo.Context, next echo.HandlerFunc) (err error) {
	defer func() {
		if v := recover(); v != nil {
			if v == http.ErrAbortHandler { //nolint:errorlint // a value to compare with, as net/http does
				panic(v)
			}
			requestOf(c.Request().Context()).cause = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
			err = model.NewError(model.CodeInternal, model.Text{}, nil)
		}
	}()
	return next(c)
}

// secure sets the headers that keep browsers from doing what they should not.
// Answers are personal as a rule: nobody on the way keeps them.
func (s *Server) secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language")
	if !s.config.Plain {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

// failed is Echo's handler of errors: what no operation has answered.
func (s *Server) failed(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	ctx := c.Request().Context()
	var p *ProblemDetails
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		code := codeOfStatus(e.Code)
		if allow := c.Response().Header().Get(echo.HeaderAllow); strings.Contains(allow, http.MethodGet) && hasHead(c.Request()) {
			c.Response().Header().Set(echo.HeaderAllow, allow+", "+http.MethodHead)
		}
		p = newProblem(ctx, e.Code, code, TextOf(code))
	} else {
		requestOf(ctx).note(err)
		p = problem(ctx, err)
	}
	maps.Copy(c.Response().Header(), p.header)
	c.Response().Header().Set(echo.HeaderContentType, problemJSON)
	c.Response().WriteHeader(p.Status)
	_ = model.Encode(c.Response(), p) // nobody is left to tell
}

// note keeps the cause of an error that clients do not see.
func (r *request) note(err error) {
	if r.cause == nil {
		r.cause = err
	}
}

// streamSuffix ends the paths of streams.
const streamSuffix = "/events"

// compress compresses answers for clients that ask for it; streams stay as they
// are, since compression would hold back their news.
func compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		Level:     gzip.BestSpeed, // a page is small either way; time is what counts beside a solve
		MinLength: 1024,
		Skipper: func(c echo.Context) bool {
			path := c.Path()
			return refusesGzip(c.Request().Header.Values(echo.HeaderAcceptEncoding)) || strings.HasSuffix(path, streamSuffix) || strings.HasPrefix(path, "/debug/") || path == "/metrics"
		},
	})
}

// refusesGzip reports whether a client says that it does not want gzip: q=0 (RFC 9110,
// 12.4.2), which the middleware takes for a wish.
func refusesGzip(accepted []string) bool {
	for coding := range strings.SplitSeq(strings.Join(accepted, ","), ",") {
		name, weight, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(coding, " ", "")), ";")
		if q, err := strconv.ParseFloat(strings.TrimPrefix(weight, "q="), 64); name == "gzip" && err == nil && q == 0 {
			return true
		}
	}
	return false
}

// inflate reads bodies that were compressed. The limits of bodies count what
// comes out.
func inflate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		switch encoding := strings.ToLower(r.Header.Get(echo.HeaderContentEncoding)); encoding {
		case "", "identity":
		case "gzip":
			r.Body = &gzipBody{raw: r.Body}
			r.Header.Del(echo.HeaderContentEncoding)
			r.ContentLength = -1
		default:
			return oops(CodeUnsupportedMedia, "只支持 Content-Encoding: gzip", "the only Content-Encoding is gzip")
		}
		return next(c)
	}
}

// gzipBody opens the compressed body when it is first read.
type gzipBody struct {
	raw io.ReadCloser
	in  *gzip.Reader
}

// Read reads what was compressed.
func (b *gzipBody) Read(p []byte) (int, error) {
	if b.in == nil {
		in, err := gzip.NewReader(b.raw)
		if err != nil {
			return 0, notGzip(err)
		}
		b.in = in
	}
	n, err := b.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = notGzip(err)
	}
	return n, err
}

// notGzip is the client's fault, unless the connection broke.
func notGzip(err error) error {
	return model.NewError(model.CodeBadJSON, model.Text{ZH: "请求正文不是有效的 gzip", EN: "the body is not valid gzip"}, err)
}

// Close closes the body.
func (b *gzipBody) Close() error { return b.raw.Close() }
