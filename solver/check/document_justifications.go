package check

import (
	"slices"

	"lungang/policy"
)

// justifications checks that each speaks of something that is in the plan,
// under a rule or tier that exists, and that no move goes without one.
func justifications(s *situation) []Violation {
	var out []Violation
	p := s.declared
	subjects := map[string]bool{}
	for _, m := range s.moves {
		subjects["move:"+string(m.teacher.ID)] = true
	}
	for _, v := range s.visits {
		subjects["visit:"+string(v.teacher.ID)+":"+string(v.to.ID)] = true
	}
	for _, r := range s.remote {
		subjects["remote:"+r.subject()] = true
	}
	for i := range s.f.Teachers {
		if s.moved[i] < 0 {
			subjects["stay:"+string(s.f.Teachers[i].ID)] = true
		}
	}
	for i := range s.f.Lines {
		if s.vacant[i] > 0 {
			subjects["vacancy:"+s.f.Lines[i].Line.String()] = true
		}
		if s.uncovered[i] > 0 {
			subjects["uncovered:"+s.f.Lines[i].Line.String()] = true
		}
	}
	names := slices.Clone(policy.Tiers)
	for _, r := range Rules() {
		names = append(names, r.ID)
	}
	justified := map[string]bool{}
	for i, j := range p.Justifications {
		justified[j.Subject] = true
		if !subjects[j.Subject] {
			out = append(out, Violation{
				Rule: "plan.justification", Subject: j.Subject, Pointer: pointerTo("justifications", i) + "/subject",
				Message: say("说明的对象“%[1]s”不在方案中。", "A justification speaks of \"%[1]s\", which is not in the plan.", j.Subject),
			})
		}
		if j.Rule != "" && !slices.Contains(names, j.Rule) {
			out = append(out, Violation{
				Rule: "plan.justification", Subject: j.Subject, Pointer: pointerTo("justifications", i) + "/rule",
				Message: say("说明引用的规则“%[1]s”不存在。", "A justification names the rule \"%[1]s\", which does not exist.", j.Rule),
			})
		}
	}
	for _, m := range s.moves {
		if !justified["move:"+string(m.teacher.ID)] {
			out = append(out, Violation{
				Rule: "plan.justification", Subject: string(m.teacher.ID), Pointer: pointerTo("moves", m.at),
				Message: say("教师%[1]s的交流没有说明。", "The move of teacher %[1]s has no justification.", m.teacher),
			})
		}
	}
	return out
}
