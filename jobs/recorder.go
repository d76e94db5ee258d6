package jobs

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"lungang/solver"
	"lungang/store"
)

// recordEvery is how often progress goes into the store. What comes in between
// waits; of several bounds in a row the last one says all.
const recordEvery = 200 * time.Millisecond

// recorder writes the progress of a run.
type recorder struct {
	t    *turn
	stop context.CancelCauseFunc
	ctx  context.Context
	end  context.CancelFunc
	done sync.WaitGroup

	mu      sync.Mutex
	waiting []solver.Event
	planned bool // an incumbent came
	noted   bool // the store knows
}

func (t *turn) record(ctx context.Context, stop context.CancelCauseFunc) *recorder {
	r := &recorder{t: t, stop: stop}
	r.ctx, r.end = context.WithCancel(ctx)
	r.done.Go(func() {
		tick := time.NewTicker(recordEvery)
		defer tick.Stop()
		for {
			select {
			case <-r.ctx.Done():
				return
			case <-tick.C:
				r.flush(r.ctx)
			}
		}
	})
	return r
}

// add takes one event. The solver's "done" is left out: the run says itself
// when it is over.
func (r *recorder) add(e solver.Event) {
	if e.Kind == solver.EventDone {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.waiting); n > 0 && e.Kind == solver.EventBound && r.waiting[n-1].Kind == solver.EventBound {
		r.waiting[n-1] = e
		return
	}
	r.waiting = append(r.waiting, e)
	r.planned = r.planned || e.Kind == solver.EventIncumbent
}

// close writes what is left.
func (r *recorder) close() {
	r.end()
	r.done.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.ctx), 5*time.Second)
	defer cancel()
	r.flush(ctx)
}

// flush writes what waits. What the database does not take now is tried again
// at the next tick.
func (r *recorder) flush(ctx context.Context) {
	r.mu.Lock()
	some, active := r.waiting, r.planned && !r.noted
	r.waiting = nil
	r.mu.Unlock()
	if len(some) == 0 && !active {
		return
	}
	events := make([]json.RawMessage, len(some))
	for i, e := range some {
		events[i] = named(e)
	}
	t := r.t
	err := t.e.store.InTx(ctx, func(tx *store.Tx) error {
		if active {
			if err := tx.Plans().Active(t.tenant, t.plan, t.run.ID); err != nil {
				return err
			}
		}
		_, err := tx.Events().Append(t.tenant, t.plan, t.run.ID, events...)
		return err
	})
	switch {
	case err == nil:
		r.mu.Lock()
		r.noted = r.noted || active
		r.mu.Unlock()
	case fenced(err):
		r.stop(errFenced)
	default:
		r.mu.Lock()
		r.waiting = append(some, r.waiting...)
		r.mu.Unlock()
	}
}
