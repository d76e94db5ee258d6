package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// A second table of loads: the middle of the ranges of the reference standard of
// Shanxi, and a district chooses it by an override.
func TestSecondTableOfLoads(t *testing.T) {
	load := func(table string) func(model.Stage, model.Subject) int {
		rules, err := policy.Effective(model.PackRef{ID: "hunan-county-3y", Overrides: []model.Override{{
			Parameter: "demand.loads", Value: []byte(`"` + table + `"`), Reason: "测试", Approver: "测试",
		}}})
		require.NoError(t, err)
		c, err := policy.NewCurriculum(rules, model.Curriculum{})
		require.NoError(t, err)
		require.Equal(t, table, c.Loads)
		return c.Load
	}
	cases := []struct {
		stage          model.Stage
		subject        model.Subject
		local, shanxi  int
		least, largest int // of the range in the text
	}{
		{model.Primary, "chinese", 14, 15, 14, 16},
		{model.Primary, "pe", 18, 17, 16, 18},
		{model.Primary, "music", 18, 19, 18, 20},
		{model.Junior, "math", 12, 11, 10, 12},
		{model.Junior, "physics", 14, 11, 10, 12},
		{model.Junior, "history", 14, 13, 12, 14},
		{model.Junior, "music", 16, 15, 14, 16},
		{model.Senior, "math", 10, 10, 10, 10},
	}
	local, shanxi := load("local-reference"), load("shanxi-reference")
	for _, c := range cases {
		require.Equal(t, c.local, local(c.stage, c.subject), "%s %s", c.stage, c.subject)
		require.Equal(t, c.shanxi, shanxi(c.stage, c.subject), "%s %s", c.stage, c.subject)
		require.Equal(t, c.least+c.largest, 2*c.shanxi, "the middle")
	}
	_, err := policy.Effective(model.PackRef{ID: "hunan-county-3y", Overrides: []model.Override{{
		Parameter: "demand.loads", Value: []byte(`"nowhere"`), Reason: "测试", Approver: "测试",
	}}})
	require.NotEmpty(t, model.ErrorFaults(err))
}
