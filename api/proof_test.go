package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/model"
)

// The first objective that is open says what is known about a plan.
func TestProofOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tiers []model.Proof
		want  api.Proof
	}{
		{nil, api.ProofUnknown},
		{[]model.Proof{model.Certified, model.Proved}, api.ProofOptimal},
		{[]model.Proof{model.Certified, model.Gap, model.ProofUnknown}, api.ProofGap},
		{[]model.Proof{model.Certified, model.ProofUnknown, model.Gap}, api.ProofUnknown},
	} {
		var tiers []model.TierResult
		for _, p := range test.tiers {
			tiers = append(tiers, model.TierResult{Proof: p})
		}
		require.Equal(t, test.want, api.ProofOf(tiers), test.tiers)
	}
}
