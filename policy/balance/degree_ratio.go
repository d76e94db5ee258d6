package balance

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// degreeRatio is 城市与农村义务教育教师本科及以上学历比例之比: the share of teachers of
// compulsory education with a bachelor degree at urban schools, divided by the
// share at rural ones (education.rural_locales). D-01, D-40: at most 1.02.
var degreeRatio = Indicator{
	ID:    "degree_ratio",
	Title: model.Text{ZH: "城乡教师本科及以上学历比例之比", EN: "Bachelor degrees, share at urban schools ÷ share at rural schools"},
	Unit:  model.Text{ZH: "倍", EN: "ratio"},
	Uses:  []string{policy.EducationRuralLocales.Name},
	read: func(s *situation) []reading {
		name := policy.EducationRatio.Name
		r := reading{scope: districtScope, demand: s.demand(name, Most), later: s.later(name)}
		urban, rural := s.degrees()
		r.measure.Parts = []Part{part("urban", urban.bachelor, urban.all), part("rural", rural.bachelor, rural.all)}
		if urban.all > 0 && rural.bachelor > 0 {
			// (urban.bachelor/urban.all) ÷ (rural.bachelor/rural.all)
			q := quotient(urban.bachelor*rural.all, urban.all*rural.bachelor, 1)
			r.measure.Known, r.measure.Value, r.measure.Passed = true, float(q), r.demand.judge(q, q)
		}
		return []reading{r}
	},
}

// degrees counts teachers of compulsory education with a bachelor degree.
type degrees struct{ bachelor, all int }

func (s *situation) degrees() (urban, rural degrees) {
	locales := policy.EducationRuralLocales.Of(s.f.Rules)
	for i := range s.f.Teachers {
		if !s.teaches(i) || !isCompulsory(s.stage(i)) {
			continue
		}
		side := &urban
		if slices.Contains(locales, string(s.f.Schools[s.school(i)].Locale)) {
			side = &rural
		}
		side.all++
		if s.f.Teachers[i].Education.AtLeast(model.Bachelor) {
			side.bachelor++
		}
	}
	return urban, rural
}
