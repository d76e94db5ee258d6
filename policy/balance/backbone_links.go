package balance

import (
	"lungang/model"
	"lungang/policy"
)

// backboneLinks is 骨干教师至少联系1所乡村学校 (D-09): of the backbone teachers in post
// at public schools, those linked to at least backbone.links rural schools: by
// the field links, by visiting one, or by belonging to one. All must be. While
// the document names no link of anybody, those who would need one are unknown.
var backboneLinks = Indicator{
	ID:    "backbone_links",
	Title: model.Text{ZH: "骨干教师联系乡村学校", EN: "Backbone teachers linked to a rural school"},
	Unit:  percentUnit,
	Each:  &Each{Whom: model.Text{ZH: "每人", EN: "each teacher"}, Unit: model.Text{ZH: "所乡村学校", EN: "rural schools"}},
	Uses:  []string{policy.ExchangeBackboneLevels.Name},
	read: func(s *situation) []reading {
		name := policy.BackboneLinks.Name
		r := reading{scope: districtScope, demand: s.demand(name, Least), later: s.later(name)}
		least := 1
		var judge *Demand
		if r.demand != nil {
			least, judge = int(r.demand.Threshold), &Demand{Sense: Least, Threshold: 100}
		}
		rural := s.ruralLinks()
		have, all := 0, 0
		for i := range s.f.Teachers {
			t := &s.f.Teachers[i]
			if !t.Backbone || t.Status != "" && t.Status != model.Active || !s.f.Schools[t.School].Public {
				continue
			}
			all++
			if len(rural[i]) >= least {
				have++
			}
		}
		unknown := 0
		if !s.anyLinks() {
			unknown = all - have
		}
		r.measure = share(judge, have, all, unknown)
		return []reading{r}
	},
}

// ruralLinks returns the rural schools that each teacher (index) is linked to.
func (s *situation) ruralLinks() map[int]map[int]bool {
	out := map[int]map[int]bool{}
	link := func(teacher, school int) {
		if s.f.Schools[school].Locale != model.Rural {
			return
		}
		if out[teacher] == nil {
			out[teacher] = map[int]bool{}
		}
		out[teacher][school] = true
	}
	for i := range s.f.Teachers {
		link(i, s.school(i))
		for _, id := range s.f.Teachers[i].Links {
			if to := s.f.School(id); to != nil {
				link(i, to.Index)
			}
		}
	}
	for _, v := range s.visits {
		t, to := s.f.Teacher(v.Teacher), s.f.School(v.To.School)
		if t != nil && to != nil && v.HalfDays > 0 {
			link(t.Index, to.Index)
		}
	}
	return out
}

func (s *situation) anyLinks() bool {
	for i := range s.f.Teachers {
		if len(s.f.Teachers[i].Links) > 0 {
			return true
		}
	}
	return false
}
