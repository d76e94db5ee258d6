package check

import (
	"lungang/model"
	"lungang/policy"
)

// fields checks what moves, visits and part-time entries say beside the
// decision itself.
func fields(s *situation) []Violation {
	var out []Violation
	truth := func(rule, list string, m *move, field string, said, is any) {
		if said == is {
			return
		}
		out = append(out, Violation{
			Rule: rule, Subject: string(m.teacher.ID), Pointer: pointerTo(list, m.at) + "/" + field,
			Message: say("教师%[1]s:%[2]s写为“%[3]v”,应为“%[4]v”。", "Teacher %[1]s: %[2]s says \"%[3]v\", it is \"%[4]v\".", m.teacher, field, said, is),
			Facts:   []model.Fact{fact("stated", said), fact("is", is)},
		})
	}
	for i := range s.moves {
		m := &s.moves[i]
		said := &s.declared.Moves[m.at]
		truth("plan.move", "moves", m, "from", said.From, s.baseLine(m.teacher))
		truth("plan.move", "moves", m, "minutes", said.Minutes, s.f.Commute(m.teacher.Index, m.to.Index))
		truth("plan.move", "moves", m, "rank", said.Rank, rankOf(m))
		truth("plan.move", "moves", m, "voluntary", said.Voluntary, voluntary(m))
		truth("plan.move", "moves", m, "due", said.Due, isDue(m.teacher) || isDueLeader(m.teacher))
		truth("plan.move", "moves", m, "backbone", said.IsBackbone, m.teacher.Backbone)
		if far, _ := s.tooFar(m); !far || len(s.bedsFor(m.to)) == 0 {
			truth("plan.move", "moves", m, "dorm", said.Dorm, model.SchoolID(""))
		}
	}
	for i := range s.visits {
		v := &s.visits[i]
		said := &s.declared.Visits[v.at]
		truth("plan.visit", "visits", &v.move, "from", said.From, s.baseLine(v.teacher))
		truth("plan.visit", "visits", &v.move, "minutes", said.Minutes, s.f.Minutes(v.from.Index, v.to.Index))
	}
	for i := range s.parts {
		p := &s.parts[i]
		truth("plan.part_time", "partTime", &p.move, "from", s.declared.PartTime[p.at].From, s.baseLine(p.teacher))
	}
	return out
}

// baseLine is the line that a teacher leaves: own school, primary qualification.
func (s *situation) baseLine(t *policy.TeacherFacts) model.Line {
	q, _ := t.PrimaryQualification()
	return model.Line{School: s.school(t).ID, Stage: q.Stage, Subject: q.Subject}
}
