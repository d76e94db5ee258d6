package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleOutflow: a public school loses no more than the share of its staff (one
// may always leave; leaders are not counted), and a line with two or more heads keeps one of them.
// Only the share can give way.
var ruleOutflow = Rule{
	ID:        "outflow",
	relaxable: policy.OutflowShare.Relaxable,
	check:     checkOutflow,
}

func checkOutflow(s *situation) []finding {
	var found []finding
	leave := make([]int, len(s.f.Schools))
	heads := make([]int, len(s.f.Lines))
	for m := range s.movers() {
		if !isLeader(m.teacher) {
			leave[m.from.Index]++
		}
		if base := s.base(m.teacher); base != nil && m.teacher.Teaches {
			heads[base.Index]++
		}
	}
	share := policy.OutflowShare.Of(s.r)
	for i := range s.f.Schools {
		school := &s.f.Schools[i]
		if !isPublic(school) {
			continue
		}
		if limit := max(1, policy.FloorPercent(share, school.Staff)); leave[i] > limit {
			found = append(found, finding{
				subject: string(school.ID), pointer: "/moves", slack: leave[i] - limit,
				message: say("%[1]v流出%[2]d人,超过上限%[3]d人(在编%[4]d人的%[5]v%%)。",
					"%[2]d teachers leave %[1]v, more than %[3]d (%[5]v %% of %[4]d staff).",
					school, leave[i], limit, school.Staff, share),
				facts: []model.Fact{fact("leave", leave[i]), fact("limit", limit), fact("staff", school.Staff), fact("share", share)},
			})
		}
	}
	for i := range s.f.Lines {
		if l := &s.f.Lines[i]; l.Heads >= 2 && heads[i] >= l.Heads {
			found = append(found, finding{
				subject: l.Line.String(), pointer: "/moves",
				message: say("%[1]v现有%[2]d名教师全部流出,至少应留一人。", "All %[2]d present teachers leave %[1]v; at least one must stay.", s.named(l.Line), l.Heads),
				facts:   []model.Fact{fact("heads", l.Heads), fact("leave", heads[i])},
			})
		}
	}
	return found
}
