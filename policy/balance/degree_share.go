package balance

import (
	"lungang/model"
	"lungang/policy"
)

// degreeShare is 专任教师学历达标率 by stage (B3-01): primary teachers with an
// associate degree, junior and senior teachers with a bachelor degree.
var degreeShare = Indicator{
	ID:    "degree_share",
	Title: model.Text{ZH: "专任教师学历达标率", EN: "Teachers with the degree of their stage"},
	Unit:  percentUnit,
	read: func(s *situation) []reading {
		var out []reading
		for _, x := range []struct {
			stage model.Stage
			least model.Education
			key   policy.Key[float64]
		}{
			{model.Primary, model.Associate, policy.EducationSharePrimary},
			{model.Junior, model.Bachelor, policy.EducationShareJunior},
			{model.Senior, model.Bachelor, policy.EducationShareSenior},
		} {
			have, all := 0, 0
			for i := range s.f.Teachers {
				if !s.teaches(i) || s.stage(i) != x.stage {
					continue
				}
				all++
				if s.f.Teachers[i].Education.AtLeast(x.least) {
					have++
				}
			}
			r := reading{scope: stageScope, stage: x.stage, demand: s.demand(x.key.Name, Least), later: s.later(x.key.Name)}
			r.measure = share(r.demand, have, all, 0)
			out = append(out, r)
		}
		return out
	},
}
