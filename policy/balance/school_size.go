package balance

import (
	"lungang/model"
	"lungang/policy"
)

// schoolSize is 学校规模 (C-21 and the national review): pupils of compulsory
// education at a public school, at most school_size.most, at nine-year schools
// school_size.most_nine_year. The value is that of the largest school; each
// campus counts for itself.
var schoolSize = Indicator{
	ID:    "school_size",
	Title: model.Text{ZH: "学校规模(义务教育阶段学生数)", EN: "Size of schools"},
	Unit:  model.Text{ZH: "人", EN: "pupils"},
	read: func(s *situation) []reading {
		ordinary := s.sizes("", policy.SchoolSizeMost.Name, func(k model.SchoolKind) bool { return k != model.NineYear })
		nineYear := s.sizes("nine_year", policy.SchoolSizeNineYear.Name, func(k model.SchoolKind) bool { return k == model.NineYear })
		return []reading{ordinary, nineYear}
	},
}

func (s *situation) sizes(of, name string, is func(model.SchoolKind) bool) reading {
	r := reading{of: of, scope: districtScope, demand: s.demand(name, Most), later: s.later(name)}
	largest := 0
	for i := range s.f.Schools {
		pupils := 0
		for _, d := range s.f.Schools[i].Stages {
			if !isCompulsory(d.Stage) {
				continue
			}
			for _, g := range d.Grades {
				pupils += g.Pupils
			}
		}
		if pupils == 0 || !s.f.Schools[i].Public || !is(s.f.Schools[i].Kind) {
			continue
		}
		largest = max(largest, pupils)
		r.schools = append(r.schools, schoolReading{i, measureOf(r.demand, pupils, 1, 0, 1)})
	}
	if largest > 0 {
		r.measure = measureOf(r.demand, largest, 1, 0, 1)
	}
	return r
}
