package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleKin: nobody comes to work below kin (任职回避). Leaders who move this year
// supervise at the new school, and do not come to where kin works; others who
// move supervise no longer.
var ruleKin = Rule{
	ID:    "kin",
	check: checkKin,
}

func checkKin(s *situation) []finding {
	if !policy.KinAvoid.Of(s.r) {
		return nil
	}
	var found []finding
	look := func(list string, m move) {
		for _, k := range s.kin[m.teacher.Index] {
			kin := &s.f.Teachers[k]
			supervises := isLeader(kin) || kin.Role.Kind.Supervises() && s.moved[k] < 0
			if s.after(k) != m.to.Index || !supervises && (list != "moves" || !isLeader(m.teacher)) {
				continue
			}
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo(list, m.at),
				message: say("教师%[1]s与亲属%[2]s在%[3]v有上下级关系,应当回避。", "Teacher %[1]s and kin, %[2]s, would work one below the other at %[3]v.", m.teacher, kin, m.to),
				facts:   []model.Fact{fact("kin", kin.ID), fact("role", kin.Role.Kind), fact("school", m.to)},
			})
		}
	}
	for _, m := range s.moves {
		look("moves", m)
	}
	for _, v := range s.visits {
		look("visits", v.move)
	}
	return found
}
