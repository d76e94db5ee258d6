package jobs_test

import (
	"context"
	"os"
	"testing"

	"go.uber.org/goleak"

	"lungang/jobs"
	"lungang/solver/coin"
	"lungang/store/pgtest"
)

// TestMain lets the test binary be a solving process, a solver child, and a
// worker that tests may kill.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "solve-child":
			os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
		case jobs.SolveCommand:
			os.Exit(jobs.ServeSolve(context.Background(), os.Stdin, os.NewFile(jobs.AnswersFD, "answers"), os.Exit))
		case asWorker:
			os.Exit(workerMain())
		}
	}
	// No test leaves a goroutine behind: whatever was started has been stopped.
	// The PostgreSQL of the tests runs on until the end.
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("lungang/store/pgtest.(*Server).start.func2"),
		goleak.IgnoreAnyFunction("lungang/store/pgtest.ready.func1"),
		goleak.IgnoreAnyFunction("lungang/store/pgtest.startOnOneThread.func1"),
		goleak.Cleanup(func(code int) {
			pgtest.Stop()
			os.Exit(code)
		}))
}
