package check_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/policy"
	"lungang/solver/check"
)

// The registry holds the rules of docs/model.md, all of them, in its order.
func TestRulesFollowTheModel(t *testing.T) {
	t.Parallel()
	ids := tableOf(t, "## Hard rules", "A slack is allowed")
	var have []string
	for _, r := range check.Rules() {
		have = append(have, r.ID)
	}
	require.Equal(t, ids, have)
}

func TestTiersFollowTheModel(t *testing.T) {
	t.Parallel()
	ids := tableOf(t, "## Tiers", "All values are whole numbers")
	d := base()
	report := check.Evaluate(d.facts(t), decided())
	var have []string
	for i, v := range report.Tiers {
		have = append(have, v.ID)
		require.Equal(t, policy.TierInfo()[i].Unit.EN, v.Unit)
	}
	require.Equal(t, ids, have)
}

// tableOf reads the first column of a table of docs/model.md.
func tableOf(t *testing.T, begin, end string) []string {
	t.Helper()
	data, err := os.ReadFile("../../docs/model.md")
	require.NoError(t, err)
	_, text, ok := strings.Cut(string(data), begin)
	require.True(t, ok)
	text, _, ok = strings.Cut(text, end)
	require.True(t, ok)
	var ids []string
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z_]+) \|`).FindAllStringSubmatch(text, -1) {
		if m[1] != "id" {
			ids = append(ids, m[1])
		}
	}
	require.NotEmpty(t, ids)
	return ids
}

// A rule is relaxable exactly when the pack marks the parameter that carries it.
func TestRelaxableRules(t *testing.T) {
	t.Parallel()
	carrier := map[string]string{
		"rotation_floor": "exchange.ratio", "backbone_floor": "exchange.backbone_ratio", "graduating": "graduating.share",
		"headcount": "headcount.floor_enforced", "post_caps": "posts.enforced", "outflow": "outflow.share", "principals": "principals.ratio",
	}
	none, all := base(), base()
	for _, parameter := range carrier {
		all.relaxable[parameter] = true
	}
	off, on := none.facts(t), all.facts(t)
	for _, r := range check.Rules() {
		require.False(t, r.Relaxable(off.Rules), r.ID)
		_, may := carrier[r.ID]
		require.Equal(t, may, r.Relaxable(on.Rules), r.ID)
		info, ok := policy.RuleByID(r.ID)
		require.True(t, ok, r.ID)
		require.Equal(t, info.Relaxable(on.Rules), r.Relaxable(on.Rules), r.ID)
		rule, ok := policy.RuleByID(r.ID)
		require.True(t, ok)
		require.NotEmpty(t, rule.Title.ZH)
		require.NotEmpty(t, rule.Title.EN)
		require.NotEmpty(t, r.Clauses(on.Rules), r.ID)
	}
}
