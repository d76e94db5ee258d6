package jobs_test

import (
	"encoding/json"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/jobs"
	"lungang/model"
	"lungang/solver/explain"
	"lungang/store"
)

// search asks for the conflicts of a plan, and queues the search when it is new.
func (b *bench) search(t *testing.T, e *jobs.Engine, plan string, limit time.Duration) (id string, made bool) {
	t.Helper()
	require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
		p, fresh, err := tx.Plans().SearchConflicts(b.tenant, actor, plan, jobs.Options{TimeLimitSeconds: limit.Seconds(), MemoryLimitMiB: 512})
		if err != nil {
			return err
		}
		id, made = p.ID, fresh
		if made {
			return e.Enqueue(tx, b.tenant, id)
		}
		return nil
	}))
	return id, made
}

// A search is worked as a solve is: it survives its process, tells how far it
// is, and leaves a report.
func TestConflictsAreFound(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		started := 0 // by one worker only: the solve, the search, the search again
		e := b.engine(t, jobs.Config{Solves: 1, Version: "1.2.3", Started: func(_ string, pid int) {
			if started++; started == 2 {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		}})
		plan := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/conflict_quota"), time.Minute)
		b.over(t, plan)
		id, made := b.search(t, e, plan, time.Minute)
		require.True(t, made)
		b.over(t, id)
		p := b.get(t, id)
		require.Equal(t, store.PlanSucceeded, p.Status, p.Failure)
		require.Equal(t, []store.RunStatus{store.RunLost, store.RunDone}, b.runs(t, id))
		require.Empty(t, p.Document)
		require.Contains(t, b.progress(t, id), `{"kind":"searched","data":{"solved":1}}`)

		text, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]byte, error) { return tx.Plans().Report(b.tenant, id) })
		require.NoError(t, err)
		var r explain.Report
		require.NoError(t, json.Unmarshal(text, &r))
		require.True(t, r.Complete)
		require.Len(t, r.Conflicts, 1)
		require.NotNil(t, r.Repairs[0].Plan)

		again, made := b.search(t, e, plan, time.Minute)
		require.False(t, made, "what is known is not computed again")
		require.Equal(t, id, again)
		list, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (store.List[store.Plan], error) {
			return tx.Plans().List(b.tenant, store.PlanFilter{}, store.Page{})
		})
		require.NoError(t, err)
		require.Len(t, list.Rows, 1, "a search is no plan")
	})
}

// A search that was stopped says so, and another one may begin.
func TestConflictsAreStopped(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1})
		plan := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/conflict_quota"), time.Minute)
		b.over(t, plan)
		stop(t, e)
		waits := b.engine(t, jobs.Config{})
		id, _ := b.search(t, waits, plan, time.Minute)
		same, made := b.search(t, waits, plan, time.Minute)
		require.False(t, made, "one search at a time")
		require.Equal(t, id, same)
		cancel(t, b, waits, id)
		require.Equal(t, store.PlanCanceled, b.get(t, id).Status)

		// So little time that it ends before anything is known.
		short, made := b.search(t, waits, plan, time.Microsecond)
		require.True(t, made)
		require.ErrorIs(t, b.InTx(t.Context(), func(tx *store.Tx) error {
			_, _, err := tx.Plans().SearchConflicts(b.tenant, actor, short, nil)
			return err
		}), &model.Error{Code: model.CodeConflict}, "a search has no conflicts of its own")
		b.engine(t, jobs.Config{Solves: 1})
		b.over(t, short)
		p := b.get(t, short)
		require.Equal(t, store.PlanIncomplete, p.Status, p.Failure)
		require.NotEmpty(t, p.Report)
	})
}
