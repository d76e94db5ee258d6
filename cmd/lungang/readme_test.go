package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// step is a command of the README with what it is said to print.
type step struct{ command, output string }

// steps reads the console blocks of a section: lines that begin with "$ " are
// commands, what follows is their output, where … stands for anything.
func steps(t *testing.T, section string) []step {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(text), "\n## "+section+"\n")
	require.True(t, ok, "README has no section %q", section)
	rest, _, _ = strings.Cut(rest, "\n## ")
	var out []step
	for _, block := range regexp.MustCompile("(?ms)^```console\n(.*?)^```$").FindAllStringSubmatch(rest, -1) {
		for line := range strings.Lines(block[1]) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				out = append(out, step{command: command})
				continue
			}
			require.NotEmpty(t, out, "output without a command: %s", line)
			out[len(out)-1].output += line
		}
	}
	return out
}

// The walk of the README through the API is run as it stands there, with bash
// and curl, against the service.
func TestReadmeOverHTTP(t *testing.T) {
	t.Parallel()
	walk := steps(t, "Over HTTP")
	const mark = "\n~~~ end of step %d ~~~\n"
	var script strings.Builder
	for i, s := range walk {
		script.WriteString(s.command)
		fmt.Fprintf(&script, "printf "+`'\n~~~ end of step %d ~~~\n'`+"\n", i)
	}
	s := serve(t, t.TempDir())
	c := exec.CommandContext(t.Context(), "bash")
	c.Dir = t.TempDir()
	c.Stdin = strings.NewReader(script.String())
	c.Env = append(os.Environ(), "LUNGANG_SERVER="+s.url, "LUNGANG_API_KEY="+s.secret)
	printed, err := c.CombinedOutput()
	require.NoError(t, err, "%s", printed)
	rest := string(printed)
	for i, s := range walk {
		var got string
		var ok bool
		got, rest, ok = strings.Cut(rest, fmt.Sprintf(mark, i))
		require.True(t, ok, "%s\n%s", s.command, printed)
		want := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSpace(s.output)), "…", ".*")
		require.Regexp(t, "(?s)^"+want+"$", strings.TrimSpace(got), "README says otherwise of:\n%s", s.command)
	}
	covered := script.String() // the story that the README promises
	for _, part := range []string{"/v1/datasets", "/v1/eligibility", "/v1/plans", "/events", "/assignments", "/pins", "/v1/comparisons", "plans:evaluate"} {
		require.Contains(t, covered, part)
	}
}
