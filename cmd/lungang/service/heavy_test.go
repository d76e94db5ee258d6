package service

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/audit"
	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// What holds a whole district waits for a turn, which the API shares: a plan of a
// dataset with pins, and what is kept about a person. A plan of a dataset as it is
// waits for none.
func TestWhatHoldsADistrictWaitsForItsTurn(t *testing.T) {
	t.Parallel()
	a := &App{Version: "1", Config: Config{Directory: t.TempDir(), DataKey: pgtest.DataKey(), AuditKey: audit.NewKey()}}
	require.NoError(t, a.Open(t.Context()))
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	require.NoError(t, a.prepare(t.Context()))
	c, err := a.apiConfig()
	require.NoError(t, err)
	require.Same(t, a.wiring.heavy, c.Heavy)
	first, err := store.Write(t.Context(), a.store, func(tx *store.Tx) (*First, error) { return newTenant(tx, "one", "") })
	require.NoError(t, err)
	who := api.Actor{Tenant: first.Tenant, ID: "key_of_tests", Kind: api.ActorKey}
	ports := a.wiring.ports()
	problem, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	text, err := model.Canonical(problem)
	require.NoError(t, err)
	var made [2]*api.Dataset
	for i := range made {
		made[i], err = ports.Datasets.Create(t.Context(), who, api.Once{}, api.NewDataset{Problem: problem, Document: text, Hash: "sha256:" + problem.Hash()})
		require.NoError(t, err)
	}
	teacher := problem.Teachers[0].ID
	_, err = ports.Pins.Add(t.Context(), who, api.Once{}, made[1].ID, model.Pin{Teacher: teacher, Kind: model.PinStay, Reason: "x"}, func([]api.Pin) error { return nil })
	require.NoError(t, err)

	plan := func(ctx context.Context, dataset string) error {
		_, err := ports.Plans.Create(ctx, who, api.Once{}, api.NewPlan{Dataset: dataset, Tags: []string{}})
		return err
	}
	subject := func(ctx context.Context) error {
		_, err := ports.Privacy.Subject(ctx, who, teacher)
		return err
	}
	a.wiring.heavy = api.NewHeavy(1)
	_, err = api.Weigh(t.Context(), a.wiring.heavy, func() (struct{}, error) {
		require.NoError(t, plan(t.Context(), made[0].ID))
		for _, heavy := range []func(context.Context) error{
			func(ctx context.Context) error { return plan(ctx, made[1].ID) }, subject,
		} {
			ctx, end := context.WithTimeout(t.Context(), 300*time.Millisecond)
			require.ErrorIs(t, heavy(ctx), context.DeadlineExceeded)
			end()
		}
		return struct{}{}, nil
	})
	require.NoError(t, err)
	require.NoError(t, plan(t.Context(), made[1].ID))
	require.NoError(t, subject(t.Context()))
}
