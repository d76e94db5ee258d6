package balance

import (
	"lungang/model"
	"lungang/policy"
)

// largeClasses is 大班额比例 (B1-01, B1-06: none; C-03: below 5 percent): of the
// classes of public schools at a stage, those of class_size.large pupils or
// more. Among the parts are those of class_size.huge or more (超大班额).
var largeClasses = Indicator{
	ID:    "large_classes",
	Title: model.Text{ZH: "大班额比例", EN: "Large classes"},
	Unit:  percentUnit,
	Uses:  []string{policy.ClassSizeLarge.Name, policy.ClassSizeHuge.Name},
	read: func(s *situation) []reading {
		name := policy.ClassSizeLargeMost.Name
		large, huge := policy.ClassSizeLarge.Of(s.f.Rules), policy.ClassSizeHuge.Of(s.f.Rules)
		var out []reading
		for _, stage := range []model.Stage{model.Primary, model.Junior, model.Senior} {
			r := reading{scope: stageScope, stage: stage, demand: s.demand(name, Most), later: s.later(name)}
			many, veryMany, all := 0, 0, 0
			s.eachStage(stage, func(school int, grades []model.GradeData) {
				sizes := classSizes(grades)
				n, of := count(sizes, large)
				most, _ := count(sizes, huge)
				many, veryMany, all = many+n, veryMany+most, all+of
				if n > 0 {
					r.schools = append(r.schools, schoolReading{school, share(r.demand, n, of, 0)})
				}
			})
			r.measure = share(r.demand, many, all, 0)
			r.measure.Parts = []Part{part("huge", veryMany, all)}
			out = append(out, r)
		}
		return out
	},
}
