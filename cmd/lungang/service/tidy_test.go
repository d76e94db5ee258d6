package service_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/cmd/lungang/service"
	"lungang/store"
)

// Sessions that expired, and the progress of plans that were over long ago, are
// gone soon after a start; the plan keeps what came of it, and its stream says
// that it is over.
func TestWhatExpiredIsClearedAway(t *testing.T) {
	both(t, service.Config{Solves: 1, KeepProgress: time.Nanosecond}, func(t *testing.T, r *running) {
		var p made
		r.call(t, http.MethodPost, "/v1/plans?wait=20", solveOf(r.dataset(t, "tiny/due").ID, 20), http.StatusOK, &p)
		require.Contains(t, r.rows(t), `"progress"`)
		key := r.secret
		r.stop(t)

		s, err := store.Open(t.Context(), store.Config{URL: r.config.DatabaseURL, Directory: r.config.Directory, AuditKey: r.auditKey(t)})
		require.NoError(t, err)
		require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error {
			tenants, err := tx.House().Tenants()
			require.NoError(t, err)
			u, err := tx.Users().Create(tenants[0].ID, store.System, store.NewUser{Issuer: "i", Subject: "s"})
			require.NoError(t, err)
			_, _, err = tx.Sessions().Create(tenants[0].ID, u.ID, -time.Second)
			return err
		}))
		require.NoError(t, s.Close())

		again := start(t, r.config)
		again.secret = key
		until(t, "the clearing", func() bool {
			text := again.rows(t)
			return !strings.Contains(text, `"sessions"`) && !strings.Contains(text, `"progress"`)
		})
		var log struct{ Items []any }
		again.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/logs", nil, http.StatusOK, &log)
		require.Empty(t, log.Items)
		again.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/document", nil, http.StatusOK, nil)
		again.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/events", nil, http.StatusGone, nil)
		again.call(t, http.MethodGet, "/v1/plans/"+p.ID+"/events", nil, http.StatusGone, nil, "Last-Event-ID", "3")
	})
}

// rows are the rows of the database that belong to tables with content, as a
// backup says them.
func (r *running) rows(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	_, err := r.app.Backup(t.Context(), &b)
	require.NoError(t, err)
	z, err := gzip.NewReader(&b)
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	return string(text)
}
