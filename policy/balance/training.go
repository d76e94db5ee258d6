package balance

import (
	"lungang/model"
	"lungang/policy"
)

// training is 教师五年360学时培训完成率 (A-37 and the national review: 100 percent): of
// the full-time teachers of public schools of compulsory education, those with
// training.hours in the last five years. Whose hours the document does not give
// is unknown.
var training = Indicator{
	ID:    "training",
	Title: model.Text{ZH: "教师五年培训学时完成率", EN: "Teachers with their hours of training in five years"},
	Unit:  percentUnit,
	Uses:  []string{policy.TrainingHours.Name},
	read: func(s *situation) []reading {
		name := policy.TrainingShare.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		hours := policy.TrainingHours.Of(s.f.Rules)
		have, all, unknown := 0, 0, 0
		for i := range s.f.Teachers {
			if !s.teaches(i) || !isCompulsory(s.stage(i)) {
				continue
			}
			all++
			switch n := s.f.Teachers[i].TrainingHours; {
			case n == nil:
				unknown++
			case *n >= hours:
				have++
			}
		}
		r.measure = share(r.demand, have, all, unknown)
		return []reading{r}
	},
}
