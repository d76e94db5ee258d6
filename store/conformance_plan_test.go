package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/audit"
	"lungang/model"
	"lungang/store"
)

func TestPlanFromQueueToEnd(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		p := w.done
		require.Equal(t, store.PlanSucceeded, p.Status)
		require.Equal(t, store.Draft, p.Business)
		require.Equal(t, model.Proved, p.Proof)
		require.Equal(t, model.PartialCoverage, p.Coverage)
		require.Equal(t, model.StoppedComplete, p.Termination)
		require.Equal(t, []string{"amark", "b"}, p.Tags)
		requireCanonical(t, map[string]any{"seed": "amark"}, p.Options)
		require.Equal(t, w.dataset.Hash, p.ProblemHash)
		require.EqualValues(t, 7, p.JobID)
		require.Equal(t, 1, p.Attempts)
		require.EqualValues(t, 4, p.Version)
		require.Equal(t, p.SubmittedAt, p.CompletedAt)
		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) error {
			text, err := tx.Plans().Document(w.tenant, p.ID)
			require.NoError(t, err)
			require.Equal(t, "plan amark", string(text))
			text, err = tx.Plans().Report(w.tenant, p.ID)
			require.NoError(t, err)
			require.Equal(t, "report amark", string(text))
			text, err = tx.Plans().Document(w.tenant, w.queued.ID)
			require.NoError(t, err)
			require.Nil(t, text)
			runs, err := tx.Plans().Runs(w.tenant, p.ID)
			require.NoError(t, err)
			require.Len(t, runs, 1)
			require.Equal(t, store.RunDone, runs[0].Status)
			for tag, n := range map[string]int{"b": 4, "amark": 4, "c": 0, "": 4} {
				l, err := tx.Plans().List(w.tenant, store.PlanFilter{Tag: tag, BatchID: w.batch.ID, DatasetID: w.dataset.ID}, store.Page{})
				require.NoError(t, err)
				require.Len(t, l.Rows, n, tag)
			}
			counts, err := tx.Batches().Counts(w.tenant, w.batch.ID)
			require.NoError(t, err)
			require.Equal(t, map[store.PlanStatus]int{store.PlanCreated: 1, store.PlanQueued: 1, store.PlanRunning: 1, store.PlanSucceeded: 1}, counts)
			return nil
		}))
	})
}

// A worker that was believed dead can write nothing after another took over.
func TestFencing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		id, old := w.running.ID, w.run.ID
		b.clock.forward(time.Minute)
		second, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Run, error) { return tx.Plans().Start(w.tenant, id, "two") })
		require.NoError(t, err)
		require.Equal(t, 2, second.Attempt)
		before := export(t, b)
		for name, f := range map[string]func(tx *store.Tx) error{
			"active":  func(tx *store.Tx) error { return tx.Plans().Active(w.tenant, id, old) },
			"beat":    func(tx *store.Tx) error { _, err := tx.Plans().Beat(w.tenant, id, old); return err },
			"release": func(tx *store.Tx) error { return tx.Plans().Release(w.tenant, id, old) },
			"gone":    func(tx *store.Tx) error { return tx.Plans().Gone(w.tenant, id, old) },
			"finish": func(tx *store.Tx) error {
				return tx.Plans().Finish(w.tenant, id, old, store.Outcome{Status: store.PlanSucceeded, Document: store.NewDocument([]byte("late"))})
			},
			"progress": func(tx *store.Tx) error {
				_, err := tx.Events().Append(w.tenant, id, old, json.RawMessage(`{}`))
				return err
			},
		} {
			requireCode(t, model.CodeConflict, b.InTx(t.Context(), f))
			require.Equal(t, before, export(t, b), name)
		}
		b.do(t, func(tx *store.Tx) error {
			runs, err := tx.Plans().Runs(w.tenant, id)
			require.NoError(t, err)
			require.Equal(t, store.RunLost, runs[0].Status)
			require.Equal(t, tx.Now(), runs[0].EndedAt)
			p, err := tx.Plans().Get(w.tenant, id)
			require.NoError(t, err)
			require.Equal(t, p.SubmittedAt, p.StartedAt, "the first run began then")
			seq, err := tx.Events().Append(w.tenant, id, second.ID, json.RawMessage(`{}`))
			require.NoError(t, err)
			require.EqualValues(t, 2, seq, "seq goes on over runs")
			require.NoError(t, tx.Plans().Finish(w.tenant, id, second.ID, store.Outcome{Status: store.PlanFailed, Failure: &store.Failure{
				Code: model.CodeNoPlan, Message: model.Text{ZH: "无", EN: "none"}, Details: json.RawMessage(`{"b":1,"a":2}`),
			}}))
			before, err := tx.Plans().State(w.tenant, id)
			require.NoError(t, err)
			require.NoError(t, tx.Plans().Gone(w.tenant, id, second.ID))
			p, err = tx.Plans().Get(w.tenant, id)
			require.NoError(t, err)
			now, err := tx.Plans().State(w.tenant, id)
			require.NoError(t, err)
			require.NotEqual(t, before, now, "shutdownAt is seen, too")
			require.Equal(t, &store.Plan{Version: p.Version, ShutdownAt: p.ShutdownAt}, now)
			requireCanonical(t, map[string]any{
				"code": "no_plan", "details": map[string]any{"a": 2, "b": 1}, "message": map[string]any{"en": "none", "zh": "无"},
			}, p.Failure)
			require.Equal(t, tx.Now(), p.ShutdownAt)
			return nil
		})
	})
}

// The end of a run is in the log with everything that it came from: problem,
// options, versions, tiers, and the hashes of plan, report and proofs.
func TestFinishedRunInTheLog(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			text, err := tx.Plans().Certificates(w.tenant, w.done.ID)
			require.NoError(t, err)
			require.Equal(t, "certificates amark", string(text))
			text, err = tx.Plans().Certificates(w.tenant, w.running.ID)
			require.NoError(t, err)
			require.Nil(t, text)
			about, err := tx.Audit().About(w.tenant, []string{w.done.ID}, []string{"plan.created", "why.asked"})
			require.NoError(t, err)
			require.Len(t, about, 1)
			e, err := audit.ParseRecord([]byte(about[0].Record))
			require.NoError(t, err)
			require.Equal(t, "plan.finished", e.Action)
			requireCanonical(t, map[string]any{
				"status": "SUCCEEDED", "document": w.done.Document, "report": w.done.Report, "certificates": w.done.Certificates, "failure": "",
				"termination": "complete", "proof": "proved", "coverage": "partial", "dataset": w.done.DatasetID, "problem": w.done.ProblemHash,
				"options": json.RawMessage(w.done.Options), "versions": map[string]string{"lungang": "1", "clp": "2", "cbc": "3"},
				"pack":    map[string]string{"id": "hunan-county-3y", "version": "1.0.0", "hash": "abc"},
				"summary": map[string]any{"tiers": []any{map[string]any{"id": "vacancy", "value": 3}}},
			}, e.Data)
			return nil
		})
	})
}

func TestCancel(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			for _, p := range []*store.Plan{w.created, w.queued} {
				got, err := tx.Plans().Cancel(w.tenant, clerk, p.ID)
				require.NoError(t, err)
				require.Equal(t, store.PlanCanceled, got.Status)
				require.Equal(t, tx.Now(), got.CompletedAt)
				run, err := tx.Plans().Start(w.tenant, p.ID, "late")
				require.NoError(t, err)
				require.Nil(t, run, "nothing is left to do")
				requireCode(t, model.CodeConflict, tx.Plans().Queue(w.tenant, p.ID, 1))
			}
			stop, err := tx.Plans().Beat(w.tenant, w.running.ID, w.run.ID)
			require.NoError(t, err)
			require.False(t, stop)
			got, err := tx.Plans().Cancel(w.tenant, clerk, w.running.ID)
			require.NoError(t, err)
			require.Equal(t, store.PlanRunning, got.Status)
			stop, err = tx.Plans().Beat(w.tenant, w.running.ID, w.run.ID)
			require.NoError(t, err)
			require.True(t, stop)
			seq, err := tx.Audit().Head(w.tenant)
			require.NoError(t, err)
			for _, p := range []*store.Plan{w.running, w.done} { // asked already, and over
				_, err = tx.Plans().Cancel(w.tenant, clerk, p.ID)
				require.NoError(t, err)
			}
			again, err := tx.Audit().Head(w.tenant)
			require.NoError(t, err)
			require.Equal(t, seq, again)
			// its worker died: the next one does not begin
			run, err := tx.Plans().Start(w.tenant, w.running.ID, "two")
			require.NoError(t, err)
			require.Nil(t, run)
			got, err = tx.Plans().Get(w.tenant, w.running.ID)
			require.NoError(t, err)
			require.Equal(t, store.PlanCanceled, got.Status)
			return nil
		})
	})
}

func TestPlanNeedsADataset(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		err := b.InTx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: "ds_x"})
			return err
		})
		requireCode(t, model.CodeNotFound, err)
	})
}

func TestDescribeHoldsTheVersion(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			p, err := tx.Plans().Describe(w.tenant, clerk, w.done.ID, w.done.Version, "新名", []string{"c", "c"})
			require.NoError(t, err)
			require.Equal(t, w.done.Version+1, p.Version)
			require.Equal(t, "新名", p.Name)
			_, err = tx.Plans().Describe(w.tenant, clerk, w.done.ID, w.done.Version, "旧", nil)
			requireCode(t, model.CodeStale, err)
			l, err := tx.Plans().List(w.tenant, store.PlanFilter{Tag: "c"}, store.Page{})
			require.NoError(t, err)
			require.Equal(t, []string{w.done.ID}, idsOf(l.Rows, func(p store.Plan) string { return p.ID }))
			l, err = tx.Plans().List(w.tenant, store.PlanFilter{Tag: "b"}, store.Page{})
			require.NoError(t, err)
			require.Len(t, l.Rows, 3)
			return nil
		})
	})
}

func TestComparisonNeedsTwoPlans(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			_, err := tx.Comparisons().Create(w.tenant, clerk, "x", []string{w.done.ID}, w.document)
			requireCode(t, model.CodeBadParameter, err)
			got, err := tx.Comparisons().Get(w.tenant, w.comparison.ID)
			require.NoError(t, err)
			require.Equal(t, w.comparison, got)
			text, err := tx.Documents().Get(w.tenant, got.Document)
			require.NoError(t, err)
			require.Equal(t, "comparison amark", string(text))
			return nil
		})
	})
}

// Whatever is called in whatever order: a plan's status only goes forward, one
// run at most may write, and completed_at is there when it is over.
func TestPlanStatesHold(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	w := newWorld(t, b, "amark")
	rapid.Check(t, func(r *rapid.T) {
		p, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (*store.Plan, error) {
			return tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: w.dataset.ID})
		})
		require.NoError(r, err)
		runs := []string{"run_none"}
		last := p
		step := func(f func(tx *store.Tx, run string) error) func(*rapid.T) {
			return func(r *rapid.T) {
				run := rapid.SampledFrom(runs).Draw(r, "run")
				err := b.InTx(t.Context(), func(tx *store.Tx) error { return f(tx, run) })
				if err != nil {
					require.Equal(r, model.CodeConflict, model.ErrorCode(err), "%v", err)
				}
			}
		}
		r.Repeat(map[string]func(*rapid.T){
			"queue": step(func(tx *store.Tx, _ string) error { return tx.Plans().Queue(w.tenant, p.ID, 1) }),
			"start": step(func(tx *store.Tx, _ string) error {
				run, err := tx.Plans().Start(w.tenant, p.ID, "w")
				if run != nil {
					runs = append(runs, run.ID)
				}
				return err
			}),
			"active":  step(func(tx *store.Tx, run string) error { return tx.Plans().Active(w.tenant, p.ID, run) }),
			"release": step(func(tx *store.Tx, run string) error { return tx.Plans().Release(w.tenant, p.ID, run) }),
			"cancel":  step(func(tx *store.Tx, _ string) error { _, err := tx.Plans().Cancel(w.tenant, clerk, p.ID); return err }),
			"finish": step(func(tx *store.Tx, run string) error {
				return tx.Plans().Finish(w.tenant, p.ID, run, store.Outcome{Status: store.PlanSucceeded})
			}),
			"": func(r *rapid.T) {
				now, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.Plan, error) { return tx.Plans().Get(w.tenant, p.ID) })
				require.NoError(r, err)
				all, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.Run, error) { return tx.Plans().Runs(w.tenant, p.ID) })
				require.NoError(r, err)
				require.Equal(r, now.Status.Final(), !now.CompletedAt.IsZero())
				require.GreaterOrEqual(r, now.Version, last.Version)
				if last.Status.Final() {
					require.Equal(r, last, now)
				}
				alive := 0
				for _, run := range all {
					if run.Status == store.RunRunning {
						alive++
						require.Equal(r, now.RunID, run.ID)
					}
				}
				require.LessOrEqual(r, alive, 1)
				require.Equal(r, now.Status == store.PlanRunning, alive == 1)
				last = now
			},
		})
	})
}

// Who stops a whole batch and the workers whose plans end meanwhile do not wait for each
// other in a circle.
func TestBatchIsHeldWhileItsPlansEnd(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		const plans = 7
		type running struct{ plan, run string }
		var all []running
		b.do(t, func(tx *store.Tx) error {
			for range plans {
				p, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: w.dataset.ID, BatchID: w.batch.ID})
				require.NoError(t, err)
				require.NoError(t, tx.Plans().Queue(w.tenant, p.ID, 7))
				run, err := tx.Plans().Start(w.tenant, p.ID, "x")
				require.NoError(t, err)
				all = append(all, running{p.ID, run.ID})
			}
			return nil
		})
		for i, err := range atOnce(t, b, plans+1, func(tx *store.Tx, i int) error {
			if i < plans {
				return tx.Plans().Finish(w.tenant, all[i].plan, all[i].run, store.Outcome{Status: store.PlanFailed})
			}
			ids, err := tx.Plans().HoldBatch(w.tenant, w.batch.ID)
			for _, id := range ids {
				if err == nil {
					_, err = tx.Plans().Cancel(w.tenant, clerk, id)
				}
			}
			return err
		}) {
			require.NoError(t, err, i)
		}
	})
}
