package solver_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// Every pack plans the sample of litong. The golden has the tiers that are
// proved, in order, up to the first that the search leaves open: those belong to
// the problem, not to the solver or the machine. The search counts nodes, never
// seconds, so what is open is the same everywhere; when more is proved than the
// golden has, it is written anew.
func TestEveryPackPlansLitong(t *testing.T) {
	t.Parallel()
	if racing {
		t.Skip("the same code as in the other sample, and minutes")
	}
	for _, pack := range policy.IDs() {
		t.Run(pack, func(t *testing.T) {
			t.Parallel()
			p := get(t, "litong")
			p.Pack.ID, p.Pack.Overrides = pack, nil
			r := solve(t, p)
			proved := 0
			for _, tier := range r.Plan.Tiers {
				if tier.Proof != model.Certified && tier.Proof != model.Proved {
					break
				}
				require.Equal(t, tier.Value, tier.Bound, tier.ID)
				proved++
			}
			require.Equal(t, proved == len(r.Plan.Tiers), r.Plan.Status.Termination == model.StoppedComplete)
			r.Plan.Tiers = r.Plan.Tiers[:proved]
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
