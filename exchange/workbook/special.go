package workbook

import (
	"reflect"
	"strings"

	"lungang/model"
)

// separators stand between the entries of a cell.
func separator(r rune) bool { return strings.ContainsRune(";\uFF1B,\uFF0C\u3001\n", r) }

// entries splits the text of a cell.
func entries(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, separator) {
		if part = clean(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

const between = ";" // what is written between entries

// stageList is the column of the stages that a school teaches.
type stageList struct{}

func (stageList) show(entry reflect.Value) string {
	l := lists[reflect.TypeFor[model.Stage]()]
	var out []string
	for i := range schoolOf(entry).Stages {
		out = append(out, l.word(string(schoolOf(entry).Stages[i].Stage)))
	}
	return strings.Join(out, between)
}

func (stageList) read(entry reflect.Value, text string) *wrong {
	for _, part := range entries(text) {
		stage, bad := stageWord(part)
		if bad != nil {
			return bad
		}
		s := schoolOf(entry)
		s.Stages = append(s.Stages, model.StageData{Stage: stage})
	}
	return nil
}

func schoolOf(entry reflect.Value) *model.School { return entry.Addr().Interface().(*model.School) }

func teacherOf(entry reflect.Value) *model.Teacher { return entry.Addr().Interface().(*model.Teacher) }

func stageWord(text string) (model.Stage, *wrong) {
	l := lists[reflect.TypeFor[model.Stage]()]
	code, ok := l.code(narrow(text))
	if !ok {
		return "", badWord(text, &l)
	}
	return model.Stage(code), nil
}

// mainStage and mainSubject are the columns of what the teacher teaches now.
type mainStage struct{}

func (mainStage) show(entry reflect.Value) string {
	q, _ := teacherOf(entry).PrimaryQualification()
	l := lists[reflect.TypeFor[model.Stage]()]
	return l.word(string(q.Stage))
}

func (mainStage) read(entry reflect.Value, text string) *wrong {
	stage, bad := stageWord(text)
	t := teacherOf(entry)
	t.Qualifications = append(t.Qualifications, model.Qualification{Stage: stage, Primary: true})
	return bad
}

type mainSubject struct{}

func (mainSubject) show(entry reflect.Value) string {
	q, _ := teacherOf(entry).PrimaryQualification()
	return subjectWord(string(q.Subject))
}

func (mainSubject) read(entry reflect.Value, text string) *wrong {
	t := teacherOf(entry)
	if len(t.Qualifications) == 0 {
		t.Qualifications = append(t.Qualifications, model.Qualification{Primary: true})
	}
	t.Qualifications[0].Subject = model.Subject(subjectCode(narrow(text)))
	return nil
}

// otherQualifications is the column of what else the teacher may teach. When it
// repeats what the teacher teaches, that stands at this place of the list.
type otherQualifications struct{}

func (otherQualifications) show(entry reflect.Value) string {
	t := teacherOf(entry)
	first := len(t.Qualifications) > 0 && t.Qualifications[0].Primary
	var out []string
	for i, q := range t.Qualifications {
		if i == 0 && first {
			continue
		}
		l := lists[reflect.TypeFor[model.Stage]()]
		out = append(out, l.word(string(q.Stage))+"/"+subjectWord(string(q.Subject)))
	}
	return strings.Join(out, between)
}

func (otherQualifications) read(entry reflect.Value, text string) *wrong {
	t := teacherOf(entry)
	var list []model.Qualification
	placed := false
	for _, part := range entries(text) {
		a, b, ok := strings.Cut(narrow(part), "/")
		if !ok {
			return &wrong{code: model.CodeBadFormat, zh: "应写成 学段/学科", en: "write stage/subject", allowed: "小学/语文;初中/历史"}
		}
		stage, bad := stageWord(clean(a))
		if bad != nil {
			return bad
		}
		q := model.Qualification{Stage: stage, Subject: model.Subject(subjectCode(clean(b)))}
		if n := len(t.Qualifications); n > 0 && !placed && t.Qualifications[0].Stage == q.Stage && t.Qualifications[0].Subject == q.Subject {
			q.Primary, placed = true, true
		}
		list = append(list, q)
	}
	if placed {
		t.Qualifications = list
	} else {
		t.Qualifications = append(t.Qualifications, list...)
	}
	return nil
}
