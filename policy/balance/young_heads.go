package balance

import (
	"lungang/model"
	"lungang/policy"
)

// youngHeads is 45周岁以下乡村学校校长(含副校长)比例 (D-21): of the principals and vice
// principals in post at rural public schools, those who are not older than
// principals.rural_young_age on the reference day, the number included.
var youngHeads = Indicator{
	ID:    "young_heads",
	Title: model.Text{ZH: "乡村学校年轻校长(含副校长)比例", EN: "Young principals and vice principals at rural schools"},
	Unit:  percentUnit,
	Uses:  []string{policy.PrincipalYoungAge.Name},
	read: func(s *situation) []reading {
		name := policy.PrincipalYoungShare.Name
		r := reading{scope: districtScope, later: s.later(name)}
		if d := s.demand(name, Least); d != nil && d.Threshold > 0 { // 0 switches the rule off
			r.demand = d
		}
		young, all := 0, 0
		for i := range s.f.Teachers {
			t := &s.f.Teachers[i]
			at := &s.f.Schools[s.school(i)]
			if !t.Role.Kind.IsLeader() || t.Status != "" && t.Status != model.Active || !at.Public || at.Locale != model.Rural {
				continue
			}
			all++
			if t.Age <= policy.PrincipalYoungAge.Of(s.f.Rules) {
				young++
			}
		}
		r.measure = share(r.demand, young, all, 0)
		return []reading{r}
	},
}
