package store_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func TestRetentionPeriod(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			r, err := tx.Retentions().Get(w.tenant)
			require.NoError(t, err)
			require.Equal(t, &store.Retention{TenantID: w.tenant, Months: store.DefaultRetention}, r)
			r, err = tx.Retentions().Set(w.tenant, clerk, 0, 12)
			require.NoError(t, err)
			require.EqualValues(t, 1, r.Version)
			_, err = tx.Retentions().Set(w.tenant, clerk, 0, 24)
			requireCode(t, model.CodeStale, err)
			for _, months := range []int{0, -1, store.MaxRetention + 1} {
				_, err = tx.Retentions().Set(w.tenant, clerk, 1, months)
				requireCode(t, model.CodeBadParameter, err)
			}
			_, err = tx.Retentions().Set(w.tenant, clerk, 1, 24)
			require.NoError(t, err)
			r, err = tx.Retentions().Get(w.tenant)
			require.NoError(t, err)
			require.Equal(t, 24, r.Months)
			return nil
		})
	})
}

// Two who set the first period at the same moment: one of them has seen the present one.
func TestFirstRetentionAtOnce(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		requireOnce(t, model.CodeStale, atOnce(t, b, 4, func(tx *store.Tx, _ int) error {
			_, err := tx.Retentions().Set(tenant, clerk, 0, 12)
			return err
		}))
	})
}

// At the end of a month, a month ago is the end of the month before: what was stored
// after that stays.
func TestExpireAtTheEndOfAMonth(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		day := func(month time.Month, d int) { b.clock.at = time.Date(2027, month, d, 9, 30, 0, 0, time.UTC) }
		day(time.March, 1)
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error { _, err := tx.Retentions().Set(w.tenant, clerk, 0, 1); return err })
		expire := func() (out store.Expired) {
			b.do(t, func(tx *store.Tx) (err error) { out, err = tx.Retentions().Expire(w.tenant); return err })
			return out
		}
		day(time.March, 31)
		require.Zero(t, expire())
		day(time.April, 1)
		b.clock.forward(-time.Second)
		require.Zero(t, expire())
		b.clock.forward(time.Second)
		require.Equal(t, 1, expire().Holders)
	})
}

// Personal data go when their time is over, not before; the log says how many,
// keeps a digest that nobody can make again, and names nobody.
func TestExpire(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w, other := newWorld(t, b, "amark"), newWorld(t, b, "other")
		salt := func() (salt []byte, err error) {
			err = b.DB().QueryRowContext(t.Context(), "SELECT salt FROM people_stores WHERE tenant_id = '"+string(w.tenant)+"'").Scan(&salt)
			return salt, err
		}
		mixed, err := salt()
		require.NoError(t, err)
		require.Len(t, mixed, sha256.Size)
		canonical, err := model.Canonical(map[model.TeacherID]store.Personal{w.teacher: {Name: "amark老师", IDNumber: "110101199003070000amark"}})
		require.NoError(t, err)
		mac := hmac.New(sha256.New, mixed)
		_, _ = mac.Write(canonical)
		digest := store.DigestPrefix + hex.EncodeToString(mac.Sum(nil))
		b.do(t, func(tx *store.Tx) (err error) {
			_, err = tx.Retentions().Set(w.tenant, clerk, 0, 12)
			require.NoError(t, err)
			l, err := tx.Audit().Personal(w.tenant, "", 0, 10)
			require.NoError(t, err)
			require.Equal(t, "retention.set", l.Rows[0].Action)
			return nil
		})
		require.Contains(t, logOf(t, b, w.tenant), digest, "the log has the digest of what was stored")

		expire := func() (out store.Expired) {
			for _, tenant := range []store.TenantID{w.tenant, other.tenant} {
				b.do(t, func(tx *store.Tx) error {
					gone, err := tx.Retentions().Expire(tenant)
					out.Holders, out.Rows, out.Texts = out.Holders+gone.Holders, out.Rows+gone.Rows, out.Texts+gone.Texts
					return err
				})
			}
			return out
		}
		has := func(tenant store.TenantID, dataset string) (ok bool) {
			b.do(t, func(tx *store.Tx) (err error) { ok, err = tx.People().Has(tenant, dataset); return err })
			return ok
		}
		stored := b.clock.now()
		clockTo(b, stored.AddDate(0, 12, -1))
		require.Equal(t, store.Expired{}, expire())
		require.True(t, has(w.tenant, w.dataset.ID))
		clockTo(b, stored.AddDate(0, 12, 1))
		require.Equal(t, store.Expired{Holders: 1, Rows: 1, Texts: 1}, expire())
		require.Equal(t, store.Expired{}, expire())
		require.False(t, has(w.tenant, w.dataset.ID))
		require.True(t, has(other.tenant, other.dataset.ID), "who said nothing keeps them for the default time")
		b.do(t, func(tx *store.Tx) error {
			l, err := tx.Audit().Personal(w.tenant, w.dataset.ID, 0, 10)
			require.NoError(t, err)
			require.Equal(t, "personal_data.erased", l.Rows[0].Action)
			require.Equal(t, store.System, l.Rows[0].Actor)
			require.JSONEq(t, `{"rows":1,"months":12}`, l.Rows[0].Data)
			return nil
		})
		require.NotContains(t, logOf(t, b, w.tenant), "amark老师")
		_, err = salt()
		require.ErrorIs(t, err, sql.ErrNoRows, "the salt is gone")

		// what is brought again lives as long again
		b.do(t, func(tx *store.Tx) error {
			return tx.People().Replace(w.tenant, clerk, w.dataset.ID, map[model.TeacherID]store.Personal{w.teacher: {Name: "新"}})
		})
		require.Equal(t, store.Expired{}, expire())
		clockTo(b, stored.AddDate(0, 24, 2))
		require.Equal(t, store.Expired{Holders: 1, Rows: 1}, expire())
		clockTo(b, stored.AddDate(0, store.DefaultRetention, 1))
		require.Equal(t, store.Expired{Holders: 1, Rows: 1, Texts: 1}, expire())
	})
}

// The name of an account goes when it was disabled as long ago as the bureau keeps
// personal data, not before, and not that of one who still logs in.
func TestNamesOfAccountsExpire(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		names := map[string]string{}
		ids := map[string]string{}
		b.do(t, func(tx *store.Tx) error {
			for _, who := range []string{"active", "left"} {
				u, err := tx.Users().Create(tenant, clerk, store.NewUser{Issuer: "i", Subject: who, Roles: []string{"planner"}, Personal: store.UserPersonal{Name: "司徒" + who}})
				require.NoError(t, err)
				ids[who] = u.ID
			}
			_, err := tx.Users().Change(tenant, clerk, ids["left"], 0, []string{"planner"}, true)
			return err
		})
		expire := func() (gone store.Expired) {
			b.do(t, func(tx *store.Tx) (err error) {
				if gone, err = tx.Retentions().Expire(tenant); err != nil {
					return err
				}
				for who, id := range ids {
					p, err := tx.Users().Personal(tenant, id)
					require.NoError(t, err)
					names[who] = p.Name
				}
				return nil
			})
			return gone
		}
		began := b.clock.now()
		clockTo(b, began.AddDate(0, store.DefaultRetention, -1))
		require.Equal(t, store.Expired{}, expire())
		require.Equal(t, map[string]string{"active": "司徒active", "left": "司徒left"}, names)
		b.do(t, func(tx *store.Tx) error { // disabled already: since when stays
			_, err := tx.Users().Change(tenant, clerk, ids["left"], 0, []string{"reviewer"}, true)
			return err
		})
		clockTo(b, began.AddDate(0, store.DefaultRetention, 1))
		require.Equal(t, store.Expired{Accounts: 1}, expire())
		require.Equal(t, store.Expired{}, expire(), "and it is told once")
		require.Equal(t, map[string]string{"active": "司徒active", "left": ""}, names)
		require.Contains(t, logOf(t, b, tenant), `"accounts":1`)
		b.do(t, func(tx *store.Tx) error {
			u, err := tx.Users().ByLogin(tenant, "i", "left")
			require.NoError(t, err)
			require.False(t, u.DisabledAt.IsZero(), "the account stays disabled")
			return nil
		})
	})
}

func clockTo(b *bench, at time.Time) { b.clock.forward(at.Sub(b.clock.now())) }

func logOf(t *testing.T, b *bench, tenant store.TenantID) string {
	t.Helper()
	var out strings.Builder
	b.do(t, func(tx *store.Tx) error {
		l, err := tx.Audit().List(tenant, store.AuditFilter{Limit: 500})
		require.NoError(t, err)
		for _, e := range l.Rows {
			out.WriteString(e.Action + " " + e.Subject + " " + e.Data + "\n")
		}
		return nil
	})
	return out.String()
}
