package check

import (
	"slices"

	"lungang/model"
)

// verdicts checks that the document holds the verdict of every teacher, once,
// with the findings that the facts give.
func verdicts(s *situation) []Violation {
	var out []Violation
	add := func(id model.TeacherID, pointer string, message model.Text, facts ...model.Fact) {
		out = append(out, Violation{Rule: "plan.verdict", Subject: string(id), Pointer: pointer, Message: message, Facts: facts})
	}
	seen := make([]bool, len(s.f.Teachers))
	for i, v := range s.declared.Verdicts {
		pointer := pointerTo("verdicts", i)
		t := s.f.Teacher(v.Teacher)
		switch {
		case t == nil:
			out = append(out, unknownTeacher(pointer+"/teacher", v.Teacher))
			continue
		case seen[t.Index]:
			add(t.ID, pointer, say("教师%[1]s的结论重复列出。", "The verdict of teacher %[1]s is listed twice.", t))
		case v.Kind != t.Verdict.Kind:
			add(t.ID, pointer, say("教师%[1]s的结论写为%[2]s,应为%[3]s。", "The verdict of teacher %[1]s says %[2]s, it is %[3]s.", t,
				word(verdictWords, v.Kind), word(verdictWords, t.Verdict.Kind)), fact("stated", v.Kind), fact("is", t.Verdict.Kind))
		case !sameFindings(v.Findings, t.Verdict.Findings):
			add(t.ID, pointer, say("教师%[1]s的结论依据与事实不符。", "The findings of the verdict of teacher %[1]s are not those of the facts.", t))
		}
		seen[t.Index] = true
	}
	for i := range s.f.Teachers {
		if t := &s.f.Teachers[i]; !seen[i] {
			add(t.ID, "/verdicts", say("缺少教师%[1]s的结论。", "The verdict of teacher %[1]s is missing.", t))
		}
	}
	return out
}

// sameFindings compares findings; a list that is absent is the same as an empty one.
func sameFindings(a, b []model.Finding) bool {
	return slices.EqualFunc(a, b, func(x, y model.Finding) bool {
		return x.Predicate == y.Predicate && x.Holds == y.Holds && slices.Equal(x.Facts, y.Facts) &&
			slices.Equal(x.Clauses, y.Clauses) && sameFindings(x.Of, y.Of)
	})
}
