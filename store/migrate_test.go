package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

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

func TestTenant(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		id := b.tenant(t)
		b.do(t, func(tx *store.Tx) error {
			one, err := tx.Tenants().Get(id)
			require.NoError(t, err)
			require.Equal(t, tx.Now(), one.CreatedAt)
			return nil
		})
	})
}
