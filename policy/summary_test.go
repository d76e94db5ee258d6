package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestSummaries(t *testing.T) {
	t.Parallel()
	list, err := policy.Summaries()
	require.NoError(t, err)
	var selectable []string
	for _, s := range list {
		f, err := policy.Open(s.ID)
		require.NoError(t, err)
		require.Equal(t, f.ID, s.ID, "a file is called as its pack")
		require.Len(t, f.Parameters, s.Own)
		require.NotEmpty(t, s.Title.ZH)
		require.NotEmpty(t, s.Title.EN)
		if !s.Abstract {
			selectable = append(selectable, s.ID)
			require.Equal(t, "national-base", s.Extends)
			require.NotEmpty(t, s.Document)
		}
	}
	require.Equal(t, policy.IDs(), selectable)
}

func TestDiff(t *testing.T) {
	t.Parallel()
	rules := func(id string, overrides ...model.Override) *policy.Rules {
		r, err := policy.Effective(model.PackRef{ID: id, Overrides: overrides})
		require.NoError(t, err)
		return r
	}
	require.Empty(t, policy.Diff(rules(pack), rules(pack)))
	diff := policy.Diff(rules(pack), rules(pack, override("exchange.ratio", 12), override("scarce.subjects", []string{"pe"})))
	require.Len(t, diff, 2)
	require.Equal(t, "exchange.ratio", diff[0].Name)
	require.InDelta(t, 10.0, diff[0].A.Value, 0)
	require.InDelta(t, 12.0, diff[0].B.Value, 0)
	require.Equal(t, []string{"B1-23"}, diff[0].A.Clauses)
	require.True(t, diff[0].Value)

	byName := map[string]policy.Difference{}
	for _, d := range policy.Diff(rules(pack), rules("litong-2022-46")) {
		byName[d.Name] = d
	}
	require.True(t, byName["exchange.age_max_male"].Value)
	require.False(t, byName["class_size.primary"].Value, "the same number, of another clause")
	require.Equal(t, []string{"C-21"}, byName["class_size.primary"].B.Clauses)
	require.NotContains(t, byName, "demand.half_days")
}
