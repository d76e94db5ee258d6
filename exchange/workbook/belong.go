package workbook

import (
	"fmt"
	"reflect"
	"strings"

	"lungang/model"
)

// room returns the list that the entries of a row go to, and its pointer. It is
// that of the document, or of the teacher or the stage that the row names; a row
// that names none there is gives a fault.
func (r *reader) room(l *layout, n int, cells []string) (reflect.Value, string, bool) {
	s := l.sheet
	if s.under == underDocument {
		f := fieldOf(reflect.TypeFor[model.Problem](), s.list)
		return f.room(reflect.ValueOf(r.book.Problem).Elem()), "/" + strings.ReplaceAll(s.list, ".", "/"), true
	}
	if s.under == underTeacher {
		i, ok := r.linked(l, n, cells, 0, r.teacherAt, "教师", "teachers")
		if !ok {
			return reflect.Value{}, "", false
		}
		t := reflect.ValueOf(&r.book.Problem.Teachers[i]).Elem()
		return fieldOf(t.Type(), s.list).room(t), fmt.Sprintf("/teachers/%d/%s", i, s.list), true
	}
	i, ok := r.linked(l, n, cells, 0, r.schoolAt, "学校", "schools")
	k, known := r.stage(l, n, cells, i, ok)
	if !ok || !known {
		return reflect.Value{}, "", false
	}
	stage := reflect.ValueOf(&r.book.Problem.Schools[i].Stages[k]).Elem()
	return fieldOf(stage.Type(), s.list).room(stage), fmt.Sprintf("/schools/%d/stages/%d/%s", i, k, s.list), true
}

// link returns the text of the column that names what a row belongs to.
func (r *reader) link(l *layout, n int, cells []string, column int) (string, at, bool) {
	k := l.columns[column]
	if k == 0 {
		return "", at{}, false // told with the heads
	}
	a, text := at{k, n}, ""
	if k <= len(cells) {
		text = narrow(plain(clean(cells[k-1])))
	}
	if text == "" {
		r.book.add(l, a, "", missing(&l.sheet.columns[column]), "")
	}
	return text, a, text != ""
}

// linked returns the index of the school or the teacher that a row names.
func (r *reader) linked(l *layout, n int, cells []string, column int, where map[string]int, sheet, list string) (int, bool) {
	text, a, ok := r.link(l, n, cells, column)
	if !ok {
		return 0, false
	}
	i, ok := where[text]
	if !ok {
		w := &wrong{
			code: model.CodeUnknownReference, quiet: true, zh: "编号不在工作表“" + sheet + "”里", en: "the id is not in " + list,
			remedy: model.Text{ZH: "请改正编号,或在工作表“" + sheet + "”里补上", EN: "correct the id, or add it to " + list},
		}
		if mangled.MatchString(text) {
			w = mangledText
		}
		r.book.add(l, a, "", w, "")
	}
	return i, ok
}

// stage returns the index of the stage that a row names, within a school.
func (r *reader) stage(l *layout, n int, cells []string, school int, known bool) (int, bool) {
	text, a, ok := r.link(l, n, cells, 1)
	if !ok {
		return 0, false
	}
	stage, bad := stageWord(text)
	if bad != nil {
		r.book.add(l, a, "", bad, text)
		return 0, false
	}
	if !known {
		return 0, false
	}
	for i := range r.book.Problem.Schools[school].Stages {
		if r.book.Problem.Schools[school].Stages[i].Stage == stage {
			return i, true
		}
	}
	r.book.add(l, a, "", &wrong{
		code: model.CodeInconsistent, zh: "这所学校的“学段”里没有" + short(text), en: "the school does not name this stage",
		remedy: model.Text{ZH: "请改正学段,或在工作表“学校”的“学段”里补上", EN: "correct the stage, or add it to the stages of the school"},
	}, text)
	return 0, false
}
