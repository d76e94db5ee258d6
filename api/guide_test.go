package api_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
)

// The table of roles in the guide is the one of permissions.go, and its words of
// statuses are those of the contract.
func TestGuide(t *testing.T) {
	t.Parallel()
	const begin, end = "<!-- roles -->\n", "<!-- /roles -->\n"
	file := filepath.Join("..", "docs", "api.md")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(text), begin)
	require.True(t, ok)
	table, after, ok := strings.Cut(rest, end)
	require.True(t, ok)
	want := roleTable()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(before+begin+want+end+after), 0o600))
		return
	}
	require.Equal(t, want, table, "docs/api.md has drifted; run go test ./api -run Guide -update")
	for _, words := range [][]string{
		api.TechnicalStatus("").Values(), api.BusinessStatus("").Values(), api.Proof("").Values(), api.Coverage("").Values(), api.WebhookEvent("").Values(),
	} {
		for _, w := range words {
			require.Contains(t, after, "`"+w+"`", "the guide does not know %s", w)
		}
	}
}

// roleTable is permissions by role, in Markdown.
func roleTable() string {
	var b strings.Builder
	roles := api.Roles()
	fmt.Fprint(&b, "| permission |")
	for _, r := range roles {
		fmt.Fprintf(&b, " %s |", r)
	}
	fmt.Fprint(&b, "\n|"+strings.Repeat("---|", len(roles)+1)+"\n")
	for _, p := range api.Permission("").Values() {
		fmt.Fprintf(&b, "| `%s` |", p)
		with := api.RolesWith(api.Permission(p))
		for _, r := range roles {
			if slices.Contains(with, r) {
				fmt.Fprint(&b, " yes |")
			} else {
				fmt.Fprint(&b, " |")
			}
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}
