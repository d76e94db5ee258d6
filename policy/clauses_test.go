package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestEveryClauseOfTheSevenDocuments(t *testing.T) {
	t.Parallel()
	counts := map[string]int{"A": 58, "B1": 65, "B2": 39, "B3": 66, "C": 71, "D": 57, "E": 43}
	seen := map[string]bool{}
	var ids []string
	for _, s := range policy.ClauseSources() {
		ids = append(ids, s.ID)
		require.NotEmpty(t, s.Title.ZH, s.ID)
		require.NotEmpty(t, s.Title.EN, s.ID)
		list := policy.Clauses(s.ID)
		require.Len(t, list, counts[s.ID], s.ID)
		for i, c := range list {
			require.Regexp(t, `^`+s.ID+`-\d\d$`, c.ID)
			require.False(t, seen[c.ID], c.ID)
			seen[c.ID] = true
			require.True(t, i == 0 || list[i-1].ID < c.ID, "%s is out of order", c.ID)
			requireClause(t, c)
			found, ok := policy.Clause(c.ID)
			require.True(t, ok)
			require.Equal(t, c, found)
		}
	}
	require.Equal(t, []string{"A", "B1", "B2", "B3", "C", "D", "E"}, ids)
	require.Len(t, seen, 399)
}

func requireClause(t *testing.T, c model.Clause) {
	t.Helper()
	for _, text := range []string{c.Section, c.Quote, c.Meaning} {
		require.NotEmpty(t, strings.TrimSpace(text), c.ID)
		require.Equal(t, strings.TrimSpace(text), text, c.ID)
	}
	require.NotEmpty(t, c.Types, c.ID)
	for _, word := range c.Types {
		require.Contains(t, word.Values(), string(word), c.ID)
	}
	require.True(t, c.Due == 0 || c.Due >= 2021 && c.Due <= 2027, c.ID)
	require.NotEqual(t, c.Quote, c.Printed, c.ID)
}

func TestMisprintsOfTheImportAreMended(t *testing.T) {
	t.Parallel()
	var mended []string
	for _, s := range policy.ClauseSources() {
		for _, c := range policy.Clauses(s.ID) {
			require.NotRegexp(t, `IO|APP|%o|100机|100T`, c.Quote, c.ID)
			if c.Printed != "" {
				mended = append(mended, c.ID)
			}
		}
	}
	require.Equal(t, []string{"A-48", "D-53"}, mended)
	c, _ := policy.Clause("A-48")
	require.Contains(t, c.Quote, "直径10公里")
}

func TestUnknownClause(t *testing.T) {
	t.Parallel()
	_, ok := policy.Clause("B1-66")
	require.False(t, ok)
	require.Empty(t, policy.Clauses("F"))
}

func TestClausesAreTheCallersOwn(t *testing.T) {
	t.Parallel()
	list := policy.Clauses("A")
	list[0].Types[0], list[0].Quote = "spoiled", "spoiled"
	policy.ClauseSources()[0].Inferred.ZH = "spoiled"
	again := policy.Clauses("A")
	require.False(t, slices.Contains(again[0].Types, "spoiled"))
	require.NotEqual(t, "spoiled", again[0].Quote)
	require.NotEqual(t, "spoiled", policy.ClauseSources()[0].Inferred.ZH)
}
