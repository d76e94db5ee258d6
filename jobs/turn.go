package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"lungang/model"
	"lungang/solver"
	"lungang/store"
)

// Why a solve is stopped before its end.
var (
	errWanted   = errors.New("somebody asked to stop")
	errReleased = errors.New("the worker ends")
	errFenced   = errors.New("another run has taken over")
	errStuck    = errors.New("the time limit passed long ago")
)

// solveWorker works turns.
type solveWorker struct {
	river.WorkerDefaults[SolveArgs]
	engine *Engine
}

// Timeout of the job is beyond that of any solve, which has its own.
func (w *solveWorker) Timeout(*river.Job[SolveArgs]) time.Duration {
	return w.engine.c.MaxTimeLimit + 2*overtime
}

// Work takes the turn: it solves the plan whose turn it is. It does not fail: a
// plan that could not be solved is an answer, and what breaks is queued again
// with a job of its own.
func (w *solveWorker) Work(ctx context.Context, job *river.Job[SolveArgs]) error {
	e := w.engine
	t, err := e.claim(ctx)
	if err != nil || t == nil {
		return err // nothing was taken: the keeper adds a job when one is missing
	}
	t.job = job
	t.work(ctx)
	return nil
}

// turn is one run of one plan in this process.
type turn struct {
	e       *Engine
	tenant  store.TenantID
	plan    string
	run     *store.Run
	options Options
	search  bool // for conflicts: there will be no plan
	problem []byte
	job     *river.Job[SolveArgs]
	log     *slog.Logger
	looked  chan struct{} // asks for a look at whether somebody wants it to stop
}

// claim begins a run of the plan whose turn it is; nil when nothing waits. A plan that
// cannot be begun holds nobody up: it is put aside for a while.
func (e *Engine) claim(ctx context.Context) (*turn, error) {
	for {
		var plan string
		t, err := store.Write(ctx, e.store, func(tx *store.Tx) (*turn, error) {
			if err := tx.Turns().Lock(); err != nil {
				return nil, err
			}
			p, err := tx.Turns().Next(e.aside.list(tx.Now())...)
			if err != nil || p == nil {
				return nil, err
			}
			plan = p.ID
			return e.begin(tx, p)
		})
		if err == nil || plan == "" || passing(err) {
			return t, err
		}
		e.c.Log.Error("the plan cannot be begun; others go first", "plan", plan, "error", err)
		e.aside.put(plan, e.store.Now().Add(setAside))
	}
}

// passing reports whether an error says nothing about what it happened to: the
// database is away or busy, or something below it broke.
func passing(err error) bool {
	e, known := errors.AsType[*model.Error](err)
	return !known || e.Code == model.CodeUnavailable || e.Code == model.CodeCancelled
}

// begin begins a run of a plan; nil when it is over with that.
func (e *Engine) begin(tx *store.Tx, p *store.Plan) (*turn, error) {
	run, err := tx.Plans().Start(p.TenantID, p.ID, e.worker)
	if err != nil {
		return nil, err
	}
	if run == nil { // somebody had asked to stop
		return nil, e.announce(tx, p.TenantID, p.ID, eventOver)
	}
	t := &turn{e: e, tenant: p.TenantID, plan: p.ID, run: run, search: p.Purpose == store.PurposeConflicts, looked: make(chan struct{}, 1)}
	t.log = e.c.Log.With("plan", p.ID, "run", run.ID, "attempt", run.Attempt)
	if err := json.Unmarshal([]byte(p.Options), &t.options); err != nil {
		return nil, t.giveUp(tx, &Failure{Code: model.CodeInternal, Message: model.CodeInternal.Text()})
	}
	if why, err := t.brokenTooOften(tx); err != nil || why != nil {
		if err == nil {
			err = t.giveUp(tx, why)
		}
		return nil, err
	}
	t.problem, err = tx.Plans().ProblemDocument(p.TenantID, p.ID)
	if errors.Is(err, store.ErrDamaged) {
		t.log.Error("the problem of the plan is damaged", "error", err)
		return nil, t.giveUp(tx, failureOf(err))
	}
	if err != nil {
		return nil, err
	}
	if _, err := tx.Events().Append(t.tenant, t.plan, run.ID, event("started", map[string]any{"attempt": run.Attempt})); err != nil {
		return nil, err
	}
	return t, e.announce(tx, t.tenant, t.plan, eventStarted)
}

// deaths is how many workers may be lost with a plan before it is left alone: it may
// be what takes them along.
const deaths = 20

// brokenTooOften says whether so many runs of the plan broke, or were lost with their
// workers, that another is no use.
func (t *turn) brokenTooOften(tx *store.Tx) (*Failure, error) {
	runs, err := tx.Plans().Runs(t.tenant, t.plan)
	if err != nil {
		return nil, err
	}
	broke, lost := 0, 0
	for _, r := range runs {
		if r.Status == store.RunLost {
			broke, lost = broke+r.Broke, lost+1-r.Broke
		}
	}
	switch {
	case broke >= t.e.c.MaxAttempts:
		return broken(""), nil
	case lost >= deaths:
		return worn(), nil
	}
	return nil, nil
}

// giveUp ends a plan that has just been claimed.
func (t *turn) giveUp(tx *store.Tx, why *Failure) error {
	o, err := outcomeOf(outcome{failure: why})
	if err != nil {
		return err
	}
	if err := tx.Plans().Finish(t.tenant, t.plan, t.run.ID, o); err != nil {
		return err
	}
	return t.e.announce(tx, t.tenant, t.plan, eventOver)
}

// work solves the plan and stores what came of it.
func (t *turn) work(ctx context.Context) {
	e, began := t.e, time.Now()
	e.mu.Lock()
	e.turns[t.plan] = t
	e.mu.Unlock()
	defer func() {
		e.mu.Lock()
		delete(e.turns, t.plan)
		e.mu.Unlock()
	}()
	// What River does with its context does not matter here: a solve ends for
	// reasons of its own, and its result is stored in any case.
	ctx = context.WithoutCancel(ctx)
	solving, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	limit := time.AfterFunc(seconds(t.options.TimeLimitSeconds)+overtime, func() { stop(errStuck) })
	defer limit.Stop()

	e.c.Observer.SolveStarted()
	t.log.Info("solve started", "timeLimitSeconds", t.options.TimeLimitSeconds)
	watch := t.watch(ctx, stop)
	record := t.record(ctx, stop)
	p := process{command: e.c.Command, env: e.c.Environment, started: func(pid int) {
		if e.c.Started != nil {
			e.c.Started(t.plan, pid)
		}
	}}
	out := p.run(solving, order{
		Conflicts: t.search, TimeLimitSeconds: t.options.TimeLimitSeconds, MemoryLimitMiB: t.options.MemoryLimitMiB,
		Workers: t.options.Workers, Version: e.c.Version,
	}, t.problem, record.add)
	t.problem = nil
	why := context.Cause(solving)
	if out.failure != nil && out.failure.Log != "" {
		t.log.Warn("solve has no plan", "code", string(out.failure.Code), "detail", out.failure.Log)
	}
	record.close()
	status := t.end(ctx, out, why)
	watch()
	took := time.Since(began)
	e.c.Observer.SolveEnded(status, took, gaps(out))
	t.log.Info("solve ended", "status", status, "seconds", took.Seconds())
}

// refusals is how often a database that answers may refuse what came of a run before
// the run counts as lost: it keeps a worker from what others wait for.
const refusals = 5

// end stores what came of the run, and tries until the database takes it, another
// run has taken over, or the database refuses it again and again, as it does where the
// log of the bureau takes no entry. It returns the status for the log and metrics.
func (t *turn) end(ctx context.Context, out outcome, why error) string {
	var status string
	write := t.finish
	switch {
	case errors.Is(why, errFenced):
		return string(store.RunLost)
	case errors.Is(why, errStuck) && out.failure != nil:
		out.failure.Again = false
	}
	switch {
	case errors.Is(why, errReleased) && !final(out):
		status, write = string(store.RunReleased), t.release
	case out.failure != nil && out.failure.Again && !errors.Is(why, errWanted):
		status, write = string(store.RunLost), t.again
	}
	o, err := outcomeOf(out)
	if err != nil {
		o, err = outcomeOf(outcome{failure: broken(err.Error())})
	}
	o.Versions.Lungang = cmp.Or(o.Versions.Lungang, t.e.c.Version)
	if errors.Is(why, errWanted) && !final(out) {
		o.Status, o.Failure = store.PlanCanceled, nil
	}
	if status == "" {
		status = string(o.Status)
	}
	wait := time.NewTimer(0)
	defer wait.Stop()
	refused := 0
	for delay := 100 * time.Millisecond; ; delay = min(2*delay, 5*time.Second) {
		<-wait.C
		if err == nil {
			err = t.e.store.InTx(ctx, func(tx *store.Tx) error { return write(ctx, tx, o) })
		}
		switch {
		case err == nil:
			return status
		case fenced(err):
			t.log.Warn("another run has taken over; the result is dropped")
			return string(store.RunLost)
		case !passing(err):
			if refused++; refused < refusals {
				break
			}
			t.log.Error("the result cannot be stored", "error", err)
			if status == string(store.RunLost) {
				return status
			}
			status, write = string(store.RunLost), t.again
		}
		select {
		case <-t.e.release: // the worker ends, and the database is away: another one will take the plan back
			t.log.Error("the result could not be stored", "error", err)
			return string(store.RunLost)
		default:
		}
		t.log.Warn("the result could not be stored; trying again", "error", err)
		err = nil
		wait.Reset(delay)
	}
}

// final reports whether the outcome would be no other after a longer time.
func final(out outcome) bool {
	if out.done != nil {
		return out.done.Status.Termination != model.StoppedCancelled
	}
	if out.found != nil {
		return !out.found.Cancelled
	}
	f := out.failure
	return f.Infeasible || !f.Again && f.Code != model.CodeCancelled && f.Code != model.CodeTimeLimit
}

func (t *turn) finish(ctx context.Context, tx *store.Tx, o store.Outcome) error {
	if _, err := tx.Events().Append(t.tenant, t.plan, t.run.ID, event("done", map[string]any{"status": string(o.Status)})); err != nil {
		return err
	}
	if err := tx.Plans().Finish(t.tenant, t.plan, t.run.ID, o); err != nil {
		return err
	}
	if err := tx.Plans().Gone(t.tenant, t.plan, t.run.ID); err != nil {
		return err
	}
	if err := t.e.announce(tx, t.tenant, t.plan, eventOver); err != nil {
		return err
	}
	return t.e.queue.complete(ctx, tx, t.job)
}

// release gives the plan back to the queue, unharmed.
func (t *turn) release(ctx context.Context, tx *store.Tx, _ store.Outcome) error {
	if err := tx.Plans().Release(t.tenant, t.plan, t.run.ID); err != nil {
		return err
	}
	if _, err := t.e.insertTurns(tx, t.plan); err != nil {
		return err
	}
	return t.e.queue.complete(ctx, tx, t.job)
}

// again gives the plan back to the queue because the run broke.
func (t *turn) again(ctx context.Context, tx *store.Tx, _ store.Outcome) error {
	done, err := tx.Turns().TakeBack(*t.run, tx.Now(), true)
	if err != nil {
		return err
	}
	if !done {
		return model.NewError(model.CodeConflict, model.Text{}, errFenced)
	}
	if _, err := t.e.insertTurns(tx, t.plan); err != nil {
		return err
	}
	return t.e.queue.complete(ctx, tx, t.job)
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// event is a progress event as it is stored: a kind, and an object.
func event(kind string, data any) json.RawMessage {
	b, err := json.Marshal(struct {
		Kind string `json:"kind"`
		Data any    `json:"data"`
	}{kind, data})
	if err != nil {
		return json.RawMessage(`{"kind":"log","data":{}}`) // never: the data are numbers and texts of our own
	}
	return b
}

// Summary is what lists show of a plan document.
type Summary struct {
	Tiers []model.TierResult `json:"tiers"`
}

// outcomeOf translates what a solving process said into what is stored.
func outcomeOf(out outcome) (store.Outcome, error) {
	if f := out.failure; f != nil {
		status := store.PlanFailed
		if f.Infeasible {
			status = store.PlanInfeasible
		}
		details, err := json.Marshal(struct {
			Remedy model.Text   `json:"remedy,omitzero"`
			Faults model.Faults `json:"faults,omitempty"`
		}{f.Remedy, f.Faults})
		return store.Outcome{Status: status, Failure: &store.Failure{Code: f.Code, Message: f.Message, Details: details}}, err
	}
	if out.found != nil {
		return outcomeOfSearch(out), nil
	}
	summary, err := json.Marshal(Summary{Tiers: out.done.Tiers})
	o := store.Outcome{
		Status: store.PlanSucceeded, Plan: out.done.Status, Summary: summary,
		Document: store.NewDocument(out.plan), Report: store.NewDocument(out.report), Versions: out.done.Versions,
		Pack: out.done.Pack, Rules: store.NewDocument(out.rules),
	}
	if len(out.certificates) > 0 {
		o.Certificates = store.NewDocument(out.certificates)
	}
	switch out.done.Status.Termination {
	case model.StoppedTimeLimit, model.StoppedNodeLimit:
		o.Status = store.PlanIncomplete
	case model.StoppedCancelled:
		o.Status = store.PlanCanceled
	case model.StoppedComplete:
	}
	return o, err
}

// gaps are the distances between value and bound of each tier of a plan.
func gaps(out outcome) map[string]float64 {
	if out.done == nil {
		return nil
	}
	m := map[string]float64{}
	for _, t := range out.done.Tiers {
		switch {
		case t.Value == t.Bound:
			m[t.ID] = 0
		case t.Value != 0 && t.Proof != model.ProofUnknown:
			m[t.ID] = float64(t.Value-t.Bound) / float64(t.Value)
		}
	}
	return m
}

// named gives an event of the solver the kind and the data of the wire.
func named(e solver.Event) json.RawMessage {
	if e.Kind == EventSearched {
		return event(string(e.Kind), map[string]any{"solved": e.Part})
	}
	return event(string(e.Kind), struct {
		Part   int     `json:"part"`
		Parts  int     `json:"parts"`
		Rows   int     `json:"rows,omitempty"`
		Cols   int     `json:"cols,omitempty"`
		Bounds []int64 `json:"bounds,omitempty"`
		Values []int64 `json:"values,omitempty"`
	}{e.Part, e.Parts, e.Rows, e.Cols, e.Bounds, e.Values})
}
