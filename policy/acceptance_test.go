package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

func acceptanceFacts(t *testing.T, name string) *policy.Facts {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	return derive(t, p)
}

// T1 is due, T2 is a year too old, T3 a day short of six years; P1 leads a school
// of another district. Each case says what of the expectation must be missed.
func TestAcceptance(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		district string
		expected policy.Expectation
		missed   []policy.Part
		got      model.VerdictKind
	}{
		"due":                        {"tiny/due", policy.Expectation{Teacher: "T1", Verdict: model.Must}, nil, model.Must},
		"due by age":                 {"tiny/due", policy.Expectation{Teacher: "T1", Verdict: model.Must, Predicate: "age_limit", Clause: "B1-22"}, nil, model.Must},
		"due by another clause":      {"tiny/due", policy.Expectation{Teacher: "T1", Verdict: model.Must, Predicate: "age_limit", Clause: "B1-23"}, []policy.Part{policy.PartClause}, model.Must},
		"not exempt is a ground too": {"tiny/due", policy.Expectation{Teacher: "T1", Verdict: model.Must, Predicate: "exempt"}, nil, model.Must},
		"due, and is not":            {"tiny/due", policy.Expectation{Teacher: "T2", Verdict: model.Must}, []policy.Part{policy.PartVerdict}, model.NotDue},
		"too old":                    {"tiny/due", policy.Expectation{Teacher: "T2", Verdict: model.NotDue, Predicate: "age_limit"}, nil, model.NotDue},
		"the wrong reason":           {"tiny/due", policy.Expectation{Teacher: "T2", Verdict: model.NotDue, Predicate: "consecutive_years", Clause: "B1-22"}, []policy.Part{policy.PartPredicate, policy.PartClause}, model.NotDue},
		"too short":                  {"tiny/due", policy.Expectation{Teacher: "T3", Verdict: model.NotDue, Predicate: "consecutive_years", Clause: "B1-22"}, nil, model.NotDue},
		"a joint":                    {"tiny/due", policy.Expectation{Teacher: "T3", Verdict: model.NotDue, Predicate: "due_by_service", Clause: "B1-22"}, nil, model.NotDue},
		"any ground's clause":        {"tiny/due", policy.Expectation{Teacher: "T3", Verdict: model.NotDue, Clause: "民法典-1259"}, nil, model.NotDue},
		"no rule for leaders":        {"tiny/due", policy.Expectation{Teacher: "T1", Verdict: model.NotDue, Leader: true, Predicate: "age_limit"}, []policy.Part{policy.PartVerdict, policy.PartPredicate}, ""},
		"a leader is due":            {"tiny/principals", policy.Expectation{Teacher: "P1", Verdict: model.Must, Leader: true, Predicate: "principal_terms"}, nil, model.Must},
		"a leader as a teacher":      {"tiny/principals", policy.Expectation{Teacher: "P1", Verdict: model.NotDue, Predicate: "not_leader"}, nil, model.NotDue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := policy.Accept(acceptanceFacts(t, c.district), []policy.Expectation{c.expected})
			require.NoError(t, err)
			require.Len(t, a.Trials, 1)
			x := a.Trials[0]
			require.Equal(t, c.expected, x.Expectation)
			require.Equal(t, c.got, x.Got)
			require.ElementsMatch(t, c.missed, x.Missed)
			require.Equal(t, len(c.missed) == 0, x.Passed)
			require.Equal(t, []int{1 - a.Failed, 1 - a.Passed}, []int{a.Passed, a.Failed})
			require.Equal(t, c.got == "", len(x.Grounds) == 0)
		})
	}
}

// What does not exist is a mistake, and all mistakes are told at once.
func TestAcceptanceOfWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	_, err := policy.Accept(acceptanceFacts(t, "tiny/due"), []policy.Expectation{
		{Teacher: "T1", Verdict: model.Must},
		{Teacher: "NOBODY", Verdict: "perhaps", Predicate: "tea", Clause: "B1-999"},
	})
	var got []string
	for _, f := range model.ErrorFaults(err) {
		got = append(got, string(f.Code)+" "+f.Pointer)
		require.NotContains(t, f.Value, "NOBODY")
	}
	require.Equal(t, []string{
		"unknown_reference /expected/1/teacher", "bad_word /expected/1/verdict",
		"unknown_reference /expected/1/predicate", "unknown_reference /expected/1/clause",
	}, got)
}

// Whatever is not among the grounds of a verdict could have been otherwise: the
// grounds alone are a proof of it.
func TestGroundsAreEnough(t *testing.T) {
	t.Parallel()
	f := derive(t, county(t, 12, 300))
	for i := range f.Teachers {
		proof := policy.Prove(f, &f.Teachers[i])
		kept := map[*policy.Proof]bool{}
		for _, g := range proof.Grounds() {
			kept[g] = true
		}
		require.True(t, kept[&proof])
		// Flip every leaf that is no ground: the answer stays.
		flipped := flip(&proof, kept)
		require.Equal(t, proof.Holds, flipped.Holds, f.Teachers[i].ID)
	}
}

// flip turns the leaves that are not kept, and answers the tree anew.
func flip(p *policy.Proof, kept map[*policy.Proof]bool) policy.Proof {
	out := *p
	out.Comparison, out.Of = nil, nil
	if len(p.Of) == 0 {
		out.Holds = p.Holds == kept[p]
		return out
	}
	all, some := true, false
	for i := range p.Of {
		part := flip(&p.Of[i], kept)
		all, some = all && part.Holds, some || part.Holds
	}
	switch p.Form {
	case policy.AllOf:
		out.Holds = all
	case policy.AnyOf:
		out.Holds = some
	case policy.NotOf, policy.Leaf:
		out.Holds = !some
	}
	return out
}
