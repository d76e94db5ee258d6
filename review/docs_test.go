package review_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/review"
)

var update = flag.Bool("update", false, "write the tables of docs/review.md")

const guide = "../docs/review.md"

func joined[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, ", ")
}

// The tables of docs/review.md are those of the code.
func TestGuide(t *testing.T) {
	var steps, watch, conditions strings.Builder
	steps.WriteString("| state 状态 | action 动作 | to | roles 角色 | conditions 条件 | clauses 条款 |\n|---|---|---|---|---|---|\n")
	for _, s := range review.Steps() {
		fmt.Fprintf(&steps, "| %s %s | %s %s | %s | %s | %s | %s |\n", s.From, s.From.Title().ZH, s.Action, s.Action.Title().ZH, s.To, joined(s.Roles), joined(s.Conditions), joined(review.Basis(s.Action)))
	}
	watch.WriteString("| check | 提醒 | finding |\n|---|---|---|\n")
	for _, c := range review.Checks() {
		fmt.Fprintf(&watch, "| %s | %s | %s |\n", c.ID, c.Title.ZH, c.Title.EN)
	}
	conditions.WriteString("| condition | clauses |\n|---|---|\n")
	for _, c := range review.Conditions() {
		fmt.Fprintf(&conditions, "| %s | %s |\n", c, joined(c.Clauses()))
	}
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	want := string(text)
	for name, table := range map[string]string{"steps": steps.String(), "sentinel": watch.String(), "conditions": conditions.String()} {
		before, rest, ok := strings.Cut(want, "<!-- "+name+" -->\n")
		require.True(t, ok, name)
		_, after, ok := strings.Cut(rest, "<!-- end -->\n")
		require.True(t, ok, name)
		want = before + "<!-- " + name + " -->\n" + table + "<!-- end -->\n" + after
	}
	if *update {
		require.NoError(t, os.WriteFile(guide, []byte(want), 0o600))
		return
	}
	require.Equal(t, want, string(text), "go test ./review -run TestGuide -update")
}
