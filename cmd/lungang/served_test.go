package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/client"
	"lungang/model"
	"lungang/solver/explain"
)

// A service that is named is asked, or the command says that it has no use for it.
func TestServerIsAskedOrRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	problem, plan := solved(t, "tiny/due")
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "solve", problem, "-o", plan, "--quiet").code)
	var plans []api.PlanView
	s.json(t, &plans, "plans", "list")
	require.Len(t, plans, 1)
	here := strings.NewReplacer("PROBLEM", problem, "PLAN", plan)
	there := strings.NewReplacer("PROBLEM", plans[0].Dataset, "PLAN", plans[0].ID)
	taking := map[string][]string{
		"check": {"PROBLEM", "PLAN"}, "explain": {"T1", "--problem", "PROBLEM", "--plan", "PLAN"}, "conflicts": {"PROBLEM"},
		"staffing": {"PROBLEM"}, "forecast": {"PROBLEM"}, "balance": {"PROBLEM", "PLAN"}, "ledger": {"PROBLEM", "--plan", "PLAN"},
		"cost": {"PROBLEM", "PLAN"}, "documents": {"PROBLEM", "PLAN", "--kind", "minutes", "-o", filepath.Join(t.TempDir(), "minutes.docx")},
		"convert": {"PROBLEM", "-o", "-"}, "bundle": {"PROBLEM", "PLAN", "-o", filepath.Join(t.TempDir(), "bundle.zip")},
	}
	args := func(name string, r *strings.Replacer) []string {
		out := []string{name, "--server", s.url}
		for _, a := range taking[name] {
			out = append(out, r.Replace(a))
		}
		return out
	}
	for name, use := range serverUses {
		if use != takesFrom {
			continue
		}
		require.Contains(t, taking, name)
		r := s.lungang(t.Context(), "", args(name, there)...)
		require.Equal(t, exitDone, r.code, "%s: %s", name, r.stderr)
		r = s.lungang(t.Context(), "", args(name, here)...)
		require.Equal(t, exitInput, r.code, name)
		require.Contains(t, r.stderr, "the service has nothing to do")
		r = s.lungang(t.Context(), "", append([]string{name}, args(name, here)[3:]...)...) // LUNGANG_SERVER is set
		require.Equal(t, exitDone, r.code, "%s: %s", name, r.stderr)
	}
	r := lungang(t, "", "version", "--server", s.url)
	require.Equal(t, exitInput, r.code)
	require.Contains(t, r.stderr, "lungang version works on this machine alone")
}

// The table names commands that there are, and all others refuse --server.
func TestServerUses(t *testing.T) {
	t.Parallel()
	m := &Main{Env: func(string) string { return "" }}
	seen := map[string]bool{}
	for all := m.root().Commands(); len(all) > 0; all = all[1:] {
		c := all[0]
		all = append(all, c.Commands()...)
		_, name, _ := strings.Cut(c.CommandPath(), " ")
		seen[name] = true
		require.NoError(t, c.ParseFlags([]string{"--server", "https://lungang.example.cn"}))
		if err := m.useless(c, []string{"a.json"}); serverUseOf(c) == asksServer {
			require.NoError(t, err, name)
		} else {
			require.Equal(t, model.CodeBadParameter, m.explainError(err).Code, name)
		}
	}
	for name := range serverUses {
		require.True(t, seen[name], name)
	}
}

// A question about a plan of the service is answered there: the same words as
// here. What it solved for one, it knows for the next.
func TestWhyOnAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	for fixture, q := range map[string]explain.WhyQuestion{
		"tiny/travel":    {Teacher: "T3", School: "V1"}, // a cost
		"tiny/route":     {Teacher: "T3", School: "V1"}, // forbidden: nothing is solved
		"tiny/headcount": {Teacher: "T1", School: "V1"}, // impossible
	} {
		problem, plan := solved(t, fixture)
		ask := []string{"explain", string(q.Teacher), "--why-not", string(q.School), "--quiet"}
		here := lungang(t, "", append(ask, "--problem", problem, "--plan", plan)...)
		require.Equal(t, exitDone, here.code, here.stderr)
		require.Equal(t, exitDone, s.lungang(t.Context(), "", "solve", problem, "-o", plan, "--quiet").code)
		var plans []api.PlanView
		s.json(t, &plans, "plans", "list", "--limit", "1")
		id := plans[0].ID
		ask = append(ask, "--plan", id)
		for range 2 {
			r := s.lungang(t.Context(), "", ask...)
			require.Equal(t, exitDone, r.code, r.stderr)
			require.Equal(t, here.stdout, r.stdout, fixture)
		}
		c, err := client.New(s.url, s.secret, "en")
		require.NoError(t, err)
		v, err := c.AskWhy(t.Context(), id, api.WhyBody{Teacher: q.Teacher, School: q.School})
		require.NoError(t, err)
		require.NotEqual(t, explain.AnswerOpen, v.Why.Answer, "the service was asked before")
		_, err = c.Why(t.Context(), id, "pl_nope")
		require.Equal(t, model.CodeNotFound, model.ErrorCode(err))
		if v.Question != "" {
			require.NotEmpty(t, v.Times.Completed)
			again, err := c.Why(t.Context(), id, v.Question)
			require.NoError(t, err)
			require.Equal(t, v.Why, again.Why)
		}
		for text, args := range map[string][]string{
			"--workers is not for plans":  {"--workers", "2"},
			"has a time limit":            {"--time-limit", "0"},
			"/timeLimitSeconds":           {"--time-limit", "9h"},
			"no teacher or school \"V9\"": {"--why-not", "V9"},
		} {
			r := s.lungang(t.Context(), "", append(ask, args...)...)
			require.Equal(t, exitInput, r.code, text)
			require.Contains(t, r.stderr, text)
		}
		r := s.lungang(t.Context(), "", "conflicts", id, "--plans", "1")
		require.Equal(t, exitInput, r.code)
		require.Contains(t, r.stderr, "--plans is not for plans of a service")
		r = s.lungang(t.Context(), "", "bundle", id, "--certificates", "c.json")
		require.Equal(t, exitInput, r.code)
		require.Contains(t, r.stderr, "--certificates is not for plans of a service")
	}
}
