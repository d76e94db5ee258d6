package explain

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/policy"
)

var update = flag.Bool("update", false, "write the golden files anew")

const goldenFolder = "../../fixtures/golden/conflicts"

// Every pack holds in the sample of small schools, or names its minimal
// conflicts; the one pack that does not hold in litong does so too. Each was
// verified when it was found.
func TestEveryPackNamesItsConflicts(t *testing.T) {
	cases := map[string][]string{"pingxiang": policy.IDs()}
	if randomDistricts > 100 {
		cases["litong"] = []string{"weihai-2023-21"} // half a minute, and more with the race detector
	}
	for sample, packs := range cases {
		for _, pack := range packs {
			t.Run(sample+"/"+pack, func(t *testing.T) {
				p := get(t, sample)
				p.Pack.ID, p.Pack.Overrides = pack, nil
				r := conflicts(t, p, Options{NoRepairs: true})
				require.True(t, r.HasPlan)
				require.True(t, r.Complete)
				require.Equal(t, r.Relax > 0, len(r.Conflicts) > 0)
				var b bytes.Buffer
				fmt.Fprintf(&b, "relax %d\n", r.Relax)
				for _, c := range r.Conflicts {
					fmt.Fprintf(&b, "conflict of %d, teachers %d\n", len(c.Members), len(c.Teachers))
					for _, m := range c.Members {
						fmt.Fprintf(&b, "  %s short %d\n", m.Key, m.Short)
					}
				}
				file := filepath.Join(goldenFolder, sample+"-"+pack+".txt")
				if *update {
					require.NoError(t, os.MkdirAll(goldenFolder, 0o755))
					require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
					return
				}
				want, err := os.ReadFile(file)
				require.NoError(t, err, "run this test with -update, and read the new file")
				require.Equal(t, string(want), b.String())
			})
		}
	}
}
