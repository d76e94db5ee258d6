package store_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func TestMigrateTwiceDoesNothing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		steps, err := b.Migrate(t.Context())
		require.NoError(t, err)
		require.Empty(t, steps)
		all, err := b.Migrations(t.Context())
		require.NoError(t, err)
		require.NotEmpty(t, all)
		for _, m := range all {
			require.True(t, m.Applied, m.Name)
		}
	})
}

// A database that a newer program has brought up to date is not worked on: a backup
// would lack what this program does not know.
func TestNewerSchemaIsRefused(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		text := export(t, b)
		_, err := b.DB().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
		require.NoError(t, err)
		_, err = b.Migrate(t.Context())
		requireCode(t, model.CodeConflict, err)
		require.Contains(t, err.Error(), "9999")
		_, err = b.Migrations(t.Context())
		requireCode(t, model.CodeConflict, err)
		_, err = b.Export(t.Context(), io.Discard)
		requireCode(t, model.CodeConflict, err)
		_, err = b.Import(t.Context(), strings.NewReader(text))
		requireCode(t, model.CodeConflict, err)
	})
}

func TestTenant(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		id := b.tenant(t)
		b.do(t, func(tx *store.Tx) error {
			one, err := tx.Tenants().Get(id)
			require.NoError(t, err)
			require.Equal(t, tx.Now(), one.CreatedAt)
			_, err = tx.House().CreateTenant(store.System, "甲县教育局", "990101")
			require.NoError(t, err)
			_, err = tx.House().CreateTenant(store.System, "乙县教育局", "990101")
			requireCode(t, model.CodeConflict, err)
			return nil
		})
	})
}
