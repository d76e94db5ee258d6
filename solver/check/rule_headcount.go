package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleHeadcount: no public school grows beyond its quota (or, when over quota
// already, at all), and none falls below its floor. Only the floor can give way.
var ruleHeadcount = Rule{
	ID:        "headcount",
	relaxable: policy.HeadcountFloored.Relaxable,
	check:     checkHeadcount,
}

func checkHeadcount(s *situation) []finding {
	var found []finding
	change := s.staffChange(func(t *policy.TeacherFacts) bool { return t.OnQuota })
	for i := range s.f.Schools {
		school := &s.f.Schools[i]
		if !isPublic(school) {
			continue
		}
		before, after := school.Staff, school.Staff+change[i]
		facts := func(name string, limit int) []model.Fact {
			return []model.Fact{fact("before", before), fact("after", after), fact(name, limit)}
		}
		if limit := max(school.Quota, before); after > limit {
			found = append(found, finding{
				subject: string(school.ID), pointer: "/moves",
				message: say("%[1]v交流后在编%[2]d人,超过上限%[3]d人(编制%[4]d,现有%[5]d)。",
					"%[1]v would have %[2]d staff, more than %[3]d (quota %[4]d, staff now %[5]d).",
					school, after, limit, school.Quota, before),
				facts: append(facts("limit", limit), fact("quota", school.Quota)),
			})
		}
		if floor := min(school.HeadcountFloor, before); policy.HeadcountFloored.Of(s.r) && after < floor {
			found = append(found, finding{
				subject: string(school.ID), pointer: "/moves", slack: floor - after,
				message: say("%[1]v交流后在编%[2]d人,少于下限%[3]d人(现有%[4]d)。",
					"%[1]v would have %[2]d staff, fewer than the floor of %[3]d (staff now %[4]d).",
					school, after, floor, before),
				facts: facts("floor", floor),
			})
		}
	}
	return found
}

// staffChange returns for every school the moved in less the moved out, of the
// movers for whom keep holds.
func (s *situation) staffChange(keep func(*policy.TeacherFacts) bool) []int {
	change := make([]int, len(s.f.Schools))
	for m := range s.movers() {
		if keep(m.teacher) {
			change[m.from.Index]--
			change[m.to.Index]++
		}
	}
	return change
}
