package check

import (
	"lungang/model"
	"lungang/policy"
)

// rulePartTime: who may teach a second subject at the own school and how much
// (兼课); visits and part-time together are no more than one full post.
var rulePartTime = Rule{
	ID:    "part_time",
	check: checkPartTime,
}

func checkPartTime(s *situation) []finding {
	var found []finding
	part, away := make([]int, len(s.f.Teachers)), make([]int, len(s.f.Teachers))
	for _, v := range s.visits {
		away[v.teacher.Index] += counted(v.halfDays)
	}
	for _, p := range s.parts {
		t := p.teacher
		part[t.Index] += counted(p.halfDays)
		away[t.Index] += counted(p.halfDays)
		add := func(message model.Text, facts ...model.Fact) {
			found = append(found, finding{
				subject: string(t.ID), pointer: pointerTo("partTime", p.at), message: message,
				facts: append([]model.Fact{fact("line", p.line)}, facts...),
			})
		}
		if !policy.PartTimeEnabled.Of(s.r) {
			add(say("本政策包不允许兼课(教师%[1]s,%[2]v)。", "The pack allows no part-time teaching (teacher %[1]s, %[2]v).", t, s.named(p.line)))
		}
		if why, barred := mayNotServe(t); barred {
			add(say("教师%[1]s不得兼课:%[2]s。", "Teacher %[1]s may not teach part-time: %[2]s.", t, why), fact("reason", why.EN))
		}
		if p.to.Index != t.School {
			add(say("教师%[1]s只能在本校兼课,不能到%[2]v。", "Teacher %[1]s may teach part-time at the own school only, not at %[2]v.", t, p.to), fact("to", p.to))
		}
		if standingIn(t, p.line.Stage, p.line.Subject) == primary {
			add(say("%[2]v是教师%[1]s的主教学科,不是兼课。", "%[2]v is the primary subject of teacher %[1]s, which is no part-time.", t, s.named(p.line)))
		}
		if p.halfDays < 1 || p.halfDays > weekHalfDays {
			add(badHalfDays(s, p), fact("halfDays", p.halfDays))
		}
	}
	limit := policy.PartTimeMax.Of(s.r)
	for i := range s.f.Teachers {
		t := &s.f.Teachers[i]
		if part[i] > limit {
			found = append(found, finding{
				subject: string(t.ID), pointer: "/partTime",
				message: say("教师%[1]s每周兼课%[2]d个半天,超过上限%[3]d个。", "Teacher %[1]s teaches %[2]d half-days part-time, more than %[3]d.", t, part[i], limit),
				facts:   []model.Fact{fact("halfDays", part[i]), fact("limit", limit)},
			})
		}
		if away[i] > s.f.HalfDays {
			found = append(found, finding{
				subject: string(t.ID), pointer: "/partTime",
				message: say("教师%[1]s走教和兼课共%[2]d个半天,超过一个全岗的%[3]d个。", "Teacher %[1]s visits and teaches part-time %[2]d half-days, more than the %[3]d of one full post.",
					t, away[i], s.f.HalfDays),
				facts: []model.Fact{fact("halfDays", away[i]), fact("post", s.f.HalfDays)},
			})
		}
	}
	return found
}
