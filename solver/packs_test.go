package solver_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

const packFolder = "../fixtures/golden/packs"

// Every pack plans the sample of small schools (and litong, see there); the outcome
// is the golden one: each tier's value, and what gives way where the rules of the pack do not all
// hold there. The numbers of a tier that is proved belong to the problem, not
// to the solver or the machine.
func TestEveryPackPlansTheSamples(t *testing.T) {
	cases := map[string][]string{"pingxiang": policy.IDs()}
	for sample, packs := range cases {
		for _, pack := range packs {
			if racing && pack != "litong-2022-46" {
				continue // the same code, and slow under the detector
			}
			t.Run(sample+"/"+pack, func(t *testing.T) {
				p := get(t, sample)
				p.Pack.ID, p.Pack.Overrides = pack, nil
				r := solve(t, p)
				for _, tier := range r.Plan.Tiers {
					require.Contains(t, []model.Proof{model.Certified, model.Proved}, tier.Proof, tier.ID)
					require.Equal(t, tier.Value, tier.Bound, tier.ID)
				}
				got := outcome(r.Plan)
				file := filepath.Join(packFolder, sample+"-"+pack+".txt")
				if *update {
					require.NoError(t, os.MkdirAll(packFolder, 0o755))
					require.NoError(t, os.WriteFile(file, got, 0o600))
					return
				}
				want, err := os.ReadFile(file)
				require.NoError(t, err, "run this test with -update, and read the new file")
				require.Equal(t, string(want), string(got))
			})
		}
	}
}

// outcome writes what a plan comes to, without what ties may change.
func outcome(p *model.Plan) []byte {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, tier := range p.Tiers {
		fmt.Fprintf(w, "%s\t%d\t%s\n", tier.ID, tier.Value, tier.Unit)
	}
	for _, r := range p.Relaxations {
		fmt.Fprintf(w, "gives way: %s\t%d\t%s\n", r.Rule, r.Amount, r.Subject)
	}
	_ = w.Flush()
	return b.Bytes()
}
