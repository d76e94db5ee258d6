package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
)

// Every operation that is no mere reading says what it writes into the log, or
// why it writes nothing; docs/audit.md shows it.
func TestDecisions(t *testing.T) {
	t.Parallel()
	s, _ := start(t, solve, nil)
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string   `json:"operationId"`
			Audit       []string `json:"x-audit"`
		} `json:"paths"`
	}
	require.NoError(t, json.Unmarshal(s.OpenAPI(), &doc))
	table, own := api.DecisionTable()
	seen := map[string]bool{}
	for _, ops := range doc.Paths {
		for method, op := range ops {
			row, there := table[op.OperationID]
			require.Equal(t, row.Actions, op.Audit, op.OperationID)
			seen[op.OperationID] = true
			if !strings.EqualFold(method, http.MethodGet) {
				require.True(t, there, "%s: decisions.go does not say what it writes into the log", op.OperationID)
			}
		}
	}
	var b strings.Builder
	b.WriteString("| operation | action |\n|---|---|\n")
	for _, id := range slices.Sorted(maps.Keys(table)) {
		row := table[id]
		require.True(t, seen[id], "there is no operation %s", id)
		require.Equal(t, len(row.Actions) == 0, row.None != "", "%s: actions, or why there are none", id)
		what := "nothing: " + row.None
		if row.None == "" {
			what = "`" + strings.Join(row.Actions, "`, `") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", id, what)
	}
	for _, action := range slices.Sorted(maps.Keys(own)) {
		fmt.Fprintf(&b, "| (the service) | `%s`: %s |\n", action, own[action])
	}
	between(t, filepath.Join("..", "docs", "audit.md"), "actions", b.String())
}

// between holds a part of a document against what it must be.
func between(t *testing.T, file, mark, want string) {
	t.Helper()
	begin, end := "<!-- "+mark+" -->\n", "<!-- /"+mark+" -->\n"
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(text), begin)
	require.True(t, ok)
	part, after, ok := strings.Cut(rest, end)
	require.True(t, ok)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(before+begin+want+end+after), 0o600))
		return
	}
	require.Equal(t, want, part, "%s has drifted; run go test ./api -update", file)
}
