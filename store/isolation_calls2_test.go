package store_test

import (
	"maps"
	"time"

	"lungang/store"
)

func init() { maps.Copy(calls, moreCalls) }

// moreCalls is the second half of calls: plans, people who log in, webhooks.
var moreCalls = map[string]call{
	"Plans.Active": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Plans().Active(who, w.running.ID, w.run.ID))
	}},
	"Plans.Beat": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Beat(who, w.running.ID, w.run.ID)
	}},
	"Plans.Cancel": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Cancel(who, clerk, w.queued.ID)
	}},
	"Plans.Certificates": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Certificates(who, w.done.ID)
	}},
	"Plans.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Create(who, clerk, store.NewPlan{DatasetID: w.dataset.ID, ParentID: w.done.ID})
	}},
	"Plans.Describe": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Describe(who, clerk, w.done.ID, 0, "x", []string{"y"})
	}},
	"Plans.Document": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Document(who, w.done.ID)
	}},
	"Plans.Finish": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Plans().Finish(who, w.running.ID, w.run.ID, store.Outcome{Status: store.PlanFailed}))
	}},
	"Plans.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) { return tx.Plans().Get(who, w.done.ID) }},
	"Plans.Gone": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Plans().Gone(who, w.running.ID, w.run.ID))
	}},
	"Plans.HoldBatch": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().HoldBatch(who, w.batch.ID)
	}},
	"Plans.LastSearch": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		if _, _, err := tx.Plans().SearchConflicts(w.done.TenantID, clerk, w.done.ID, nil); err != nil {
			return nil, err
		}
		return tx.Plans().LastSearch(who, w.done.ID)
	}},
	"Plans.SearchConflicts": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		p, _, err := tx.Plans().SearchConflicts(who, clerk, w.done.ID, nil)
		return p, err
	}},
	"Plans.List": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Plans().List(who, store.PlanFilter{Tag: "b", BatchID: w.batch.ID}, store.Page{})
		return l.Rows, err
	}},
	"Plans.ProblemDocument": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().ProblemDocument(who, w.done.ID)
	}},
	"Plans.Queue": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Plans().Queue(who, w.created.ID, 1))
	}},
	"Plans.Release": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Plans().Release(who, w.running.ID, w.run.ID))
	}},
	"Plans.Report": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Report(who, w.done.ID)
	}},
	"Plans.Rules": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) { return tx.Plans().Rules(who, w.done.ID) }},
	"Plans.Runs": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Runs(who, w.running.ID)
	}},
	"Plans.Start": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().Start(who, w.queued.ID, "x")
	}},
	"Plans.State": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Plans().State(who, w.done.ID)
	}},
	"Sessions.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		s, _, err := tx.Sessions().Create(who, w.user.ID, time.Hour)
		return s, err
	}},
	"Sessions.End": {apart, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Sessions().End(who, w.session.ID))
	}},
	"Sessions.EndAll": {apart, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Sessions().EndAll(who, w.user.ID))
	}},
	"Tenants.Get":     {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) { return tx.Tenants().Get(who) }},
	"Turns.WaitingOf": {nothing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) { return tx.Turns().WaitingOf(who) }},
	"Users.ByLogin": {missing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Users().ByLogin(who, "https://login", "amark")
	}},
	"Users.Change": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Users().Change(who, clerk, w.user.ID, 0, []string{"auditor"}, true)
	}},
	"Users.Create": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Users().Create(who, clerk, store.NewUser{Issuer: "https://login", Subject: "x"})
	}},
	"Users.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) { return tx.Users().Get(who, w.user.ID) }},
	"Users.List": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Users().List(who, store.Page{})
	}},
	"Users.LoggedIn": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Users().LoggedIn(who, w.user.ID))
	}},
	"Users.Personal": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Users().Personal(who, w.user.ID)
	}},
	"Webhooks.Change": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Webhooks().Change(who, clerk, w.webhook.ID, 0, store.WebhookChange{URL: "https://x"})
	}},
	"Webhooks.Create": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		w, _, err := tx.Webhooks().Create(who, clerk, store.WebhookChange{URL: "https://x"})
		return w, err
	}},
	"Webhooks.Delete": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Webhooks().Delete(who, clerk, w.webhook.ID, 0))
	}},
	"Webhooks.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Webhooks().Get(who, w.webhook.ID)
	}},
	"Webhooks.List": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Webhooks().List(who, store.Page{})
	}},
	"Webhooks.Listening": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Webhooks().Listening(who, "plan.finished")
	}},
	"Webhooks.Pause": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Webhooks().Pause(who, w.webhook.ID, 0, nil))
	}},
	"Webhooks.Renew": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		h, _, err := tx.Webhooks().Renew(who, clerk, w.webhook.ID, 0)
		return h, err
	}},
	"Webhooks.Secrets": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Webhooks().Secrets(who, w.webhook.ID)
	}},
}
