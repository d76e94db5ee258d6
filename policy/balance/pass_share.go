package balance

import (
	"lungang/model"
	"lungang/policy"
)

// passShare is 学校达标率: the percent of schools that meet I1, I2 and I3, the
// primary and the junior part of a nine-year school counted apart. Counties set
// milestones by year (E-12 … E-28: 95, 98 and 100 percent from 2022 on).
var passShare = Indicator{
	ID:    "pass_share",
	Title: model.Text{ZH: "学校达标率", EN: "Share of schools that meet the indicator"},
	Unit:  percentUnit,
	read:  readPassShare,
}

var percentUnit = model.Text{ZH: "%", EN: "%"}

func readPassShare(s *situation) []reading {
	var out []reading
	for _, x := range []struct {
		level *level
		key   policy.Key[float64]
	}{
		{&education, policy.IndicatorI1PassShare}, {&backbone, policy.IndicatorI2PassShare}, {&arts, policy.IndicatorI3PassShare},
	} {
		passed, all := 0, 0
		for _, stage := range compulsory {
			for _, j := range s.judged[stage] {
				all++
				if x.level.reaches(s, j, stage, 100) {
					passed++
				}
			}
		}
		r := reading{of: x.level.id, scope: districtScope, demand: s.demand(x.key.Name, Least), later: s.later(x.key.Name)}
		r.measure = share(r.demand, passed, all, 0)
		out = append(out, r)
	}
	return out
}
