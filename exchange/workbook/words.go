package workbook

import (
	"reflect"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// wordList is a closed list of package model with its Chinese words, in the
// order of the list.
type wordList struct {
	codes []string
	words []string
	other map[string]string // what people also write → code
}

func listOf[T interface {
	~string
	Values() []string
}](words string, other ...string) wordList {
	l := wordList{codes: T("").Values(), words: strings.Fields(words), other: map[string]string{}}
	for i := 0; i < len(other); i += 2 {
		l.other[other[i]] = other[i+1]
	}
	return l
}

// lists are the closed lists by their types. A test holds them against model. Numbers
// are the codes of the national standards that registers of staff and schools write:
// GB/T 2261.1 (sex), 4658 (education; only what was completed), 33782 (schools, places).
var lists = map[reflect.Type]wordList{
	reflect.TypeFor[model.Stage](): listOf[model.Stage]("小学 初中 高中 幼儿园 特殊教育 中职", "特教", "special"),
	reflect.TypeFor[model.Sex]():   listOf[model.Sex]("男 女", "1", "male", "2", "female"),
	reflect.TypeFor[model.SchoolKind](): listOf[model.SchoolKind]("教学点 村小 乡镇中心小学 城区小学 初级中学 九年一贯制 高级中学 幼儿园 特殊教育学校 中等职业学校", "初中", "junior", "高中", "senior",
		"218", "teaching_point", "311", "junior", "312", "nine_year", "342", "senior", "111", "kindergarten"),
	reflect.TypeFor[model.Ownership](): listOf[model.Ownership]("公办 民办"),
	reflect.TypeFor[model.Strength]():  listOf[model.Strength]("优质 一般 薄弱"),
	reflect.TypeFor[model.Locale]():    listOf[model.Locale]("城区 镇区 乡村"),
	reflect.TypeFor[model.UrbanRuralCode](): listOf[model.UrbanRuralCode]("111主城区 112城乡结合区 121镇中心区 122镇乡结合区 123特殊区域 210乡中心区 220村庄",
		"主城区", "111", "城乡结合区", "112", "镇中心区", "121", "镇乡结合区", "122", "特殊区域", "123", "乡中心区", "210", "村庄", "220"),
	reflect.TypeFor[model.TitleLevel]():    listOf[model.TitleLevel]("未定级 三级 二级 一级 高级 正高级", "中级", "first", "副高级", "senior", "一级教师", "first", "二级教师", "second", "三级教师", "third", "高级教师", "senior", "正高级教师", "principal_senior"),
	reflect.TypeFor[model.TitleScope]():    listOf[model.TitleScope]("通用 仅限乡村"),
	reflect.TypeFor[model.BackboneLevel](): listOf[model.BackboneLevel]("校级 县级 市级 省级"),
	reflect.TypeFor[model.Education](): listOf[model.Education]("其他 中专高中 专科 本科 硕士 博士", "中专", "secondary", "高中", "secondary", "大专", "associate", "研究生", "master",
		"11", "doctor", "14", "master", "17", "master", "21", "bachelor", "31", "associate", "41", "secondary", "44", "secondary", "47", "secondary", "61", "secondary", "71", "other", "81", "other", "90", "other"),
	reflect.TypeFor[model.PutonghuaLevel](): listOf[model.PutonghuaLevel]("一级甲等 一级乙等 二级甲等 二级乙等 三级甲等 三级乙等 无", "一甲", "1A", "一乙", "1B", "二甲", "2A", "二乙", "2B", "三甲", "3A", "三乙", "3B"),
	reflect.TypeFor[model.RoleKind]():       listOf[model.RoleKind]("教师 班主任 中层干部 副校长 校长"),
	reflect.TypeFor[model.EmploymentKind](): listOf[model.EmploymentKind]("在编 特岗教师 公费师范生 编外聘用 支教大学生", "特岗", "special_post"),
	reflect.TypeFor[model.Status]():         listOf[model.Status]("在岗 休假 借调 脱产进修"),
	reflect.TypeFor[model.ServiceKind]():    listOf[model.ServiceKind]("任教 休假 借调 脱产进修 交流 走教 支教"),
	reflect.TypeFor[model.ExemptionKind]():  listOf[model.ExemptionKind]("孕期 哺乳期 患病 残疾 照顾家庭 学校特色项目负责人 临近退休 其他"),
	reflect.TypeFor[model.PinKind]():        listOf[model.PinKind]("留任 交流 去指定学校 不去某校"),
	reflect.TypeFor[model.GroupKind]():      listOf[model.GroupKind]("教育集团 学校联盟 城乡结对"),
}

// code returns the word of the document for what a person wrote.
func (l *wordList) code(text string) (string, bool) {
	for i, c := range l.codes {
		if strings.EqualFold(text, c) || text == l.words[i] {
			return c, true
		}
	}
	c, ok := l.other[text]
	return c, ok
}

// word returns the Chinese word; the code itself when the list has it not, as in
// documents that are not valid.
func (l *wordList) word(code string) string {
	for i, c := range l.codes {
		if c == code {
			return l.words[i]
		}
	}
	return code
}

// subjectCode returns the code of a subject; the list is open, so that any other
// text is a code of its own.
func subjectCode(text string) string {
	for _, s := range policy.Subjects() {
		if text == policy.SubjectName(s).ZH {
			return string(s)
		}
	}
	if s, ok := otherSubjects[text]; ok {
		return string(s)
	}
	return text
}

// otherSubjects are names that timetables use beside those of the curriculum.
var otherSubjects = map[string]model.Subject{
	"英语": "foreign", "道法": "morality", "思想品德": "morality", "思政": "morality", "信息技术": "it",
}

func subjectWord(s string) string {
	name := policy.SubjectName(model.Subject(s)).ZH
	if subjectCode(name) != s {
		return s
	}
	return name
}
