package exchange

import (
	"lungang/model"
)

// notices is one page for each school that the plan touches: who leaves, who
// arrives, who visits.
func (m *maker) notices() *Document {
	title := m.sayf("%s%d年教师交流轮岗派出、到岗通知", "%s: notices to schools, %d", m.Facts.Problem.District.Name, m.Plan.PlanYear)
	d := &Document{Title: title}
	for i := range m.Facts.Schools {
		id := m.Facts.Schools[i].ID
		if blocks := m.notice(id); blocks != nil {
			d.Sections = append(d.Sections, Section{
				Name: m.school(id), Title: m.sayf("%d年教师交流轮岗通知", "Rotation of teachers, %d", m.Plan.PlanYear),
				NewPage: len(d.Sections) > 0, Blocks: blocks,
			})
		}
	}
	if len(d.Sections) == 0 {
		d.Sections = []Section{{Name: m.say("通知", "notices"), Title: title, Blocks: []Block{paragraph(Body, m.say("方案没有人员变动。", "The plan moves nobody."))}}}
	}
	return d
}

// notice is the text for a school; nil when the plan does not touch it.
func (m *maker) notice(id model.SchoolID) []Block {
	parts := []struct {
		head  model.Text
		other model.Text
		rows  [][]Cell
	}{
		{head: model.Text{ZH: "一、派出交流教师", EN: "1. Teachers who leave for rotation"}, other: model.Text{ZH: "交流到学校", EN: "to school"}},
		{head: model.Text{ZH: "二、到岗交流教师", EN: "2. Teachers who arrive"}, other: model.Text{ZH: "原学校", EN: "from school"}},
		{head: model.Text{ZH: "三、派出走教教师", EN: "3. Teachers who visit other schools"}, other: model.Text{ZH: "走教学校", EN: "school visited"}},
		{head: model.Text{ZH: "四、接收走教教师", EN: "4. Teachers who come as visitors"}, other: model.Text{ZH: "所在学校", EN: "own school"}},
	}
	add := func(part int, teacher model.TeacherID, l model.Line, other model.SchoolID, what string) {
		p := &parts[part]
		r := row("", m.fullName(teacher), m.line(l), m.school(other), what)
		r[0] = count(len(p.rows) + 1)
		p.rows = append(p.rows, r)
	}
	for i := range m.moves {
		x := &m.moves[i]
		if x.From.School == id {
			add(0, x.Teacher, x.To, x.To.School, m.kindOf(x.Teacher))
		}
		if x.To.School == id {
			add(1, x.Teacher, x.To, x.From.School, m.kindOf(x.Teacher))
		}
	}
	for _, x := range m.visits {
		what := m.sayf("每周%d个半天", "%d half-days a week", x.HalfDays)
		if x.From.School == id {
			add(2, x.Teacher, x.To, x.To.School, what)
		}
		if x.To.School == id {
			add(3, x.Teacher, x.To, x.From.School, what)
		}
	}
	var tables []Block
	for _, p := range parts {
		if len(p.rows) == 0 {
			continue
		}
		tables = append(tables, paragraph(Subhead, m.text(p.head)), (&Table{Rows: p.rows, Columns: []Column{
			column(m.say("序号", "no."), 8, Middle), column(m.say("姓名", "name"), 16, Middle), column(m.say("任教学科", "subject"), 18, Left),
			column(m.text(p.other), 36, Left), column(m.say("交流类型", "kind"), 22, Left),
		}}).block())
	}
	if tables == nil {
		return nil
	}
	from, _ := m.period()
	blocks := []Block{
		paragraph(Plain, m.school(id)+m.say(":", ":")),
		paragraph(Body, m.sayf(
			"经研究决定,现将%d年教师交流轮岗涉及你校的人员安排通知如下。交流期限为%s。请通知有关教师于%s开学前到岗,做好工作交接、课务安排和生活保障。",
			"The rotation of %d concerns your school as follows. Period: %s. Please have the teachers in place before term begins in %s, and see to hand-over, timetable and housing.",
			m.Plan.PlanYear, m.periodText(), m.say(month(from), from))),
	}
	blocks = append(blocks, tables...)
	return append(blocks, m.signature()...)
}
