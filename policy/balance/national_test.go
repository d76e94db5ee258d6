package balance_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// The national figures behind the report, as a county has them whose document
// says nothing else (教督〔2017〕6号, its details, and class sizes).
func TestGoldenNationalFigures(t *testing.T) {
	t.Parallel()
	r, err := policy.EffectiveOn(model.PackRef{ID: "guangdong-county-3y"}, day(t, "2026-08-31"))
	require.NoError(t, err)
	for name, want := range map[string]any{
		"indicators.i1_primary": 4.2, "indicators.i1_junior": 5.3,
		"indicators.i2_primary": 1.0, "indicators.i2_junior": 1.0,
		"indicators.i3_primary": 0.9, "indicators.i3_junior": 0.9,
		"indicators.i4_primary": 4.5, "indicators.i4_junior": 5.8,
		"indicators.i5_primary": 7.5, "indicators.i5_junior": 10.2,
		"indicators.i6_primary": 2000.0, "indicators.i6_junior": 2500.0,
		"indicators.i7_primary": 2.3, "indicators.i7_junior": 2.4,
		"indicators.cv_primary": 0.5, "indicators.cv_junior": 0.45,
		"indicators.school_least_met": 6, "indicators.school_remainder": 85.0,
		"indicators.min_point_pupils": 50, "indicators.i3_count_visits": true,
		"exchange.ratio": 10.0, "exchange.backbone_ratio": 20.0, "exchange.backbone_denominator": "exchanged",
		"licence.share": 100.0, "training.hours": 360, "training.share": 100.0,
		"class_size.primary": 45, "class_size.junior": 50, "class_size.share": 100.0,
		"class_size.large": 56, "class_size.huge": 66,
		"school_size.most": 2000, "school_size.most_nine_year": 2500,
		"service.funded_graduate_years": 6, "service.special_post_years": 3,
	} {
		p, ok := r.Parameter(name)
		require.True(t, ok, name)
		require.Equal(t, want, p.Value, name)
	}
	for _, name := range []string{"indicators.school_remainder", "service.special_post_years", "service.funded_rural_years", "putonghua.level"} {
		require.Contains(t, r.Unverified(), name)
	}
	for _, word := range policy.AllowanceKind("").Values() {
		require.False(t, r.AllowanceSet(policy.AllowanceKind(word)), "no document gives a national amount of %s", word)
	}
}
