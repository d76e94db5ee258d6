package check_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/check"
)

// FuzzPlan writes arbitrary JSON over a true document: the check never panics,
// and what it lets pass has decisions that break nothing.
func FuzzPlan(f *testing.F) {
	facts := base().facts(f)
	honest := document(f, facts, decided())
	whole, err := json.Marshal(honest)
	require.NoError(f, err)
	for _, seed := range []string{
		`{}`, string(whole),
		`{"moves":[]}`, `{"moves":null,"visits":null,"partTime":null,"vacancies":null,"uncovered":null,"tiers":null,"verdicts":null}`,
		`{"moves":[{"teacher":"a1","to":{"school":"B","stage":"primary","subject":"math"}},{"teacher":"a1"}]}`,
		`{"visits":[{"teacher":"c2","to":{"school":"B","stage":"primary","subject":"pe"},"halfDays":9223372036854775807}]}`,
		`{"remote":[{"from":"A","to":{"school":"B","stage":"primary","subject":"pe"},"halfDays":-5}]}`,
		`{"tiers":[{"id":"vacancy","value":-9223372036854775808,"bound":9223372036854775807,"proof":"certified"}]}`,
		`{"relaxations":[{"rule":"coverage","subject":"","amount":-1}],"justifications":[{"subject":"move:"}]}`,
		`{"indicators":{"before":[{}],"after":[{"schools":[{}]}],"ratios":[{}]},"hash":"x"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		plan := copyOf(t, honest)
		if json.Unmarshal(data, plan) != nil {
			t.Skip("no plan document")
		}
		report := check.Plan(facts, plan)
		require.Equal(t, len(report.Violations) == 0, report.OK)
		for _, v := range report.Violations {
			require.NotEmpty(t, v.Rule)
			require.NotEmpty(t, v.Message.EN)
		}
		bare := check.Evaluate(facts, check.DecisionsOf(plan))
		if report.OK {
			require.True(t, bare.OK)
			require.Empty(t, plan.Remote)
			for i, tier := range bare.Tiers {
				require.Equal(t, tier.Value, plan.Tiers[i].Value)
			}
		}
		_, err := json.Marshal(report)
		require.NoError(t, err)
	})
}
