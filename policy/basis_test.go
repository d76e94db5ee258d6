package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestBasis(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("exchange.min_years", 5)}})
	require.NoError(t, err)
	got := r.Basis("exchange.ratio", "allowance.township", "exchange.min_years", "kin.avoid", "no.such")
	require.Len(t, got, 3, "what has no value is left out")
	require.Equal(t, []string{"B1-23"}, got[0].Clauses)
	require.Equal(t, pack, got[0].Origin)
	require.Contains(t, got[0].Source, "三年规划")
	require.NotEmpty(t, got[0].Quote)
	require.Equal(t, policy.OriginOverride, got[1].Origin)
	require.Equal(t, 5, got[1].Value)
	require.Equal(t, model.EvidenceUnverified, got[2].Evidence)
	require.NotNil(t, got[2].Clauses)

	dated, err := policy.EffectiveOn(model.PackRef{ID: "jing-2021-2025"}, day(t, "2023-08-31"))
	require.NoError(t, err)
	b := dated.Basis("indicators.i1_pass_share")[0]
	require.Equal(t, [2]string{"2023-01-01", "2023-12-31"}, [2]string{b.From, b.To})
}
