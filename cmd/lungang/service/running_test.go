package service_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// running is a service that answers on a port of its own: the real thing, with
// the real solver.
type running struct {
	app    *service.App
	url    string
	secret string // of the first key; "" when the database was not new
	config service.Config

	once sync.Once
	end  context.CancelFunc
	done chan error
}

// start starts a service on a database; an empty directory gets a SQLite file.
func start(t *testing.T, c service.Config) *running {
	t.Helper()
	c.Address = "127.0.0.1:0"
	if c.Directory == "" {
		c.Directory = t.TempDir()
	}
	if c.Lease == 0 {
		c.Lease = time.Second
	}
	ctx, end := context.WithCancel(context.WithoutCancel(t.Context())) // ended by stop
	r := &running{app: &service.App{Config: c, Version: "1.2.3"}, config: c, end: end, done: make(chan error, 1)}
	require.NoError(t, r.app.Open(ctx))
	ready := make(chan service.Served, 1)
	go func() { r.done <- r.app.Serve(ctx, func(s service.Served) { ready <- s }) }()
	select {
	case s := <-ready:
		r.url = "http://" + s.Address
		if s.First != nil {
			r.secret = s.First.Secret
		}
	case err := <-r.done:
		end()
		require.NoError(t, r.app.Close())
		require.NoError(t, err, "it did not start")
	}
	t.Cleanup(func() { r.stop(t) })
	return r
}

// stop ends the service in good order.
func (r *running) stop(t *testing.T) {
	t.Helper()
	r.once.Do(func() {
		r.end()
		require.NoError(t, <-r.done)
		require.NoError(t, r.app.Close())
	})
}

// both runs a test on a service over SQLite and over PostgreSQL.
func both(t *testing.T, c service.Config, f func(t *testing.T, r *running)) {
	t.Helper()
	t.Parallel()
	for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			c := c
			c.DataKey = pgtest.DataKey()
			if d == store.PostgreSQL {
				if testing.Short() {
					t.Skip("the same code over another driver; rooms store and jobs have both")
				}
				c.DatabaseURL = pgtest.URL(t)
			}
			if c.FirstKeyFile != "" {
				c.FirstKeyFile += string(d) // one of each database
			}
			f(t, start(t, c))
		})
	}
}

// call sends a request with the first key and decodes the answer into out, when
// that is not nil. It demands the status.
func (r *running) call(t *testing.T, method, path string, body any, status int, out any, headers ...string) http.Header {
	t.Helper()
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		in = bytes.NewReader(b)
	default:
		text, err := json.Marshal(body)
		require.NoError(t, err)
		in = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, r.url+path, in)
	require.NoError(t, err)
	request.Header.Set("Authorization", "Bearer "+r.secret)
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.Equal(t, status, response.StatusCode, "%s %s: %s", method, path, text)
	if out != nil {
		require.NoError(t, json.Unmarshal(text, out), "%s", text)
	}
	return response.Header
}

type made struct {
	ID      string `json:"id"`
	Status  string `json:"status"`
	Version int64  `json:"version"`
	Pins    int    `json:"pins"`
	Problem string `json:"problemHash"`
	Hash    string `json:"hash"`
	Secret  string `json:"secret"`
}

// dataset uploads a fixture.
func (r *running) dataset(t *testing.T, name string) made {
	t.Helper()
	var d made
	r.call(t, http.MethodPost, "/v1/datasets?name=x", document(t, name), http.StatusCreated, &d)
	return d
}

func document(t *testing.T, name string) []byte {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, model.EncodeProblem(&b, p))
	return b.Bytes()
}

// lasting is a district whose solve lasts long enough to be met in its middle.
// With the race detector everything lasts many times as long, and a smaller one
// does.
func lasting() string {
	if testing.Short() {
		return "small"
	}
	return "pingxiang"
}

func solveOf(dataset string, seconds float64) map[string]any {
	return map[string]any{"dataset": dataset, "options": map[string]any{"timeLimitSeconds": seconds, "memoryLimitMiB": 512, "workers": 1}}
}

// patience is how long a test waits for what must come.
const patience = 3 * time.Minute

func until(t *testing.T, what string, met func() bool) {
	t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("it did not come: " + what)
		}
	}
}

func over(status string) bool {
	return status != "CREATED" && status != "QUEUED" && status != "RUNNING"
}

// auditKey is the key that signs the logs of the service: "" when nothing does.
func (r *running) auditKey(t *testing.T) string {
	t.Helper()
	if r.config.AuditKey != "" || r.config.DatabaseURL != "" {
		return r.config.AuditKey
	}
	text, err := os.ReadFile(filepath.Join(r.config.Directory, "audit.key"))
	require.NoError(t, err)
	return strings.TrimSpace(string(text))
}
