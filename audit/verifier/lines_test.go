package verifier_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The proof core stays small enough to be read in an hour, and README says how
// many lines it has.
func TestCoreIsSmall(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	lines := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		lines += strings.Count(string(text), "\n")
	}
	require.Less(t, lines, 1200)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	said := regexp.MustCompile(`audit/verifier\b[^\n]* (\d[\d,]*) lines`).FindSubmatch(readme)
	require.NotNil(t, said, "README says how many lines the proof core has: %d", lines)
	n, err := strconv.Atoi(strings.ReplaceAll(string(said[1]), ",", ""))
	require.NoError(t, err)
	require.Equal(t, lines, n)
}
