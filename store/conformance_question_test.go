package store_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// A question is kept with a plan of the other case: asked again while that plan
// is under way or came to its end it is the same, and it is in the log.
func TestQuestions(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		ask := func(tx *store.Tx, plan string) (*store.Question, bool) {
			t.Helper()
			q, made, err := tx.Questions().Ask(w.tenant, clerk, plan, w.asked("S3"))
			require.NoError(t, err)
			return q, made
		}
		var q *store.Question
		b.do(t, func(tx *store.Tx) error {
			var made bool
			q, made = ask(tx, w.done.ID)
			require.True(t, made)
			require.Equal(t, store.Question{TenantID: w.tenant, PlanID: q.PlanID, AskedOf: w.done.ID, TeacherID: w.teacher, SchoolID: "S3", Pin: model.PinGo}, *q)
			again, made := ask(tx, w.done.ID)
			require.False(t, made)
			require.Equal(t, q, again)
			other, err := tx.Plans().Get(w.tenant, q.PlanID)
			require.NoError(t, err)
			require.Equal(t, store.PurposeWhy, other.Purpose)
			require.Equal(t, w.done.ID, other.ParentID)
			text, err := tx.Plans().ProblemDocument(w.tenant, q.PlanID)
			require.NoError(t, err)
			require.Equal(t, `{"other":"S3`+string(w.tenant)+`"}`, string(text))
			got, err := tx.Questions().Get(w.tenant, w.done.ID, q.PlanID)
			require.NoError(t, err)
			require.Equal(t, q, got)
			_, err = tx.Questions().Get(w.tenant, w.running.ID, q.PlanID)
			requireCode(t, model.CodeNotFound, err)
			about, err := tx.Questions().About(w.tenant, w.teacher)
			require.NoError(t, err)
			require.Len(t, about, 2)
			return nil
		})
		b.do(t, func(tx *store.Tx) error { return tx.Plans().Queue(w.tenant, q.PlanID, 8) })
		var run *store.Run
		b.do(t, func(tx *store.Tx) (err error) { run, err = tx.Plans().Start(w.tenant, q.PlanID, "w"); return err })
		b.do(t, func(tx *store.Tx) error {
			return tx.Plans().Finish(w.tenant, q.PlanID, run.ID, store.Outcome{Status: store.PlanFailed, Failure: &store.Failure{Code: model.CodeInternal}})
		})
		b.do(t, func(tx *store.Tx) error {
			again, made := ask(tx, w.done.ID)
			require.True(t, made, "what broke is tried again")
			require.NotEqual(t, q.PlanID, again.PlanID)
			for _, action := range []string{"why.asked", "why.answered"} {
				list, err := tx.Audit().List(w.tenant, store.AuditFilter{Action: action, Subject: w.done.ID})
				require.NoError(t, err)
				require.True(t, slices.ContainsFunc(list.Rows, func(e store.AuditEntry) bool { return strings.Contains(e.Data, q.PlanID) }), action)
			}
			return nil
		})
	})
}

// The plan of the other case is in no list, is never decided about, is no plan
// before another one, and nothing can be asked of it.
func TestOtherCaseIsNoPlanToDecideAbout(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		var run *store.Run
		b.do(t, func(tx *store.Tx) error { return tx.Plans().Queue(w.tenant, w.question.PlanID, 8) })
		b.do(t, func(tx *store.Tx) (err error) {
			run, err = tx.Plans().Start(w.tenant, w.question.PlanID, "w")
			return err
		})
		b.do(t, func(tx *store.Tx) error {
			return tx.Plans().Finish(w.tenant, w.question.PlanID, run.ID, store.Outcome{Status: store.PlanSucceeded, Document: store.NewDocument([]byte("other"))})
		})
		b.do(t, func(tx *store.Tx) error {
			list, err := tx.Plans().List(w.tenant, store.PlanFilter{DatasetID: w.dataset.ID}, store.Page{})
			require.NoError(t, err)
			for _, p := range list.Rows {
				require.NotEqual(t, w.question.PlanID, p.ID)
			}
			got, err := tx.Reviews().Simulations(w.tenant, []string{w.done.ID, w.rung.ID, w.question.PlanID})
			require.NoError(t, err)
			require.ElementsMatch(t, []string{w.rung.ID, w.question.PlanID}, got)
			return nil
		})
		for name, f := range map[string]func(tx *store.Tx) error{
			"submit": func(tx *store.Tx) error {
				p, err := tx.Plans().Get(w.tenant, w.question.PlanID)
				require.NoError(t, err)
				_, err = tx.Reviews().Record(w.tenant, clerk, p.ID, p.Version, store.NewReviewEvent{Action: "submit", From: store.Draft, To: "IN_REVIEW", Reason: "x"})
				return err
			},
			"ask of it": func(tx *store.Tx) error {
				_, _, err := tx.Questions().Ask(w.tenant, clerk, w.question.PlanID, w.asked("S1"))
				return err
			},
			"conflicts of it": func(tx *store.Tx) error {
				_, _, err := tx.Plans().SearchConflicts(w.tenant, clerk, w.question.PlanID, nil)
				return err
			},
			"go on from it": func(tx *store.Tx) error {
				_, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: w.dataset.ID, ParentID: w.question.PlanID})
				return err
			},
			"ask of what has no document": func(tx *store.Tx) error {
				_, _, err := tx.Questions().Ask(w.tenant, clerk, w.running.ID, w.asked("S1"))
				return err
			},
		} {
			before := export(t, b)
			requireCode(t, model.CodeConflict, b.InTx(t.Context(), f))
			require.Equal(t, before, export(t, b), name)
		}
	})
}
