package balance

import (
	"lungang/model"
	"lungang/policy"
)

// principalDegrees is 校长本科及以上学历比例 (B2-16: 全员): of the principals in post at
// public schools of general education, those with a bachelor degree or a higher
// one. Kindergartens, of whose heads the clause asks less, are left out.
var principalDegrees = Indicator{
	ID:    "principal_degrees",
	Title: model.Text{ZH: "校长本科及以上学历比例", EN: "Principals with a bachelor degree"},
	Unit:  percentUnit,
	read: func(s *situation) []reading {
		name := policy.PrincipalBachelorShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		have, all := 0, 0
		for i := range s.f.Teachers {
			t := &s.f.Teachers[i]
			if t.Role.Kind != model.Principal || t.Status != "" && t.Status != model.Active || !general(&s.f.Schools[s.school(i)]) {
				continue
			}
			all++
			if t.Education.AtLeast(model.Bachelor) {
				have++
			}
		}
		r.measure = share(r.demand, have, all, 0)
		return []reading{r}
	},
}
