package api

import "sync"

// places can be held by so many at once, and by those of one bureau up to a quarter
// of them, at least one: no bureau takes them all.
type places struct {
	mu   sync.Mutex
	free int
	each int
	held map[string]int // by tenant
}

func newPlaces(all int) *places {
	return &places{free: all, each: max(all/4, 1), held: map[string]int{}}
}

// take takes a place for a tenant; false when there is none. giveBack is called once.
func (p *places) take(tenant string) (giveBack func(), ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free == 0 || p.held[tenant] == p.each {
		return nil, false
	}
	p.free--
	p.held[tenant]++
	return func() { p.giveBack(tenant) }, true
}

func (p *places) giveBack(tenant string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free++
	if p.held[tenant]--; p.held[tenant] == 0 {
		delete(p.held, tenant)
	}
}
