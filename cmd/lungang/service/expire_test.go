package service

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// A bureau whose log is broken keeps what it has, and is named; what the others
// keep no longer is deleted all the same.
func TestBrokenLogStopsNoOtherExpiry(t *testing.T) {
	t.Parallel()
	config := store.Config{Directory: t.TempDir(), DataKey: pgtest.DataKey(), AuditKey: audit.NewKey()}
	open := func(now func() time.Time) *store.Store {
		config.Now = now
		s, err := store.Open(t.Context(), config)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, s.Close()) })
		return s
	}
	s := open(time.Now)
	_, err := s.Migrate(t.Context())
	require.NoError(t, err)
	problem, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	text, err := model.Canonical(problem)
	require.NoError(t, err)
	bureaus := make([]store.TenantID, 3) // the broken one between two others
	holders := map[store.TenantID]string{}
	require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error {
		for i := range bureaus {
			made, err := tx.House().CreateTenant(store.System, "某局", "")
			require.NoError(t, err)
			d, err := tx.Datasets().Create(made.ID, store.System, store.NewDataset{
				Document: store.NewDocument(text), Problem: problem, Source: "json",
			})
			require.NoError(t, err)
			require.NoError(t, tx.People().Replace(made.ID, store.System, d.ID, map[model.TeacherID]store.Personal{problem.Teachers[0].ID: {Name: "欧阳清远"}}))
			bureaus[i], holders[made.ID] = made.ID, d.ID
		}
		return nil
	}))
	broken := bureaus[1]
	_, err = s.DB().ExecContext(t.Context(), "UPDATE audit_heads SET frontier = replace(frontier, 'sha256:', 'sha256:0') WHERE tenant_id = '"+string(broken)+"'")
	require.NoError(t, err)

	later := open(func() time.Time { return time.Now().AddDate(0, store.DefaultRetention, 1) })
	for _, want := range []store.Expired{{Holders: 2, Rows: 2}, {}} { // and it is told every time
		gone, err := (&App{store: later}).Expire(t.Context())
		require.Equal(t, model.CodeInternal, model.ErrorCode(err))
		for _, lang := range []string{"zh", "en"} {
			require.Contains(t, model.ErrorText(err, lang), string(broken))
			require.NotContains(t, model.ErrorText(err, lang), string(bureaus[0]))
			require.NotContains(t, model.ErrorText(err, lang), string(bureaus[2]))
		}
		require.Equal(t, want, gone)
	}
	require.NoError(t, later.View(t.Context(), func(tx *store.Tx) error {
		for tenant, dataset := range holders {
			there, err := tx.People().Has(tenant, dataset)
			require.NoError(t, err)
			require.Equal(t, tenant == broken, there)
		}
		return nil
	}))
}
