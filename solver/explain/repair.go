package explain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// Repair is a change of the problem, or several together, that was tried: it is
// lawful under the pack, and every rule was solved again with it.
type Repair struct {
	Changes []Change `json:"changes"`
	// Relax is the least relaxation that is left; 0: all rules hold.
	Relax int64 `json:"relax"`
	// Plan is the best plan with these changes; nil when none was asked for or found.
	Plan *PlanUnder `json:"plan,omitempty"`
}

// PlanUnder is what the best plan under a repair comes to.
type PlanUnder struct {
	Termination model.Termination  `json:"termination"`
	Tiers       []model.TierResult `json:"tiers"`
	Moves       int                `json:"moves"`
}

// hopeless is the relaxation of a problem without a plan.
const hopeless = math.MaxInt64

// relax returns the least relaxation of a formulation, in rule units, and where
// rules give way in one such plan; hopeless when there is no plan at all.
func (a *asker) relax(ctx context.Context, m *formulate.Model) (int64, []model.Relaxation, error) {
	q := question{m: m, keep: func(o formulate.Origin) bool { return o.Rule != "" }}
	if i := slices.IndexFunc(m.Tiers, func(t formulate.Tier) bool { return t.ID == "relax" }); i >= 0 {
		q.cost = m.Tiers[i].Cost
	}
	r, err := a.ask(ctx, q)
	if err != nil {
		return 0, nil, err
	}
	if !r.feasible {
		return hopeless, nil, nil
	}
	// Slacks that cost nothing may be larger than they need be.
	return r.value, m.Decisions(r.x).Relaxations, nil
}

// try returns the least relaxation of the problem with changes; false when the
// pack does not allow them.
func (a *asker) try(ctx context.Context, p *model.Problem, changes ...Change) (relax int64, lawful bool, err error) {
	q, err := apply(p, changes)
	if err != nil {
		return 0, false, err
	}
	f, err := policy.Derive(q)
	if err != nil {
		if len(model.ErrorFaults(err)) > 0 {
			return 0, false, nil
		}
		return 0, false, err
	}
	m, err := formulate.Formulate(ctx, f)
	if err != nil {
		return 0, false, err
	}
	relax, _, err = a.relax(ctx, m)
	return relax, true, err
}

// climb returns the smallest change of a ladder that helps as much as the
// largest one; nil when that does not help or is not lawful. More of a change is
// taken to help no less.
func (a *asker) climb(ctx context.Context, p *model.Problem, l ladder, now int64) (*Repair, error) {
	best, lawful, err := a.try(ctx, p, l.at(l.steps))
	if err != nil || !lawful || best >= now {
		return nil, err
	}
	lo, hi := 0, l.steps // lo helps less, hi helps as much
	for hi-lo > 1 {
		mid := lo + (hi-lo)/2
		got, lawful, err := a.try(ctx, p, l.at(mid))
		if err != nil {
			return nil, err
		}
		if lawful && got <= best {
			hi, best = mid, got
		} else {
			lo = mid
		}
	}
	return &Repair{Changes: []Change{l.at(hi)}, Relax: best}, nil
}

// repairs tries every change against every member of the conflicts, and then
// several together when none is enough alone. The flag is false when time or
// nodes ended before all was tried.
func (a *asker) repairs(ctx context.Context, f *policy.Facts, conflicts []Conflict, now int64) ([]Repair, bool, error) {
	var out []Repair
	tried, complete := map[string]bool{}, true
	for _, c := range conflicts {
		for _, member := range c.Members {
			for _, l := range ladders(f, member.Key) {
				last := l.at(l.steps)
				name := fmt.Sprint(last.Kind, " ", last.Subject, " ", last.Part, " ", last.To)
				if tried[name] {
					continue
				}
				tried[name] = true
				r, err := a.climb(ctx, f.Problem, l, now)
				switch {
				case ctx.Err() != nil:
					return sorted(out), false, nil
				case errors.Is(err, errStopped):
					complete = false
				case err != nil:
					return nil, false, err
				case r != nil:
					out = append(out, *r)
				}
			}
		}
	}
	out = sorted(out)
	if len(out) > 1 && out[0].Relax > 0 {
		together, err := a.together(ctx, f.Problem, out)
		switch {
		case ctx.Err() != nil || errors.Is(err, errStopped):
			return out, false, nil
		case err != nil:
			return nil, false, err
		case together != nil:
			out = sorted(append(out, *together))
		}
	}
	return out, complete, nil
}

// together adds change to change, the best first, as long as each helps.
func (a *asker) together(ctx context.Context, p *model.Problem, single []Repair) (*Repair, error) {
	sum := Repair{Changes: slices.Clone(single[0].Changes), Relax: single[0].Relax}
	for _, r := range single[1:] {
		if sum.Relax == 0 {
			break
		}
		if slices.ContainsFunc(sum.Changes, func(c Change) bool { return c.Kind == r.Changes[0].Kind && c.Subject == r.Changes[0].Subject }) {
			continue
		}
		with := append(slices.Clone(sum.Changes), r.Changes...)
		got, lawful, err := a.try(ctx, p, with...)
		if err != nil {
			return nil, err
		}
		if lawful && got < sum.Relax {
			sum = Repair{Changes: with, Relax: got}
		}
	}
	if len(sum.Changes) < 2 {
		return nil, nil
	}
	return &sum, nil
}

// sorted puts what helps most first, then fewer changes, then what the pack
// itself marks relaxable.
func sorted(list []Repair) []Repair {
	slices.SortStableFunc(list, func(x, y Repair) int {
		return cmp.Or(cmp.Compare(x.Relax, y.Relax), cmp.Compare(len(x.Changes), len(y.Changes)))
	})
	return list
}
