package api

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiters hold one token bucket for each key or address. Those that have been
// full for a while are forgotten.
type limiters struct {
	limit rate.Limit // events a second; rate.Inf means none
	burst int
	now   func() time.Time

	mu    sync.Mutex
	all   map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter

	seen time.Time
}

// most is how many buckets are held before old ones are looked for.
const most = 10_000

func newLimiters(perSecond float64, burst int, now func() time.Time) *limiters {
	limit := rate.Limit(perSecond)
	if perSecond < 0 {
		limit = rate.Inf
	}
	return &limiters{limit: limit, burst: max(burst, 1), now: now, all: map[string]*bucket{}}
}

// take takes one token of id. When there is none it returns the seconds after
// which there is.
func (l *limiters) take(id string) (wait int, ok bool) {
	if l.limit == rate.Inf {
		return 0, true
	}
	now := l.now()
	b := l.bucket(id, now)
	r := b.ReserveN(now, 1)
	if delay := r.DelayFrom(now); delay > 0 {
		r.CancelAt(now)
		return int(math.Ceil(delay.Seconds())), false
	}
	return 0, true
}

// empty reports whether id has no token left, and takes none.
func (l *limiters) empty(id string) bool {
	if l.limit == rate.Inf {
		return false
	}
	now := l.now()
	return l.bucket(id, now).TokensAt(now) < 1
}

func (l *limiters) bucket(id string, now time.Time) *bucket {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.all[id]
	if b == nil {
		if len(l.all) >= most && now.Sub(l.swept) > time.Second {
			l.sweep(now)
		}
		b = &bucket{Limiter: rate.NewLimiter(l.limit, l.burst)}
		l.all[id] = b
	}
	b.seen = now
	return b
}

// sweep forgets buckets that are full again.
func (l *limiters) sweep(now time.Time) {
	l.swept = now
	full := time.Duration(float64(l.burst) / float64(l.limit) * float64(time.Second))
	for id, b := range l.all {
		if now.Sub(b.seen) > full {
			delete(l.all, id)
		}
	}
}
