package service_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
	"lungang/jobs"
	"lungang/model"
	"lungang/store/pgtest"
)

func TestFirstKeyIsShownOnce(t *testing.T) {
	both(t, service.Config{}, func(t *testing.T, r *running) {
		require.True(t, strings.HasPrefix(r.secret, "lgk_"))
		r.call(t, http.MethodGet, "/v1/me", nil, http.StatusOK, nil)
		key := r.secret
		r.stop(t)
		again := start(t, r.config)
		require.Empty(t, again.secret)
		again.secret = key
		again.call(t, http.MethodGet, "/v1/me", nil, http.StatusOK, nil)
	})
}

// The first key goes into a file that nobody else reads, and is told nowhere; the
// next start leaves the file alone. A file that is there is not written over, and
// no bureau is made whose key nobody has.
func TestFirstKeyGoesToAFile(t *testing.T) {
	both(t, service.Config{FirstKeyFile: filepath.Join(t.TempDir(), "first-key-")}, func(t *testing.T, r *running) {
		require.Empty(t, r.secret)
		info, err := os.Stat(r.config.FirstKeyFile)
		require.NoError(t, err)
		require.Equal(t, fs.FileMode(0o600), info.Mode())
		text, err := os.ReadFile(r.config.FirstKeyFile)
		require.NoError(t, err)
		r.secret = strings.TrimSpace(string(text))
		r.call(t, http.MethodGet, "/v1/me", nil, http.StatusOK, nil)
		r.stop(t)
		start(t, r.config)
		after, err := os.ReadFile(r.config.FirstKeyFile)
		require.NoError(t, err)
		require.Equal(t, text, after)
	})
}

// A start that cannot listen makes no bureau whose key nobody would ever see.
func TestFirstKeyIsNotLost(t *testing.T) {
	t.Parallel()
	busy, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, busy.Close()) }()
	c := service.Config{Directory: t.TempDir()}
	for _, address := range []string{busy.Addr().String(), "nonsense"} {
		c.Address = address
		a := &service.App{Config: c}
		require.NoError(t, a.Open(t.Context()))
		require.Equal(t, model.CodeIO, model.ErrorCode(a.Serve(t.Context(), func(service.Served) { t.Error("it started") })))
		require.NoError(t, a.Close())
	}
	require.NotEmpty(t, start(t, c).secret)
}

func TestFirstKeyFileIsNotWrittenOver(t *testing.T) {
	t.Parallel()
	c := service.Config{Directory: t.TempDir(), Address: "127.0.0.1:0", FirstKeyFile: filepath.Join(t.TempDir(), "first-key")}
	require.NoError(t, os.WriteFile(c.FirstKeyFile, []byte("precious"), 0o600))
	a := &service.App{Config: c}
	require.NoError(t, a.Open(t.Context()))
	err := a.Serve(t.Context(), func(service.Served) { t.Error("it started") })
	require.Equal(t, model.CodeConflict, model.ErrorCode(err))
	list, err := a.Tenants(t.Context())
	require.NoError(t, err)
	require.Empty(t, list)
	require.NoError(t, a.Close())
	text, err := os.ReadFile(c.FirstKeyFile)
	require.NoError(t, err)
	require.Equal(t, "precious", string(text))
	require.NoError(t, os.Remove(c.FirstKeyFile))
	start(t, c)
	require.FileExists(t, c.FirstKeyFile)
}

// Webhooks may go without TLS to networks that the operator allows, and nowhere else,
// also where the service itself is reached over TLS.
func TestWebhooksWithoutTLS(t *testing.T) {
	t.Parallel()
	hook := func(url string) map[string]any { return map[string]any{"url": url, "events": []string{"plan.over"}} }
	own := start(t, service.Config{DataKey: pgtest.DataKey(), PublicURL: "https://lungang.example.cn", WebhookNetworks: "10.20.0.0/16"})
	own.call(t, http.MethodPost, "/v1/webhooks", hook("http://10.20.3.4/hook"), http.StatusCreated, nil)
	own.call(t, http.MethodPost, "/v1/webhooks", hook("http://10.21.3.4/hook"), http.StatusUnprocessableEntity, nil)
	own.call(t, http.MethodPost, "/v1/webhooks", hook("http://8.8.8.8/hook"), http.StatusUnprocessableEntity, nil)
	none := start(t, service.Config{DataKey: pgtest.DataKey()})
	none.call(t, http.MethodPost, "/v1/webhooks", hook("http://hr.example.cn/hook"), http.StatusUnprocessableEntity, nil)
}

func TestSQLiteIsForOneProcess(t *testing.T) {
	t.Parallel()
	r := start(t, service.Config{})
	second := &service.App{Config: r.config}
	require.NoError(t, second.Open(t.Context()))
	err := second.Work(t.Context(), func(service.Served) { t.Error("it started") })
	require.Equal(t, model.CodeConflict, model.ErrorCode(err))
	require.NoError(t, second.Close())
}

// A plan from upload to analysis, over HTTP, with the real solver.
func TestPlanOverHTTP(t *testing.T) {
	both(t, service.Config{Solves: 1}, func(t *testing.T, r *running) {
		d := r.dataset(t, "tiny/due")
		var p made
		r.call(t, http.MethodPost, "/v1/plans?wait=20", solveOf(d.ID, 20), http.StatusOK, &p)
		require.Equal(t, "SUCCEEDED", p.Status)
		require.Equal(t, d.Hash, p.Problem)
		for _, part := range []string{"", "/document", "/problem", "/status", "/metadata", "/logs", "/config", "/assignments", "/analysis", "/unfilled", "/unplaced", "/model.mps?tier=travel"} {
			r.call(t, http.MethodGet, "/v1/plans/"+p.ID+part, nil, http.StatusOK, nil)
		}
		r.call(t, http.MethodGet, "/v1/plans/pl_nobody", nil, http.StatusNotFound, nil)
		r.call(t, http.MethodGet, "/ready", nil, http.StatusOK, nil)
		r.call(t, http.MethodGet, "/metrics", nil, http.StatusOK, nil)
	})
}

func TestCancelOverHTTP(t *testing.T) {
	both(t, service.Config{Solves: 1}, func(t *testing.T, r *running) {
		var p made
		r.call(t, http.MethodPost, "/v1/plans", solveOf(r.dataset(t, lasting()).ID, 600), http.StatusAccepted, &p)
		r.logged(t, p.ID, "incumbent")
		r.call(t, http.MethodDelete, "/v1/plans/"+p.ID, nil, http.StatusAccepted, nil)
		until(t, "the end", func() bool { return over(r.plan(t, p.ID).Status) })
		require.Equal(t, "CANCELED", r.plan(t, p.ID).Status)
		r.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/document", nil, http.StatusOK, nil)
	})
}

func (r *running) plan(t *testing.T, id string) made {
	t.Helper()
	var p made
	r.call(t, http.MethodGet, "/v1/plans/"+id, nil, http.StatusOK, &p)
	return p
}

// logged waits for an event of that kind.
func (r *running) logged(t *testing.T, plan, kind string) {
	t.Helper()
	until(t, kind, func() bool {
		var log struct{ Items []struct{ Kind string } }
		r.call(t, http.MethodGet, "/v1/plans/"+plan+"/logs", nil, http.StatusOK, &log)
		for _, e := range log.Items {
			if e.Kind == kind {
				return true
			}
		}
		return false
	})
}

// The same request with the same key makes one thing; another request with it
// is refused.
func TestIdempotency(t *testing.T) {
	both(t, service.Config{}, func(t *testing.T, r *running) {
		text := document(t, "tiny/due")
		var first, second made
		r.call(t, http.MethodPost, "/v1/datasets?name=x", text, http.StatusCreated, &first, "Idempotency-Key", "k1")
		r.call(t, http.MethodPost, "/v1/datasets?name=x", text, http.StatusCreated, &second, "Idempotency-Key", "k1")
		require.Equal(t, first.ID, second.ID)
		var problem struct{ Code string }
		r.call(t, http.MethodPost, "/v1/datasets?name=y", text, http.StatusUnprocessableEntity, &problem, "Idempotency-Key", "k1")
		require.Equal(t, "idempotency_key_reused", problem.Code)
		var list struct{ Items []made }
		r.call(t, http.MethodGet, "/v1/datasets", nil, http.StatusOK, &list)
		require.Len(t, list.Items, 1)
		var p, q made
		r.call(t, http.MethodPost, "/v1/plans", solveOf(first.ID, 5), http.StatusAccepted, &p, "Idempotency-Key", "k2")
		r.call(t, http.MethodPost, "/v1/plans", solveOf(first.ID, 5), http.StatusAccepted, &q, "Idempotency-Key", "k2")
		require.Equal(t, p.ID, q.ID)
		require.Equal(t, "QUEUED", q.Status)
	})
}

// Pins join the dataset when a plan is made; the plan keeps its problem.
func TestPinsJoinThePlan(t *testing.T) {
	both(t, service.Config{Solves: 1}, func(t *testing.T, r *running) {
		d := r.dataset(t, "tiny/due")
		var doc struct{ Teachers []struct{ ID string } }
		r.call(t, http.MethodGet, "/v1/datasets/"+d.ID+"/document", nil, http.StatusOK, &doc)
		pin := map[string]any{"teacher": doc.Teachers[0].ID, "kind": "must_stay", "reason": "病假"}
		var added made
		r.call(t, http.MethodPost, "/v1/datasets/"+d.ID+"/pins", pin, http.StatusCreated, &added)
		r.call(t, http.MethodPost, "/v1/datasets/"+d.ID+"/pins", pin, http.StatusUnprocessableEntity, nil)
		var p made
		r.call(t, http.MethodPost, "/v1/plans?wait=20", solveOf(d.ID, 20), http.StatusOK, &p)
		require.Equal(t, 1, p.Pins)
		require.NotEqual(t, d.Hash, p.Problem)
		r.call(t, http.MethodDelete, "/v1/datasets/"+d.ID+"/pins/"+added.ID, nil, http.StatusNoContent, nil)
		r.call(t, http.MethodDelete, "/v1/datasets/"+d.ID+"/pins/"+added.ID, nil, http.StatusNotFound, nil)
		var problem struct{ Pins []any }
		r.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/problem", nil, http.StatusOK, &problem)
		require.Len(t, problem.Pins, 1)
	})
}

func TestPersonsNeedAKey(t *testing.T) {
	t.Parallel()
	with := func(t *testing.T, r *running, status int) string {
		d := r.dataset(t, "tiny/due")
		list := []map[string]any{{"teacher": "T1", "name": "王小芳"}}
		r.call(t, http.MethodPut, "/v1/datasets/"+d.ID+"/persons", map[string]any{"persons": list}, status, nil)
		return d.ID
	}
	t.Run("without", func(t *testing.T) {
		t.Parallel()
		with(t, start(t, service.Config{}), http.StatusConflict)
	})
	t.Run("with", func(t *testing.T) {
		t.Parallel()
		r := start(t, service.Config{DataKey: pgtest.DataKey()})
		id := with(t, r, http.StatusNoContent)
		var d struct{ Persons bool }
		r.call(t, http.MethodGet, "/v1/datasets/"+id, nil, http.StatusOK, &d)
		require.True(t, d.Persons)
		r.call(t, http.MethodDelete, "/v1/datasets/"+id+"/persons", nil, http.StatusNoContent, nil)
		r.call(t, http.MethodGet, "/v1/datasets/"+id, nil, http.StatusOK, &d)
		require.False(t, d.Persons)
	})
}

// A batch plans every dataset and says how far it is.
func TestBatch(t *testing.T) {
	both(t, service.Config{Solves: 2}, func(t *testing.T, r *running) {
		var ids []string
		for _, name := range []string{"tiny/due", "tiny/pins", "tiny/kin"} {
			ids = append(ids, r.dataset(t, name).ID)
		}
		var b struct {
			ID, Status                                            string
			Total, Queued, Running, Succeeded, Infeasible, Failed int
		}
		r.call(t, http.MethodPost, "/v1/batches", map[string]any{"name": "全省", "datasets": ids}, http.StatusAccepted, &b)
		require.Equal(t, 3, b.Total)
		until(t, "the end of the batch", func() bool {
			r.call(t, http.MethodGet, "/v1/batches/"+b.ID, nil, http.StatusOK, &b)
			return over(b.Status)
		})
		require.Equal(t, 3, b.Succeeded)
		require.Equal(t, "SUCCEEDED", b.Status)
		var list struct{ Items []made }
		r.call(t, http.MethodGet, "/v1/plans?batch="+b.ID, nil, http.StatusOK, &list)
		require.Len(t, list.Items, 3)
	})
}

// A webhook hears of a plan; its delivery can be sent again, as the same message. What
// is asked for in a pause waits for its end, and a receiver that is gone ends in one.
func TestWebhookOverHTTP(t *testing.T) {
	both(t, service.Config{Solves: 1, WebhookNetworks: "127.0.0.0/8"}, func(t *testing.T, r *running) {
		var h made
		type sent struct {
			header http.Header
			body   []byte
		}
		came := make(chan sent, 10)
		var gone atomic.Bool
		receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			body, _ := io.ReadAll(q.Body)
			if gone.Load() {
				w.WriteHeader(http.StatusGone)
			}
			came <- sent{q.Header, body}
		}))
		good := func(secret string, s sent) bool {
			seconds, err := strconv.ParseInt(s.header.Get("webhook-timestamp"), 10, 64)
			require.NoError(t, err)
			want, err := jobs.Sign([]string{secret}, s.header.Get("webhook-id"), time.Unix(seconds, 0), s.body)
			require.NoError(t, err)
			return slices.Contains(strings.Fields(s.header.Get("webhook-signature")), want)
		}
		defer receiver.Close()
		r.call(t, http.MethodPost, "/v1/webhooks", map[string]any{"url": receiver.URL, "events": []string{"plan.over"}}, http.StatusCreated, &h)
		r.call(t, http.MethodPost, "/v1/plans?wait=20", solveOf(r.dataset(t, "tiny/due").ID, 20), http.StatusOK, nil)
		first := <-came
		require.True(t, good(h.Secret, first))
		id := first.header.Get("webhook-id")
		var log struct{ Items []made }
		until(t, "the delivery log", func() bool {
			r.call(t, http.MethodGet, "/v1/webhooks/"+h.ID+"/deliveries", nil, http.StatusOK, &log)
			return log.Items[0].Status == "succeeded"
		})
		var again made
		r.call(t, http.MethodPost, "/v1/webhooks/"+h.ID+"/deliveries/"+log.Items[0].ID+"/replay", nil, http.StatusAccepted, &again)
		replayed := <-came
		require.True(t, good(h.Secret, replayed))
		require.Equal(t, id, replayed.header.Get("webhook-id"))
		require.NotEqual(t, id, again.ID)

		// for a day the receiver may know either secret
		var renewed made
		r.call(t, http.MethodPost, "/v1/webhooks/"+h.ID+"/secret", nil, http.StatusOK, &renewed, "If-Match", `"v1"`)
		r.call(t, http.MethodPost, "/v1/webhooks/"+h.ID+"/deliveries/"+again.ID+"/replay", nil, http.StatusAccepted, nil)
		last := <-came
		require.Equal(t, id, last.header.Get("webhook-id"), "also of a replay of a replay")
		require.NotEqual(t, h.Secret, renewed.Secret)
		require.True(t, good(renewed.Secret, last))
		require.True(t, good(h.Secret, last))
		require.False(t, good(renewed.Secret, sent{last.header, []byte("{}")}))

		change := map[string]any{"url": receiver.URL, "events": []string{"plan.over"}, "paused": true}
		r.call(t, http.MethodPut, "/v1/webhooks/"+h.ID, change, http.StatusOK, nil, "If-Match", `"v2"`)
		r.call(t, http.MethodPost, "/v1/webhooks/"+h.ID+"/deliveries/"+id+"/replay", nil, http.StatusAccepted, nil)
		change["paused"] = false
		gone.Store(true)
		r.call(t, http.MethodPut, "/v1/webhooks/"+h.ID, change, http.StatusOK, nil, "If-Match", `"v3"`)
		require.Equal(t, id, (<-came).header.Get("webhook-id"))
		until(t, "the pause", func() bool {
			var now struct{ Active bool }
			r.call(t, http.MethodGet, "/v1/webhooks/"+h.ID, nil, http.StatusOK, &now)
			return !now.Active
		})
		r.call(t, http.MethodGet, "/v1/webhooks/"+h.ID+"/deliveries?limit=1", nil, http.StatusOK, &log)
		require.Equal(t, "failed", log.Items[0].Status)
		var entries struct {
			Items []struct{ Action, Actor string }
		}
		r.call(t, http.MethodGet, "/v1/audit?limit=1", nil, http.StatusOK, &entries)
		require.Equal(t, "webhook.paused", entries.Items[0].Action)
		require.Equal(t, "system", entries.Items[0].Actor)
		r.call(t, http.MethodPost, "/v1/webhooks", map[string]any{"url": "https://169.254.169.254/", "events": []string{"plan.over"}}, http.StatusUnprocessableEntity, nil)
	})
}

// A service that ends in the middle of a solve loses nothing: the next one has
// the plan.
func TestShutdownLosesNoJob(t *testing.T) {
	both(t, service.Config{Solves: 1}, func(t *testing.T, r *running) {
		var p made
		r.call(t, http.MethodPost, "/v1/plans", solveOf(r.dataset(t, lasting()).ID, 20), http.StatusAccepted, &p)
		r.logged(t, p.ID, "formulated")
		key := r.secret
		r.stop(t)
		again := start(t, r.config)
		again.secret = key
		until(t, "the plan", func() bool { return over(again.plan(t, p.ID).Status) })
		require.Contains(t, []string{"SUCCEEDED", "INCOMPLETE"}, again.plan(t, p.ID).Status)
	})
}

// What one kind of database wrote, the other one reads; what waited is solved there.
func TestBackupGoesIntoTheOtherDatabase(t *testing.T) {
	t.Parallel()
	r := start(t, service.Config{})
	var p made
	r.call(t, http.MethodPost, "/v1/plans", solveOf(r.dataset(t, "tiny/due").ID, 20), http.StatusAccepted, &p)
	var b bytes.Buffer
	rows, err := r.app.Backup(t.Context(), &b)
	require.NoError(t, err)
	require.Positive(t, rows)
	r.stop(t)

	c := service.Config{DatabaseURL: pgtest.URL(t), Solves: 1, Directory: t.TempDir()}
	a := &service.App{Config: c}
	require.NoError(t, a.Open(t.Context()))
	damaged := bytes.Clone(b.Bytes())
	damaged[len(damaged)-8] ^= 1 // of the checksum: what is packed unpacks as before
	_, err = a.Restore(t.Context(), bytes.NewReader(damaged))
	require.Equal(t, model.CodeBadFormat, model.ErrorCode(err))
	got, err := a.Restore(t.Context(), bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Equal(t, rows, got)
	_, err = a.Restore(t.Context(), bytes.NewReader(b.Bytes()))
	require.Equal(t, model.CodeConflict, model.ErrorCode(err))
	require.NoError(t, a.Close())

	c.AuditKey = r.auditKey(t)
	again := start(t, c)
	require.Empty(t, again.secret)
	again.secret = r.secret
	until(t, "the plan", func() bool { return again.plan(t, p.ID).Status == "SUCCEEDED" })
}

func TestDoctor(t *testing.T) {
	both(t, service.Config{}, func(t *testing.T, r *running) {
		grades := map[string]service.Grade{}
		signs := service.Fine // SQLite: by a key of its own
		if r.config.DatabaseURL != "" {
			signs = service.Warn
		}
		for _, f := range (&service.App{Config: r.config}).Doctor(t.Context()) {
			grades[f.Name] = f.Grade
		}
		require.Contains(t, grades, "calendar")
		delete(grades, "calendar") // depends on the day; TestDoctorLooksAtTheCalendar
		require.Equal(t, map[string]service.Grade{
			"auditKey": signs, "auditLog": service.Fine, "clock": service.Fine, "dataKey": service.Fine, "database": service.Fine, "disk": service.Fine, "queue": service.Fine,
			"schema": service.Fine, "solve": service.Fine, "solver": service.Fine, "waiting": service.Fine,
		}, grades)
		require.NoError(t, service.Alive(t.Context(), strings.TrimPrefix(r.url, "http://")))
	})
}

func TestDoctorFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	find := func(a *service.App, name string) service.Finding {
		for _, f := range a.Doctor(t.Context()) {
			if f.Name == name {
				return f
			}
		}
		return service.Finding{}
	}
	require.Equal(t, service.Bad, find(&service.App{Command: []string{"/bin/false"}}, "solve").Grade)
	empty := &service.App{Config: service.Config{DatabaseURL: pgtest.URL(t)}}
	require.Equal(t, service.Bad, find(empty, "schema").Grade)
	sealed := start(t, service.Config{DataKey: "k1:" + pgtest.DataKey()})
	sealed.call(t, http.MethodPost, "/v1/webhooks", map[string]any{"url": "https://hr.example.cn/", "events": []string{"plan.over"}}, http.StatusCreated, nil)
	require.Equal(t, service.Fine, find(&service.App{Config: sealed.config}, "dataKey").Grade)
	other := sealed.config
	other.DataKey = "k2:" + pgtest.DataKey()
	f := find(&service.App{Config: other}, "dataKey")
	require.Equal(t, service.Bad, f.Grade)
	require.Contains(t, f.Detail.EN, "k1")
	away := &service.App{Config: service.Config{DatabaseURL: "postgres://somebody:secret@127.0.0.1:1/x?connect_timeout=2"}}
	f = find(away, "database")
	require.Equal(t, service.Bad, f.Grade)
	require.Contains(t, f.Detail.EN, "127.0.0.1:1")
	text, err := json.Marshal(f)
	require.NoError(t, err)
	require.NotContains(t, string(text), "secret")
}

// Pages that are damaged inside of a file are found, and nothing else is told of what
// cannot be read for that.
func TestDoctorFindsDamagedPages(t *testing.T) {
	t.Parallel()
	r := start(t, service.Config{DataKey: pgtest.DataKey()})
	r.call(t, http.MethodPost, "/v1/webhooks", map[string]any{"url": "https://hr.example.cn/", "events": []string{"plan.over"}}, http.StatusCreated, nil)
	r.stop(t)
	file := filepath.Join(r.config.Directory, "lungang.db")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	const page = 4096
	for at := page; at < len(text); at += page { // the first one has the schema
		if !bytes.Contains(text[at:at+page], []byte("CREATE TABLE")) {
			copy(text[at:], make([]byte, 100))
		}
	}
	require.NoError(t, os.WriteFile(file, text, 0o600))
	findings := map[string]service.Finding{}
	for _, f := range (&service.App{Config: r.config}).Doctor(t.Context()) {
		findings[f.Name] = f
	}
	require.NotContains(t, findings, "schema")
	require.NotContains(t, findings, "dataKey")
	require.Equal(t, service.Bad, findings["database"].Grade)
	require.Contains(t, findings["database"].Detail.EN, "damaged")
	require.Contains(t, findings["database"].Detail.ZH, "lungang restore")
}
