package jobs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/jobs"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/store"
)

func TestPlanIsSolved(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := &watcher{}
		e := b.engine(t, jobs.Config{Solves: 1, Version: "1.2.3", Observer: w})
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		b.over(t, id)

		p := b.get(t, id)
		require.Equal(t, store.PlanSucceeded, p.Status, p.Failure)
		require.NotEmpty(t, p.Certificates, "the proofs are kept")
		require.Equal(t, model.StoppedComplete, p.Termination)
		for what, at := range map[string]time.Time{"submitted": p.SubmittedAt, "started": p.StartedAt, "completed": p.CompletedAt, "shutdown": p.ShutdownAt} {
			require.False(t, at.IsZero(), what)
		}
		require.Equal(t, []store.RunStatus{store.RunDone}, b.runs(t, id))
		require.Equal(t, []string{"SUCCEEDED"}, w.solves(t, 1))

		text, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Document(b.tenant, id) })
		require.NoError(t, err)
		plan, err := model.DecodePlan(bytes.NewReader(text))
		require.NoError(t, err)
		problem, err := fixtures.Get("tiny/due")
		require.NoError(t, err)
		facts, err := policy.Derive(problem)
		require.NoError(t, err)
		require.Empty(t, check.Plan(facts, plan).Violations)
		require.Equal(t, "1.2.3", plan.Versions.Lungang)
		var summary jobs.Summary
		require.NoError(t, json.Unmarshal([]byte(p.Summary), &summary))
		require.Equal(t, jobs.Summary{Tiers: plan.Tiers}, summary)

		lines := strings.Split(strings.TrimSpace(b.progress(t, id)), "\n")
		require.JSONEq(t, `{"kind":"started","data":{"attempt":1}}`, lines[0])
		require.JSONEq(t, `{"kind":"done","data":{"status":"SUCCEEDED"}}`, lines[len(lines)-1])
	})
}

// A transaction that fails leaves neither plan nor job.
func TestPlanAndJobAreOne(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{})
		dataset := b.dataset(t, b.tenant, "tiny/due")
		var id string
		err := b.InTx(t.Context(), func(tx *store.Tx) error {
			p, err := tx.Plans().Create(b.tenant, actor, store.NewPlan{DatasetID: dataset})
			require.NoError(t, err)
			id = p.ID
			require.NoError(t, e.Enqueue(tx, b.tenant, id))
			return errors.New("no")
		})
		require.EqualError(t, err, "no")
		require.ErrorIs(t, b.View(t.Context(), func(tx *store.Tx) error { _, err := tx.Plans().Get(b.tenant, id); return err }),
			&model.Error{Code: model.CodeNotFound})
		q, err := e.Waiting(t.Context())
		require.NoError(t, err)
		require.Zero(t, q)

		kept := b.plan(t, e, b.tenant, dataset, time.Minute)
		q, err = e.Waiting(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, q.Waiting)
		require.NotZero(t, b.get(t, kept).JobID)
	})
}

func TestQueueHasALimit(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{QueueLimit: 1})
		dataset := b.dataset(t, b.tenant, "tiny/due")
		b.plan(t, e, b.tenant, dataset, time.Minute)
		err := b.InTx(t.Context(), func(tx *store.Tx) error {
			p, err := tx.Plans().Create(b.tenant, actor, store.NewPlan{DatasetID: dataset})
			require.NoError(t, err)
			return e.Enqueue(tx, b.tenant, p.ID)
		})
		require.ErrorIs(t, err, jobs.ErrQueueFull)
		other := b.newTenant(t)
		b.plan(t, e, other, b.dataset(t, other, "tiny/due"), time.Minute)
	})
}

func TestCancelOfWaitingPlan(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{})
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		cancel(t, b, e, id)
		require.Equal(t, store.PlanCanceled, b.get(t, id).Status)
		w := &watcher{}
		worker := b.engine(t, jobs.Config{Solves: 1, Observer: w})
		next := b.plan(t, worker, b.tenant, b.dataset(t, b.tenant, "tiny/pins"), time.Minute)
		b.over(t, next)
		require.Equal(t, []string{"SUCCEEDED"}, w.solves(t, 1), "the job of the cancelled plan did nothing")
	})
}

func cancel(t *testing.T, b *bench, e *jobs.Engine, plan string) {
	t.Helper()
	require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
		_, err := e.Cancel(tx, b.tenant, actor, plan)
		return err
	}))
	e.Hurry(plan)
}

// Cancel keeps the best plan; the process that solves hears of it within a
// second, also when another process of the service was asked.
func TestCancelOfRunningPlanKeepsTheBest(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		pids := make(chan int, 9)
		heard := &listener{message: "somebody asked to stop", at: make(chan time.Time, 9)}
		b.engine(t, jobs.Config{Solves: 1, Log: slog.New(heard), Started: func(_ string, pid int) { pids <- pid }})
		elsewhere := b.engine(t, jobs.Config{})
		id := b.plan(t, elsewhere, b.tenant, b.dataset(t, b.tenant, lasting), 10*time.Minute)
		b.event(t, id, "incumbent")
		pid := <-pids
		require.NoError(t, syscall.Kill(-pid, syscall.SIGSTOP)) // or it might be ready before it hears of this
		cancel(t, b, elsewhere, id)
		asked := time.Now()
		require.Less(t, (<-heard.at).Sub(asked), time.Second)
		require.NoError(t, syscall.Kill(-pid, syscall.SIGCONT))
		b.over(t, id)
		p := b.get(t, id)
		require.Equal(t, store.PlanCanceled, p.Status)
		require.Equal(t, model.StoppedCancelled, p.Termination)
		require.NotEmpty(t, p.Document)
		require.False(t, p.ActiveAt.IsZero())
		require.ErrorIs(t, syscall.Kill(pid, 0), syscall.ESRCH, "the process is gone")
	})
}

// listener is a log that tells when something was said.
type listener struct {
	message string
	at      chan time.Time
}

func (*listener) Enabled(context.Context, slog.Level) bool { return true }
func (l *listener) WithAttrs([]slog.Attr) slog.Handler     { return l }
func (l *listener) WithGroup(string) slog.Handler          { return l }
func (l *listener) Handle(_ context.Context, r slog.Record) error {
	if r.Message == l.message {
		l.at <- time.Now()
	}
	return nil
}

// Two tenants take turns: one plan does not wait behind twenty of another.
func TestTenantsTakeTurns(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		dataset := b.dataset(t, b.tenant, "tiny/due")
		var many []string
		for range 6 {
			many = append(many, b.plan(t, producer, b.tenant, dataset, time.Minute))
		}
		other := b.newTenant(t)
		one := b.plan(t, producer, other, b.dataset(t, other, "tiny/due"), time.Minute)
		b.engine(t, jobs.Config{Solves: 1})
		b.over(t, many...)
		var alone *store.Plan
		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) (err error) { alone, err = tx.Plans().Get(other, one); return err }))
		require.Equal(t, store.PlanSucceeded, alone.Status)
		before := 0
		for i, id := range many {
			p := b.get(t, id)
			if p.StartedAt.Before(alone.StartedAt) {
				before++
			}
			if i > 0 {
				require.False(t, p.StartedAt.Before(b.get(t, many[i-1]).StartedAt), "first come, first served inside a tenant")
			}
		}
		require.LessOrEqual(t, before, 1)
	})
}

func TestSolvingProcessIsKilled(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := &watcher{}
		first := true // Started is called by one worker only
		e := b.engine(t, jobs.Config{Solves: 1, Observer: w, Started: func(_ string, pid int) {
			if first {
				first = false
				require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
			}
		}})
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		b.over(t, id)
		require.Equal(t, store.PlanSucceeded, b.get(t, id).Status)
		require.Equal(t, []store.RunStatus{store.RunLost, store.RunDone}, b.runs(t, id))
		require.Equal(t, []string{"LOST", "SUCCEEDED"}, w.solves(t, 2))
	})
}

func TestPlanThatBreaksEveryRunFails(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, MaxAttempts: 2, Started: func(_ string, pid int) { _ = syscall.Kill(pid, syscall.SIGKILL) }})
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		b.over(t, id)
		p := b.get(t, id)
		require.Equal(t, store.PlanFailed, p.Status)
		var why store.Failure
		require.NoError(t, json.Unmarshal([]byte(p.Failure), &why))
		require.Equal(t, model.CodeInternal, why.Code)
		require.Equal(t, []store.RunStatus{store.RunLost, store.RunLost, store.RunDone}, b.runs(t, id))
	})
}

// A worker that ends gives its plan back at once, and another one solves it.
func TestStopLosesNothing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		first := b.engine(t, jobs.Config{Solves: 1})
		id := b.plan(t, first, b.tenant, b.dataset(t, b.tenant, lasting), long)
		b.event(t, id, "formulated")
		stop(t, first)
		require.Equal(t, store.PlanQueued, b.get(t, id).Status)
		require.Equal(t, []store.RunStatus{store.RunReleased}, b.runs(t, id))
		b.engine(t, jobs.Config{Solves: 1})
		b.planned(t, id, store.RunReleased, store.RunDone)
	})
}

// A worker that ends does not wait for a process that hands nothing over: its plan
// goes back into the queue all the same.
func TestStopWaitsForNoPlan(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		var process atomic.Int64
		first := b.engine(t, jobs.Config{Solves: 1, Started: func(_ string, pid int) { process.Store(int64(pid)) }})
		id := b.plan(t, first, b.tenant, b.dataset(t, b.tenant, lasting), long)
		b.event(t, id, "formulated")
		require.NoError(t, syscall.Kill(-int(process.Load()), syscall.SIGSTOP))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // a process that hands its best plan over gets 30
		defer cancel()
		require.NoError(t, first.Stop(ctx))
		require.Equal(t, store.PlanQueued, b.get(t, id).Status)
		require.Equal(t, []store.RunStatus{store.RunReleased}, b.runs(t, id))
	})
}

// A worker that was believed dead comes back and changes nothing.
func TestRunThatWasTakenOverChangesNothing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := &watcher{}
		e := b.engine(t, jobs.Config{Solves: 1, Observer: w, Lease: time.Minute})
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, lasting), 10*time.Minute)
		b.event(t, id, "formulated")
		require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error { // as if another worker had done it
			runs, err := tx.Turns().Running()
			require.NoError(t, err)
			require.Len(t, runs, 1)
			done, err := tx.Turns().TakeBack(runs[0], tx.Now(), false)
			require.True(t, done)
			if err != nil {
				return err
			}
			_, err = tx.Plans().Start(b.tenant, id, "elsewhere")
			return err
		}))
		require.Equal(t, "LOST", w.solves(t, 1)[0])
		stop(t, e)
		require.Equal(t, store.PlanRunning, b.get(t, id).Status, "the other run is at work")
		require.Equal(t, []store.RunStatus{store.RunLost, store.RunRunning}, b.runs(t, id))
	})
}

// Jobs that were lost between the queue and the plan are added again.
func TestLostJobsAreAdded(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		id := b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		_, err := b.DB().ExecContext(t.Context(), "DELETE FROM river_job")
		require.NoError(t, err)
		b.engine(t, jobs.Config{Solves: 1})
		b.over(t, id)
		require.Equal(t, store.PlanSucceeded, b.get(t, id).Status)
	})
}

func TestProblemWithoutAPlan(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1})
		p, err := fixtures.Get("tiny/pins")
		require.NoError(t, err)
		for i := range p.Teachers { // everybody must go to a school where nobody may go
			p.Pins = append(p.Pins, model.Pin{Teacher: p.Teachers[i].ID, Kind: model.PinMove, Reason: "r", Author: "a"})
		}
		var text bytes.Buffer
		require.NoError(t, model.EncodeProblem(&text, p))
		var id string
		require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
			d, err := tx.Datasets().Create(b.tenant, actor, store.NewDataset{Document: store.NewDocument(text.Bytes()), Problem: p, Source: "json"})
			require.NoError(t, err)
			plan, err := tx.Plans().Create(b.tenant, actor, store.NewPlan{DatasetID: d.ID, Options: jobs.Options{TimeLimitSeconds: 20, MemoryLimitMiB: 512}})
			require.NoError(t, err)
			id = plan.ID
			return e.Enqueue(tx, b.tenant, id)
		}))
		b.over(t, id)
		got := b.get(t, id)
		require.Contains(t, []store.PlanStatus{store.PlanInfeasible, store.PlanFailed}, got.Status)
		require.NotEmpty(t, got.Failure)
		require.Len(t, b.runs(t, id), 1, "trying again would be no use")
	})
}

// exec changes rows behind the back of the store.
func (b *bench) exec(t *testing.T, statement string) {
	t.Helper()
	_, err := b.DB().ExecContext(t.Context(), statement)
	require.NoError(t, err)
}

// What somebody damaged is that bureau's plan only: the others get their turn.
func TestDamagedProblemHoldsNobodyUp(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer, other := b.engine(t, jobs.Config{}), b.newTenant(t)
		damaged := b.plan(t, producer, other, b.dataset(t, other, "tiny/due"), time.Minute)
		fine := b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		b.exec(t, "DROP TRIGGER documents_no_update"+map[store.Dialect]string{store.PostgreSQL: " ON documents"}[b.Dialect()])
		b.exec(t, "UPDATE documents SET size = -1 WHERE tenant_id = '"+string(other)+"'")
		b.engine(t, jobs.Config{Solves: 1})
		b.over(t, fine)
		require.Equal(t, store.PlanSucceeded, b.get(t, fine).Status)
		var p *store.Plan
		until(t, "the damaged one", func() bool {
			require.NoError(t, b.View(t.Context(), func(tx *store.Tx) (err error) { p, err = tx.Plans().Get(other, damaged); return err }))
			return p.Status.Final()
		})
		require.Equal(t, store.PlanFailed, p.Status)
		require.Contains(t, p.Failure, "damaged")
	})
}

// Where the log of a bureau takes no entry its plan cannot end; the others go on.
func TestLogWithoutEntriesHoldsNobodyUp(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer, other := b.engine(t, jobs.Config{}), b.newTenant(t)
		stuck := b.plan(t, producer, other, b.dataset(t, other, "tiny/due"), time.Minute)
		fine := b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		b.exec(t, "UPDATE audit_heads SET seq = 0, frontier = '' WHERE tenant_id = '"+string(other)+"'")
		log := &listener{message: "the plan cannot be begun; others go first", at: make(chan time.Time, 100)}
		b.engine(t, jobs.Config{Solves: 1, Log: slog.New(log)})
		b.over(t, fine)
		require.Equal(t, store.PlanSucceeded, b.get(t, fine).Status)
		select {
		case <-log.at: // after it was tried as often as any
		case <-time.After(patience):
			t.Fatal("it was never put aside")
		}
		next := b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, "tiny/pins"), time.Minute)
		b.over(t, next)
		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) error {
			p, err := tx.Plans().Get(other, stuck)
			require.NoError(t, err)
			require.Equal(t, store.PlanQueued, p.Status, "nothing was written that the log does not say")
			return nil
		}))
	})
}

// That workers die is no fault of the plan: it is solved after more of them than a
// plan may break itself. Only when it goes on for ever is it left alone.
func TestDeadWorkersAreNoFaultOfThePlan(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		dataset := b.dataset(t, b.tenant, "tiny/due")
		lost := func(plan string, workers int) {
			for range workers {
				require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
					run, err := tx.Plans().Start(b.tenant, plan, "killed")
					require.NoError(t, err)
					done, err := tx.Turns().TakeBack(*run, tx.Now(), false)
					require.True(t, done)
					return err
				}))
			}
		}
		healthy, deadly := b.plan(t, producer, b.tenant, dataset, time.Minute), b.plan(t, producer, b.tenant, dataset, time.Minute)
		lost(healthy, 6)
		lost(deadly, 20)
		b.engine(t, jobs.Config{Solves: 1, MaxAttempts: 2})
		b.over(t, healthy, deadly)
		require.Equal(t, store.PlanSucceeded, b.get(t, healthy).Status)
		require.Equal(t, store.PlanFailed, b.get(t, deadly).Status)
		require.Contains(t, b.get(t, deadly).Failure, "workers")
	})
}
