package model

import "fmt"

func (v *validator) pins() {
	list := (*place)(nil).field("pins")
	of := map[TeacherID][]int{} // usable pins of a teacher so far
	for i := range v.p.Pins {
		p, at := &v.p.Pins[i], list.item(i)
		usable := v.teacherRef(at.field("teacher"), p.Teacher, true, SeverityError)
		usable = words(&v.checks, at.field("kind"), p.Kind, true) && usable
		usable = v.pinSchool(at.field("school"), p) && usable
		v.text(at.field("reason"), p.Reason, 2000, true)
		v.text(at.field("author"), p.Author, 200, true)
		if !usable {
			continue
		}
		v.pinConflicts(list, i, of[p.Teacher])
		of[p.Teacher] = append(of[p.Teacher], i)
	}
}

// pinSchool checks the school of a pin against its kind.
func (v *validator) pinSchool(at *place, p *Pin) bool {
	switch p.Kind {
	case PinGo, PinNotGo:
		if !v.schoolRef(at, p.School, true) {
			return false
		}
		i, ok := v.teacherAt[p.Teacher]
		if p.Kind == PinGo && ok && v.p.Teachers[i].School == p.School {
			v.fail(at, CodeInconsistent, string(p.School),
				Text{"must_go 指定的是教师现在的学校", "must_go names the teacher's own school"},
				Text{"要留下请用 must_stay", "use must_stay to keep the teacher"})
			return false
		}
	case PinStay, PinMove:
		if p.School != "" {
			v.fail(at, CodeInconsistent, string(p.School),
				Text{string(p.Kind) + " 不带学校", string(p.Kind) + " takes no school"},
				Text{"请删去 school,或改用 must_go、must_not_go", "leave school out, or use must_go or must_not_go"})
			return false
		}
	}
	return true
}

// pinConflicts compares a pin with the earlier ones of the same teacher and
// tells the first contradiction.
func (v *validator) pinConflicts(list *place, i int, earlier []int) {
	p := &v.p.Pins[i]
	for _, j := range earlier {
		q := &v.p.Pins[j]
		if p.Kind == q.Kind && p.School == q.School {
			v.duplicate(list.item(i), string(p.Teacher)+" "+string(p.Kind), list.item(j))
			return
		}
		if !contradict(p, q) && !contradict(q, p) {
			continue
		}
		v.fail(list.item(i), CodeInconsistent, string(p.Teacher)+" "+string(p.Kind),
			Text{
				fmt.Sprintf("与 %s(%s)矛盾,不能同时做到", list.item(j), q.Kind),
				fmt.Sprintf("contradicts %s (%s); both cannot hold", list.item(j), q.Kind),
			},
			Text{"请只保留其中一条", "keep one of them"})
		return
	}
}

// contradict reports whether a rules out b; to be asked both ways.
func contradict(a, b *Pin) bool {
	switch a.Kind {
	case PinStay:
		return b.Kind == PinMove || b.Kind == PinGo
	case PinGo:
		return b.Kind == PinGo && b.School != a.School || b.Kind == PinNotGo && b.School == a.School
	default:
		return false
	}
}

// previous checks last year's plan. A teacher who has left the district since
// is no error; a school that is gone is, since the way back to it must be known.
func (v *validator) previous() {
	p := v.p.Previous
	if p == nil {
		return
	}
	at := (*place)(nil).field("previous")
	if p.PlanHash != "" {
		v.hash(at.field("planHash"), p.PlanHash)
	}
	list := at.field("moves")
	first := map[TeacherID]int{}
	for i, m := range p.Moves {
		here := list.item(i)
		if m.Teacher != "" {
			if j, twice := first[m.Teacher]; twice {
				v.duplicate(here.field("teacher"), string(m.Teacher), list.item(j).field("teacher"))
			} else {
				first[m.Teacher] = i
			}
		}
		v.teacherRef(here.field("teacher"), m.Teacher, true, SeverityWarning)
		from := v.schoolRef(here.field("from"), m.From, true)
		to := v.schoolRef(here.field("to"), m.To, true)
		if from && to && m.From == m.To {
			v.fail(here.field("to"), CodeInconsistent, string(m.To),
				Text{"离开和进入的是同一所学校", "the school left and the school entered are the same"},
				Text{"请删去这一条", "remove this entry"})
		}
	}
}

// hash checks the form of a hash: 64 lower-case hexadecimal digits.
func (c *checks) hash(at *place, s string) {
	if len(s) == 64 {
		ok := true
		for _, b := range []byte(s) {
			ok = ok && (b >= '0' && b <= '9' || b >= 'a' && b <= 'f')
		}
		if ok {
			return
		}
	}
	c.add(at, Fault{
		Code: CodeBadFormat, Value: s, Allowed: "64 hexadecimal digits",
		Message: Text{at.label() + " 应为 64 位小写十六进制", at.label() + " must be 64 lower-case hexadecimal digits"},
		Remedy:  Text{"请从原文件复制", "copy it from the document that it belongs to"},
	})
}
