package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// A plan goes from a draft to the public with every step in the history and in
// the log, each of the version that was read.
func TestReviewIsKeptWhole(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		event := func(action string, from, to store.Business) store.NewReviewEvent {
			return store.NewReviewEvent{Action: action, From: from, To: to, Roles: []string{"planner"}, Reason: "理由", Detail: map[string]any{"b": 1, "a": "x"}}
		}
		record := func(version int64, e store.NewReviewEvent) (p *store.Plan, err error) {
			err = b.InTx(t.Context(), func(tx *store.Tx) error {
				p, err = tx.Reviews().Record(w.tenant, clerk, w.done.ID, version, e)
				return err
			})
			return p, err
		}
		p, err := record(w.done.Version, event("submit", store.Draft, "IN_REVIEW"))
		require.NoError(t, err)
		require.EqualValues(t, "IN_REVIEW", p.Business)
		require.Equal(t, w.done.Version+1, p.Version)
		_, err = record(w.done.Version, event("approve", "IN_REVIEW", "APPROVED"))
		require.Equal(t, model.CodeStale, model.ErrorCode(err), "the version of before")
		_, err = record(p.Version, event("close", "PUBLICISED", "FINAL"))
		require.Equal(t, model.CodeStale, model.ErrorCode(err), "a state that it is not in")
		_, err = record(p.Version, event("bribe", "IN_REVIEW", "FINAL"))
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
		_, err = record(p.Version, event("approve", "IN_REVIEW", "APPROVED"))
		require.NoError(t, err)
		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) error {
			events, err := tx.Reviews().Events(w.tenant, w.done.ID)
			require.NoError(t, err)
			require.Len(t, events, 2, "what was refused is not there")
			require.EqualValues(t, 1, events[0].Seq)
			require.EqualValues(t, "IN_REVIEW", events[1].FromState)
			requireCanonical(t, map[string]any{"a": "x", "b": 1}, events[1].Detail)
			require.Equal(t, []string{"planner"}, events[1].Roles)
			entries, err := tx.Audit().List(w.tenant, store.AuditFilter{Subject: w.done.ID, Action: "plan.approved"})
			require.NoError(t, err)
			require.Len(t, entries.Rows, 1)
			require.Contains(t, entries.Rows[0].Data, w.done.Document, "the log says which document was approved")
			list, err := tx.Plans().List(w.tenant, store.PlanFilter{Business: "APPROVED"}, store.Page{})
			require.NoError(t, err)
			require.Len(t, list.Rows, 1)
			return nil
		}))
	})
}

// Of one lineage of datasets one plan is in effect.
func TestOnePlanInEffect(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		take := func(plan *store.Plan) error {
			return b.InTx(t.Context(), func(tx *store.Tx) error {
				p, err := tx.Plans().Get(w.tenant, plan.ID)
				require.NoError(t, err)
				_, err = tx.Reviews().Record(w.tenant, clerk, p.ID, p.Version, store.NewReviewEvent{Action: "effect", From: p.Business, To: "EFFECTIVE", Reason: "x"})
				return err
			})
		}
		require.NoError(t, take(w.done))
		require.Equal(t, model.CodeConflict, model.ErrorCode(take(w.rung)), "the fork is of the same lineage")
	})
}

// An objection that is accepted with another plan: the chain is linked, open
// objections go on to it, the plan that was taken up is no simulation any more.
func TestObjectionsGoOn(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		var second, third *store.Objection
		b.do(t, func(tx *store.Tx) (err error) {
			e := objected("b")
			e.From = "OBJECTION"
			second, err = tx.Objections().Create(w.tenant, clerk, w.public.ID, w.public.Version, e, store.NewObjection{Party: "office", Office: "东溪村小学", Reason: "b"})
			require.NoError(t, err)
			third, err = tx.Objections().Create(w.tenant, clerk, w.public.ID, w.public.Version+1, e, store.NewObjection{Party: "office", Office: "x", Reason: "c"})
			require.NoError(t, err)
			n, err := tx.Objections().Open(w.tenant, w.public.ID)
			require.Equal(t, 3, n)
			return err
		})
		resolve := func(o *store.Objection, n store.Resolution) (err error) {
			return b.InTx(t.Context(), func(tx *store.Tx) error {
				p, err := tx.Plans().Get(w.tenant, o.PlanID)
				require.NoError(t, err)
				n.PlanVersion, n.Event.From, n.Event.Reason = p.Version, p.Business, "因为"
				_, err = tx.Objections().Resolve(w.tenant, clerk, o.ID, o.Version, n)
				return err
			})
		}
		stay := store.NewReviewEvent{Action: "resolve", To: "OBJECTION"}
		gone := store.NewReviewEvent{Action: "supersede", To: "SUPERSEDED"}
		require.NoError(t, resolve(third, store.Resolution{Event: stay}))
		require.Equal(t, model.CodeStale, model.ErrorCode(resolve(third, store.Resolution{Event: stay})))
		third.Version++
		require.Equal(t, model.CodeConflict, model.ErrorCode(resolve(third, store.Resolution{Event: stay})), "resolved once")
		require.Equal(t, model.CodeConflict, model.ErrorCode(resolve(w.objection, store.Resolution{Accepted: true, Successor: w.done.ID, Event: gone})), "a plan of nobody's simulation")
		require.NoError(t, resolve(w.objection, store.Resolution{Accepted: true, Successor: w.rung.ID, Event: gone, Result: map[string]int{"changes": 1}}))
		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) error {
			before, after, err := tx.Reviews().Links(w.tenant, w.public.ID)
			require.NoError(t, err)
			require.Equal(t, []string{"", w.rung.ID}, []string{before, after})
			before, _, err = tx.Reviews().Links(w.tenant, w.rung.ID)
			require.NoError(t, err)
			require.Equal(t, w.public.ID, before)
			left, err := tx.Reviews().Simulations(w.tenant, []string{w.rung.ID})
			require.NoError(t, err)
			require.Empty(t, left)
			o, err := tx.Objections().Get(w.tenant, second.ID)
			require.NoError(t, err)
			require.Equal(t, w.rung.ID, o.PlanID, "it goes on")
			require.Equal(t, w.public.ID, o.FiledPlan)
			require.Equal(t, second.Version+1, o.Version)
			for plan, want := range map[string]int{w.public.ID: 0, w.rung.ID: 1} {
				n, err := tx.Objections().Open(w.tenant, plan)
				require.NoError(t, err)
				require.Equal(t, want, n)
			}
			list, err := tx.Objections().List(w.tenant, w.public.ID, store.Page{})
			require.NoError(t, err)
			require.Len(t, list.Rows, 3, "the plan keeps the list of what was filed against it")
			o, err = tx.Objections().Get(w.tenant, w.objection.ID)
			require.NoError(t, err)
			require.Equal(t, `{"changes":1}`, o.Result)
			require.Equal(t, "因为", o.Resolution)
			return nil
		}))
	})
}

// A second simulation takes the place of the first.
func TestSimulationsAreReplaced(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			o, err := tx.Objections().Simulate(w.tenant, clerk, w.objection.ID, w.objection.Version, []store.NewRung{{Rung: "hold_none", PlanID: w.created.ID}})
			require.NoError(t, err)
			_, err = tx.Objections().Simulate(w.tenant, clerk, w.objection.ID, w.objection.Version, nil)
			require.Equal(t, model.CodeStale, model.ErrorCode(err))
			rungs, err := tx.Objections().Rungs(w.tenant, o.ID)
			require.NoError(t, err)
			require.Len(t, rungs, 1)
			require.Equal(t, w.created.ID, rungs[0].PlanID)
			still, err := tx.Reviews().Simulations(w.tenant, []string{w.rung.ID, w.created.ID, w.public.ID})
			require.NoError(t, err)
			require.ElementsMatch(t, []string{w.rung.ID, w.created.ID}, still, "what was replaced stays a simulation")
			return nil
		})
	})
}

// Two who take plans of one line into effect at the same moment: one of them does.
func TestOnePlanInEffectAtOnce(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		plans := []*store.Plan{w.done, w.rung, w.public, w.created}
		errs := atOnce(t, b, len(plans), func(tx *store.Tx, i int) error {
			p, err := tx.Plans().Get(w.tenant, plans[i].ID)
			if err != nil {
				return err
			}
			_, err = tx.Reviews().Record(w.tenant, clerk, p.ID, p.Version, store.NewReviewEvent{Action: "effect", From: p.Business, To: "EFFECTIVE", Reason: "x"})
			return err
		})
		requireOnce(t, model.CodeConflict, errs)
	})
}
