package service_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
	"lungang/cmd/lungang/service"
	"lungang/model"
	"lungang/store/pgtest"
)

// refused opens a service that may not begin, and returns why.
func refused(t *testing.T, c service.Config) error {
	t.Helper()
	a := &service.App{Config: c}
	require.NoError(t, a.Open(t.Context()))
	err := a.Serve(t.Context(), func(service.Served) { t.Error("it started") })
	require.NoError(t, a.Close())
	return err
}

// Another key of the same name would seal what the right one never opens: no
// process begins with it. One of its own name may take over.
func TestAnotherDataKeyOfTheSameName(t *testing.T) {
	t.Parallel()
	right := "k1:" + pgtest.DataKey()
	r := start(t, service.Config{DataKey: right})
	r.call(t, http.MethodPost, "/v1/webhooks", map[string]any{"url": "https://hr.example.cn/", "events": []string{"plan.over"}}, http.StatusCreated, nil)
	r.stop(t)
	c := r.config
	for _, key := range []string{"k1:" + pgtest.DataKey(), "k2:" + pgtest.DataKey() + ",k1:" + pgtest.DataKey()} {
		c.DataKey = key
		err := refused(t, c)
		require.Equal(t, model.CodeConflict, model.ErrorCode(err), "%v", err)
		require.Contains(t, err.Error(), "k1")
	}
	for _, key := range []string{"", "k2:" + pgtest.DataKey(), "k2:" + pgtest.DataKey() + "," + right, right} {
		c.DataKey = key
		start(t, c).stop(t)
	}
}

// A log that another key has signed takes no entry: where audit.key is gone, a
// service does not begin with a new one. A backup can be made all the same.
func TestAuditKeyIsNotMadeAnew(t *testing.T) {
	t.Parallel()
	r := start(t, service.Config{})
	r.stop(t)
	key, away := filepath.Join(r.config.Directory, "audit.key"), filepath.Join(t.TempDir(), "audit.key")
	require.NoError(t, os.Rename(key, away))
	require.Equal(t, model.CodeConflict, model.ErrorCode(refused(t, r.config)))
	require.NoFileExists(t, key)
	for _, f := range (&service.App{Config: r.config}).Doctor(t.Context()) {
		if f.Name == "auditKey" {
			require.Equal(t, service.Bad, f.Grade)
			require.Contains(t, f.Detail.EN, "audit.key")
		}
	}
	a := &service.App{Config: r.config}
	require.NoError(t, a.Open(t.Context()))
	rows, err := a.Backup(t.Context(), &bytes.Buffer{})
	require.NoError(t, err)
	require.Positive(t, rows)
	require.NoError(t, a.Close())
	require.NoFileExists(t, key)
	require.NoError(t, os.Rename(away, key))
	start(t, r.config)
}

// On PostgreSQL the key is nobody's but the environment's: a process without it does
// not begin where others sign, and no command adds an entry.
func TestProcessWithoutTheAuditKey(t *testing.T) {
	t.Parallel()
	c := service.Config{DatabaseURL: pgtest.URL(t), Directory: t.TempDir(), AuditKey: audit.NewKey()}
	start(t, c).stop(t)
	c.AuditKey = ""
	err := refused(t, c)
	require.Equal(t, model.CodeConflict, model.ErrorCode(err))
	require.Contains(t, model.ErrorText(err, "en"), "LUNGANG_AUDIT_KEY")
	for _, f := range (&service.App{Config: c}).Doctor(t.Context()) {
		if f.Name == "auditLog" {
			require.Equal(t, service.Bad, f.Grade)
			require.Contains(t, f.Detail.EN, "LUNGANG_AUDIT_KEY")
		}
	}
}
