package service_test

import (
	"context"
	"os"
	"testing"

	"lungang/jobs"
	"lungang/solver/coin"
	"lungang/store/pgtest"
)

// TestMain lets the test binary be a solving process and a solver child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "solve-child":
			os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
		case jobs.SolveCommand:
			os.Exit(jobs.ServeSolve(context.Background(), os.Stdin, os.NewFile(jobs.AnswersFD, "answers"), os.Exit))
		}
	}
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}
