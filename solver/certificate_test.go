package solver_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/lp"
)

// A tier is certified exactly when every part's proof, read back from its text and
// checked from its first step, claims the tier's value; and the values of the parts
// add up to the plan's.
func TestCertificatesHold(t *testing.T) {
	t.Parallel()
	for _, name := range fixtures.Names() {
		if !strings.HasPrefix(name, "tiny/") && (racing || name != "pingxiang") {
			continue // the large ones take their time
		}
		p, err := fixtures.Get(name)
		require.NoError(t, err)
		r, err := solver.Solve(t.Context(), p, options(t))
		require.NoError(t, err, name)
		holds(t, name, r)
	}
}

// holds checks a result's certificates.
func holds(t *testing.T, name string, r *solver.Result) {
	t.Helper()
	claims := map[string]int{}
	sums := map[string]int64{}
	for _, c := range r.Certificates {
		text, err := json.Marshal(c.Proof)
		require.NoError(t, err)
		var proof lp.Proof
		require.NoError(t, json.Unmarshal(text, &proof))
		claimed, err := lp.Replay(c.Program, c.Objectives, c.Values, &proof)
		require.NoError(t, err, name)
		for _, k := range claimed {
			claims[c.Tiers[k]]++
		}
		for k, id := range c.Tiers {
			sums[id] += c.Values[k]
		}
		// a better value cannot be claimed with the same steps
		for k := range c.Values {
			if len(c.Program.Cols) > 500 {
				break // the small ones show it
			}
			worse := append([]int64(nil), c.Values...)
			worse[k]++
			_, err := lp.Replay(c.Program, c.Objectives, worse, &proof)
			if proves(&proof, k) {
				require.Error(t, err, "%s: tier %s with another value", name, c.Tiers[k])
			}
		}
	}
	for _, tier := range r.Plan.Tiers {
		require.Equal(t, tier.Proof == model.Certified, claims[tier.ID] == len(r.Certificates), "%s: tier %s is %s", name, tier.ID, tier.Proof)
	}
}

func proves(p *lp.Proof, k int) bool {
	for _, s := range p.Steps {
		if s.Claim != nil && s.Claim.Objective == k {
			return true
		}
	}
	return false
}
