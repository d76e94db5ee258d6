package store_test

import (
	"encoding/json"
	"time"

	"lungang/model"
	"lungang/store"
)

// answer is what a method says to a tenant that names another tenant's things.
type answer int

const (
	missing answer = iota // not_found
	nothing               // an empty result
	apart                 // it works on the tenant's own things alone
)

// call is one method of a repository, called for a tenant with the ids of w.
type call struct {
	foreign answer
	f       func(tx *store.Tx, who store.TenantID, w *world) (any, error)
}

func only(err error) (any, error) { return nil, err }

// calls has every method that takes a tenant. A new one without an entry fails
// TestTenantsAreIsolated.
var calls = map[string]call{
	"Audit.Append": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return only(tx.Audit().Append(who, clerk, "test", "x", nil))
	}},
	"Audit.Head": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Audit().Head(who)
	}},
	"Audit.About": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Audit().About(who, []string{w.done.ID, w.dataset.ID}, nil)
	}},
	"Audit.Include": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Audit().Include(who, 1)
	}},
	"Audit.Extend": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Audit().Extend(who, 1)
	}},
	"Audit.Verify": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Audit().Verify(who, nil)
	}},
	"Audit.List": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Audit().List(who, store.AuditFilter{Subject: w.dataset.ID})
		return l.Rows, err
	}},
	"Batches.Counts": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Batches().Counts(who, w.batch.ID)
	}},
	"Batches.Create": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Batches().Create(who, clerk, "x")
	}},
	"Batches.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Batches().Get(who, w.batch.ID)
	}},
	"Comparisons.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Comparisons().Create(who, clerk, "x", []string{w.done.ID, w.running.ID}, w.document)
	}},
	"Comparisons.Delete": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Comparisons().Delete(who, clerk, w.comparison.ID))
	}},
	"Comparisons.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Comparisons().Get(who, w.comparison.ID)
	}},
	"Comparisons.List": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Comparisons().List(who, store.Page{})
	}},
	"Datasets.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Datasets().Create(who, clerk, store.NewDataset{Document: w.document, Problem: w.problem, ParentID: w.dataset.ID})
	}},
	"Datasets.Document": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Datasets().Document(who, w.dataset.ID)
	}},
	"Datasets.Hold": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Datasets().Hold(who, w.dataset.ID)
	}},
	"Datasets.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Datasets().Get(who, w.dataset.ID)
	}},
	"Datasets.List": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Datasets().List(who, store.DatasetFilter{OriginID: w.dataset.ID}, store.Page{})
		return l.Rows, err
	}},
	"Deliveries.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Deliveries().Create(who, w.webhook.ID, "x", "{}")
	}},
	"Deliveries.Due": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Deliveries().Due(who, w.webhook.ID)
	}},
	"Deliveries.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Deliveries().Get(who, w.pending.ID)
	}},
	"Deliveries.List": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Deliveries().List(who, w.webhook.ID, store.Page{})
		return l.Rows, err
	}},
	"Deliveries.Log": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Deliveries().Log(who, w.delivered.ID)
	}},
	"Deliveries.Repeat": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Deliveries().Repeat(who, clerk, w.webhook.ID, w.delivered.ID)
	}},
	"Deliveries.Tried": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Deliveries().Tried(who, w.pending.ID, store.DeliveryAttempt{Error: "timeout"}, false, time.Time{}))
	}},
	"Documents.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Documents().Get(who, w.dataset.Document)
	}},
	"Documents.Put": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return only(tx.Documents().Put(who, store.NewDocument([]byte("x"))))
	}},
	"Events.After": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Events().After(who, w.running.ID, 0, 0)
	}},
	"Events.Append": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Events().Append(who, w.running.ID, w.run.ID, json.RawMessage(`{}`))
	}},
	"Idempotencies.Answered": {nothing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Idempotencies().Answered(who, clerk, "k", "sha256:request")
	}},
	"Idempotencies.Claim": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Idempotencies().Claim(who, clerk, "k", "sha256:request", time.Hour)
	}},
	"Idempotencies.Complete": {missing, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return only(tx.Idempotencies().Complete(who, clerk, "open", store.Answer{Status: 200}))
	}},
	"Keys.Create": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		k, _, err := tx.Keys().Create(who, clerk, store.NewKey{Name: "x"})
		return k, err
	}},
	"Keys.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) { return tx.Keys().Get(who, w.key.ID) }},
	"Keys.List": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Keys().List(who, store.Page{})
	}},
	"Keys.Revoke": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Keys().Revoke(who, clerk, w.key.ID))
	}},
	"Keys.Used": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Keys().Used(who, w.key.ID))
	}},
	"Packs.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Packs().Get(who, w.done.PackID)
	}},
	"Packs.GetOverride": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Packs().GetOverride(who, w.override.ID)
	}},
	"Packs.Override": {apart, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Packs().Override(who, clerk, w.override.Pack, model.Override{Parameter: w.override.Parameter, Value: json.RawMessage("1")})
	}},
	"Packs.Overrides": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Packs().Overrides(who, "hunan-county-3y")
	}},
	"Packs.Withdraw": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Packs().Withdraw(who, clerk, w.override.ID))
	}},
	"Audit.Personal": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Audit().Personal(who, w.dataset.ID, 0, 100)
		return l.Rows, err
	}},
	"Audit.PersonalOf": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Audit().PersonalOf(who, []string{w.dataset.ID}, 100)
	}},
	"Retentions.Get": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) { return tx.Retentions().Get(who) }},
	"Retentions.Set": {apart, func(tx *store.Tx, who store.TenantID, _ *world) (any, error) {
		return tx.Retentions().Set(who, clerk, 0, 12)
	}},
	"People.All": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.People().All(who, w.dataset.ID)
	}},
	"People.Erase": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.People().Erase(who, clerk, w.dataset.ID)
	}},
	"People.Has": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.People().Has(who, w.dataset.ID)
	}},
	"People.Names": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.People().Names(who, w.dataset.ID, "x")
	}},
	"People.Replace": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.People().Replace(who, clerk, w.dataset.ID, nil))
	}},
	"People.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.People().Get(who, w.dataset.ID, []model.TeacherID{w.teacher})
	}},
	"Pins.Create": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return tx.Pins().Create(who, clerk, store.NewPin{DatasetID: w.dataset.ID, TeacherID: w.teacher, Kind: model.PinMove, Reason: "x"})
	}},
	"Pins.Get": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) { return tx.Pins().Get(who, w.pin.ID) }},
	"Pins.List": {nothing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		l, err := tx.Pins().List(who, w.dataset.ID, store.Page{})
		return l.Rows, err
	}},
	"Pins.Withdraw": {missing, func(tx *store.Tx, who store.TenantID, w *world) (any, error) {
		return only(tx.Pins().Withdraw(who, clerk, w.pin.ID))
	}},
}
