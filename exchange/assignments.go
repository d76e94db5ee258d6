package exchange

import (
	"lungang/model"
	"lungang/policy"
)

// Assignment is one row of a plan, as a table for other programs has it.
type Assignment struct {
	Kind     string // move, visit, part_time or remote
	Teacher  model.TeacherID
	School   model.SchoolID // school left, or from which lessons come
	From     *model.Line    // line left; nil for remote lessons
	To       model.Line
	HalfDays int // half-days a week; 0 for moves
	Minutes  int // travel, one way; 0 when it does not count
	Rank     int // of the destination in the teacher's list, from 1; 0: not listed

	Voluntary, Due, Backbone bool

	Dorm model.SchoolID // school whose dorm bed the teacher gets
}

// assignmentKinds are the words for what a row is.
var assignmentKinds = map[string]model.Text{
	"move": {ZH: "交流轮岗", EN: "rotation"}, "visit": {ZH: "走教", EN: "itinerant teaching"},
	"part_time": {ZH: "兼课", EN: "part-time lessons"}, "remote": {ZH: "专递课堂", EN: "remote lessons"},
}

// Assignments makes a bare table of rows of a plan, in their order: a head, then
// a row for each. Names is whether there is a column for names; people are those
// that may be shown. Lang is zh or en.
func Assignments(f *policy.Facts, rows []Assignment, lang string, names bool, people map[model.TeacherID]Person) *Document {
	m := &maker{Input: Input{Facts: f, People: people}, lang: lang}
	t := &Table{Columns: []Column{column(m.say("类别", "kind"), 10, Left), column(m.say("教师编号", "teacher"), 10, Left)}}
	if names {
		t.Columns = append(t.Columns, column(m.say("姓名", "name"), 8, Left))
	}
	for _, c := range []struct {
		zh, en string
		width  int
	}{
		{"原学校编号", "from school id", 9}, {"原学校", "from school", 14}, {"原学段学科", "from line", 10},
		{"去向学校编号", "to school id", 9}, {"去向学校", "to school", 14}, {"去向学段学科", "to line", 10},
		{"每周半天数", "half-days a week", 6}, {"单程分钟", "minutes one way", 6}, {"志愿序", "rank of wish", 6},
		{"自愿", "voluntary", 5}, {"应交流", "due", 5}, {"骨干", "backbone", 5}, {"周转宿舍学校编号", "dorm school id", 9},
	} {
		t.Columns = append(t.Columns, column(m.say(c.zh, c.en), c.width, Left))
	}
	for _, a := range rows {
		r := row(m.text(assignmentKinds[a.Kind]), string(a.Teacher))
		if names {
			r = append(r, Cell{Text: people[a.Teacher].Name})
		}
		from := ""
		if a.From != nil {
			from = m.line(*a.From)
		}
		r = append(r, row(string(a.School), m.school(a.School), from, string(a.To.School), m.school(a.To.School), m.line(a.To))...)
		r = append(r, positive(a.HalfDays), positive(a.Minutes), positive(a.Rank))
		r = append(r, row(m.mark(a.Voluntary), m.mark(a.Due), m.mark(a.Backbone), string(a.Dorm))...)
		t.Rows = append(t.Rows, r)
	}
	title := m.say("方案逐条", "assignments")
	return &Document{Lang: lang, Title: title, Landscape: true, Sections: []Section{{Name: title, Bare: true, Blocks: []Block{t.block()}}}}
}

// positive makes a cell of a number, an empty one of none.
func positive(n int) Cell {
	if n == 0 {
		return Cell{}
	}
	return count(n)
}

func (m *maker) mark(is bool) string {
	if !is {
		return ""
	}
	return m.say("是", "yes")
}
