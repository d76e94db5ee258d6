package ledger

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// Pairing is the cycle in which an urban-rural pairing is (B1-19: five years).
type Pairing struct {
	Group  model.GroupID    `json:"group"`
	Name   string           `json:"name,omitempty"`
	Lead   model.SchoolID   `json:"lead,omitempty"`
	Rural  []model.SchoolID `json:"rural"` // members of either side, sorted
	Other  []model.SchoolID `json:"other"`
	Since  model.Date       `json:"since,omitzero"`
	Cycle  int              `json:"cycle"`           // number of the present cycle, from 1; 0: no day or no length is known, or it has not begun
	Begins model.Date       `json:"begins,omitzero"` // first day of the cycle
	Ends   model.Date       `json:"ends,omitzero"`   // last day of the cycle
	Renew  bool             `json:"renew"`           // it ends within a year of the reference day
	Basis  []policy.Basis   `json:"basis"`
}

// pairings lists the groups of kind pairing, sorted by id.
func (b *book) pairings() []Pairing {
	out := []Pairing{}
	for _, g := range b.f.Problem.Groups {
		if g.Kind != model.Pairing {
			continue
		}
		p := Pairing{
			Group: g.ID, Name: g.Name, Lead: g.Lead, Since: g.Since,
			Rural: []model.SchoolID{}, Other: []model.SchoolID{}, Basis: b.f.Rules.Basis(policy.PairingCycle.Name),
		}
		for i := range b.f.Schools {
			s := &b.f.Schools[i]
			switch {
			case s.Group != g.ID && s.Pairing != g.ID:
			case s.Locale == model.Rural:
				p.Rural = append(p.Rural, s.ID)
			default:
				p.Other = append(p.Other, s.ID)
			}
		}
		if length, ok := policy.PairingCycle.Maybe(b.f.Rules); ok && !g.Since.IsZero() && !g.Since.After(b.f.Reference) {
			p.Cycle = 1 + g.Since.YearsUntil(b.f.Reference)/length
			p.Begins = g.Since.AddYears((p.Cycle - 1) * length)
			next := g.Since.AddYears(p.Cycle * length)
			p.Ends = dayBefore(next)
			p.Renew = p.Ends.Before(b.f.Reference.AddYears(1))
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Pairing) int { return compare(a.Group, b.Group) })
	return out
}

func dayBefore(d model.Date) model.Date {
	t := d.Time().AddDate(0, 0, -1)
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

func compare[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}
