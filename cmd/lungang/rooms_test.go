package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var fileInDoc = regexp.MustCompile(`[A-Za-z0-9_*]+\.go\b`)

// The doc.go of a room is its guide: it names every file, by itself or as one of a
// kind (rule_*.go), and none that is not there.
func TestDocsNameEveryFile(t *testing.T) {
	t.Parallel()
	rooms := []string{
		"api", "audit", "audit/evidence", "audit/verifier", "client", "cmd/console", "cmd/lungang", "cmd/lungang/service", "exchange",
		"exchange/workbook", "fixtures", "jobs", "model", "policy", "policy/balance", "policy/ledger", "policy/register", "policy/staffing",
		"review", "solver", "solver/check", "solver/coin", "solver/cuts", "solver/explain", "solver/formulate", "solver/lp", "store",
	}
	for _, room := range rooms {
		folder := filepath.Join("..", "..", filepath.FromSlash(room))
		doc, err := os.ReadFile(filepath.Join(folder, "doc.go"))
		require.NoError(t, err)
		guide, _, ok := strings.Cut(string(doc), "\npackage ")
		require.True(t, ok, room)
		named := fileInDoc.FindAllString(guide, -1)
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		require.NoError(t, err)
		for i := range files {
			files[i] = filepath.Base(files[i])
		}
		fits := func(pattern, file string) bool {
			ok, err := filepath.Match(pattern, file)
			require.NoError(t, err)
			return ok
		}
		for _, file := range files {
			if file == "doc.go" || strings.HasSuffix(file, "_test.go") {
				continue
			}
			if !slices.ContainsFunc(named, func(pattern string) bool { return fits(pattern, file) }) {
				t.Errorf("%s/doc.go does not name %s", room, file)
			}
		}
		for _, pattern := range named {
			if !slices.ContainsFunc(files, func(file string) bool { return fits(pattern, file) }) {
				t.Errorf("%s/doc.go names %s, which is not there", room, pattern)
			}
		}
	}
}
