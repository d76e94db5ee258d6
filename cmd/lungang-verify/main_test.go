package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What verifies a bundle starts on a computer that has nothing: it is made without
// solver, without store and without C.
func TestNeedsNothing(t *testing.T) {
	t.Parallel()
	c := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Standard,CgoFiles", ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=1") // so that cgo shows
	c.Stderr = os.Stderr
	text, err := c.Output()
	require.NoError(t, err)
	barred := []string{"lungang/solver", "lungang/solver/coin", "lungang/solver/cuts", "lungang/store", "lungang/api", "lungang/jobs"}
	ours := 0
	for d := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p struct {
			ImportPath string
			Standard   bool
			CgoFiles   []string
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		require.NotContains(t, barred, p.ImportPath)
		if !p.Standard { // the standard library does without where there is no C
			require.Empty(t, p.CgoFiles, p.ImportPath)
			require.NotEqual(t, "C", p.ImportPath)
		}
		if strings.HasPrefix(p.ImportPath, "lungang/") {
			ours++
		}
	}
	require.Greater(t, ours, 5, "the rooms of the verification are in the list")
}
