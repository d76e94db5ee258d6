package jobs_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/jobs"
	"lungang/store"
	"lungang/store/pgtest"
)

// asWorker makes the test binary a worker: it reads the configuration of a
// store from the environment, works, says on standard output what it does, and
// ends in good order when its input ends.
const asWorker = "test-worker"

const workerStore = "LUNGANG_TEST_STORE"

func workerMain() int {
	var c store.Config
	if err := json.Unmarshal([]byte(os.Getenv(workerStore)), &c); err != nil {
		return 2
	}
	ctx := context.Background()
	s, err := store.Open(ctx, c)
	if err != nil {
		return 3
	}
	e, err := jobs.Open(s, jobs.Config{
		Solves: 1, Lease: time.Second, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
		Started: func(plan string, pid int) { _, _ = fmt.Println("solving", plan, pid) }, //nolint:forbidigo // a test listens
	})
	if err != nil || e.Start(ctx) != nil {
		return 4
	}
	_, _ = os.Stdin.Read(make([]byte, 1))
	if e.Stop(ctx) != nil {
		return 5
	}
	return 0
}

// worker is a process that a test may kill.
type worker struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func (b *bench) worker(t *testing.T) *worker {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	text, err := json.Marshal(map[string]any{"URL": b.config.URL, "Directory": b.config.Directory, "DataKey": b.config.DataKey})
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), self, asWorker)
	c.Env = append(os.Environ(), workerStore+"="+string(text))
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	_, err = c.StdinPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	w := &worker{cmd: c, lines: bufio.NewScanner(out)}
	t.Cleanup(w.kill)
	return w
}

// solving waits until the worker solves something, and returns what, and the
// process that does it.
func (w *worker) solving(t *testing.T) (plan string, pid int) {
	t.Helper()
	require.True(t, w.lines.Scan(), "the worker ended")
	_, err := fmt.Sscanf(w.lines.Text(), "solving %s %d", &plan, &pid)
	require.NoError(t, err, w.lines.Text())
	return plan, pid
}

func (w *worker) kill() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

// A worker is killed in the middle of a solve. Its solving process ends with
// it, another worker takes the plan, and the plan arrives once.
func TestWorkerIsKilled(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		id := b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, lasting), long)
		first := b.worker(t)
		plan, pid := first.solving(t)
		require.Equal(t, id, plan)
		b.event(t, id, "formulated")
		first.kill()
		until(t, "the end of the solving process", func() bool { return gone(pid) })
		require.Equal(t, store.PlanRunning, b.get(t, id).Status, "nobody has noticed yet")

		second := b.worker(t)
		plan, _ = second.solving(t)
		require.Equal(t, id, plan)
		b.planned(t, id, store.RunLost, store.RunDone)
	})
}

// gone reports whether a process has ended; one that nobody has reaped yet has.
func gone(pid int) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(text), ") Z ")
}

func (b *bench) audited(t *testing.T, subject, action string) int {
	t.Helper()
	list, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (store.List[store.AuditEntry], error) {
		return tx.Audit().List(b.tenant, store.AuditFilter{Subject: subject, Action: action})
	})
	require.NoError(t, err)
	return len(list.Rows)
}

// A province: one plan for each district, worked off by three processes, one of
// which is killed on the way. Every district has its plan, and none was made twice.
func TestProvinceWithWorkersThatDie(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.PostgreSQL)
	producer := b.engine(t, jobs.Config{})
	const districts = 12
	var batch string
	var plans []string
	dataset := b.dataset(t, b.tenant, "tiny/due")
	require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
		parent, err := tx.Batches().Create(b.tenant, actor, "province")
		if err != nil {
			return err
		}
		batch = parent.ID
		for range districts {
			p, err := tx.Plans().Create(b.tenant, actor, store.NewPlan{DatasetID: dataset, BatchID: batch, Options: jobs.Options{TimeLimitSeconds: 60, MemoryLimitMiB: 512, Workers: 1}})
			if err != nil {
				return err
			}
			plans = append(plans, p.ID)
		}
		return producer.Enqueue(tx, b.tenant, plans...)
	}))
	victim := b.worker(t)
	lost, _ := victim.solving(t)
	victim.kill()
	b.worker(t)
	b.worker(t)
	b.over(t, plans...)
	counts, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (map[store.PlanStatus]int, error) { return tx.Batches().Counts(b.tenant, batch) })
	require.NoError(t, err)
	require.Equal(t, map[store.PlanStatus]int{store.PlanSucceeded: districts}, counts)
	for _, id := range plans {
		require.Equal(t, 1, b.audited(t, id, "plan.finished"))
		if id != lost {
			require.Equal(t, []store.RunStatus{store.RunDone}, b.runs(t, id))
		}
	}
}

// PostgreSQL is killed in the middle of a solve. The solve goes on, and its
// result is stored when the database is back.
func TestDatabaseIsKilled(t *testing.T) {
	t.Parallel()
	server, err := pgtest.Start()
	require.NoError(t, err)
	t.Cleanup(server.Stop)
	config := store.Config{URL: server.URL("postgres"), DataKey: pgtest.DataKey()}
	require.NoError(t, migrate(config))
	b := open(t, config)
	w := &watcher{}
	var pid int
	started := make(chan struct{})
	e := b.engine(t, jobs.Config{Solves: 1, Observer: w, Started: func(_ string, p int) { pid = p; close(started) }})
	id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, lasting), long)
	<-started
	b.event(t, id, "formulated")
	server.Kill()
	require.NoError(t, syscall.Kill(pid, 0), "the solve goes on")
	require.NoError(t, server.Restart())
	b.planned(t, id, store.RunDone)
}
