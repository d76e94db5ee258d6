package service

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// What the evidence of a plan says of the log: the overrides that were in force when
// it was asked for and no others, and every pin of its data and of what these were
// forked from, withdrawn ones too.
func TestEvidenceHasWhatThePlanWasMadeFrom(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 8, 1, 9, 0, 0, 0, time.UTC)
	s, err := store.Open(t.Context(), store.Config{Directory: t.TempDir(), DataKey: pgtest.DataKey(), Now: func() time.Time {
		at = at.Add(time.Second)
		return at
	}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.Migrate(t.Context())
	require.NoError(t, err)
	problem, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	text, err := model.Canonical(problem)
	require.NoError(t, err)
	const actor = store.Actor("usr_x")
	var tenant store.TenantID
	do := func(f func(tx *store.Tx) error) { t.Helper(); require.NoError(t, s.InTx(t.Context(), f)) }
	do(func(tx *store.Tx) error {
		made, err := tx.House().CreateTenant(store.System, "某局", "")
		tenant = made.ID
		return err
	})
	dataset := func(parent string) (id string) {
		do(func(tx *store.Tx) error {
			d, err := tx.Datasets().Create(tenant, actor, store.NewDataset{Document: store.NewDocument(text), Problem: problem, Source: "json", ParentID: parent})
			require.NoError(t, err)
			id = d.ID
			return nil
		})
		return id
	}
	pin := func(dataset string, withdrawn bool) (id string) {
		do(func(tx *store.Tx) error {
			p, err := tx.Pins().Create(tenant, actor, store.NewPin{DatasetID: dataset, TeacherID: problem.Teachers[0].ID, Kind: model.PinStay, Reason: "x"})
			require.NoError(t, err)
			id = p.ID
			return nil
		})
		if withdrawn {
			do(func(tx *store.Tx) error { return tx.Pins().Withdraw(tenant, actor, id) })
		}
		return id
	}
	override := func(pack string) (id string) {
		do(func(tx *store.Tx) error {
			o, err := tx.Packs().Override(tenant, actor, pack, model.Override{Parameter: "exchange.ratio", Value: []byte("15"), Reason: "x", Approver: "a"})
			require.NoError(t, err)
			id = o.ID
			return nil
		})
		return id
	}
	withdraw := func(id string) { do(func(tx *store.Tx) error { return tx.Packs().Withdraw(tenant, actor, id) }) }

	origin := dataset("")
	fork := dataset(origin)
	there := []string{origin, fork, pin(origin, true), pin(fork, false), pin(fork, true)}
	before := override(problem.Pack.ID)
	withdraw(before)
	inForce := override(problem.Pack.ID)
	elsewhere := override("other-pack")
	var plan *store.Plan
	do(func(tx *store.Tx) (err error) {
		plan, err = tx.Plans().Create(tenant, actor, store.NewPlan{DatasetID: fork, Options: map[string]any{}})
		return err
	})
	withdraw(inForce) // it had its effect
	after := override(problem.Pack.ID)
	strange := []string{before, elsewhere, after, pin(dataset(""), false)}
	there = append(there, inForce, plan.ID)

	require.NoError(t, s.View(t.Context(), func(tx *store.Tx) error {
		about, err := concerned(tx, tenant, plan)
		require.NoError(t, err)
		require.ElementsMatch(t, there, about)
		log, err := tx.Audit().About(tenant, about, nil)
		require.NoError(t, err)
		var text strings.Builder
		for _, in := range log {
			text.WriteString(in.Record + "\n")
		}
		said := text.String()
		for _, action := range []string{"override.created", "override.withdrawn", "pin.created", "pin.withdrawn", "dataset.created", "plan.created"} {
			require.Contains(t, said, `"action":"`+action+`"`)
		}
		for _, id := range strange {
			require.NotContains(t, said, id)
		}
		return nil
	}))
}
