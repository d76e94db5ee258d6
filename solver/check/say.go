package check

import (
	"fmt"
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// say writes one sentence in both languages from the same arguments. An
// argument that is itself a model.Text appears in the language of the
// sentence, a school as its name and id, a teacher as the id.
func say(zh, en string, args ...any) model.Text {
	inZH, inEN := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case model.Text:
			inZH[i], inEN[i] = v.ZH, v.EN
		case *policy.SchoolFacts:
			inZH[i] = v.Name + "(" + string(v.ID) + ")"
			inEN[i] = v.Name + " (" + string(v.ID) + ")"
		case *policy.TeacherFacts:
			inZH[i], inEN[i] = string(v.ID), string(v.ID)
		default:
			inZH[i], inEN[i] = a, a
		}
	}
	return model.Text{ZH: fmt.Sprintf(zh, inZH...), EN: fmt.Sprintf(en, inEN...)}
}

// words of closed lists that sentences need.
var localeWords = map[model.Locale]model.Text{
	model.Urban: {ZH: "城区", EN: "urban"},
	model.Town:  {ZH: "镇区", EN: "town"},
	model.Rural: {ZH: "乡村", EN: "rural"},
}

var strengthWords = map[model.Strength]model.Text{
	model.Strong:   {ZH: "优质", EN: "strong"},
	model.Ordinary: {ZH: "一般", EN: "ordinary"},
	model.Weak:     {ZH: "薄弱", EN: "weak"},
}

var verdictWords = map[model.VerdictKind]model.Text{
	model.Must:   {ZH: "应交流", EN: "must"},
	model.May:    {ZH: "可交流", EN: "may"},
	model.Exempt: {ZH: "免于交流", EN: "exempt"},
	model.NotDue: {ZH: "未到交流条件", EN: "not due"},
}

func word[K ~string](list map[K]model.Text, k K) model.Text {
	if t, ok := list[k]; ok {
		return t
	}
	return model.Text{ZH: string(k), EN: string(k)}
}

// fact names a value that a violation rests on.
func fact(name string, value any) model.Fact {
	switch v := value.(type) {
	case *policy.SchoolFacts:
		return model.Fact{Name: name, Value: string(v.ID)}
	case float64:
		return model.Fact{Name: name, Value: strconv.FormatFloat(v, 'f', -1, 64)}
	default:
		return model.Fact{Name: name, Value: fmt.Sprint(value)}
	}
}

var stageWords = map[model.Stage]model.Text{
	model.Primary:      {ZH: "小学", EN: "primary"},
	model.Junior:       {ZH: "初中", EN: "junior"},
	model.Senior:       {ZH: "高中", EN: "senior"},
	model.Kindergarten: {ZH: "幼儿园", EN: "kindergarten"},
	model.Special:      {ZH: "特殊教育", EN: "special"},
	model.Vocational:   {ZH: "中职", EN: "vocational"},
}

// named writes a line with the name of its school: 城关小学(S1)小学体育.
func (s *situation) named(l model.Line) model.Text {
	school := s.f.School(l.School)
	if school == nil {
		return model.Text{ZH: l.String(), EN: l.String()}
	}
	return say("%[1]v%[2]s%[3]s", "%[1]v %[2]s %[3]s", school, word(stageWords, l.Stage), policy.SubjectName(l.Subject))
}
