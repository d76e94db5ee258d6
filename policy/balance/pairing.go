package balance

import (
	"lungang/model"
	"lungang/policy"
)

// pairingCoverage is 城乡结对覆盖率 (D-05: 60 percent from 2023, all from 2025; B1-20:
// all): of the public schools of general education, or of the rural ones among
// them (pairing.of), those in a pairing with a school on the other side of town
// and country. A teaching point or village school is paired through its centre
// school. Unknown while the document has no pairing at all.
var pairingCoverage = Indicator{
	ID:    "pairing",
	Title: model.Text{ZH: "城乡学校结对覆盖率", EN: "Schools in an urban-rural pairing"},
	Unit:  percentUnit,
	Uses:  []string{policy.PairingOf.Name},
	read: func(s *situation) []reading {
		name := policy.PairingShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		pairs := s.pairings()
		all := policy.PairingOf.Of(s.f.Rules) == "all"
		paired, unknown, n := 0, 0, 0
		for i := range s.f.Schools {
			at := &s.f.Schools[i]
			if !general(at) || !all && at.Locale != model.Rural {
				continue
			}
			n++
			is := s.paired(pairs, at)
			m := share(&Demand{Sense: Least, Threshold: 100}, 0, 1, 0)
			switch {
			case is:
				paired++
				m = share(&Demand{Sense: Least, Threshold: 100}, 1, 1, 0)
			case len(pairs) == 0:
				unknown++
				m = Measure{Denominator: 1, Unknown: 1}
			}
			r.schools = append(r.schools, schoolReading{i, m})
		}
		r.measure = share(r.demand, paired, n, unknown)
		return []reading{r}
	},
}

// sides says which sides of town and country a pairing has.
type sides struct{ rural, other bool }

// pairings returns the sides of every pairing of the document.
func (s *situation) pairings() map[model.GroupID]*sides {
	out := map[model.GroupID]*sides{}
	for _, g := range s.f.Problem.Groups {
		if g.Kind == model.Pairing {
			out[g.ID] = &sides{}
		}
	}
	for i := range s.f.Schools {
		at := &s.f.Schools[i]
		for _, id := range []model.GroupID{at.Group, at.Pairing} {
			if p := out[id]; p != nil && at.Locale == model.Rural {
				p.rural = true
			} else if p != nil {
				p.other = true
			}
		}
	}
	return out
}

func (s *situation) paired(pairs map[model.GroupID]*sides, at *policy.SchoolFacts) bool {
	for _, id := range []model.GroupID{at.Group, at.Pairing} {
		if p := pairs[id]; p != nil && p.rural && p.other {
			return true
		}
	}
	if at.Centre == "" || at.Centre == at.ID {
		return false
	}
	// One step only: a centre school has no centre of its own.
	centre := *s.f.School(at.Centre)
	school := *centre.School
	school.Centre = ""
	centre.School = &school
	return s.paired(pairs, &centre)
}
