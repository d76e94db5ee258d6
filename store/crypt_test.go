package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

func TestParseKeyring(t *testing.T) {
	t.Parallel()
	a, c := pgtest.DataKey(), pgtest.DataKey()
	for _, test := range []struct {
		name, text, main string
		ok               bool
	}{
		{"none", "", "", true},
		{"spaces", " , ", "", true},
		{"named", "2026:" + a, "2026", true},
		{"first seals", "new:" + a + ", old:" + c, "new", true},
		{"short", "AAAA", "", false},
		{"not base64", "x:" + strings.Repeat("!", 44), "", false},
		{"no name", ":" + a, "", false},
		{"twice", "k:" + a + ",k:" + c, "", false},
		{"same unnamed", a + "," + a, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			k, err := store.ParseKeyring(test.text)
			if !test.ok {
				require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
				require.NotContains(t, err.Error(), a)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.main, k.KeyID())
			require.Equal(t, test.main != "", k.Ready())
		})
	}
	k, err := store.ParseKeyring(a)
	require.NoError(t, err)
	require.Len(t, k.KeyID(), 8)
}

// Nothing personal and no secret stands in the database in clear.
func TestNothingPersonalAtRest(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "zhongguo")
		text := export(t, b)
		if b.Dialect() == store.SQLite {
			folder := filepath.Dir(b.Path())
			files, err := os.ReadDir(folder)
			require.NoError(t, err)
			for _, f := range files {
				content, err := os.ReadFile(filepath.Join(folder, f.Name()))
				require.NoError(t, err)
				text += string(content)
			}
		}
		require.Contains(t, text, "zhongguo") // names of things that are not personal
		for _, secret := range []string{
			"zhongguo老师", "110101199003070000", "zhongguo科员", // people
			w.secret, w.secret[12:], w.signing, w.signing[8:], w.token, // secrets
		} {
			require.NotContains(t, text, secret)
		}
	})
}

func TestWithoutKeyPersonalDataIsRefused(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		bare := b.open(store.Config{})
		before := export(t, b)
		for name, f := range map[string]func(tx *store.Tx) error{
			"bring": func(tx *store.Tx) error {
				return tx.People().Replace(w.tenant, clerk, w.dataset.ID, map[model.TeacherID]store.Personal{w.teacher: {Name: "x"}})
			},
			"user": func(tx *store.Tx) error {
				_, err := tx.Users().Create(w.tenant, clerk, store.NewUser{Subject: "x", Personal: store.UserPersonal{Name: "x"}})
				return err
			},
			"webhook": func(tx *store.Tx) error {
				_, _, err := tx.Webhooks().Create(w.tenant, clerk, store.WebhookChange{URL: "https://x"})
				return err
			},
			"people": func(tx *store.Tx) error { _, err := tx.People().All(w.tenant, w.dataset.ID); return err },
			"secret": func(tx *store.Tx) error { _, err := tx.Webhooks().Secrets(w.tenant, w.webhook.ID); return err },
			"reseal": func(tx *store.Tx) error { _, err := tx.House().Reseal(1); return err },
		} {
			err := bare.InTx(t.Context(), f)
			require.ErrorIs(t, err, store.ErrNoDataKey, name)
			require.Contains(t, model.ErrorText(err, "zh"), "LUNGANG_DATA_KEY", name)
		}
		require.Equal(t, before, export(t, b))
		require.NoError(t, bare.InTx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Datasets().Create(w.tenant, clerk, store.NewDataset{Document: w.document, Problem: w.problem})
			require.NoError(t, err)
			_, err = tx.Users().Create(w.tenant, clerk, store.NewUser{Subject: "x"})
			return err
		}))
	})
}

func TestKeysRotate(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		next := "next:" + pgtest.DataKey()
		both := b.open(store.Config{DataKey: next + "," + b.key})
		readable := func(s *store.Store) error {
			return s.View(t.Context(), func(tx *store.Tx) error {
				people, err := tx.People().All(w.tenant, w.fork.ID)
				if err != nil {
					return err
				}
				require.Equal(t, "amark老师", people[w.teacher].Name)
				u, err := tx.Users().Personal(w.tenant, w.user.ID)
				require.NoError(t, err)
				require.Equal(t, "amark科员", u.Name)
				secrets, err := tx.Webhooks().Secrets(w.tenant, w.webhook.ID)
				if err == nil {
					require.Equal(t, []string{w.signing}, secrets)
				}
				return err
			})
		}
		require.NoError(t, readable(both))
		only := b.open(store.Config{DataKey: next})
		shut := func(s *store.Store) []string {
			list, err := store.Read(t.Context(), s, func(tx *store.Tx) ([]string, error) { return tx.House().Shut() })
			require.NoError(t, err)
			return list
		}
		name := b.Keyring().KeyID()
		require.Empty(t, shut(both))
		require.Equal(t, []string{name}, shut(only))
		require.Equal(t, []string{name}, shut(b.open(store.Config{DataKey: name + ":" + pgtest.DataKey()})), "another key of the same name")
		require.Equal(t, []string{name}, shut(b.open(store.Config{})), "no key at all")
		err := readable(only)
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
		require.Contains(t, model.ErrorText(err, "en"), "add it after a comma")

		var done []int
		for {
			n, err := store.Write(t.Context(), both, func(tx *store.Tx) (int, error) { return tx.House().Reseal(2) })
			require.NoError(t, err)
			if n == 0 {
				break
			}
			done = append(done, n)
		}
		require.Equal(t, []int{2, 2}, done, "people, users, webhooks, texts")
		require.NoError(t, readable(only))
		require.Empty(t, shut(only))
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(readable(b.Store)))
	})
}

// What is sealed for one row cannot be read in the place of another, nor when a
// bit of it was changed.
func TestSealedBytesStayInTheirRow(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w, other := newWorld(t, b, "amark"), newWorld(t, b, "bmark")
		move := "UPDATE people SET sealed = (SELECT sealed FROM people WHERE tenant_id = '" + string(w.tenant) + "') WHERE tenant_id = '" + string(other.tenant) + "'"
		_, err := b.DB().ExecContext(t.Context(), move)
		require.NoError(t, err)
		err = b.View(t.Context(), func(tx *store.Tx) error { _, err := tx.People().All(other.tenant, other.dataset.ID); return err })
		require.Equal(t, model.CodeInternal, model.ErrorCode(err))
		require.ErrorContains(t, err, "moved to another row")
	})
}

// Processes with the same data key sign alike; others do not.
func TestSigningKey(t *testing.T) {
	t.Parallel()
	key := func(text, purpose string) string {
		k, err := store.ParseKeyring(text)
		require.NoError(t, err)
		out, err := k.SigningKey(purpose)
		require.NoError(t, err)
		return string(out)
	}
	a, b := pgtest.DataKey(), pgtest.DataKey()
	require.Len(t, key(a, "login"), 32)
	require.Equal(t, key(a, "login"), key(a+","+b, "login"), "the first key counts")
	require.NotEqual(t, key(a, "login"), key(b, "login"))
	require.NotEqual(t, key(a, "login"), key(a, "x"))
	require.Empty(t, key("", "login"))
}
