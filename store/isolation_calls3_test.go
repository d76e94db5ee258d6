package store_test

import (
	"maps"

	"lungang/store"
)

func init() {
	maps.Copy(calls, map[string]call{
		"Reviews.Events": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Reviews().Events(who, w.public.ID)
		}},
		"Reviews.Links": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			before, after, err := tx.Reviews().Links(who, w.public.ID)
			return []string{before, after}, err
		}},
		"Reviews.Record": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Reviews().Record(who, clerk, w.public.ID, w.public.Version, store.NewReviewEvent{Action: "close", From: "OBJECTION", To: "FINAL", Reason: "x"})
		}},
		"Reviews.Simulations": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Reviews().Simulations(who, []string{w.public.ID, w.rung.ID})
		}},
		"Packs.InForceAt": {nothing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
			return tx.Packs().InForceAt(who, "hunan-county-3y", tx.Now())
		}},
		"Pins.Ever": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Pins().Ever(who, w.dataset.ID)
		}},
		"Retentions.Expire": {nothing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
			return tx.Retentions().Expire(who)
		}},
		"Questions.About": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Questions().About(who, w.teacher)
		}},
		"Questions.Ask": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			q, _, err := tx.Questions().Ask(who, clerk, w.done.ID, w.asked("S2"))
			return q, err
		}},
		"Questions.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Questions().Get(who, w.done.ID, w.question.PlanID)
		}},
		"Objections.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			e := objected("x")
			e.From = "OBJECTION"
			return tx.Objections().Create(who, clerk, w.public.ID, w.public.Version, e, store.NewObjection{Party: "office", Office: "x", Reason: "x"})
		}},
		"Objections.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().Get(who, w.objection.ID)
		}},
		"Objections.List": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().List(who, w.public.ID, store.Page{})
		}},
		"Objections.About": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().About(who, w.teacher)
		}},
		"Objections.Looked": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return nil, tx.Objections().Looked(who, clerk, w.objection.ID)
		}},
		"Objections.Open": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().Open(who, w.public.ID)
		}},
		"Objections.Resolve": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().Resolve(who, clerk, w.objection.ID, w.objection.Version, store.Resolution{
				Accepted: true, Successor: w.rung.ID, PlanVersion: w.public.Version,
				Event: store.NewReviewEvent{Action: "supersede", From: "OBJECTION", To: "SUPERSEDED", Reason: "x"},
			})
		}},
		"Objections.Rungs": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().Rungs(who, w.objection.ID)
		}},
		"Objections.Simulate": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
			return tx.Objections().Simulate(who, clerk, w.objection.ID, w.objection.Version, []store.NewRung{{Rung: "hold_none", PlanID: w.done.ID}})
		}},
	})
}
