package jobs

import (
	"context"
	"sync"
	"time"

	"lungang/model"
	"lungang/store"
)

// lookEvery is how often a run looks whether somebody wants it to stop.
const lookEvery = 300 * time.Millisecond

// look asks for a look now.
func (t *turn) look() {
	select {
	case t.looked <- struct{}{}:
	default: // one is asked for already
	}
}

// watch gives signs of life until the function that it returns is called, and
// stops the solve when somebody wants that, when another run has taken over, or
// when the worker ends. A database that does not answer stops nothing.
func (t *turn) watch(ctx context.Context, stop context.CancelCauseFunc) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() {
		beat := time.NewTicker(t.e.c.Lease / 3)
		defer beat.Stop()
		glance := time.NewTicker(lookEvery)
		defer glance.Stop()
		release, told := t.e.release, false
		for {
			var err error
			wanted := false
			select {
			case <-ctx.Done():
				return
			case <-release:
				release = nil
				stop(errReleased)
			case <-beat.C:
				wanted, err = t.beat(ctx)
			case <-glance.C:
				wanted, err = t.wanted(ctx)
			case <-t.looked:
				wanted, err = t.wanted(ctx)
			}
			switch {
			case ctx.Err() != nil:
				return
			case fenced(err):
				stop(errFenced)
			case err != nil:
				t.log.Warn("no sign of life could be given", "error", err)
			case wanted:
				if !told {
					told = true
					t.log.Info("somebody asked to stop")
				}
				stop(errWanted)
			}
		}
	})
	return func() { cancel(); group.Wait() }
}

// beat says that the run is alive, and asks whether somebody wants it to stop.
func (t *turn) beat(ctx context.Context) (bool, error) {
	return store.Write(ctx, t.e.store, func(tx *store.Tx) (bool, error) {
		return tx.Plans().Beat(t.tenant, t.plan, t.run.ID)
	})
}

// wanted asks the same and only reads.
func (t *turn) wanted(ctx context.Context) (bool, error) {
	return store.Read(ctx, t.e.store, func(tx *store.Tx) (bool, error) {
		p, err := tx.Plans().Get(t.tenant, t.plan)
		if err != nil {
			return false, err
		}
		if p.RunID != t.run.ID || p.Status != store.PlanRunning {
			return false, model.NewError(model.CodeConflict, model.Text{}, errFenced)
		}
		return !p.CancelAt.IsZero(), nil
	})
}
