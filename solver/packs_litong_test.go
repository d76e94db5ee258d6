package solver_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// Every pack plans the sample of litong, every tier proved; with its own pack every
// tier is certified, in exact arithmetic. The search counts nodes, never seconds, so
// it is so on every machine.
func TestEveryPackPlansLitong(t *testing.T) {
	t.Parallel()
	if racing {
		t.Skip("the same code as in the other sample, and minutes")
	}
	const own = "litong-2022-46"
	require.Contains(t, policy.IDs(), own)
	for _, pack := range policy.IDs() {
		t.Run(pack, func(t *testing.T) {
			t.Parallel()
			p := get(t, "litong")
			p.Pack.ID, p.Pack.Overrides = pack, nil
			r := solve(t, p)
			for _, tier := range r.Plan.Tiers {
				require.Contains(t, []model.Proof{model.Certified, model.Proved}, tier.Proof, tier.ID)
				require.Equal(t, tier.Value, tier.Bound, tier.ID)
			}
			if pack == own {
				require.Len(t, r.Plan.Tiers, 9)
				for _, tier := range r.Plan.Tiers {
					require.Equal(t, model.Certified, tier.Proof, "%s: proved by the search alone", tier.ID)
				}
			}
			require.Equal(t, model.StoppedComplete, r.Plan.Status.Termination)
			got := outcome(r.Plan)
			file := filepath.Join(packFolder, "litong-"+pack+".txt")
			if *update {
				require.NoError(t, os.WriteFile(file, got, 0o600))
				return
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err, "run this test with -update, and read the new file")
			require.Equal(t, string(want), string(got))
		})
	}
}
