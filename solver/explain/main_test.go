package explain

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/solver/coin"
)

// childMark in the environment makes the test binary a solver child.
const childMark = "LUNGANG_EXPLAIN_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childMark) == "1" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

func runner(t testing.TB) *coin.Runner {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	return &coin.Runner{Command: []string{self}, Env: []string{childMark + "=1"}}
}

func get(t testing.TB, name string) *model.Problem {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	return p
}

func override(t testing.TB, p *model.Problem, parameter string, value any) {
	t.Helper()
	raw, err := json.Marshal(value)
	require.NoError(t, err)
	for i := range p.Pack.Overrides {
		if p.Pack.Overrides[i].Parameter == parameter {
			p.Pack.Overrides[i].Value = raw
			return
		}
	}
	p.Pack.Overrides = append(p.Pack.Overrides, model.Override{Parameter: parameter, Value: raw, Reason: "测试", Approver: "测试"})
}

func conflicts(t testing.TB, p *model.Problem, o Options) *Report {
	t.Helper()
	o.Runner = runner(t)
	r, err := Conflicts(t.Context(), p, o)
	require.NoError(t, err)
	return r
}

// keysOf returns the keys of each conflict, as lines.
func keysOf(r *Report) [][]string {
	out := [][]string{}
	for _, c := range r.Conflicts {
		var keys []string
		for _, m := range c.Members {
			keys = append(keys, m.String())
		}
		out = append(out, keys)
	}
	return out
}

// changesOf returns each repair as one line.
func changesOf(t testing.TB, r *Report) []string {
	t.Helper()
	out := []string{}
	for _, x := range r.Repairs {
		line := ""
		for _, c := range x.Changes {
			from, err := json.Marshal(c.From)
			require.NoError(t, err)
			to, err := json.Marshal(c.To)
			require.NoError(t, err)
			line += string(c.Kind) + " " + c.Subject + " " + c.Part + " " + string(from) + ">" + string(to) + " "
		}
		out = append(out, line+"= "+string(rune('0'+x.Relax)))
	}
	return out
}
