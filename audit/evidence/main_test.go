package evidence_test

import (
	"os"
	"testing"

	"lungang/solver/coin"
)

// TestMain lets the test binary be a solver child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "solve-child" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}
