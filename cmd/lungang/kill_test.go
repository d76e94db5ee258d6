package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/store/pgtest"
)

// Who is killed (SIGKILL, as a power cut or the kernel would), in the middle of
// what, and which test does it. After the restart nothing is lost, nothing was
// done twice, and the plan arrives.
//
//	               in a solve                          in a solve and an import
//	server         TestServerIsKilledInASolve (SQLite)  TestKillInASolveAndAnImport/server
//	worker         jobs.TestWorkerIsKilled              …/worker
//	solving        jobs.TestSolvingProcessIsKilled      …/solving
//	process
//	solver child                                        …/child
//	of it
//	PostgreSQL     jobs.TestDatabaseIsKilled            …/database
//
// TestServerIsKilledInAnImport (SQLite) has no solve beside it.
//
// Those of this file are real processes on PostgreSQL: one API that does not
// solve, one worker.

// cluster is a database, an API and a worker.
type cluster struct {
	database *pgtest.Server
	api      *server
	worker   *server
}

func startCluster(t *testing.T) *cluster {
	t.Helper()
	db, err := pgtest.Start()
	require.NoError(t, err)
	t.Cleanup(db.Stop)
	s := &cluster{database: db}
	s.startAPI(t)
	s.startWorker(t)
	return s
}

func (s *cluster) environment() []string {
	return []string{"LUNGANG_DATABASE_URL=" + s.database.URL("postgres"), "LUNGANG_LEASE=1s", "LUNGANG_DRAIN=0s"}
}

// startAPI starts an API on the database; the key of the first one is good for all.
func (s *cluster) startAPI(t *testing.T) {
	t.Helper()
	next := launch(t, s.environment(), "serve", "--solves", "0", "--json", "--addr", "127.0.0.1:0")
	if s.api != nil {
		require.Empty(t, next.secret, "the first key is shown once")
		next.secret = s.api.secret
	}
	s.api = next
}

func (s *cluster) startWorker(t *testing.T) {
	t.Helper()
	s.worker = launch(t, s.environment(), "work", "--json", "--addr", "127.0.0.1:0")
}

// solving is the process that solves for the worker, and child a solver child of
// that process: both are there in the middle of a solve.
func (s *cluster) solving(t *testing.T) (process int) {
	t.Helper()
	eventually(t, "a solving process", func() bool {
		list := children(t, s.worker.cmd.Process.Pid)
		if len(list) > 0 {
			process = list[0]
		}
		return len(list) > 0
	})
	return process
}

func (s *cluster) child(t *testing.T) (process int) {
	t.Helper()
	eventually(t, "a solver child", func() bool {
		list := children(t, s.solving(t))
		if len(list) > 0 {
			process = list[0]
		}
		return len(list) > 0
	})
	return process
}

// victims kill one part of the service in the solve of a district, and bring it
// back when nobody else does. A small district ends soon on any machine; only a
// larger one starts solver children, late on a machine that is busy.
var victims = []struct {
	name, district string
	seconds        int // time limit

	kill func(t *testing.T, s *cluster)
	back func(t *testing.T, s *cluster)
}{
	{"server", "pingxiang", 20, func(_ *testing.T, s *cluster) { s.api.kill() }, func(t *testing.T, s *cluster) { t.Helper(); s.startAPI(t) }},
	{"worker", "pingxiang", 20, func(_ *testing.T, s *cluster) { s.worker.kill() }, func(t *testing.T, s *cluster) { t.Helper(); s.startWorker(t) }},
	{"solving", "pingxiang", 20, func(t *testing.T, s *cluster) {
		t.Helper()
		require.NoError(t, syscall.Kill(s.solving(t), syscall.SIGKILL))
	}, func(*testing.T, *cluster) {}},
	{"child", "litong", 90, func(t *testing.T, s *cluster) {
		t.Helper()
		require.NoError(t, syscall.Kill(s.child(t), syscall.SIGKILL))
	}, func(*testing.T, *cluster) {}},
	{"database", "pingxiang", 20, func(_ *testing.T, s *cluster) { s.database.Kill() }, func(t *testing.T, s *cluster) {
		t.Helper()
		require.NoError(t, s.database.Restart())
	}},
}

// get reads something, waiting for a service that comes back.
func (s *cluster) get(t *testing.T, path string, out any) {
	t.Helper()
	eventually(t, path, func() bool { return s.api.try(t, out, http.MethodGet, path, nil) == http.StatusOK })
}

// inASolve asks for a plan and waits until its solve is under way.
func (s *cluster) inASolve(t *testing.T, dataset string, seconds int) (plan string) {
	t.Helper()
	var p thing
	s.api.call(t, &p, http.MethodPost, "/v1/plans", fmt.Appendf(nil, `{"dataset":%q,"options":{"timeLimitSeconds":%d,"memoryLimitMiB":512,"workers":1}}`, dataset, seconds))
	s.api.inTheMiddle(t, p.ID)
	return p.ID
}

// arrives demands that the plan comes, that it is the only one, and that every
// decision about it stands in the log once.
func (s *cluster) arrives(t *testing.T, plan string) {
	t.Helper()
	var p thing
	eventually(t, "the plan", func() bool {
		s.get(t, "/v1/plans/"+plan, &p)
		return p.Status != "QUEUED" && p.Status != "RUNNING"
	})
	require.Contains(t, []string{"SUCCEEDED", "INCOMPLETE"}, p.Status)
	var list things
	s.get(t, "/v1/plans", &list)
	require.Len(t, list.Items, 1)
	require.Equal(t, map[string]int{"plan.created": 1, "plan.finished": 1}, s.decisions(t, plan))
}

// decisions counts what the log says of a thing.
func (s *cluster) decisions(t *testing.T, subject string) map[string]int {
	t.Helper()
	var log struct{ Items []struct{ Action string } }
	s.get(t, "/v1/audit?subject="+subject, &log)
	out := map[string]int{}
	for _, e := range log.Items {
		out[e.Action]++
	}
	return out
}

// A solve is under way while a dataset comes in; the kill meets both. The plan
// arrives and the dataset is there, each once, and each stands in the log once.
func TestKillInASolveAndAnImport(t *testing.T) {
	if testing.Short() {
		t.Skip("the detector does not see the processes that this test watches")
	}
	t.Parallel()
	for _, v := range victims {
		t.Run(v.name, func(t *testing.T) {
			s := startCluster(t)
			var d thing
			s.api.call(t, &d, http.MethodPost, "/v1/datasets?name=before", uploaded(t, v.district))
			plan := s.inASolve(t, d.ID, v.seconds)

			other := map[string]string{"pingxiang": "litong", "litong": "pingxiang"}[v.district]
			text := uploaded(t, other)
			const path = "/v1/datasets?name=import"
			in, out := io.Pipe()
			q := s.api.request(t, http.MethodPost, path, in, "Idempotency-Key", "import-1")
			q.ContentLength = int64(len(text))
			answered := make(chan int, 1)
			go func() {
				status := 0
				if a, err := http.DefaultClient.Do(q); err == nil {
					status = a.StatusCode
					_ = a.Body.Close()
				}
				answered <- status
			}()
			_, err := out.Write(text[:len(text)/2])
			require.NoError(t, err)
			v.kill(t, s)
			_, _ = out.Write(text[len(text)/2:]) // fails when the server is gone
			_ = out.Close()
			if status := <-answered; slices.Contains([]string{"worker", "solving", "child"}, v.name) {
				require.Equal(t, http.StatusCreated, status, "who solves is no concern of an import")
			}
			v.back(t, s)

			var made thing
			eventually(t, "the import", func() bool {
				return s.api.try(t, &made, http.MethodPost, path, text, "Idempotency-Key", "import-1") == http.StatusCreated
			})
			var list things
			s.get(t, "/v1/datasets?name=import", &list)
			require.Len(t, list.Items, 1)
			require.Equal(t, made.ID, list.Items[0].ID)
			require.Equal(t, map[string]int{"dataset.created": 1}, s.decisions(t, made.ID))
			s.arrives(t, plan)
		})
	}
}
