package main

import (
	"bytes"
	"debug/elf"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The small program says of a bundle what lungang says, where there is no library,
// no program and nothing else to be found.
func TestLungangVerify(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds a program")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "lungang-verify")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../lungang-verify")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	text, err := build.CombinedOutput()
	require.NoError(t, err, "%s", text)
	f, err := elf.Open(program)
	require.NoError(t, err)
	libraries, err := f.ImportedLibraries()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Empty(t, libraries)

	path := func(name string) string { return filepath.Join(dir, name) }
	done := lungang(t, "", "solve", "fixture:tiny/kin", "-o", path("plan.json"), "--certificates", path("certificates.json"), "--quiet")
	require.Equal(t, exitDone, done.code, done.stderr)
	done = lungang(t, "", "bundle", "fixture:tiny/kin", path("plan.json"), "--certificates", path("certificates.json"), "-o", path("whole.zip"))
	require.Equal(t, exitDone, done.code, done.stderr)
	whole := fileText(t, path("whole.zip"))
	// one byte in the middle of a packed member
	tampered := bytes.Clone(whole)
	tampered[len(tampered)/2] ^= 1
	require.NoError(t, os.WriteFile(path("tampered.zip"), tampered, 0o600))

	for _, x := range []struct {
		name string
		args []string
		code int
		has  string // in what is printed or reported
	}{
		{"whole", []string{path("whole.zip")}, exitDone, "0 项不成立"},
		{"whole in English", []string{path("whole.zip"), "--lang", "en"}, exitDone, "proved in exact arithmetic"},
		{"whole as JSON", []string{path("whole.zip"), "--json"}, exitDone, `"ok": true`},
		{"tampered", []string{path("tampered.zip")}, exitBroken, "✗"},
		{"tampered as JSON", []string{path("tampered.zip"), "--json"}, exitBroken, `"ok": false`},
		{"a key that signed nothing", []string{path("whole.zip"), "--public-key", "key"}, exitBroken, "✗"},
		{"no such file", []string{path("missing.zip")}, exitInput, "missing.zip"},
		{"no such file, as JSON", []string{path("missing.zip"), "--json"}, exitInput, `"not_found"`},
		{"no argument", nil, exitInput, "缺少证据包"},
		{"no such flag", []string{"--nothing"}, exitInput, "--nothing"},
		{"no such language", []string{path("whole.zip"), "--lang", "fr"}, exitInput, "--lang"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			var out, news bytes.Buffer
			c := exec.CommandContext(t.Context(), program, x.args...)
			c.Env = []string{"PATH=", "LD_LIBRARY_PATH="}
			c.Dir, c.Stdout, c.Stderr = t.TempDir(), &out, &news
			err := c.Run()
			if _, ended := errors.AsType[*exec.ExitError](err); !ended {
				require.NoError(t, err)
			}
			require.Equal(t, x.code, c.ProcessState.ExitCode(), "%s%s", &out, &news)
			require.Contains(t, out.String()+news.String(), x.has)
			want := lungang(t, "", append([]string{"verify"}, x.args...)...)
			require.Equal(t, want, run{x.code, out.String(), news.String()}, "as lungang verify")
		})
	}
}
