package jobs

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"lungang/model"
	"lungang/store"
)

// Options are the options of a solve as they are stored with the plan, all of
// them effective.
type Options struct {
	TimeLimitSeconds float64 `json:"timeLimitSeconds"` // wall clock, more than 0
	MemoryLimitMiB   int     `json:"memoryLimitMiB"`   // of one solver child
	Workers          int     `json:"workers"`          // parts solved at once; 0: one for each core
}

// SolveArgs is the job of one turn. Plan is the plan that it was enqueued with,
// for whoever looks at the queue; which one is solved, the turn decides.
type SolveArgs struct {
	Plan string `json:"plan"`
}

// Kind names the job for River.
func (SolveArgs) Kind() string { return solveKind }

const (
	solveKind = "solve"
	turnQueue = "turns" // of solves
	hookQueue = "hooks" // of webhooks
	hooks     = 8       // webhooks delivered at once by one process
)

// Queue is how much waits.
type Queue struct {
	Waiting int           // plans
	Oldest  time.Duration // how long the oldest has waited; 0 when none does
}

// Engine enqueues jobs and, once started, works them. It is safe for use by
// many goroutines.
type Engine struct {
	store  *store.Store
	c      Config
	queue  queue
	sender *sender
	worker string

	release chan struct{} // closed when running solves are to let go
	keeper  *keeper
	mu      sync.Mutex
	turns   map[string]*turn // by plan: what this process solves now
	aside   aside
	started bool
}

// Open makes an engine of a store. It starts nothing and changes nothing.
func Open(s *store.Store, c Config) (*Engine, error) {
	c = c.withDefaults()
	e := &Engine{
		store: s, c: c, queue: newQueue(s), sender: newSender(c.Destinations, c.Version), worker: workerName(),
		release: make(chan struct{}), turns: map[string]*turn{},
	}
	config := &river.Config{
		Logger: c.Log, MaxAttempts: 1, SkipUnknownJobCheck: true,
		// River's own rescue comes last: the keeper has long taken the plan back.
		JobTimeout: c.MaxTimeLimit + 2*overtime, RescueStuckJobsAfter: c.MaxTimeLimit + 3*overtime,
	}
	if c.Solves > 0 {
		config.Workers = river.NewWorkers()
		river.AddWorker(config.Workers, &solveWorker{engine: e})
		river.AddWorker(config.Workers, &hookWorker{engine: e})
		config.Queues = map[string]river.QueueConfig{turnQueue: {MaxWorkers: c.Solves}, hookQueue: {MaxWorkers: hooks}}
	}
	return e, e.queue.open(config)
}

// Migrate brings the tables of the queue up to date and returns their version.
func (e *Engine) Migrate(ctx context.Context) (int, error) { return e.queue.migrate(ctx) }

// Versions returns the version of the tables of the queue, and the one that
// this program wants.
func (e *Engine) Versions(ctx context.Context) (present, wanted int, err error) {
	return e.queue.version(ctx)
}

// Start begins to work, when Config.Solves says so. On SQLite it takes back
// what a process before left running: the caller makes sure that no other
// process works on the same file.
func (e *Engine) Start(ctx context.Context) error {
	if e.c.Solves == 0 {
		return nil
	}
	e.keeper = newKeeper(e)
	if e.store.Dialect() == store.SQLite {
		if err := e.keeper.takeAllBack(ctx); err != nil {
			return err
		}
	}
	if err := e.queue.start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	e.keeper.start()
	e.mu.Lock()
	e.started = true
	e.mu.Unlock()
	return nil
}

// Stop ends the work and loses none: no turn begins any more, running solves
// may go on for Config.Drain, what is not done then goes back into the queue.
// When ctx ends first, Stop gives up waiting; the plans are taken back by
// another worker.
func (e *Engine) Stop(ctx context.Context) error {
	e.mu.Lock()
	started := e.started
	e.started = false
	e.mu.Unlock()
	if !started {
		return nil
	}
	timer := time.AfterFunc(e.c.Drain, func() { close(e.release) })
	defer timer.Stop()
	err := e.queue.stop(ctx)
	e.keeper.stop()
	return err
}

// ErrQueueFull says that too many plans of the tenant wait already.
var ErrQueueFull error = model.NewError(model.CodeUnavailable, model.Text{
	ZH: "等待求解的方案过多,请等一部分完成后再提交", EN: "too many plans wait already; send more when some of them are done",
}, nil)

// Enqueue queues CREATED plans of a tenant, with one job each, in the
// transaction that made them. Errors: ErrQueueFull; not_found, conflict.
func (e *Engine) Enqueue(tx *store.Tx, tenant store.TenantID, plans ...string) error {
	waiting, err := tx.Turns().WaitingOf(tenant)
	if err != nil {
		return err
	}
	if waiting+len(plans) > e.c.QueueLimit {
		return ErrQueueFull
	}
	ids, err := e.insertTurns(tx, plans...)
	if err != nil {
		return err
	}
	for i, plan := range plans {
		if err := tx.Plans().Queue(tenant, plan, ids[i]); err != nil {
			return err
		}
		if err := e.announce(tx, tenant, plan, eventQueued); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) insertTurns(tx *store.Tx, plans ...string) ([]int64, error) {
	params := make([]river.InsertManyParams, len(plans))
	for i, plan := range plans {
		params[i] = river.InsertManyParams{Args: SolveArgs{Plan: plan}, InsertOpts: &river.InsertOpts{Queue: turnQueue, MaxAttempts: 1}}
	}
	return e.queue.insert(tx, params...)
}

// Cancel asks a plan to stop: one that waits is CANCELED at once, one that runs
// keeps its best plan and is CANCELED within about two seconds, one that is
// over stays as it is. Call Hurry after the transaction. Errors: not_found.
func (e *Engine) Cancel(tx *store.Tx, tenant store.TenantID, actor store.Actor, plan string) (*store.Plan, error) {
	before, err := tx.Plans().Get(tenant, plan)
	if err != nil {
		return nil, err
	}
	after, err := tx.Plans().Cancel(tenant, actor, plan)
	if err != nil {
		return nil, err
	}
	if after.Status.Final() && !before.Status.Final() {
		return after, e.announce(tx, tenant, plan, eventOver)
	}
	return after, nil
}

// Hurry makes a run of this process look at once whether somebody wants it to
// stop. Runs of other processes look by themselves, three times a second.
func (e *Engine) Hurry(plan string) {
	e.mu.Lock()
	t := e.turns[plan]
	e.mu.Unlock()
	if t != nil {
		t.look()
	}
}

// Waiting says how much waits.
func (e *Engine) Waiting(ctx context.Context) (Queue, error) {
	return store.Read(ctx, e.store, func(tx *store.Tx) (Queue, error) {
		n, oldest, err := tx.Turns().Waiting()
		if err != nil || n == 0 {
			return Queue{}, err
		}
		return Queue{Waiting: n, Oldest: max(tx.Now().Sub(oldest), 0)}, nil
	})
}

// fenced reports whether another run has taken over.
func fenced(err error) bool {
	return errors.Is(err, &model.Error{Code: model.CodeConflict}) || errors.Is(err, &model.Error{Code: model.CodeNotFound})
}
