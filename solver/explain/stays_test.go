package explain_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/explain"
)

// The reasons of staying agree with what the rules answer to the question why, school
// by school; all three reasons occur.
func TestStaysAgreeWithTheRules(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for _, name := range fixtures.Names() {
		p, err := fixtures.Get(name)
		require.NoError(t, err)
		if len(p.Teachers) > 300 {
			continue // the others are enough
		}
		f, err := policy.Derive(p)
		require.NoError(t, err, name)
		plan := &model.Plan{Indicators: model.Indicators{Ratios: []model.Ratio{{ID: "exchanged", Numerator: 3, Denominator: 40, Required: 10}}}}
		var ids []model.TeacherID
		for i := range f.Teachers {
			ids = append(ids, f.Teachers[i].ID)
		}
		stays := explain.Stays(f, plan, append(ids, "NOBODY"))
		require.Len(t, stays, len(ids))
		for i, j := range stays {
			require.Equal(t, "stay:"+string(ids[i]), j.Subject)
			seen[j.Reason]++
			open := 0
			for s := range f.Schools {
				if s == f.Teachers[i].School {
					continue
				}
				w, err := explain.Ask(f, plan, explain.WhyQuestion{Teacher: ids[i], School: f.Schools[s].ID})
				require.NoError(t, err)
				if w.Answer == explain.AnswerOpen {
					open++
				}
			}
			say := fmt.Sprint(name, " ", j)
			switch j.Reason {
			case explain.StayNotChosen:
				require.Equal(t, []model.Fact{
					{Name: "open_schools", Value: strconv.Itoa(open)}, {Name: "due", Value: "40"}, {Name: "moved", Value: "3"}, {Name: "required_percent", Value: "10"},
				}, j.Facts, say)
			case explain.StayNoDestination:
				require.Zero(t, open, say)
				refused := 0
				for _, fact := range j.Facts[1:] {
					n, err := strconv.Atoi(fact.Value)
					require.NoError(t, err, say)
					refused += n
				}
				require.GreaterOrEqual(t, refused, len(f.Schools)-1, "every school is refused by some rule: %s", say)
			default:
				require.Zero(t, open, say)
			}
			if j.Reason != explain.StayNotChosen {
				_, known := policy.RuleByID(j.Rule)
				require.True(t, known || len(f.Schools) == 1, say)
			}
		}
	}
	require.Len(t, seen, 3, "%v", seen)
}
