package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleKin: nobody comes to work below kin (任职回避). Kin who move this year
// supervise no longer.
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
			if s.moved[k] >= 0 || !kin.Role.Kind.Supervises() || kin.School != m.to.Index {
				continue
			}
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo(list, m.at),
				message: say("教师%[1]s的亲属%[2]s在%[3]v任管理职务,应当回避。", "Kin of teacher %[1]s, %[2]s, supervises at %[3]v.", m.teacher, kin, m.to),
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
