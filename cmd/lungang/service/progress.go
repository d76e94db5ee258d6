package service

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"lungang/api"
	"lungang/model"
	"lungang/store"
)

type progress struct{ *wiring }

func (w progress) Since(ctx context.Context, who api.Actor, plan string, after int64, limit int) ([]api.ProgressEvent, bool, error) {
	over := false
	rows, err := store.Read(ctx, w.store, func(tx *store.Tx) ([]store.Progress, error) {
		p, err := tx.Plans().Get(tenantOf(who), plan)
		if err != nil {
			return nil, err
		}
		rows, err := tx.Events().After(tenantOf(who), plan, after, limit)
		last := after
		if n := len(rows); n > 0 {
			last = rows[n-1].Seq
		}
		over = p.Status.Final() && (len(rows) == 0 || last >= p.ProgressSeq) // old progress is cleared away
		return rows, err
	})
	if err != nil {
		return nil, false, err
	}
	out := make([]api.ProgressEvent, len(rows))
	for i, r := range rows {
		var e struct {
			Kind string          `json:"kind"`
			Data json.RawMessage `json:"data"`
		}
		if err := json.Unmarshal([]byte(r.Event), &e); err != nil {
			return nil, false, model.NewError(model.CodeInternal, model.Text{}, err)
		}
		out[i] = api.ProgressEvent{Seq: r.Seq, Time: r.At, Kind: e.Kind, Data: e.Data}
	}
	return out, over, nil
}

func (w progress) Watch(ctx context.Context, who api.Actor, plan string) (<-chan struct{}, func(), error) {
	if _, err := plans(w).Get(ctx, who, plan); err != nil {
		return nil, nil, err
	}
	news, stop := w.hub.watch(tenantOf(who), plan)
	return news, stop, nil
}

// hub looks at plans that somebody watches, once for all who watch the same.
// Workers may be anywhere, so it asks the database.
type hub struct {
	store *store.Store
	every time.Duration

	mu     sync.Mutex
	topics map[topicKey]*topic
	group  sync.WaitGroup
}

type topicKey struct {
	tenant store.TenantID
	plan   string
}

type topic struct {
	cancel    context.CancelFunc
	listeners map[chan struct{}]bool
}

const hubLooks = 100 * time.Millisecond

func newHub(s *store.Store) *hub {
	return &hub{store: s, every: hubLooks, topics: map[topicKey]*topic{}}
}

// watch returns a channel that gets a value when the plan may have changed.
func (h *hub) watch(tenant store.TenantID, plan string) (<-chan struct{}, func()) {
	key, news := topicKey{tenant, plan}, make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[key]
	if t == nil {
		ctx, cancel := context.WithCancel(context.Background())
		t = &topic{cancel: cancel, listeners: map[chan struct{}]bool{}}
		h.topics[key] = t
		h.group.Go(func() { h.look(ctx, key, t) })
	}
	t.listeners[news] = true
	return news, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(t.listeners, news)
		if len(t.listeners) == 0 && h.topics[key] == t {
			delete(h.topics, key)
			t.cancel()
		}
	}
}

// look tells the listeners of a topic when its plan changed. The first look
// always does: what came between their own look and this one is not lost.
func (h *hub) look(ctx context.Context, key topicKey, t *topic) {
	type state struct{ version, seq int64 }
	seen := state{-1, -1}
	tick := time.NewTicker(h.every)
	defer tick.Stop()
	for {
		p, err := store.Read(ctx, h.store, func(tx *store.Tx) (*store.Plan, error) { return tx.Plans().Get(key.tenant, key.plan) })
		if err == nil && seen != (state{p.Version, p.ProgressSeq}) {
			seen = state{p.Version, p.ProgressSeq}
			h.tell(t)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (h *hub) tell(t *topic) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for news := range t.listeners {
		select {
		case news <- struct{}{}:
		default: // it has not read the last one
		}
	}
}

// close ends every look. Listeners hear nothing more.
func (h *hub) close() {
	h.mu.Lock()
	for key, t := range h.topics {
		t.cancel()
		delete(h.topics, key)
	}
	h.mu.Unlock()
	h.group.Wait()
}
