package balance

import (
	"lungang/model"
	"lungang/policy"
)

// licence is 专任教师持证上岗率 (E-10 and the national review: 100 percent): of the
// full-time teachers of public schools, those with a licence that is valid on
// the reference day and allows the stage that they teach. A licence that the
// document does not give is none.
var licence = Indicator{
	ID:    "licence",
	Title: model.Text{ZH: "专任教师持证上岗率", EN: "Teachers with a valid licence for their stage"},
	Unit:  percentUnit,
	read: func(s *situation) []reading {
		name := policy.LicenceShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		have, all := 0, 0
		for i := range s.f.Teachers {
			if !s.teaches(i) {
				continue
			}
			all++
			if s.licensed(i) {
				have++
			}
		}
		r.measure = share(r.demand, have, all, 0)
		return []reading{r}
	},
}

func (s *situation) licensed(teacher int) bool {
	l := s.f.Teachers[teacher].Licence
	return l != nil && l.Stage.LicenceAllows(s.stage(teacher)) && (l.ValidTo.IsZero() || !l.ValidTo.Before(s.f.Reference))
}
