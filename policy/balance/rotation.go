package balance

import (
	"lungang/model"
	"lungang/policy"
)

// rotation is 交流比例: teachers who are due and rotate, of those who are due
// (exchange.ratio), over the scopes of exchange.floor_scope. Before a plan there
// is nothing to count.
var rotation = Indicator{
	ID:    "rotation",
	Title: model.Text{ZH: "教师交流轮岗比例", EN: "Teachers who rotate, of those who are due"},
	Unit:  percentUnit,
	Uses:  []string{policy.ExchangeRatioMode.Name},
	read: func(s *situation) []reading {
		name := policy.ExchangeRatio.Name
		var out []reading
		for _, scope := range s.f.Scopes() {
			r := reading{scope: scope.ID, demand: s.demand(name, Least), later: s.later(name)}
			n := s.rotated(scope)
			r.measure = Measure{Denominator: len(scope.Due)}
			if s.planned {
				r.measure = share(r.demand, n.due, len(scope.Due), 0)
			}
			out = append(out, r)
		}
		return out
	},
}

// rotated counts who rotates in a scope.
type rotated struct{ all, due, backbone int }

func (s *situation) rotated(scope policy.Scope) rotated {
	var n rotated
	for _, i := range scope.Members {
		t := &s.f.Teachers[i]
		if s.school(i) == t.School {
			continue
		}
		n.all++
		if t.Verdict.Kind == model.Must {
			n.due++
		}
		if t.Backbone {
			n.backbone++
		}
	}
	return n
}
