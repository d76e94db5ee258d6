package check

import (
	"lungang/model"
	"lungang/policy"
)

func unknownTeacher(pointer string, id model.TeacherID) Violation {
	return Violation{
		Rule: "plan.reference", Subject: string(id), Pointer: pointer,
		Message: say("没有编号为“%[1]s”的教师。", "There is no teacher \"%[1]s\".", id),
	}
}

func unknownSchool(pointer string, id model.SchoolID) Violation {
	return Violation{
		Rule: "plan.reference", Subject: string(id), Pointer: pointer,
		Message: say("没有编号为“%[1]s”的学校。", "There is no school \"%[1]s\".", id),
	}
}

func unknownLine(pointer string, line model.Line) Violation {
	return Violation{
		Rule: "plan.reference", Subject: line.String(), Pointer: pointer,
		Message: say("没有学段学科“%[1]v”。", "There is no line \"%[1]v\".", line),
	}
}

// references checks that vacancies and uncovered lines speak of what exists. Decisions are resolved by newSituation; a line that they
// enter and where nothing is needed is the matter of rule qualified.
func references(f *policy.Facts, p *model.Plan) []Violation {
	var out []Violation
	line := func(pointer string, l model.Line) {
		if f.Line(l) == nil {
			out = append(out, unknownLine(pointer, l))
		}
	}
	for i, v := range p.Vacancies {
		line(pointerTo("vacancies", i)+"/line", v.Line)
	}
	for i, u := range p.Uncovered {
		line(pointerTo("uncovered", i)+"/line", u.Line)
	}
	return out
}

// duplicates checks that the same teacher is not listed twice at the same line,
// nor the same pair of a school and a line for remote lessons.
// A second move of a teacher is the matter of rule one_place.
func duplicates(s *situation) []Violation {
	var out []Violation
	look := func(list string, entries []visit) {
		for i := 1; i < len(entries); i++ {
			a, b := entries[i-1], entries[i]
			if a.teacher == b.teacher && a.line == b.line {
				out = append(out, Violation{
					Rule: "plan.duplicate", Subject: string(b.teacher.ID), Pointer: pointerTo(list, b.at),
					Message: say("教师%[1]s在%[2]v重复列出。", "Teacher %[1]s is listed twice at %[2]v.", b.teacher, s.named(b.line)),
				})
			}
		}
	}
	look("visits", s.visits)
	look("partTime", s.parts)
	for i := 1; i < len(s.remote); i++ {
		a, b := s.remote[i-1], s.remote[i]
		if a.from == b.from && a.line == b.line {
			out = append(out, Violation{
				Rule: "plan.duplicate", Subject: b.subject(), Pointer: pointerTo("remote", b.at),
				Message: say("%[1]v至%[2]v的专递课堂重复列出。", "The remote lessons from %[1]v to %[2]v are listed twice.", b.from, s.named(b.line)),
			})
		}
	}
	return out
}
