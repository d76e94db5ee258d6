package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// asProgram in the environment makes the test binary the program itself.
const asProgram = "LUNGANG_TEST_AS_PROGRAM"

// TestMain lets the test binary be the program: under its name (scripts do
// so), with asProgram set, and as a solver child of tests inside this process.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" || len(os.Args) > 1 && os.Args[1] == "solve-child" {
		os.Exit(start())
	}
	testscript.Main(m, map[string]func(){"lungang": main})
}

func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("one command after the other, each a process; what runs side by side in them is tested where it is")
	}
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "replace": replace, "repeat": repeat},
	})
}

// exits CODE ARGS… runs lungang and demands an exit code; what it writes is
// there for stdout, stderr and cmp as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: exits CODE [ARGS...]")
	}
	// exec says only whether the code is 0, so the code goes through a file
	code := ts.MkAbs("exit-code")
	script := `lungang "$@"; c=$?; echo $c > ` + code + `; exit 0`
	ts.Check(ts.Exec("sh", append([]string{"-c", script, "sh"}, args[1:]...)...))
	got := strings.TrimSpace(ts.ReadFile(code))
	if got != args[0] {
		ts.Fatalf("exit code %s, not %s\nstdout: %s\nstderr: %s", got, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// replace FILE OLD NEW changes the first place of a text in a file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// repeat FILE N TEXT writes a text N times into a file.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat FILE N TEXT")
	}
	var n int
	ts.Check(json.Unmarshal([]byte(args[1]), &n))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o600))
}

// run is the program inside of this process.
type run struct {
	code           int
	stdout, stderr string
}

func lungang(t *testing.T, stdin string, args ...string) run {
	t.Helper()
	var out, err bytes.Buffer
	m := &Main{
		Name: "lungang", Args: args, Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &err,
		Env: func(string) string { return "" }, Now: time.Now,
	}
	code := m.Run(t.Context())
	return run{code, out.String(), err.String()}
}

// solved solves a fixture and returns the files of problem and plan.
func solved(t *testing.T, fixture string) (problem, plan string) {
	t.Helper()
	dir := t.TempDir()
	r := lungang(t, "", "demo", "--fixture", fixture, "--dir", dir, "--quiet", "--time-limit", "30s")
	require.Equal(t, exitDone, r.code, r.stderr)
	return filepath.Join(dir, filepath.Base(fixture)+".json"), filepath.Join(dir, "plan.json")
}
