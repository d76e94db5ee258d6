package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lungang/api"
	"lungang/api/apitest"
	"lungang/model"
)

// held is a solve that a test holds in its hands: it tells what it is given and
// ends when news is closed.
type held struct {
	news chan string
	done chan struct{} // an event was taken
}

func hold() *held { return &held{make(chan string), make(chan struct{})} }

func (h *held) solve(ctx context.Context, _ *model.Problem, _ api.Options, emit func(string, any)) (*model.Plan, []byte, error) {
	for {
		select {
		case kind, ok := <-h.news:
			if !ok {
				return nil, nil, nil
			}
			emit(kind, map[string]string{"x": "y"})
			h.done <- struct{}{}
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
}

func (h *held) tell(kind string) {
	h.news <- kind
	<-h.done
}

// listening is a server that listens, with a planner's key and a plan under way.
type listening struct {
	t    *testing.T
	api  *api.Server
	url  string
	key  string
	plan string
	held *held
}

func listen(t *testing.T, change func(*api.Config)) *listening {
	t.Helper()
	h := hold()
	s, m := start(t, h.solve, change)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	l := &listening{t: t, api: s, url: server.URL, key: keyOf(t, s, api.RolePlanner), held: h}
	l.plan = planOf(t, s)
	t.Cleanup(func() {
		_, _ = s.Ports.Plans.Cancel(context.WithoutCancel(t.Context()), planner, l.plan)
		m.Wait()
	})
	return l
}

var planner = api.Actor{Tenant: bureaus[0], ID: "key_of_tests", Kind: api.ActorKey, Roles: []api.Role{api.RolePlanner}}

// keyOf makes a key.
func keyOf(t *testing.T, s *api.Server, roles ...api.Role) string {
	t.Helper()
	return keyIn(t, s, planner, roles...)
}

// keyIn makes a key in the bureau of somebody.
func keyIn(t *testing.T, s *api.Server, who api.Actor, roles ...api.Role) string {
	t.Helper()
	k, err := s.Ports.Keys.Create(t.Context(), who, api.Once{}, api.NewKey{Name: "x", Roles: roles, Scopes: []api.Permission{}, Expires: time.Now().Add(time.Hour)})
	require.NoError(t, err)
	return k.Secret
}

// planOf makes a plan by the ports.
func planOf(t *testing.T, s *api.Server) string {
	t.Helper()
	return planIn(t, s, planner)
}

// planIn makes a plan in the bureau of somebody.
func planIn(t *testing.T, s *api.Server, who api.Actor) string {
	t.Helper()
	p := due(t)
	text, err := model.Canonical(p)
	require.NoError(t, err)
	d, err := s.Ports.Datasets.Create(t.Context(), who, api.Once{}, api.NewDataset{Problem: p, Document: text, Hash: "sha256:" + p.Hash()})
	require.NoError(t, err)
	plan, err := s.Ports.Plans.Create(t.Context(), who, api.Once{}, api.NewPlan{Dataset: d.ID, Tags: []string{}})
	require.NoError(t, err)
	return plan.ID
}

// open opens a stream.
func (l *listening) open(ctx context.Context, seen string) *http.Response {
	l.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+"/v1/plans/"+l.plan+"/events", nil)
	require.NoError(l.t, err)
	r.Header.Set("Authorization", "Bearer "+l.key)
	if seen != "" {
		r.Header.Set("Last-Event-ID", seen)
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(l.t, err)
	require.Equal(l.t, http.StatusOK, response.StatusCode)
	return response
}

// News reaches who listens as it comes; who comes back goes on where the
// connection broke.
func TestStreamResumes(t *testing.T) {
	t.Parallel()
	l := listen(t, nil)
	ctx, leave := context.WithCancel(t.Context())
	first := l.open(ctx, "")
	l.held.tell("incumbent")
	l.held.tell("bound")
	list, err := apitest.ReadEvents(first.Body, 4)
	require.NoError(t, err)
	require.Equal(t, []string{"queued", "started", "incumbent", "bound"}, kinds(list))
	leave()
	_ = first.Body.Close()

	l.held.tell("incumbent") // nobody listens
	second := l.open(t.Context(), "3")
	defer func() { _ = second.Body.Close() }()
	l.held.tell("bound")
	close(l.held.news)
	list, err = apitest.ReadEvents(second.Body, 0)
	require.NoError(t, err, "the stream ends with the plan")
	require.Equal(t, []string{"bound", "incumbent", "bound", "done"}, kinds(list))
	require.Equal(t, int64(4), list[0].Seq)
}

func kinds(list []api.ProgressEvent) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.Kind)
	}
	return out
}

// A stream without news shows signs of life, and a server that goes down ends it.
func TestStreamHeartbeatAndShutdown(t *testing.T) {
	t.Parallel()
	l := listen(t, func(c *api.Config) { c.Heartbeat = time.Millisecond })
	r := l.open(t.Context(), "")
	defer func() { _ = r.Body.Close() }()
	lines := bufio.NewScanner(r.Body)
	beats := 0
	for beats < 3 && lines.Scan() {
		if strings.HasPrefix(lines.Text(), ": heartbeat") {
			beats++
		}
	}
	require.Equal(t, 3, beats)
	l.api.Close()
	_, err := io.Copy(io.Discard, r.Body)
	require.NoError(t, err, "the stream ends in order")
}

// A stream ends when the key that opened it is revoked, whatever the plan does.
func TestStreamOfRevokedKey(t *testing.T) {
	t.Parallel()
	l := listen(t, func(c *api.Config) { c.Heartbeat = 10 * time.Millisecond })
	r := l.open(t.Context(), "")
	defer func() { _ = r.Body.Close() }()
	var me api.Me
	require.NoError(t, json.Unmarshal([]byte(get(t, l.url+"/v1/me", l.key).Text), &me))
	gone := request(t, http.MethodDelete, l.url+"/v1/keys/"+me.ID, keyOf(t, l.api, api.RoleOperator), "", nil)
	require.Equal(t, http.StatusOK, gone.StatusCode, gone.Text)
	text, err := io.ReadAll(r.Body)
	require.NoError(t, err, "the stream ends in order")
	require.NotContains(t, string(text), "event: done")
	require.Equal(t, http.StatusUnauthorized, get(t, l.url+"/v1/plans/"+l.plan+"/events", l.key).StatusCode)
}

// Two hundred listeners hear everything, and leave nothing behind.
func TestStreamTwoHundredListeners(t *testing.T) {
	const listeners = 200
	l := listen(t, nil)
	before := goleak.IgnoreCurrent()
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: listeners}}
	var ready, over sync.WaitGroup
	heard := make([]int, listeners)
	for i := range listeners {
		ready.Add(1)
		over.Go(func() {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.url+"/v1/plans/"+l.plan+"/events", nil)
			if err != nil {
				return
			}
			r.Header.Set("Authorization", "Bearer "+l.key)
			response, err := client.Do(r)
			ready.Done()
			if err != nil {
				return
			}
			defer func() { _ = response.Body.Close() }()
			list, _ := apitest.ReadEvents(response.Body, 0)
			heard[i] = len(list)
		})
	}
	ready.Wait()
	for range 20 {
		l.held.tell("bound")
	}
	close(l.held.news)
	over.Wait()
	for i, n := range heard {
		require.Equal(t, 23, n, "listener %d", i) // queued, started, 20 of bound, done
	}
	client.CloseIdleConnections()
	require.NoError(t, goleak.Find(before))
}

// More streams than the limit are refused, and places become free again.
func TestStreamLimit(t *testing.T) {
	t.Parallel()
	l := listen(t, func(c *api.Config) { c.Limits.Streams = 1 })
	ctx, leave := context.WithCancel(t.Context())
	first := l.open(ctx, "")
	a := get(t, l.url+"/v1/plans/"+l.plan+"/events", l.key)
	require.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
	require.NotEmpty(t, a.Header.Get("Retry-After"))
	leave()
	_ = first.Body.Close()
	require.Eventually(t, func() bool {
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+"/v1/plans/"+l.plan+"/events", nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer "+l.key)
		again, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		_ = again.Body.Close()
		return again.StatusCode == http.StatusOK
	}, 5*time.Second, time.Millisecond)
}

// ?wait= answers 202 when the time is over, and 200 as soon as the plan is.
func TestWait(t *testing.T) {
	t.Parallel()
	l := listen(t, func(c *api.Config) { c.Limits.Wait = time.Millisecond })
	d, _, err := l.api.Ports.Datasets.List(t.Context(), planner, api.DatasetQuery{Page: api.Page{Limit: 1}})
	require.NoError(t, err)
	body := `{"dataset":"` + d[0].ID + `"}`
	a := post(t, l.url+"/v1/plans?wait=3600", l.key, body)
	require.Equal(t, http.StatusAccepted, a.StatusCode)
	require.NotEmpty(t, a.Header.Get("Location"))
	require.NotEmpty(t, a.Header.Get("Retry-After"))
	stopped, err := l.api.Ports.Plans.Cancel(t.Context(), planner, strings.TrimPrefix(a.Header.Get("Location"), "/v1/plans/"))
	require.NoError(t, err)
	require.NotNil(t, stopped)
}
