package coin_test

import (
	"os"
	"testing"

	"lungang/solver/coin"
)

// childMark in the environment makes the test binary a solver child.
const childMark = "LUNGANG_SOLVE_CHILD=1"

func TestMain(m *testing.M) {
	if os.Getenv("LUNGANG_SOLVE_CHILD") == "1" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	if os.Getenv("LUNGANG_QUIET_LP") == "1" {
		os.Exit(solveQuietly())
	}
	os.Exit(m.Run())
}

// testRunner runs children of this test binary.
func testRunner(t testing.TB) *coin.Runner {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &coin.Runner{Command: []string{self}, Env: []string{childMark}}
}
