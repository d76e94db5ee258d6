package api_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// largeModels are plans whose programs are larger than what fits between a server and
// a client that does not read.
type largeModels struct {
	api.Plans

	begun chan struct{}
}

const largeModel = 64 << 20

func (m largeModels) Get(ctx context.Context, who api.Actor, id string) (*api.Plan, error) {
	p, err := m.Plans.Get(ctx, who, id)
	if err == nil {
		p.PlanHash = "x"
	}
	return p, err
}

func (m largeModels) Model(_ context.Context, _ api.Actor, _, tier string, w io.Writer) error {
	part := bytes.Repeat([]byte("x"), 1<<20)
	if tier == "relax" {
		_, err := w.Write(part)
		return errors.Join(err, model.NewError(model.CodeNotFound, model.Text{}, nil))
	}
	m.begun <- struct{}{}
	for range largeModel / len(part) {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// Whoever downloads a program slowly keeps no computation of others waiting, gets
// all of it in the end, and leaves no file behind.
func TestSlowDownloadOfAProgram(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	slow := largeModels{begun: make(chan struct{}, 1)}
	l := listen(t, func(c *api.Config) {
		c.Heavy = api.NewHeavy(1)
		slow.Plans = c.Ports.Plans
		c.Ports.Plans = slow
	})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.url+"/v1/plans/"+l.plan+"/model.mps", nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "Bearer "+l.key)
	r.Header.Set("Accept-Encoding", "identity")
	var download sync.WaitGroup
	var got int64
	var lost error
	patient := make(chan struct{}) // closed when the client begins to read
	download.Go(func() {
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			lost = err
			return
		}
		defer func() { _ = a.Body.Close() }()
		<-patient
		got, lost = io.Copy(io.Discard, a.Body)
	})
	read := sync.OnceFunc(func() { close(patient); download.Wait() })
	defer read()
	<-slow.begun
	text, err := model.Canonical(due(t))
	require.NoError(t, err)
	ctx, end := context.WithTimeout(t.Context(), 20*time.Second)
	defer end()
	upload, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url+"/v1/datasets", bytes.NewReader(text))
	require.NoError(t, err)
	upload.Header.Set("Authorization", "Bearer "+l.key)
	upload.Header.Set("Content-Type", "application/json")
	a, err := http.DefaultClient.Do(upload)
	require.NoError(t, err, "the download has taken the only turn")
	_ = a.Body.Close()
	require.Equal(t, http.StatusCreated, a.StatusCode)

	require.Equal(t, http.StatusNotFound, get(t, l.url+"/v1/plans/"+l.plan+"/model.mps?tier=relax", l.key).StatusCode, "half a program is none")
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
	read()
	require.NoError(t, lost)
	require.EqualValues(t, largeModel, got)
}

// One bureau does not take the streams of another.
func TestStreamsOfABureau(t *testing.T) {
	t.Parallel()
	h := hold()
	s, _ := start(t, h.solve, func(c *api.Config) { c.Limits.Streams = 8 })
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	open := func(key, plan string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/v1/plans/"+plan+"/events", nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer "+key)
		a, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		t.Cleanup(func() { _ = a.Body.Close() })
		if a.StatusCode == http.StatusServiceUnavailable {
			require.NotEmpty(t, a.Header.Get("Retry-After"))
			text, err := io.ReadAll(a.Body)
			require.NoError(t, err)
			require.Contains(t, string(text), `"code":"unavailable"`)
		}
		return a.StatusCode
	}
	for _, bureau := range bureaus {
		who := planner
		who.Tenant = bureau
		key, plan := keyIn(t, s, who, api.RolePlanner), planIn(t, s, who)
		t.Cleanup(func() { _, _ = s.Ports.Plans.Cancel(context.WithoutCancel(t.Context()), who, plan) })
		for range 2 {
			require.Equal(t, http.StatusOK, open(key, plan))
		}
		require.Equal(t, http.StatusServiceUnavailable, open(key, plan), "a quarter of all")
	}
}

// documents counts how often one is read.
type documents struct {
	api.Datasets

	read int
}

func (d *documents) Document(ctx context.Context, who api.Actor, id string) ([]byte, error) {
	d.read++
	return d.Datasets.Document(ctx, who, id)
}

// people counts how often they are looked through.
type people struct {
	api.Privacy

	read int
}

func (p *people) Names(ctx context.Context, who api.Actor, dataset string, texts ...string) (bool, error) {
	p.read++
	return p.Privacy.Names(ctx, who, dataset, texts...)
}

// A short request that makes a whole district, or everybody of a bureau, be read
// waits for its turn before anything is read.
func TestShortRequestsWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	heavy, districts, everybody := api.NewHeavy(1), &documents{}, &people{}
	s, _ := start(t, solve, func(c *api.Config) {
		districts.Datasets, everybody.Privacy = c.Ports.Datasets, c.Ports.Privacy
		c.Heavy, c.Ports.Datasets, c.Ports.Privacy = heavy, districts, everybody
	})
	p := due(t)
	text, err := model.Canonical(p)
	require.NoError(t, err)
	d, err := s.Ports.Datasets.Create(t.Context(), planner, api.Once{}, api.NewDataset{Problem: p, Document: text, Hash: "sha256:" + p.Hash()})
	require.NoError(t, err)
	// The context of a request that nobody waits for has ended: it is answered at
	// once when it has no turn.
	ended, end := context.WithCancel(t.Context())
	end()
	for _, c := range []struct {
		key, path, media, body string
		read                   *int
	}{
		{keyOf(t, s, api.RolePlanner), "/v1/datasets/" + d.ID + "/from-patch", "application/json-patch+json", `[]`, &districts.read},
		{keyOf(t, s, api.RoleOperator), "/v1/webhooks", "application/json", `{"url":"https://example.cn/hook","events":["plan.over"],"planName":"x"}`, &everybody.read},
	} {
		send := func(ctx context.Context) int {
			r := httptest.NewRequestWithContext(ctx, http.MethodPost, c.path, strings.NewReader(c.body))
			r.Header.Set("Authorization", "Bearer "+c.key)
			r.Header.Set("Content-Type", c.media)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w.Code
		}
		before := *c.read
		_, err := api.Weigh(t.Context(), heavy, func() (int, error) { return send(ended), nil })
		require.NoError(t, err)
		require.Equal(t, before, *c.read, "%s did not wait", c.path)
		require.Equal(t, http.StatusCreated, send(t.Context()))
		require.Greater(t, *c.read, before, c.path)
	}
}
