package exchange

import (
	"strconv"

	"lungang/policy"
)

// list is the 公示 list: name as the pack allows, from, to, subject, kind,
// period; nothing else of a person. Beside a name there is no pseudonymous id,
// which would open every other document that holds only ids.
func (m *maker) list() *Document {
	year := m.Plan.PlanYear
	title := m.sayf("%s%d年教师交流轮岗拟交流人员公示", "%s: teachers proposed for rotation, %d", m.Facts.Problem.District.Name, year)
	s := Section{Name: m.say("公示名单", "list"), Title: title}
	s.Blocks = append(
		s.Blocks,
		paragraph(Body, m.sayf(
			"根据%s及本县(市、区)年度交流轮岗工作安排,经编制方案、审核,拟安排教师交流轮岗%d人、走教%d人次。现将名单予以公示。",
			"Under %s, %d teachers are proposed for rotation and %d for itinerant teaching. The list is published for objections.",
			m.packTitle(), len(m.moves), len(m.visits))),
		paragraph(Body, m.publicity()),
		paragraph(Body, m.contact()),
	)
	t := &Table{Columns: []Column{
		column(m.say("序号", "no."), 5, Middle), column(m.say("姓名", "name"), 9, Middle), column(m.say("任教学科", "subject"), 12, Left),
		column(m.say("现任教学校", "from school"), 24, Left), column(m.say("拟交流到学校", "to school"), 24, Left),
		column(m.say("交流类型", "kind"), 13, Left), column(m.say("交流期限", "period"), 13, Left),
	}}
	for i := range m.moves {
		x := &m.moves[i]
		r := row("", m.publicName(x.Teacher), m.line(x.To), m.school(x.From.School), m.school(x.To.School), m.kindOf(x.Teacher), m.periodCell())
		r[0] = count(i + 1)
		t.Rows = append(t.Rows, r)
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t.block())
	}
	if len(m.visits) > 0 {
		s.Blocks = append(s.Blocks, paragraph(Subhead, m.say("走教人员", "Itinerant teaching")), m.visitTable(m.publicName, len(m.moves)).block())
	}
	s.Blocks = append(s.Blocks, m.signature()...)
	s.Blocks = append(s.Blocks, paragraph(Note, m.say(
		"说明:本名单只列公示所必需的事项,不含证件号码、电话、健康和家庭信息。",
		"Note: the list holds what the publication needs, and no ID numbers, telephones, health or family data.")))
	if m.unnamed() {
		s.Blocks = append(s.Blocks, paragraph(Note, m.say(
			"注意:部分人员未提供姓名,以编号代替;正式公示前请补齐姓名。",
			"Attention: ids stand for persons without a name; bring the names before the list is published.")))
	}
	return &Document{Title: title, Landscape: true, Sections: []Section{s}}
}

// visitTable lists visits; numbers go on behind after.
func (m *maker) visitTable(name nameFunc, after int) *Table {
	t := &Table{Columns: []Column{
		column(m.say("序号", "no."), 5, Middle), column(m.say("姓名", "name"), 9, Middle), column(m.say("走教学科", "subject"), 12, Left),
		column(m.say("所在学校", "own school"), 24, Left), column(m.say("走教学校", "school visited"), 24, Left),
		column(m.say("每周半天数", "half-days a week"), 13, Middle), column(m.say("期限", "period"), 13, Left),
	}}
	for i, x := range m.visits {
		r := row("", name(x.Teacher), m.line(x.To), m.school(x.From.School), m.school(x.To.School), "", m.periodCell())
		r[0], r[5] = count(after+i+1), count(x.HalfDays)
		t.Rows = append(t.Rows, r)
	}
	return t
}

// packTitle is the name of the rules, in brackets for titles of documents.
func (m *maker) packTitle() string {
	t := m.text(m.Facts.Rules.Pack.Title)
	if m.lang == "en" {
		return t
	}
	return "《" + t + "》"
}

// publicity says how long the list is public.
func (m *maker) publicity() string {
	days := m.PublicDays
	if days == 0 {
		days = policy.PublicityDays(m.Facts.Rules)
	}
	return m.say(
		"公示时间:"+m.day(m.PublicFrom)+"至"+m.day(m.PublicTo)+"(自公示次日起"+strconv.Itoa(days)+"个工作日)。",
		"Public from "+m.day(m.PublicFrom)+" to "+m.day(m.PublicTo)+" ("+strconv.Itoa(days)+" working days from the day after).")
}

func (m *maker) contact() string {
	where := m.Contact
	if where == "" {
		where = "____________________"
	}
	return m.say(
		"公示期内,对公示内容有异议的,可实名以书面、电话等方式反映,并提供具体事实。受理单位及联系方式:"+where+"。",
		"Objections may be raised in this time, in one's own name and with the facts. Received by: "+where+".")
}

// unnamed reports whether somebody in the plan has no name.
func (m *maker) unnamed() bool {
	for i := range m.moves {
		if m.People[m.moves[i].Teacher].Name == "" {
			return true
		}
	}
	for _, v := range m.visits {
		if m.People[v.Teacher].Name == "" {
			return true
		}
	}
	return false
}
