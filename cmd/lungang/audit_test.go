package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/audit"
)

// copyOf copies the database of a service that has ended, and its audit key.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	out := t.TempDir()
	for _, name := range []string{"lungang.db", "audit.key"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(out, name), text, 0o600))
	}
	return out
}

// Whoever owns the database file changes the log of a service that really ran:
// `audit verify` ends with 1 and names the entry.
func TestAuditVerifyNamesWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := serve(t, dir)
	for range 6 {
		var d thing
		s.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "tiny/kin"))
	}
	s.kill()
	byHand(t, dir, "PRAGMA wal_checkpoint(TRUNCATE)")
	intact := lungang(t, "", "audit", "verify", "--json", "--data", dir)
	require.Zero(t, intact.code, "%s", intact.stderr)
	var before []audit.Report
	require.NoError(t, json.Unmarshal([]byte(intact.stdout), &before))
	require.True(t, before[0].Signed)
	last := before[0].Entries
	require.GreaterOrEqual(t, last, int64(7))

	quiet := lungang(t, "", "audit", "verify", "--data", dir)
	require.NotContains(t, quiet.stdout, "!", "a log that was signed from its beginning needs no explanation")
	resigned := copyOf(t, dir)
	byHand(t, resigned, "UPDATE audit_heads SET checkpoint = ''")
	again := serve(t, resigned)
	again.secret = s.secret
	var d thing
	again.call(t, &d, http.MethodPost, "/v1/datasets", uploaded(t, "tiny/due"))
	again.kill()
	told := lungang(t, "", "audit", "verify", "--data", resigned, "--lang", "en")
	require.Zero(t, told.code, "%s", told.stderr)
	require.Contains(t, told.stdout, fmt.Sprintf("nothing before entry %d was vouched for by a signature then", last+1))

	for _, c := range []struct {
		name       string
		kind       audit.Kind
		seq        int64
		statements []string
	}{
		{"edited", audit.Changed, 3, []string{"UPDATE audit_entries SET actor = 'usr_x' WHERE seq = 3"}},
		{"deleted", audit.Missing, 4, []string{"DELETE FROM audit_entries WHERE seq = 4"}},
		{"reordered", audit.Moved, 5, []string{
			"UPDATE audit_entries SET seq = 1000 WHERE seq = 5", "UPDATE audit_entries SET seq = 5 WHERE seq = 6", "UPDATE audit_entries SET seq = 6 WHERE seq = 1000",
		}},
		{"truncated", audit.Missing, last, []string{
			"DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)", "DELETE FROM audit_hashes WHERE seq = (SELECT max(seq) FROM audit_hashes)",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			mine := copyOf(t, dir)
			byHand(t, mine, append([]string{
				"DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete", "DROP TRIGGER audit_hashes_no_delete",
			}, c.statements...)...)
			r := lungang(t, "", "audit", "verify", "--json", "--data", mine)
			require.Equal(t, exitBroken, r.code, "%s", r.stderr)
			var reports []audit.Report
			require.NoError(t, json.Unmarshal([]byte(r.stdout), &reports))
			require.True(t, slices.ContainsFunc(reports[0].Findings, func(f audit.Finding) bool {
				return f.Kind == c.kind && f.From <= c.seq && c.seq <= f.To
			}), "%v", reports[0].Findings)
		})
	}
}

// byHand runs statements on a database file, as somebody would who owns it.
func byHand(t *testing.T, dir string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "lungang.db")) // the driver is that of the store
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err, s)
	}
}
