package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/api"
	"lungang/fixtures"
	"lungang/model"
)

// lungang runs a command against the server, in this process.
func (s *server) lungang(ctx context.Context, stdin string, args ...string) run {
	return s.told(ctx, &bytes.Buffer{}, stdin, args...)
}

// told is lungang whose standard error somebody reads.
func (s *server) told(ctx context.Context, errs interface {
	Write([]byte) (int, error)
	String() string
}, stdin string, args ...string,
) run {
	var out bytes.Buffer
	env := map[string]string{"LUNGANG_API_KEY": s.secret, "LUNGANG_SERVER": s.url}
	m := &Main{
		Name: "lungang", Args: args, Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: errs,
		Env: func(name string) string { return env[name] }, Now: time.Now,
	}
	code := m.Run(ctx)
	return run{code, out.String(), errs.String()}
}

// What the service solves is what this machine would: the same bytes. Its ids
// stand wherever a problem or a plan is asked for.
func TestSolveOnAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	dir := t.TempDir()
	near, far, mps := filepath.Join(dir, "near.json"), filepath.Join(dir, "far.json"), filepath.Join(dir, "far.mps")
	r := lungang(t, "", "solve", "fixture:tiny/due", "-o", near)
	require.Equal(t, exitDone, r.code, r.stderr)
	shown := strings.ReplaceAll(r.stdout, near, far)
	r = s.lungang(t.Context(), "", "solve", "fixture:tiny/due", "-o", far, "--mps", mps)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, shown, r.stdout)
	here, err := os.ReadFile(near)
	require.NoError(t, err)
	there, err := os.ReadFile(far)
	require.NoError(t, err)
	require.Equal(t, string(here), string(there))
	program, err := os.ReadFile(mps)
	require.NoError(t, err)
	require.Contains(t, string(program), "ENDATA")

	var plans []api.PlanView
	s.json(t, &plans, "plans", "list")
	require.Len(t, plans, 1)
	p := plans[0]
	require.Equal(t, api.StatusSucceeded, p.Status)
	require.Equal(t, "due", p.Name)
	for name, args := range map[string][]string{
		"check a plan":               {"check", p.ID},
		"check a file":               {"check", p.Dataset, far},
		"check with a local problem": {"check", "fixture:tiny/due", p.ID},
		"explain":                    {"explain", "T1", "--plan", p.ID},
		"explain with the dataset":   {"explain", "T1", "--plan", far, "--problem", p.Dataset},
		"balance":                    {"balance", p.Dataset, p.ID},
		"staffing":                   {"staffing", p.Dataset},
		"show":                       {"plans", "show", p.ID},
		"stop what is over":          {"plans", "stop", p.ID},
		"plans of the dataset":       {"plans", "list", "--dataset", p.Dataset},
		"show a dataset":             {"datasets", "show", p.Dataset},
	} {
		r := s.lungang(t.Context(), "", append(args, "--lang", "en")...)
		require.Equal(t, exitDone, r.code, "%s: %s", name, r.stderr)
		require.NotEmpty(t, r.stdout, name)
	}

	// acceptance tests: the service says what this machine would
	tests := filepath.Join(dir, "tests.json")
	require.NoError(t, os.WriteFile(tests, []byte(`{"expected": [{"teacher": "T1", "verdict": "must"}, {"teacher": "T2", "verdict": "must"}]}`), 0o600))
	r = lungang(t, "", "pack", "test", "hunan-county-3y", tests, "--problem", "fixture:tiny/due")
	require.Equal(t, exitBroken, r.code, r.stderr)
	for _, name := range []string{"fixture:tiny/due", p.Dataset, p.ID} {
		require.Equal(t, r, s.lungang(t.Context(), "", "pack", "test", "hunan-county-3y", tests, "--problem", name), name)
	}
	require.Equal(t, exitInput, s.lungang(t.Context(), `{"expected": [{"teacher": "T9", "verdict": "must"}]}`, "pack", "test", "hunan-county-3y", "-", "--problem", p.Dataset).code)

	// the same district again, also through standard input: the same dataset
	problem, err := model.Canonical(mustGet(t, "tiny/due"))
	require.NoError(t, err)
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "solve", "fixture:tiny/due", "-o", far, "--quiet").code)
	require.Equal(t, exitDone, s.lungang(t.Context(), string(problem), "solve", "-", "-o", far, "--quiet").code)
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "solve", p.Dataset, "-o", far, "--quiet").code)
	var datasets []api.DatasetView
	s.json(t, &datasets, "datasets", "list")
	require.LessOrEqual(t, len(datasets), 2, "standard input has no name, and so is another request")
	s.json(t, &plans, "plans", "list", "--limit", "3")
	require.Len(t, plans, 3)
}

func mustGet(t *testing.T, name string) *model.Problem {
	t.Helper()
	p, err := fixtures.Get(name)
	require.NoError(t, err)
	return p
}

// json runs a command with --json and decodes what it says.
func (s *server) json(t *testing.T, out any, args ...string) {
	t.Helper()
	r := s.lungang(t.Context(), "", append(args, "--json")...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.NoError(t, json.Unmarshal([]byte(r.stdout), out))
}

// Errors of the service come out as those of files do: a code, both languages,
// places, an exit code.
func TestErrorsOfAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	for name, test := range map[string]struct {
		args []string
		key  string
		url  string
		code model.Code
		text string
	}{
		"a bad key":         {args: []string{"plans", "list"}, key: "lk_no", code: api.CodeUnauthenticated, text: "key"},
		"no key":            {args: []string{"plans", "list"}, key: " ", code: model.CodeBadParameter, text: "LUNGANG_API_KEY"},
		"nobody there":      {args: []string{"plans", "list"}, url: "http://127.0.0.1:1", code: model.CodeUnavailable, text: "127.0.0.1:1"},
		"no address":        {args: []string{"plans", "list"}, url: "localhost:80", code: model.CodeBadParameter, text: "https://"},
		"another server":    {args: []string{"plans", "list"}, url: s.url + "/nothing", code: model.CodeNotFound},
		"no such plan":      {args: []string{"plans", "show", "pl_nope"}, code: model.CodeNotFound},
		"no such dataset":   {args: []string{"solve", "ds_nope", "-o", "-"}, code: model.CodeNotFound},
		"a dataset as plan": {args: []string{"check", "ds_1", "ds_1"}, code: model.CodeNotFound},
		"too much time":     {args: []string{"solve", "fixture:tiny/due", "-o", "-", "--time-limit", "9h"}, code: model.CodeOutOfRange, text: "/options/timeLimitSeconds"},
		"no time limit":     {args: []string{"solve", "fixture:tiny/due", "-o", "-", "--time-limit", "0"}, code: model.CodeBadParameter},
		"a bad limit":       {args: []string{"datasets", "list", "--limit", "0"}, code: model.CodeBadParameter, text: "--limit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := *s
			if test.key != "" {
				other.secret = test.key
			}
			if test.url != "" {
				other.url = test.url
			}
			r := other.lungang(t.Context(), "", append(test.args, "--json")...)
			require.Equal(t, exitInput, r.code, r.stderr)
			lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
			var said struct {
				Code    model.Code
				Message model.Text
			}
			require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &said))
			require.Equal(t, test.code, said.Code)
			require.NotEmpty(t, said.Message.ZH)
			require.NotEmpty(t, said.Message.EN)
			require.Contains(t, r.stderr, test.text)
		})
	}
	m := &Main{Args: []string{"plans", "list"}, Stdin: strings.NewReader(""), Stdout: &bytes.Buffer{}, Stderr: &bytes.Buffer{}, Env: func(string) string { return "" }, Now: time.Now}
	require.Equal(t, exitInput, m.Run(t.Context()), "no server is named")
}

// A district without a plan has the exit code that it has on this machine.
func TestNoPlanOnAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	p := mustGet(t, "tiny/due")
	p.Pins = []model.Pin{{Teacher: "T1", Kind: model.PinMove, Reason: "test", Author: "test"}}
	for i := range p.Travel.Matrix {
		p.Travel.Matrix[i].Minutes = 600 // nobody may travel that far
	}
	text, err := model.Canonical(p)
	require.NoError(t, err)
	here := lungang(t, string(text), "solve", "-", "-o", "-", "--json")
	there := s.lungang(t.Context(), string(text), "solve", "-", "-o", "-", "--json")
	require.Equal(t, exitNoPlan, here.code, here.stderr)
	require.Equal(t, here.code, there.code, "%s\n%s", here.stderr, there.stderr)
}

// waiting cancels something when a text is written to it.
type waiting struct {
	bytes.Buffer

	text string
	then func()
}

func (w *waiting) Write(b []byte) (int, error) {
	n, err := w.Buffer.Write(b)
	if strings.Contains(w.String(), w.text) {
		w.then()
	}
	return n, err
}

// Ctrl-C stops the solve on the server, and its best plan is fetched.
func TestInterruptASolveOnAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	out := filepath.Join(t.TempDir(), "plan.json")
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	r := s.told(ctx, &waiting{text: `"incumbent"`, then: interrupt}, "", "solve", "fixture:pingxiang", "-o", out, "--json", "--time-limit", "10m", "--memory", "1024")
	require.Equal(t, exitLimit, r.code, r.stderr)
	var plans []api.PlanView
	s.json(t, &plans, "plans", "list")
	require.Len(t, plans, 1)
	require.Equal(t, api.StatusCanceled, plans[0].Status)
	require.Equal(t, exitDone, s.lungang(t.Context(), "", "check", plans[0].Dataset, out).code)
}

// What cannot all hold in a plan of the service, the service looks for: the same
// answer as here.
func TestConflictsOnAServer(t *testing.T) {
	t.Parallel()
	s := serve(t, t.TempDir())
	r := s.lungang(t.Context(), "", "solve", "fixture:tiny/conflict_quota", "-o", filepath.Join(t.TempDir(), "plan.json"), "--quiet")
	require.Equal(t, exitDone, r.code, r.stderr)
	var plans []api.PlanView
	s.json(t, &plans, "plans", "list")
	require.Len(t, plans, 1)
	here := lungang(t, "", "conflicts", "fixture:tiny/conflict_quota")
	require.Equal(t, exitBroken, here.code)
	for range 2 { // the second time it is known
		r = s.lungang(t.Context(), "", "conflicts", plans[0].ID)
		require.Equal(t, exitBroken, r.code, r.stderr)
		require.Equal(t, here.stdout, r.stdout)
	}
	s.json(t, &plans, "plans", "list")
	require.Len(t, plans, 1, "a search is no plan")
	r = s.lungang(t.Context(), "", "conflicts", plans[0].ID, "--time-limit", "0")
	require.Equal(t, exitInput, r.code)
}
