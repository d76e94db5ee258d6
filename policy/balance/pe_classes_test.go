package balance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
)

// The city school has 20 classes, the village school 6; five to one is enough.
func testPEClasses(t *testing.T) {
	p := district(t, pack,
		teacher(t, "P1", "C", "pe"), teacher(t, "P2", "C", "pe"), teacher(t, "P3", "C", "pe"), teacher(t, "P4", "C", "pe"),
		teacher(t, "M1", "V", "music"))
	e := one(t, p, "pe_classes", "", model.Primary)
	require.InDelta(t, 5.0, e.Demand.Threshold, 0)
	requireValue(t, e.Before, 6.5, 26, 4, false)
	requireValue(t, e.Schools[0].Before, 5, 20, 4, true) // at the threshold
	require.False(t, e.Schools[1].Before.Known)
	requirePassed(t, false, e.Schools[1].Before.Passed)
	require.Equal(t, []int{1, 2}, []int{e.Before.Parts[0].Numerator, e.Before.Parts[0].Denominator})

	after := entry(t, report(t, p, moving("P1", "V")), "pe_classes", "", model.Primary)
	requireValue(t, *after.Schools[0].After, 20.0/3, 20, 3, false) // beside it
	requireValue(t, *after.Schools[1].After, 6, 6, 1, false)
	require.Zero(t, after.After.Parts[0].Numerator)

	// The other stages have thresholds of their own, and here no classes.
	for k, most := range map[model.Stage]float64{model.Junior: 6, model.Senior: 8} {
		e := one(t, p, "pe_classes", "", k)
		require.InDelta(t, most, e.Demand.Threshold, 0)
		require.False(t, e.Before.Known)
	}
	p.Pack.Overrides = append(p.Pack.Overrides, override("pe.classes_primary", nil))
	f, err := policy.Derive(p)
	require.NoError(t, err)
	for _, e := range balance.Of(f, nil).Entries {
		if e.ID == "pe_classes" && e.Stage == model.Primary {
			require.Nil(t, e.Demand)
			require.Nil(t, e.Before.Passed)
			require.Nil(t, e.Schools[1].Before.Passed)
		}
	}
}
