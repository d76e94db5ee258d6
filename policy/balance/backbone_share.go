package balance

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// backboneShare is 骨干教师占比 (A-42: 10 percent): of the full-time teachers of
// public schools of general education (中小学), those with a valid honour of
// backbone.share_level or above.
var backboneShare = Indicator{
	ID:    "backbone_share",
	Title: model.Text{ZH: "骨干教师占教师总数比例", EN: "Backbone teachers, of all teachers"},
	Unit:  percentUnit,
	Uses:  []string{policy.BackboneShareLevel.Name},
	read: func(s *situation) []reading {
		name := policy.BackboneShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		levels := model.BackboneLevel("").Values()
		least := slices.Index(levels, policy.BackboneShareLevel.Of(s.f.Rules))
		have, all := 0, 0
		for i := range s.f.Teachers {
			if k := s.stage(i); !s.teaches(i) || !isCompulsory(k) && k != model.Senior {
				continue
			}
			all++
			if s.f.HasHonour(i) && slices.Index(levels, string(s.f.Teachers[i].Teacher.Backbone.Level)) >= least {
				have++
			}
		}
		r.measure = share(r.demand, have, all, 0)
		return []reading{r}
	},
}
