package api_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lungang/api"
	"lungang/api/apitest"
	"lungang/audit/certify"
	"lungang/model"
	"lungang/solver"
	"lungang/solver/coin"
)

// childMark in the environment makes the test binary a solver child.
const childMark = "LUNGANG_API_TEST_SOLVE_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childMark) == "1" {
		os.Exit(coin.ServeChild(os.Stdin, os.Stdout, os.Stderr))
	}
	goleak.VerifyTestMain(m)
}

// children makes solver children of this test binary.
func children() (*coin.Runner, error) {
	self, err := os.Executable()
	return &coin.Runner{Command: []string{self}, Env: []string{childMark + "=1"}}, err
}

// solve is the real solver, with children of this test binary.
func solve(ctx context.Context, p *model.Problem, o api.Options, emit func(string, any)) (*model.Plan, []byte, error) {
	runner, err := children()
	if err != nil {
		return nil, nil, err
	}
	r, err := solver.Solve(ctx, p, solver.Options{
		TimeLimit: time.Duration(o.TimeLimitSeconds * float64(time.Second)), MemoryLimitMiB: o.MemoryLimitMiB, Workers: 1,
		Runner:   runner,
		Progress: func(e solver.Event) { emit(string(e.Kind), e) },
	})
	if err != nil {
		return nil, nil, err
	}
	c, err := certify.Certify(r)
	if err != nil {
		return nil, nil, err
	}
	text, err := c.Text()
	return r.Plan, text, err
}

var bureaus = [2]string{"tn_one", "tn_two"}

// start returns a server over ports in memory.
func start(t *testing.T, solve apitest.Solve, change func(*api.Config)) (*api.Server, *apitest.Memory) {
	t.Helper()
	s, m, _ := startOn(t, solve, change)
	return s, m
}

// startOn is start with the calendar of the server.
func startOn(t *testing.T, solve apitest.Solve, change func(*api.Config)) (*api.Server, *apitest.Memory, *apitest.Days) {
	t.Helper()
	days := &apitest.Days{}
	m := apitest.NewMemory(solve, bureaus[0], bureaus[1])
	runner, err := children()
	require.NoError(t, err)
	m.Runner = runner
	c := api.Config{Ports: m.Ports(), Version: "1", Plain: true, Today: days.Today, Limits: api.Limits{Rate: -1, Refused: -1}}
	if change != nil {
		change(&c)
	}
	s, err := api.New(c)
	require.NoError(t, err)
	t.Cleanup(m.Wait)
	return s, m, days
}

// Every server does what the suite demands; here over ports in memory.
func TestSuite(t *testing.T) {
	t.Parallel()
	apitest.Run(t, subject)
}

// The way of a plan from draft to effect; over ports in memory.
func TestReview(t *testing.T) {
	t.Parallel()
	apitest.RunReview(t, subject)
}

func subject(t *testing.T) apitest.Subject {
	t.Helper()
	s, m, days := startOn(t, solve, nil)
	return apitest.Subject{Server: s, Tenants: bureaus, Days: days, Forget: func(*testing.T) { m.Forget() }}
}

// No request, however it is made, gets a 5xx or an answer that departs from the
// document.
func TestContractFuzz(t *testing.T) {
	t.Parallel()
	s, _ := start(t, solve, nil)
	apitest.Fuzz(t, apitest.Subject{Server: s, Tenants: bureaus}, 6, 20261122)
}
