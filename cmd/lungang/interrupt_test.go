package main

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Ctrl-C after the first plan keeps the best checked plan and says so.
func TestInterruptKeepsTheBestPlan(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	plan := filepath.Join(dir, "plan.json")
	self, err := os.Executable()
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), self, "solve", "fixture:pingxiang", "--json", "--time-limit", "10m", "-o", plan)
	c.Env = append(os.Environ(), asProgram+"=1")
	news, err := c.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())

	planned, kinds := false, []string{}
	for lines := bufio.NewScanner(news); lines.Scan(); {
		var e struct {
			Kind string `json:"kind"`
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &e), "one JSON object on each line: %s", lines.Text())
		kinds = append(kinds, e.Kind)
		if e.Kind == "incumbent" && !planned {
			planned = true
			require.NoFileExists(t, plan, "the plan is written at the end")
			require.NoError(t, c.Process.Signal(syscall.SIGINT))
		}
	}
	require.True(t, planned, "%v", kinds)
	var exit *exec.ExitError
	require.ErrorAs(t, c.Wait(), &exit, "%v", kinds)
	require.Equal(t, exitLimit, exit.ExitCode())

	r := lungang(t, "", "check", "fixture:pingxiang", plan, "--json")
	require.Equal(t, exitDone, r.code, r.stdout)
	r = lungang(t, "", "schema", "plan")
	require.Equal(t, exitDone, r.code)
	text, err := os.ReadFile(plan)
	require.NoError(t, err)
	require.Contains(t, string(text), `"termination": "cancelled"`)
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	require.Empty(t, left, "no temporary file stays behind")
}
