package jobs

import (
	"sync"
	"time"
)

// setAside is how long a plan that could not be begun is left alone.
const setAside = time.Minute

// aside are the plans that this process leaves alone for a while.
type aside struct {
	mu    sync.Mutex
	until map[string]time.Time
}

func (a *aside) put(plan string, until time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.until == nil {
		a.until = map[string]time.Time{}
	}
	a.until[plan] = until
}

// list names those that are left alone at that time.
func (a *aside) list(now time.Time) []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []string
	for plan, until := range a.until {
		if now.Before(until) {
			out = append(out, plan)
		} else {
			delete(a.until, plan)
		}
	}
	return out
}
