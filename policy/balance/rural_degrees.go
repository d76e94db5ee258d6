package balance

import (
	"lungang/model"
	"lungang/policy"
)

// ruralDegrees is 农村义务教育专任教师本科学历比例 (D-39: 普遍达到本科层次, without a
// number): teachers of compulsory education at rural schools with a bachelor
// degree.
var ruralDegrees = Indicator{
	ID:    "rural_degrees",
	Title: model.Text{ZH: "农村义务教育专任教师本科及以上比例", EN: "Rural teachers with a bachelor degree"},
	Unit:  percentUnit,
	Uses:  []string{policy.EducationRuralLocales.Name},
	read: func(s *situation) []reading {
		name := policy.EducationRuralBachelor.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		_, rural := s.degrees()
		r.measure = share(r.demand, rural.bachelor, rural.all, 0)
		return []reading{r}
	},
}
