package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func TestKeyLetsInUntilItEnds(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		require.True(t, strings.HasPrefix(w.secret, store.KeySecretPrefix))
		require.Len(t, w.secret, len(store.KeySecretPrefix)+43)
		require.True(t, strings.HasPrefix(w.secret, w.key.Prefix))
		require.NotContains(t, w.key.Hash, w.secret)
		gate := func(secret string) (*store.APIKey, error) {
			return store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.APIKey, error) { return tx.Gate().Key(secret) })
		}
		got, err := gate(w.secret)
		require.NoError(t, err)
		require.Equal(t, w.key, got)
		for _, secret := range []string{"", w.secret + "x", strings.ToUpper(w.secret), w.key.Hash, w.key.Prefix} {
			_, err := gate(secret)
			requireCode(t, model.CodeNotFound, err)
		}
		b.do(t, func(tx *store.Tx) error { return tx.Keys().Used(w.tenant, w.key.ID) })
		got, err = gate(w.secret)
		require.NoError(t, err)
		require.Equal(t, b.Now(), got.LastUsedAt)

		b.clock.forward(24*time.Hour - time.Second)
		_, err = gate(w.secret)
		require.NoError(t, err)
		b.clock.forward(time.Second)
		_, err = gate(w.secret)
		requireCode(t, model.CodeNotFound, err)

		var secret string
		b.do(t, func(tx *store.Tx) (err error) {
			var k *store.APIKey
			k, secret, err = tx.Keys().Create(w.tenant, clerk, store.NewKey{Name: "forever", Scopes: []string{"plans:read"}})
			require.NoError(t, err)
			require.Equal(t, []string{"plans:read"}, k.Scopes)
			_, err = tx.Gate().Key(secret)
			require.NoError(t, err)
			require.NoError(t, tx.Keys().Revoke(w.tenant, clerk, k.ID))
			requireCode(t, model.CodeConflict, tx.Keys().Revoke(w.tenant, clerk, k.ID))
			return err
		})
		_, err = gate(secret)
		requireCode(t, model.CodeNotFound, err)
	})
}

func TestSessionLetsInUntilItEnds(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		gate := func() error {
			return b.View(t.Context(), func(tx *store.Tx) error {
				s, u, err := tx.Gate().Session(w.token)
				if err != nil {
					return err
				}
				require.Equal(t, w.session.ID, s.ID)
				require.Equal(t, w.user, u)
				return nil
			})
		}
		require.NoError(t, gate())
		b.do(t, func(tx *store.Tx) error {
			_, _, err := tx.Gate().Session(w.token + "x")
			requireCode(t, model.CodeNotFound, err)
			return nil
		})
		b.clock.forward(59 * time.Minute)
		require.NoError(t, gate())
		b.clock.forward(time.Minute)
		requireCode(t, model.CodeNotFound, gate())
		cleared, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (store.Cleared, error) { return tx.House().Clear(time.Time{}) })
		require.NoError(t, err)
		require.Equal(t, store.Cleared{Sessions: 1, Idempotency: 2}, cleared)
	})
}

// Progress goes with time once the plan is over; that of others stays.
func TestOldProgressIsCleared(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		var over time.Time
		b.do(t, func(tx *store.Tx) error {
			require.NoError(t, tx.Plans().Finish(w.tenant, w.running.ID, w.run.ID, store.Outcome{Status: store.PlanFailed}))
			over = tx.Now()
			return nil
		})
		tidy := func(before time.Time) (n int64) {
			b.do(t, func(tx *store.Tx) error {
				c, err := tx.House().Clear(before)
				n = c.Progress
				return err
			})
			return n
		}
		events := func(plan string) (n int) {
			b.do(t, func(tx *store.Tx) error {
				l, err := tx.Events().After(w.tenant, plan, 0, 0)
				n = len(l)
				return err
			})
			return n
		}
		before := events(w.running.ID)
		require.Positive(t, before)
		require.Zero(t, tidy(w.done.CompletedAt), "what was over at that very moment stays")
		require.Zero(t, tidy(over.Add(-time.Hour)))
		require.Equal(t, before, events(w.running.ID))
		require.Positive(t, tidy(over.Add(time.Microsecond)))
		require.Zero(t, events(w.running.ID))
		require.Zero(t, tidy(over.Add(time.Microsecond)))
	})
}

func TestUsers(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w, other := newWorld(t, b, "amark"), newWorld(t, b, "bmark")
		// the same person in another tenant
		b.do(t, func(tx *store.Tx) error {
			second, err := tx.Users().Create(other.tenant, clerk, store.NewUser{Issuer: "https://login", Subject: "amark", Roles: []string{"reviewer"}})
			require.NoError(t, err)
			for tenant, want := range map[store.TenantID]*store.User{w.tenant: w.user, other.tenant: second} {
				found, err := tx.Users().ByLogin(tenant, "https://login", "amark")
				require.NoError(t, err)
				require.Equal(t, want, found)
			}
			for _, login := range [][2]string{{"https://login", "x"}, {"", "amark"}, {"https://loginamark", ""}} {
				_, err := tx.Users().ByLogin(w.tenant, login[0], login[1])
				requireCode(t, model.CodeNotFound, err)
			}
			require.NoError(t, tx.Users().LoggedIn(w.tenant, w.user.ID))
			p, err := tx.Users().Personal(w.tenant, w.user.ID)
			require.NoError(t, err)
			require.Equal(t, store.UserPersonal{Name: "amark科员"}, p)
			p, err = tx.Users().Personal(other.tenant, second.ID)
			require.NoError(t, err)
			require.Zero(t, p)
			return nil
		})
		err := b.InTx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Users().Create(w.tenant, clerk, store.NewUser{Issuer: "https://login", Subject: "amark"})
			return err
		})
		requireCode(t, model.CodeConflict, err)
		require.NotContains(t, err.Error(), "amark")
		b.do(t, func(tx *store.Tx) error {
			u, err := tx.Users().Change(w.tenant, clerk, w.user.ID, 1, []string{"auditor"}, true)
			require.NoError(t, err)
			require.EqualValues(t, 2, u.Version)
			require.Equal(t, tx.Now(), u.DisabledAt)
			_, err = tx.Users().Change(w.tenant, clerk, w.user.ID, 1, nil, false)
			requireCode(t, model.CodeStale, err)
			_, _, err = tx.Gate().Session(w.token)
			requireCode(t, model.CodeNotFound, err)
			_, _, err = tx.Sessions().Create(w.tenant, w.user.ID, time.Hour)
			requireCode(t, model.CodeConflict, err)
			u, err = tx.Users().Change(w.tenant, clerk, w.user.ID, 0, nil, false)
			require.NoError(t, err)
			require.Zero(t, u.DisabledAt)
			require.Empty(t, u.Roles)
			return nil
		})
	})
}
