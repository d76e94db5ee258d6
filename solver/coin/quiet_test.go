package coin_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/coin"
	"lungang/solver/solvertest"
)

// solveQuietly is the main of a process that solves every linear case in every
// way; its parent looks at what the libraries print.
func solveQuietly() int {
	solved := 0
	for _, c := range solvertest.Cases() {
		p := c.Program(&testing.T{})
		for _, o := range []coin.LPOptions{{}, {Method: coin.Primal}, {Presolve: true}, {Method: coin.Primal, Presolve: true}, {MaxIterations: 1}} {
			m, err := coin.NewLP(p)
			if err != nil {
				return 2
			}
			if _, err := m.Solve(context.Background(), o); err != nil {
				return 2
			}
			m.Close()
			solved++
		}
	}
	if solved < 100 {
		return 2
	}
	return 0
}

// Not a single byte of CLP reaches standard output or standard error.
func TestCLPIsSilent(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "LUNGANG_QUIET_LP=1")
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	require.NoError(t, cmd.Run())
	require.Empty(t, out.String())
	require.Empty(t, log.String())
}

// Whatever CBC prints, the child's output holds answers only. The search that
// runs is one where CBC is known to print.
func TestChildOutputIsClean(t *testing.T) {
	t.Parallel()
	runner := testRunner(t)
	for _, c := range solvertest.Cases() {
		for _, o := range []coin.MIPOptions{{Preprocess: true, Start: c.Start}, {MaxNodes: 1, MaxSeconds: 5}} {
			var log bytes.Buffer
			quiet := *runner
			quiet.Log = &log
			_, err := quiet.Solve(t.Context(), c.Program(t), o, nil)
			require.NoError(t, err, c.Name)
		}
	}
}
