package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/fixtures"
	"lungang/model"
)

// due is a small district.
func due(t *testing.T) *model.Problem {
	t.Helper()
	p, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	return p
}

// reply is what came back, read to its end.
type reply struct {
	StatusCode int
	Header     http.Header
	Text       string
}

// Cookies are the cookies that the answer sets.
func (r *reply) Cookies() []*http.Cookie { return (&http.Response{Header: r.Header}).Cookies() }

func get(t *testing.T, url, key string) *reply {
	t.Helper()
	return request(t, http.MethodGet, url, key, "", nil)
}

func post(t *testing.T, url, key, body string) *reply {
	t.Helper()
	return request(t, http.MethodPost, url, key, body, nil)
}

func request(t *testing.T, method, url, key, body string, headers map[string]string) *reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err := client.Do(r)
	require.NoError(t, err)
	defer func() { _ = a.Body.Close() }()
	text, err := io.ReadAll(a.Body)
	require.NoError(t, err)
	return &reply{a.StatusCode, a.Header, string(text)}
}

// serve lets a server listen.
func serve(t *testing.T, change func(*api.Config)) (*api.Server, string) {
	t.Helper()
	s, _ := start(t, solve, change)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, h.URL
}

// clock is a clock that tests set.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()) }
func (c *clock) advance(d time.Duration) { c.at.Add(int64(d)) }

// A key has its own allowance; another key has another.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	c := &clock{}
	c.at.Store(time.Now().UnixNano())
	s, url := serve(t, func(k *api.Config) {
		k.Now = c.now
		k.Limits.Rate, k.Limits.Burst = 0.5, 3
	})
	one, two := keyOf(t, s, api.RoleAuditor), keyOf(t, s, api.RoleAuditor)
	for range 3 {
		require.Equal(t, http.StatusOK, get(t, url+"/v1/me", one).StatusCode)
	}
	a := get(t, url+"/v1/me", one)
	require.Equal(t, http.StatusTooManyRequests, a.StatusCode)
	require.Equal(t, "2", a.Header.Get("Retry-After"))
	require.Contains(t, a.Text, `"code":"rate_limited"`)
	require.Equal(t, http.StatusOK, get(t, url+"/v1/me", two).StatusCode)
	c.advance(2 * time.Second)
	require.Equal(t, http.StatusOK, get(t, url+"/v1/me", one).StatusCode)
	require.Equal(t, http.StatusTooManyRequests, get(t, url+"/v1/me", one).StatusCode)
}

// Who guesses keys is stopped by the address of the connection, whatever the
// request says of its address.
func TestRefusedKeysAreLimitedByAddress(t *testing.T) {
	t.Parallel()
	c := &clock{}
	c.at.Store(time.Now().UnixNano())
	change := func(k *api.Config) {
		k.Now = c.now
		k.Limits.Refused = 1
	}
	s, url := serve(t, change)
	key := keyOf(t, s, api.RoleAuditor)
	statuses := map[int]int{}
	for i := range 10 {
		a := request(t, http.MethodGet, url+"/v1/me", "lgk_guess", "", map[string]string{"X-Forwarded-For": "10.0.0." + string(rune('0'+i)), "X-Real-IP": "10.1.1.1"})
		statuses[a.StatusCode]++
	}
	require.Equal(t, map[int]int{http.StatusUnauthorized: 4, http.StatusTooManyRequests: 6}, statuses)
	require.Equal(t, http.StatusOK, get(t, url+"/v1/me", key).StatusCode, "a good key from the same address")
	for range 10 {
		require.Equal(t, http.StatusUnauthorized, get(t, url+"/v1/me", "").StatusCode, "without a key there is none to refuse")
	}
	c.advance(time.Minute)
	require.Equal(t, http.StatusUnauthorized, get(t, url+"/v1/me", "lgk_guess").StatusCode)

	// a proxy that is named is believed
	_, url = serve(t, func(k *api.Config) {
		change(k)
		k.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	})
	for i := range 10 {
		a := request(t, http.MethodGet, url+"/v1/me", "lgk_guess", "", map[string]string{"X-Forwarded-For": "10.0.0." + string(rune('0'+i))})
		require.Equal(t, http.StatusUnauthorized, a.StatusCode)
	}
	for name, test := range map[string]struct {
		address func(i int) string
		refused int
	}{
		"with a port":    {func(i int) string { return fmt.Sprintf("10.1.0.%d:4%d", i, i) }, 0},
		"in brackets":    {func(i int) string { return fmt.Sprintf("[2001:db8:%d::1]:443", i) }, 0},
		"of one network": {func(i int) string { return fmt.Sprintf("2001:db8:ffff::%d", i) }, 6},
		"no address":     {func(int) string { return "unknown" }, 6},
	} {
		refused := 0
		for i := range 10 {
			a := request(t, http.MethodGet, url+"/v1/me", "lgk_guess", "", map[string]string{"X-Forwarded-For": test.address(i)})
			if a.StatusCode == http.StatusTooManyRequests {
				refused++
			}
		}
		require.Equal(t, test.refused, refused, name)
	}
}

// Whoever looks after the service hears that it lives, however many ask.
func TestHealthHasNoLimit(t *testing.T) {
	t.Parallel()
	_, url := serve(t, func(c *api.Config) { c.Limits.Rate, c.Limits.Burst = 0.001, 1 })
	for range 5 {
		require.Equal(t, http.StatusOK, get(t, url+"/health", "").StatusCode)
		require.Equal(t, http.StatusOK, get(t, url+"/ready", "").StatusCode)
	}
	require.Equal(t, http.StatusOK, get(t, url+"/openapi.json", "").StatusCode, "they took nothing of the limit of others")
	require.Equal(t, http.StatusTooManyRequests, get(t, url+"/openapi.json", "").StatusCode)
}

// A query that cannot be read as a whole is not read in part.
func TestQueryThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s, url := serve(t, nil)
	key := keyOf(t, s, api.RolePlanner)
	for _, query := range []string{"limit=100&status=FAILED%", "status=FAILED;limit=100", "name=50%", "bogus%=1", "a=%zz"} {
		a := get(t, url+"/v1/plans?"+query, key)
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode, query)
		require.Contains(t, a.Text, `"code":"bad_parameter"`)
	}
	require.Equal(t, http.StatusOK, get(t, url+"/v1/plans?name=50%25", key).StatusCode)
}

func TestBodyAndRowLimits(t *testing.T) {
	t.Parallel()
	s, url := serve(t, func(c *api.Config) {
		c.Limits.DocumentBytes, c.Limits.Teachers = 10_000, 2
	})
	key := keyOf(t, s, api.RolePlanner)
	a := request(t, http.MethodPost, url+"/v1/datasets", key, strings.Repeat(" ", 10_000), map[string]string{"Content-Type": "application/json"})
	require.Equal(t, http.StatusRequestEntityTooLarge, a.StatusCode)
	q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/datasets", unread{t})
	require.NoError(t, err)
	q.ContentLength = 10_001
	q.Header.Set("Authorization", "Bearer "+key)
	q.Header.Set("Expect", "100-continue")
	long, err := (&http.Transport{ExpectContinueTimeout: time.Minute}).RoundTrip(q)
	require.NoError(t, err)
	require.NoError(t, long.Body.Close())
	require.Equal(t, http.StatusRequestEntityTooLarge, long.StatusCode)
	text, err := model.Canonical(due(t))
	require.NoError(t, err)
	a = post(t, url+"/v1/datasets", key, string(text))
	require.Equal(t, http.StatusRequestEntityTooLarge, a.StatusCode)
	require.Contains(t, a.Text, "2 名教师")
}

// unread is a body that nobody asks for.
type unread struct{ t *testing.T }

func (b unread) Read([]byte) (int, error) {
	b.t.Error("the body was sent")
	return 0, io.EOF
}

// Long bodies that come in at once share one allowance, counted after
// decompression, which they give back; short ones need none of it.
func TestHeldBodies(t *testing.T) {
	t.Parallel()
	s, url := serve(t, func(c *api.Config) {
		c.Limits.BodyBytes, c.Limits.HeldBytes = 1000, 20_000
	})
	key := keyOf(t, s, api.RolePlanner)
	send := func(body io.Reader, headers ...string) *reply {
		q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/datasets", body)
		require.NoError(t, err)
		q.Header.Set("Authorization", "Bearer "+key)
		q.Header.Set("Content-Type", "application/json")
		for i := 0; i < len(headers); i += 2 {
			q.Header.Set(headers[i], headers[i+1])
		}
		a, err := http.DefaultClient.Do(q)
		require.NoError(t, err)
		defer func() { _ = a.Body.Close() }()
		text, err := io.ReadAll(a.Body)
		require.NoError(t, err)
		return &reply{a.StatusCode, a.Header, string(text)}
	}
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, err := z.Write(bytes.Repeat([]byte(" "), 30_000))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	require.Less(t, bomb.Len(), 1000)
	a := send(&bomb, "Content-Encoding", "gzip")
	require.Equal(t, http.StatusServiceUnavailable, a.StatusCode, a.Text)
	require.NotEmpty(t, a.Header.Get("Retry-After"))

	// one that stands still half-way holds what it took
	half := strings.Repeat(" ", 15_000)
	in, out := io.Pipe()
	first := make(chan *reply, 1)
	go func() { first <- send(in) }()
	_, err = out.Write([]byte(half))
	require.NoError(t, err)
	for send(strings.NewReader(half)).StatusCode != http.StatusServiceUnavailable {
		// until the server has read the first half of the other
	}
	require.Equal(t, http.StatusOK, get(t, url+"/v1/me", key).StatusCode)
	require.Equal(t, http.StatusNotFound, post(t, url+"/v1/plans", key, `{"dataset":"ds_none"}`).StatusCode, "a short body")
	require.NoError(t, out.Close())
	require.Equal(t, http.StatusBadRequest, (<-first).StatusCode, "no JSON")
	require.Equal(t, http.StatusBadRequest, send(strings.NewReader(half)).StatusCode, "there is room again")
}

// A parameter that is given twice is refused: one value would vanish.
func TestParametersAreGivenOnce(t *testing.T) {
	t.Parallel()
	s, url := serve(t, nil)
	key := keyOf(t, s, api.RolePlanner)
	a := get(t, url+"/v1/plans?limit=2&name=x&limit=1", key)
	require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
	require.Contains(t, a.Text, `"parameter":"query.limit"`)
	require.Equal(t, http.StatusOK, get(t, url+"/v1/plans?limit=2&name=x", key).StatusCode)
}

// What is wrong inside is for the log; clients get a number to ask about. A
// panic takes nobody with it.
func TestInternalErrorsStayInside(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	type seen struct {
		route  string
		status int
	}
	var counted []seen
	s, m := start(t, solve, func(c *api.Config) {
		c.Logger = slog.New(slog.NewJSONHandler(&log, nil))
		c.Observe = func(route, _ string, status int, _ time.Duration) { counted = append(counted, seen{route, status}) }
		c.Ports.Plans = broken{c.Ports.Plans}
		c.Ports.Comparisons = nil // a panic
	})
	m.Sicken("solver")
	key := keyOf(t, s, api.RolePlanner)
	answer := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+key)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for _, path := range []string{"/v1/plans/pl_1?", "/v1/comparisons/cmp_1"} {
		w := answer(path)
		require.Equal(t, http.StatusInternalServerError, w.Code)
		require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
		require.NotContains(t, w.Body.String(), "secret")
		require.NotContains(t, w.Body.String(), "nil pointer")
		require.Contains(t, log.String(), w.Header().Get("X-Request-Id"))
	}
	require.Contains(t, log.String(), "the secret table")
	require.NotContains(t, log.String(), "110105194912310021")
	require.Contains(t, log.String(), "nil pointer")

	w := answer("/ready")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Contains(t, w.Body.String(), `"solver"`)
	require.NotContains(t, w.Body.String(), `"memory"`)

	answer("/v1/datasets/ds_1?secret=110105194912310021")
	answer("/nothing/at/all")
	require.Contains(t, counted, seen{"/v1/datasets/{id}", http.StatusUnprocessableEntity}, "the route, not the path")
	require.Contains(t, counted, seen{"none", http.StatusNotFound})
	require.NotContains(t, log.String(), "110105194912310021", "no query in the log")
	require.NotContains(t, log.String(), key)
}

// broken fails inside.
type broken struct{ api.Plans }

func (broken) State(context.Context, api.Actor, string) (api.PlanState, error) {
	return api.PlanState{}, model.NewError(model.CodeInternal, model.Text{EN: "secret"}, errText("the secret table of 110105194912310021"))
}

type errText string

func (e errText) Error() string { return string(e) }

// What is not asked for is never more than what may be asked for.
func TestDefaultOptionsKeepToTheLimits(t *testing.T) {
	t.Parallel()
	l := listen(t, func(c *api.Config) { c.Limits.MostSeconds, c.Limits.MostMiB = 30, 1024 })
	d, _, err := l.api.Ports.Datasets.List(t.Context(), planner, api.DatasetQuery{Page: api.Page{Limit: 1}})
	require.NoError(t, err)
	for body, want := range map[string]api.Options{
		`{"dataset":"` + d[0].ID + `"}`:                                   {TimeLimitSeconds: 30, MemoryLimitMiB: 1024},
		`{"dataset":"` + d[0].ID + `","options":{}}`:                      {TimeLimitSeconds: 30, MemoryLimitMiB: 1024},
		`{"dataset":"` + d[0].ID + `","options":{"timeLimitSeconds":29}}`: {TimeLimitSeconds: 29, MemoryLimitMiB: 1024},
		`{"dataset":"` + d[0].ID + `","options":{"memoryLimitMiB":64}}`:   {TimeLimitSeconds: 30, MemoryLimitMiB: 64},
	} {
		a := post(t, l.url+"/v1/plans", l.key, body)
		require.Equal(t, http.StatusAccepted, a.StatusCode, a.Text)
		var p api.PlanView
		require.NoError(t, json.Unmarshal([]byte(a.Text), &p))
		_, err := l.api.Ports.Plans.Cancel(t.Context(), planner, p.ID)
		require.NoError(t, err)
		require.Equal(t, want, p.Options, body)
	}
	require.Equal(t, http.StatusUnprocessableEntity, post(t, l.url+"/v1/plans", l.key, `{"dataset":"`+d[0].ID+`","options":{"timeLimitSeconds":31}}`).StatusCode)
}
