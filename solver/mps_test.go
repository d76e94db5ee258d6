package solver_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
	"lungang/solver/lp"
)

// outside are programs that read MPS files: each solves one and returns the
// optimum.
var outside = []struct {
	name, packageName string
	optimum           func(t *testing.T, mps string) float64
}{
	{"cbc", "coinor-cbc", func(t *testing.T, mps string) float64 {
		t.Helper()
		solution := mps + ".cbc"
		// Without gaps, and without the default of 1e-4.
		run(t, "cbc", mps, "ratioGap", "0", "allowableGap", "0", "solve", "solution", solution, "quit")
		return number(t, solution, regexp.MustCompile(`^Optimal - objective value (\S+)`))
	}},
	{"glpsol", "glpk-utils", func(t *testing.T, mps string) float64 {
		t.Helper()
		solution := mps + ".glpk"
		run(t, "glpsol", "--freemps", mps, "--cuts", "--write", solution)
		return number(t, solution, regexp.MustCompile(`(?m)^s mip \d+ \d+ o (\S+)`))
	}},
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	require.NoError(t, err, "%s", out)
}

func number(t *testing.T, file string, pattern *regexp.Regexp) float64 {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	found := pattern.FindSubmatch(text)
	require.NotNil(t, found, "no optimum in %.200s", text)
	v, err := strconv.ParseFloat(string(found[1]), 64)
	require.NoError(t, err)
	return v
}

// Every exported program has the optimum that Solve found, whoever solves it.
// Each tier is exported with the tiers above as rows.
func TestExportedProgramsHaveTheSameOptimum(t *testing.T) {
	t.Parallel()
	for _, o := range outside {
		_, err := exec.LookPath(o.name)
		require.NoError(t, err, "this test needs %s: install the package %s", o.name, o.packageName)
	}
	for _, name := range fixtures.Names() {
		if strings.HasPrefix(name, "tiny/") {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				requireSameOptimum(t, get(t, name), math.MaxInt)
			})
		}
	}
	for seed := uint64(20_000); seed < 20_040; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			requireSameOptimum(t, tinyDistrict(seed), math.MaxInt)
		})
	}
	t.Run("several zones", func(t *testing.T) {
		t.Parallel()
		requireSameOptimum(t, fixtures.Generate(fixtures.Small(), 2), 2)
	})
}

func requireSameOptimum(t *testing.T, p *model.Problem, tiers int) {
	t.Helper()
	r := trySolve(t, p, options(t))
	if r == nil {
		return
	}
	f, err := policy.Derive(p)
	require.NoError(t, err)
	m, err := formulate.Formulate(t.Context(), f)
	require.NoError(t, err)
	program := m.Program
	for k, tier := range m.Tiers {
		if k >= tiers {
			return
		}
		mps := filepath.Join(t.TempDir(), tier.ID+".mps")
		export(t, program.WithCost(tier.Cost), mps)
		value := float64(r.Plan.Tiers[k].Value - tier.Offset)
		for _, o := range outside {
			require.InDelta(t, value, o.optimum(t, mps), 1e-6, "tier %s by %s", tier.ID, o.name)
		}
		program = program.WithRow("at_most["+tier.ID+"]", math.Inf(-1), value, tier.Cost)
	}
}

func export(t *testing.T, p *lp.Program, file string) {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, p.WriteMPS(&out))
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
}
