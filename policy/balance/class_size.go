package balance

import (
	"lungang/model"
	"lungang/policy"
)

// classSize is 标准班额: of the classes of public schools at a stage of compulsory
// education, those that are not above the standard size (class_size.primary,
// class_size.junior). The national review wants all of them.
var classSize = Indicator{
	ID:    "class_size",
	Title: model.Text{ZH: "标准班额比例", EN: "Classes not above the standard size"},
	Unit:  percentUnit,
	Uses:  []string{policy.ClassSizePrimary.Name, policy.ClassSizeJunior.Name},
	read: func(s *situation) []reading {
		name := policy.ClassSizeShare.Name
		var out []reading
		for _, stage := range compulsory {
			standard := policy.ClassSizePrimary.Of(s.f.Rules)
			if stage == model.Junior {
				standard = policy.ClassSizeJunior.Of(s.f.Rules)
			}
			r := reading{scope: stageScope, stage: stage, demand: s.demand(name, Least), later: s.later(name)}
			within, all := 0, 0
			s.eachStage(stage, func(school int, grades []model.GradeData) {
				over, n := count(classSizes(grades), standard+1)
				if n == 0 {
					return
				}
				within += n - over
				all += n
				r.schools = append(r.schools, schoolReading{school, share(r.demand, n-over, n, 0)})
			})
			r.measure = share(r.demand, within, all, 0)
			out = append(out, r)
		}
		return out
	},
}

// eachStage calls with every public school that has the stage, in order.
func (s *situation) eachStage(stage model.Stage, call func(school int, grades []model.GradeData)) {
	for i := range s.f.Schools {
		for _, d := range s.f.Schools[i].Stages {
			if s.f.Schools[i].Public && d.Stage == stage {
				call(i, d.Grades)
			}
		}
	}
}
