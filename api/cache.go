package api

import (
	"container/list"
	"context"
	"sync"

	"lungang/model"
)

// cache keeps what is dear to compute and never changes, by its hash. Whoever
// asks was let in by a port before: the cache knows no tenants, and equal
// hashes are equal contents.
type cache[T any] struct {
	most int

	mu    sync.Mutex
	order *list.List // of *entry[T], the last used first
	byKey map[string]*list.Element
}

type entry[T any] struct {
	key   string
	ready chan struct{}
	value T
	err   error
}

func newCache[T any](most int) *cache[T] {
	return &cache[T]{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

// get returns the value of key, made at most once at a time. What failed is not
// kept. Whoever waits for another's work leaves when ctx ends.
func (c *cache[T]) get(ctx context.Context, key string, build func() (T, error)) (T, error) {
	c.mu.Lock()
	if at, ok := c.byKey[key]; ok {
		c.order.MoveToFront(at)
		e := at.Value.(*entry[T])
		c.mu.Unlock()
		select {
		case <-e.ready:
			return e.value, e.err
		case <-ctx.Done():
			var zero T
			return zero, ctx.Err()
		}
	}
	e := &entry[T]{key: key, ready: make(chan struct{})}
	at := c.order.PushFront(e)
	c.byKey[key] = at
	if c.order.Len() > c.most {
		c.drop(c.order.Back())
	}
	c.mu.Unlock()

	e.err = errUnfinished
	defer func() { // also when build panics: nobody waits for ever
		close(e.ready)
		if e.err == nil {
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.byKey[key] == at {
			c.drop(at)
		}
	}()
	e.value, e.err = build()
	return e.value, e.err
}

// errUnfinished is what those get who waited for a computation that broke off.
var errUnfinished = model.NewError(model.CodeInternal, model.Text{}, nil)

func (c *cache[T]) drop(at *list.Element) {
	c.order.Remove(at)
	delete(c.byKey, at.Value.(*entry[T]).key)
}
