package apitest

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/audit"
	"lungang/audit/verifier"
	"lungang/model"
)

// checkpoint opens a signed checkpoint and holds it against what is said beside it.
func checkpoint(t *testing.T, r audit.Root) verifier.Checkpoint {
	t.Helper()
	require.NotEmpty(t, r.PublicKey)
	c, err := verifier.OpenCheckpoint([]byte(r.Checkpoint), r.PublicKey)
	require.NoError(t, err)
	require.Equal(t, r.Size, c.Size)
	require.Equal(t, r.Root, verifier.Text(c.Root))
	return c
}

// Whoever keeps a checkpoint can prove later that nothing was changed.
func testAuditProofs(t *testing.T, w *world) {
	c := w.as(t, api.RoleAuditor)
	planner := w.as(t, api.RolePlanner)
	first := planner.upload(t, "tiny/kin")
	older := into[audit.Root](t, c.send(t, http.MethodGet, "/v1/audit/root", nil), http.StatusOK)
	before := checkpoint(t, older)
	planner.upload(t, "tiny/due")

	now := into[audit.Root](t, c.send(t, http.MethodGet, "/v1/audit/root", nil), http.StatusOK)
	require.Greater(t, now.Size, older.Size)
	extended := into[audit.Consistency](t, c.send(t, http.MethodGet, "/v1/audit/consistency?from="+itoa(older.Size), nil), http.StatusOK)
	require.Equal(t, older.Root, extended.FromRoot)
	path, err := verifier.ParseHashes(extended.Path)
	require.NoError(t, err)
	require.NoError(t, checkpoint(t, extended.Root).CheckConsistency(before, path))

	row := into[api.PageOf[api.AuditEntry]](t, c.send(t, http.MethodGet, "/v1/audit?subject="+first.ID, nil), http.StatusOK).Items[0]
	p := into[audit.Inclusion](t, c.send(t, http.MethodGet, "/v1/audit/proof/"+itoa(row.Seq), nil), http.StatusOK)
	require.Equal(t, row.Hash, p.Leaf)
	path, err = verifier.ParseHashes(p.Path)
	require.NoError(t, err)
	require.NoError(t, checkpoint(t, p.Root).CheckInclusion([]byte(p.Record), p.Seq, path))
	require.Error(t, checkpoint(t, p.Root).CheckInclusion([]byte(p.Record+" "), p.Seq, path))
	e, err := audit.ParseRecord([]byte(p.Record))
	require.NoError(t, err)
	require.Equal(t, first.ID, e.Subject)

	for _, path := range []string{"/v1/audit/proof/999999999", "/v1/audit/consistency?from=999999999"} {
		problem(t, c.send(t, http.MethodGet, path, nil), http.StatusNotFound, model.CodeNotFound)
	}
	require.Equal(t, http.StatusUnprocessableEntity, c.send(t, http.MethodGet, "/v1/audit/consistency", nil).status)
	for _, path := range []string{"/v1/audit/root", "/v1/audit/proof/1", "/v1/audit/consistency?from=1"} {
		problem(t, planner.send(t, http.MethodGet, path, nil), http.StatusForbidden, api.CodeForbidden)
	}
}
