package balance

import (
	"lungang/model"
	"lungang/policy"
)

// peClasses is 体育教师班师比 (C-43; 5 to 1 at primary, 6 to 1 at junior, 8 to 1 at
// senior stage): classes of public schools at a stage for each full-time teacher
// whose primary qualification is PE. A teacher who moves counts at the new
// school. Schools above the ratio are listed; one with classes and without such
// a teacher fails though there is no number. Those are counted in the part.
var peClasses = Indicator{
	ID:    "pe_classes",
	Title: model.Text{ZH: "体育教师班师比", EN: "Classes for each PE teacher"},
	Unit:  model.Text{ZH: "班/人", EN: "classes"},
	read: func(s *situation) []reading {
		var out []reading
		for _, of := range []struct {
			stage model.Stage
			name  string
		}{
			{model.Primary, policy.PEClassesPrimary.Name}, {model.Junior, policy.PEClassesJunior.Name}, {model.Senior, policy.PEClassesSenior.Name},
		} {
			r := reading{scope: stageScope, stage: of.stage, demand: s.demand(of.name, Most), later: s.later(of.name)}
			teachers := s.teachersOf(of.stage, model.Subject("pe"))
			classes, have, without, schools := 0, 0, 0, 0
			s.eachStage(of.stage, func(school int, grades []model.GradeData) {
				_, n := count(classSizes(grades), 0)
				if n == 0 {
					return
				}
				m := measureOf(r.demand, n, teachers[school], 0, 1)
				if teachers[school] == 0 && r.demand != nil {
					m.Passed = verdict(false)
					without++
				}
				classes, have, schools = classes+n, have+teachers[school], schools+1
				r.schools = append(r.schools, schoolReading{school, m})
			})
			r.measure = measureOf(r.demand, classes, have, 0, 1)
			r.measure.Parts = []Part{part("without_pe", without, schools)}
			out = append(out, r)
		}
		return out
	},
}

// teachersOf counts the full-time teachers of a subject at a stage, by school.
func (s *situation) teachersOf(stage model.Stage, subject model.Subject) map[int]int {
	out := map[int]int{}
	for i := range s.f.Teachers {
		at := s.school(i)
		q, _ := s.f.Teachers[i].PrimaryQualification()
		if s.f.Teachers[i].Teaches && s.f.Schools[at].Public && q.Stage == stage && q.Subject == subject {
			out[at]++
		}
	}
	return out
}
