package jobs

import (
	"context"
	"sync"
	"time"

	"lungang/store"
)

// keeper takes back what dead workers left, and adds jobs that were lost. Every
// worker has one; what two of them do at once is done once.
type keeper struct {
	e      *Engine
	cancel context.CancelFunc
	done   sync.WaitGroup

	// seen holds the last sign of life of every run, and when this process saw
	// it first, by its own clock that never goes back.
	seen map[string]sign
}

type sign struct {
	heartbeat time.Time // as the other side wrote it
	since     time.Time // as this side saw it
}

func newKeeper(e *Engine) *keeper { return &keeper{e: e, seen: map[string]sign{}} }

func (k *keeper) start() {
	ctx, cancel := context.WithCancel(context.Background())
	k.cancel = cancel
	k.done.Go(func() {
		tick := time.NewTicker(k.e.c.Lease / 3)
		defer tick.Stop()
		for {
			if err := k.round(ctx); err != nil && ctx.Err() == nil {
				// While the database is away, nobody can give a sign of life:
				// everybody gets a whole lease again when it is back.
				clear(k.seen)
				k.e.c.Log.Warn("the keeper could not look", "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
}

func (k *keeper) stop() {
	k.cancel()
	k.done.Wait()
}

func (k *keeper) round(ctx context.Context) error {
	runs, err := k.running(ctx)
	if err != nil {
		return err
	}
	for _, run := range k.silent(runs, time.Now()) {
		if err := k.takeBack(ctx, run); err != nil {
			return err
		}
	}
	if err := k.addTurns(ctx); err != nil {
		return err
	}
	return k.addDeliveries(ctx)
}

func (k *keeper) running(ctx context.Context) ([]store.Run, error) {
	return store.Read(ctx, k.e.store, func(tx *store.Tx) ([]store.Run, error) { return tx.Turns().Running() })
}

// silent picks the runs that gave no sign of life for a whole lease.
func (k *keeper) silent(runs []store.Run, now time.Time) []store.Run {
	var out []store.Run
	there := map[string]sign{}
	for _, run := range runs {
		s, known := k.seen[run.ID]
		if !known || !s.heartbeat.Equal(run.HeartbeatAt) {
			s = sign{heartbeat: run.HeartbeatAt, since: now}
		}
		there[run.ID] = s
		if now.Sub(s.since) >= k.e.c.Lease {
			out = append(out, run)
		}
	}
	k.seen = there // runs that ended are forgotten
	return out
}

// takeAllBack takes back every run: there is no other worker, and this one has
// not begun.
func (k *keeper) takeAllBack(ctx context.Context) error {
	runs, err := k.running(ctx)
	if err != nil {
		return err
	}
	for _, run := range runs {
		if err := k.takeBack(ctx, run); err != nil {
			return err
		}
	}
	return nil
}

func (k *keeper) takeBack(ctx context.Context, run store.Run) error {
	done, err := store.Write(ctx, k.e.store, func(tx *store.Tx) (bool, error) {
		done, err := tx.Turns().TakeBack(run, run.HeartbeatAt, false)
		if err != nil || !done {
			return false, err
		}
		_, err = k.e.insertTurns(tx, run.PlanID)
		return true, err
	})
	if done {
		k.e.c.Log.Warn("worker is gone; its plan is queued again", "plan", run.PlanID, "run", run.ID, "worker", run.Worker)
		k.e.c.Observer.RunTakenBack()
	}
	return err
}

// addTurns adds jobs when fewer wait than plans. A job too many does no harm:
// who works it finds nothing to do.
func (k *keeper) addTurns(ctx context.Context) error {
	missing := func(tx *store.Tx) (int, error) {
		plans, _, err := tx.Turns().Waiting()
		if err != nil || plans == 0 {
			return 0, err
		}
		turns, err := k.e.queue.waiting(tx, solveKind)
		return plans - turns, err
	}
	n, err := store.Read(ctx, k.e.store, missing)
	if err != nil || n <= 0 {
		return err
	}
	return k.e.store.InTx(ctx, func(tx *store.Tx) error {
		if err := tx.Turns().Lock(); err != nil {
			return err
		}
		n, err := missing(tx)
		if err != nil || n <= 0 {
			return err
		}
		_, err = k.e.insertTurns(tx, make([]string, n)...)
		return err
	})
}

// addDeliveries adds jobs for deliveries that were due a whole lease ago and
// that nobody tried.
func (k *keeper) addDeliveries(ctx context.Context) error {
	const most = 100
	overdue := func(tx *store.Tx) ([]store.DeliveryKey, error) {
		due, err := tx.House().Due(most)
		var out []store.DeliveryKey
		for _, d := range due {
			row, err := tx.Deliveries().Get(d.TenantID, d.ID)
			if err != nil {
				return nil, err
			}
			if tx.Now().Sub(row.NextAt) >= k.e.c.Lease {
				out = append(out, d)
			}
		}
		return out, err
	}
	late, err := store.Read(ctx, k.e.store, overdue)
	if err != nil || len(late) == 0 {
		return err
	}
	return k.e.store.InTx(ctx, func(tx *store.Tx) error {
		waiting, err := k.e.queue.waiting(tx, hookKind)
		if err != nil || waiting > 0 {
			return err // they are only slow
		}
		return k.e.insertDeliveries(tx, late...)
	})
}
