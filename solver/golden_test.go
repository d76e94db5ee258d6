package solver_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver/check"
)

var update = flag.Bool("update", false, "write the golden files anew")

const goldenFolder = "../fixtures/golden/tiny"

// The plan of every tiny district is the one that its story tells; each golden
// was read against the story when it was written.
func TestGoldenPlans(t *testing.T) {
	t.Parallel()
	names := slices.DeleteFunc(fixtures.Names(), func(name string) bool { return !strings.HasPrefix(name, "tiny/") })
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := solve(t, get(t, name))
			file := filepath.Join(goldenFolder, strings.TrimPrefix(name, "tiny/")+".plan.json")
			got := encode(t, r.Plan)
			if *update {
				require.NoError(t, os.MkdirAll(goldenFolder, 0o755))
				require.NoError(t, os.WriteFile(file, got, 0o600))
				return
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err, "run the tests of this package with -update, and read the new file against the story")
			// The versions of the solvers are those of the machine.
			plan, err := model.DecodePlan(bytes.NewReader(want))
			require.NoError(t, err)
			require.True(t, plan.SealIntact())
			plan.Versions = r.Plan.Versions
			plan.Seal()
			require.Equal(t, string(encode(t, plan)), string(got))
			require.Empty(t, check.Plan(r.Facts, plan).Violations)
		})
	}
	golden, err := filepath.Glob(filepath.Join(goldenFolder, "*.plan.json"))
	require.NoError(t, err)
	if !*update {
		require.Len(t, golden, len(names), "every golden belongs to a fixture")
	}
}

// The best plans of the tiny districts are proved the best by trying them all.
func TestTinyFixturesAreExact(t *testing.T) {
	t.Parallel()
	for _, name := range fixtures.Names() {
		if strings.HasPrefix(name, "tiny/") {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				requireExact(t, get(t, name))
			})
		}
	}
}
