package register

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/policy"
)

var update = flag.Bool("update", false, "write docs/rulebook.md anew")

func TestRulebookIsUpToDate(t *testing.T) {
	t.Parallel()
	const name = "../../docs/rulebook.md"
	got, err := Rulebook()
	require.NoError(t, err)
	again, err := Rulebook()
	require.NoError(t, err)
	require.Equal(t, got, again)
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	if got != string(want) { // the difference of two books is too long to show
		require.Fail(t, "docs/rulebook.md is stale: make rulebook")
	}
}

func TestEverySectionHasAHeading(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, source := range policy.ClauseSources() {
		for _, c := range policy.Clauses(source.ID) {
			used[c.Section] = true
			require.NotEmpty(t, sections[c.Section], c.Section)
		}
	}
	require.Len(t, sections, len(used))
}
