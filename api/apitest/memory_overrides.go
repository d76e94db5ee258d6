package apitest

import (
	"cmp"
	"context"
	"slices"

	"lungang/api"
	"lungang/model"
)

type memoryOverrides struct{ m *Memory }

// overridesOf lists the overrides of a pack; the caller holds the lock.
func (t *tenant) overridesOf(pack string) []api.Override {
	list, _ := pageOf(t.overrides, api.Page{Limit: len(t.overrides)}, func(o *api.Override) bool { return o.Pack == pack })
	slices.SortFunc(list, func(a, b api.Override) int { return cmp.Compare(a.Parameter, b.Parameter) })
	return list
}

// List lists the overrides of a pack.
func (s memoryOverrides) List(_ context.Context, who api.Actor, pack string) ([]api.Override, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return s.m.in(who).overridesOf(pack), nil
}

// Add puts an override in force.
func (s memoryOverrides) Add(_ context.Context, who api.Actor, once api.Once, pack string, o model.Override) (*api.Override, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if id, err := t.repeated(once); err != nil {
		return nil, err
	} else if id != "" {
		return copyOf(t.overrides, id)
	}
	if slices.ContainsFunc(t.overridesOf(pack), func(old api.Override) bool { return old.Parameter == o.Parameter }) {
		return nil, model.NewError(model.CodeConflict, model.Text{}, nil)
	}
	value, err := model.Canonical(o.Value)
	if err != nil {
		return nil, err
	}
	row := &api.Override{
		ID: s.m.id("ov"), Pack: pack, Parameter: o.Parameter, Value: value, Reason: o.Reason, Approver: o.Approver, CreatedAt: now(),
	}
	t.overrides[row.ID] = row
	t.remember(once, row.ID)
	t.log(who, "override.created", row.ID, map[string]string{"pack": pack, "parameter": o.Parameter})
	return copyOf(t.overrides, row.ID)
}

// Get returns an override.
func (s memoryOverrides) Get(_ context.Context, who api.Actor, id string) (*api.Override, error) {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	return copyOf(s.m.in(who).overrides, id)
}

// Withdraw ends an override.
func (s memoryOverrides) Withdraw(_ context.Context, who api.Actor, pack, id string) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	t := s.m.in(who)
	if row := t.overrides[id]; row == nil || row.Pack != pack {
		return notFound()
	}
	delete(t.overrides, id)
	t.log(who, "override.withdrawn", id, map[string]string{"pack": pack})
	return nil
}
