package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// The published enrolment of 2021 and the forecast of 2025 under
// the common ratios; one decimal, as they are quoted.
func TestGoldenQuota(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	for _, c := range []struct {
		stage  model.Stage
		pupils int
		want   string
	}{
		{model.Primary, 12033, "633.3"}, {model.Junior, 4250, "314.8"}, {model.Senior, 2111, "168.9"},
		{model.Primary, 13000, "684.2"}, {model.Junior, 4400, "325.9"}, {model.Senior, 2250, "180.0"},
		{model.Primary, 36 * 45, "85.3"}, {model.Junior, 36 * 50, "133.3"},
		{model.Primary, 1350, "71.1"}, {model.Primary, 6480, "341.1"}, {model.Primary, 10, "0.5"},
		{model.Special, 9, "2.3"}, {model.Kindergarten, 100, "0.0"}, {"", 100, "0.0"},
	} {
		require.Equal(t, c.want, r.QuotaByPupils(c.stage, c.pupils).FloatString(1), "%s %d", c.stage, c.pupils)
	}
	require.InDelta(t, 16.57, policy.PupilsPerStaff(36058, 2176), 0.005)
	require.Zero(t, policy.PupilsPerStaff(1, 0))
	require.Equal(t, []int{0, 1, 1, 2, 0}, []int{
		r.StandardClasses(model.Primary, 0), r.StandardClasses(model.Primary, 1), r.StandardClasses(model.Primary, 45),
		r.StandardClasses(model.Primary, 46), r.StandardClasses(model.Senior, 46),
	})
	require.Equal(t, 1, r.StandardClasses(model.Junior, 50))
}

// A ratio that no document gives is not made up; a district that knows its own
// sets it.
func TestRatioOfKindergartensIsTheDistrictsOwn(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("quota.pupils_per_staff_kindergarten", 6)}})
	require.NoError(t, err)
	require.Equal(t, "50.0", r.QuotaByPupils(model.Kindergarten, 300).FloatString(1))
}
