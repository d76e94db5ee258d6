package service

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// A process whose clock is years past the newest entry of any log deletes no
// personal data by itself; one that was away for some months does.
func TestClockThatLeaps(t *testing.T) {
	t.Parallel()
	problem, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	text, err := model.Canonical(problem)
	require.NoError(t, err)
	config := store.Config{Directory: t.TempDir(), DataKey: pgtest.DataKey(), AuditKey: audit.NewKey()}
	long := time.Now().AddDate(0, -store.DefaultRetention, -1)
	var dataset *store.Dataset
	add := func(when time.Time, f func(tx *store.Tx) error) {
		config.Now = func() time.Time { return when }
		s, err := store.Open(t.Context(), config)
		require.NoError(t, err)
		_, err = s.Migrate(t.Context())
		require.NoError(t, err)
		require.NoError(t, s.InTx(t.Context(), f))
		require.NoError(t, s.Close())
	}
	add(long, func(tx *store.Tx) error {
		made, err := tx.House().CreateTenant(store.System, "某局", "")
		require.NoError(t, err)
		dataset, err = tx.Datasets().Create(made.ID, store.System, store.NewDataset{
			Document: store.NewDocument(text), Problem: problem, Source: "json",
		})
		require.NoError(t, err)
		return tx.People().Replace(made.ID, store.System, dataset.ID, map[model.TeacherID]store.Personal{problem.Teachers[0].ID: {Name: "欧阳清远"}})
	})

	log := &bytes.Buffer{}
	config.Now = nil
	s, err := store.Open(t.Context(), config)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	a := &App{store: s, Log: slog.New(slog.NewTextHandler(log, nil))}
	kept := func() (there bool) {
		a.tidyUp(t.Context(), a.leapt(t.Context()))
		require.NoError(t, s.View(t.Context(), func(tx *store.Tx) error {
			there, err = tx.People().Has(dataset.TenantID, dataset.ID)
			return err
		}))
		return there
	}
	require.True(t, kept())
	require.Contains(t, log.String(), "lungang retention run")
	require.Equal(t, Warn, a.clock(t.Context()).Grade)

	add(time.Now().AddDate(0, -10, 0), func(tx *store.Tx) error {
		_, err := tx.House().CreateTenant(store.System, "另一局", "")
		return err
	})
	require.False(t, kept())

	add(time.Now().Add(time.Hour), func(tx *store.Tx) error {
		_, err := tx.House().CreateTenant(store.System, "又一局", "")
		return err
	})
	f := a.clock(t.Context())
	require.Equal(t, Warn, f.Grade, "the clock was set back")
	require.Contains(t, f.Detail.EN, "before the newest entry")
}
