package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
	"lungang/store/pgtest"
)

// Whoever starts a program hears what is wrong with its database, and never the
// password.
func TestWhyPostgresCannotBeOpened(t *testing.T) {
	t.Parallel()
	good, err := url.Parse(pgtest.URL(t))
	require.NoError(t, err)
	for name, test := range map[string]struct {
		change func(u *url.URL, q url.Values)
		want   string
	}{
		"user":     {func(u *url.URL, _ url.Values) { u.User = url.UserPassword("nobody", "hidden") }, "refuses the user nobody"},
		"database": {func(u *url.URL, _ url.Values) { u.Path = "/nowhere" }, "has no database nowhere"},
		"port": {func(u *url.URL, q url.Values) {
			u.Host = "127.0.0.1:1"
			q.Del("host")
			q.Del("port")
		}, "nobody answers as PostgreSQL at 127.0.0.1:1"},
		"host": {func(u *url.URL, q url.Values) {
			u.Host = "nobody.invalid:5432"
			q.Del("host")
			q.Del("port")
		}, "there is no host nobody.invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, q := *good, good.Query()
			u.User = url.UserPassword(good.User.Username(), "hidden")
			test.change(&u, q)
			q.Set("connect_timeout", "5")
			u.RawQuery = q.Encode()
			_, err := store.Open(t.Context(), store.Config{URL: u.String()})
			requireCode(t, model.CodeUnavailable, err)
			require.Contains(t, model.ErrorText(err, "en"), test.want)
			require.NotContains(t, err.Error(), "hidden")
		})
	}
}

// A file that is damaged is named as such: waiting would not help.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	newWorld(t, b, "amark")
	whole := filepath.Join(t.TempDir(), "whole.db")
	db, err := sql.Open("sqlite3", b.Path())
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "VACUUM INTO ?", whole)
	require.NoError(t, errors.Join(err, db.Close()))
	text, err := os.ReadFile(whole)
	require.NoError(t, err)
	spoilt := bytes.Clone(text)
	for i := len(spoilt) / 4; i < len(spoilt); i += 1000 {
		copy(spoilt[i:], "spoilt spoilt spoilt")
	}
	for name, content := range map[string][]byte{
		"a text": bytes.Repeat([]byte("some text\n"), 1000), "cut off": text[:len(text)/3], "inner pages": spoilt,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(folder, "lungang.db"), content, 0o600))
			s, err := store.Open(t.Context(), store.Config{Directory: folder})
			if err == nil {
				err = s.Sound(t.Context())
				require.NoError(t, s.Close())
			}
			requireCode(t, model.CodeBadFormat, err)
			require.Contains(t, model.ErrorText(err, "en"), "lungang restore")
		})
	}
	require.NoError(t, b.Sound(t.Context()))
}
