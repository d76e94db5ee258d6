package check_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// unchecked lists what a plan document may say without the decisions bearing it
// out: what computed it, under which limits, and the words of explanations. The
// seal covers these too.
var unchecked = regexp.MustCompile(`^/(versions(/.*)?|options/(timeLimitSeconds|memoryLimitMiB)|justifications/\d+/(reason|rule|facts|clauses)(/.*)?)$`)

// full is a true document in which every list has an entry.
func full(t testing.TB) (*policy.Facts, *model.Plan) {
	d := base()
	d.relaxable["exchange.ratio"] = true
	d.parameters["exchange.ratio"] = 30
	d.teacher("a1").Preferences = []model.SchoolID{"D", "B"}
	d.teacher("a1").Backbone = &model.Backbone{Level: model.CityBackbone}
	d.teacher("a5").Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
	f := d.facts(t)
	p := document(t, f, decided())
	require.Empty(t, check.Plan(f, p).Violations)
	return f, p
}

// Every single word and number of a document is checked: change one, leave one
// entry out, or write one twice, and the document does not pass.
func TestEveryWordIsChecked(t *testing.T) {
	t.Parallel()
	f, honest := full(t)
	whole, err := json.Marshal(honest)
	require.NoError(t, err)
	places := 0
	for _, e := range edits("", tree(t, whole)) {
		if unchecked.MatchString(e.pointer) || e.what == "write twice" && strings.HasPrefix(e.pointer, "/justifications/") {
			continue
		}
		places++
		doc := tree(t, whole)
		e.apply(doc)
		data, err := json.Marshal(doc)
		require.NoError(t, err)
		plan := &model.Plan{}
		require.NoError(t, json.Unmarshal(data, plan))
		require.False(t, check.Plan(f, plan).OK, "%s %s", e.what, e.pointer)
	}
	require.Greater(t, places, 500, "the document is not empty")
}

func tree(t testing.TB, data []byte) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal(data, &v))
	return v
}

// edit is one small change of a JSON tree.
type edit struct {
	what    string
	pointer string
	apply   func(root any)
}

// edits lists all small changes of a tree.
func edits(pointer string, v any) []edit {
	var out []edit
	switch v := v.(type) {
	case map[string]any:
		for _, key := range sortedKeys(v) {
			at := pointer + "/" + key
			out = append(out, edits(at, v[key])...)
			if changed, ok := changedScalar(v[key]); ok {
				out = append(out, edit{"change", at, func(root any) { node(root, pointer).(map[string]any)[key] = changed }})
			}
			if list, ok := v[key].([]any); ok {
				for i := range list {
					item := fmt.Sprintf("%s/%d", at, i)
					out = append(out,
						edit{"leave out", item, func(root any) {
							m := node(root, pointer).(map[string]any)
							m[key] = slices.Delete(slices.Clone(m[key].([]any)), i, i+1)
						}},
						edit{"write twice", item, func(root any) {
							m := node(root, pointer).(map[string]any)
							m[key] = append(slices.Clone(m[key].([]any)), m[key].([]any)[i])
						}})
				}
			}
		}
	case []any:
		for i := range v {
			at := fmt.Sprintf("%s/%d", pointer, i)
			out = append(out, edits(at, v[i])...)
			if changed, ok := changedScalar(v[i]); ok {
				out = append(out, edit{"change", at, func(root any) { node(root, pointer).([]any)[i] = changed }})
			}
		}
	}
	return out
}

// node finds the node that a pointer names; no key of a plan needs escaping.
func node(root any, pointer string) any {
	for _, key := range strings.Split(pointer, "/")[1:] {
		switch v := root.(type) {
		case map[string]any:
			root = v[key]
		case []any:
			var i int
			_, _ = fmt.Sscan(key, &i)
			root = v[i]
		}
	}
	return root
}

func sortedKeys(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func changedScalar(v any) (any, bool) {
	switch v := v.(type) {
	case string:
		return v + "x", true
	case float64:
		return v + 1, true
	case bool:
		return !v, true
	default:
		return nil, false
	}
}

// Any number of small changes together never makes the check panic, and what
// passes has decisions that break nothing.
func TestMutatedDocuments(t *testing.T) {
	t.Parallel()
	f, honest := full(t)
	whole, err := json.Marshal(honest)
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		var doc any
		require.NoError(t, json.Unmarshal(whole, &doc))
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			rapid.SampledFrom(edits("", doc)).Draw(t, "edit").apply(doc)
		}
		data, err := json.Marshal(doc)
		require.NoError(t, err)
		plan := &model.Plan{}
		require.NoError(t, json.Unmarshal(data, plan))
		report := check.Plan(f, plan)
		if report.OK {
			require.True(t, check.Evaluate(f, check.DecisionsOf(plan)).OK)
		}
	})
}
