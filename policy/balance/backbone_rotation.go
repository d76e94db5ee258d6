package balance

import (
	"lungang/model"
	"lungang/policy"
)

// backboneRotation is 骨干教师交流比例: backbone teachers who rotate, of each of the
// four denominators that documents are read to mean: teachers who rotate
// (exchanged), the least number that must (target_list), all who are due
// (eligible_all), backbone teachers who are due (eligible_backbone). Only the
// one that exchange.backbone_denominator names is under the demand; the others
// are shown so that every reading of a clause can be answered.
var backboneRotation = Indicator{
	ID:    "backbone_rotation",
	Title: model.Text{ZH: "骨干教师交流比例", EN: "Backbone teachers who rotate"},
	Unit:  percentUnit,
	Uses:  []string{policy.ExchangeBackboneDenom.Name, policy.ExchangeBackboneLevels.Name},
	read: func(s *situation) []reading {
		name := policy.ExchangeBackboneRatio.Name
		chosen := policy.ExchangeBackboneDenom.Of(s.f.Rules)
		var out []reading
		for _, scope := range s.f.Scopes() {
			n := s.rotated(scope)
			for _, d := range []struct {
				of string
				n  int
			}{
				{"exchanged", n.all}, {"target_list", scope.Floor}, {"eligible_all", len(scope.Due)}, {"eligible_backbone", s.backboneDue(scope)},
			} {
				r := reading{of: d.of, scope: scope.ID, measure: Measure{Denominator: d.n}}
				if d.of == chosen {
					r.demand, r.later = s.demand(name, Least), s.later(name)
				}
				if s.planned {
					r.measure = share(r.demand, n.backbone, d.n, 0)
				}
				out = append(out, r)
			}
		}
		return out
	},
}

func (s *situation) backboneDue(scope policy.Scope) int {
	n := 0
	for _, i := range scope.Due {
		if s.f.Teachers[i].Backbone {
			n++
		}
	}
	return n
}
