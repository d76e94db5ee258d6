package jobs

import (
	"cmp"
	"fmt"
	"log/slog"
	"os"
	"time"
)

// Config steers an Engine. The zero value inserts jobs and works none.
type Config struct {
	// Solves is how many plans this process solves at once; 0 means that it
	// works nothing, neither plans nor webhooks.
	Solves int
	// Lease is how long a run may give no sign of life before its plan is taken
	// back; 0 means DefaultLease. It is the same in all workers.
	Lease time.Duration
	// Drain is how long running solves may go on after Stop; then their plans
	// go back into the queue. 0 means at once.
	Drain time.Duration
	// MaxTimeLimit is the longest time limit of a solve; 0 means 6 hours.
	MaxTimeLimit time.Duration
	// MaxAttempts is how many runs of a plan may break before it is FAILED; 0 means 3.
	MaxAttempts int
	// QueueLimit is how many plans of one tenant may wait; 0 means 2,000.
	QueueLimit int
	// Version is the product version that goes into plans.
	Version string
	// Links makes the address of a plan for webhooks; nil means /v1/plans/ID.
	Links func(plan string) string
	// Destinations says where webhooks may go.
	Destinations Destinations
	// Log is where the engine and River write; nil discards.
	Log *slog.Logger
	// Observer is told what happens; nil means nobody looks.
	Observer Observer

	// Command is the command line of the solving process; nil means this
	// executable with SolveCommand. Environment is added to its environment.
	Command     []string
	Environment []string
	// Started is called with the process id of every solving process; nil
	// means nobody wants to know.
	Started func(plan string, pid int)
	// Backoff is how long to wait after the nth failed delivery of a webhook,
	// from 1; nil means ten attempts over about a day.
	Backoff func(n int) time.Duration
}

// DefaultLease is the lease of a run when Config says nothing.
const DefaultLease = 15 * time.Second

// overtime is how long a solve may go on after its time limit before it counts
// as stuck and its process is killed.
const overtime = 2 * time.Minute

func (c Config) withDefaults() Config {
	c.Lease = cmp.Or(c.Lease, DefaultLease)
	c.MaxTimeLimit = cmp.Or(c.MaxTimeLimit, 6*time.Hour)
	c.MaxAttempts = cmp.Or(c.MaxAttempts, 3)
	c.QueueLimit = cmp.Or(c.QueueLimit, 2000)
	c.Version = cmp.Or(c.Version, "dev")
	if c.Links == nil {
		c.Links = func(plan string) string { return "/v1/plans/" + plan }
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Observer == nil {
		c.Observer = nobody{}
	}
	if c.Backoff == nil {
		c.Backoff = backoff
	}
	return c
}

// Observer is told what happens, for metrics. Its methods are called from many
// goroutines and return at once.
type Observer interface {
	// SolveStarted: a solving process was started.
	SolveStarted()
	// SolveEnded: it is over. Status is that of the plan, or RELEASED, LOST;
	// gaps are (value - bound) / value by tier id, of a plan that was found.
	SolveEnded(status string, took time.Duration, gaps map[string]float64)
	// RunTakenBack: the plan of a worker that is gone was queued again.
	RunTakenBack()
	// Delivered: a webhook was tried: delivered, failed, refused.
	Delivered(outcome string)
}

type nobody struct{}

func (nobody) SolveStarted()                                        {}
func (nobody) SolveEnded(string, time.Duration, map[string]float64) {}
func (nobody) RunTakenBack()                                        {}
func (nobody) Delivered(string)                                     {}

// workerName says who works, for the operator: host and process.
func workerName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s/%d", host, os.Getpid())
}
