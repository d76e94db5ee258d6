package exchange

import (
	"lungang/model"
	"lungang/policy"
)

// writeBack is the sheet for the personnel system, with the fields that records
// of rotation have there: kind, whether the personnel relation moves (0 or 1),
// first and last month, from and to unit. The first sheet of the workbook is the
// table alone, for import; what it rests on is on the second.
func (m *maker) writeBack() *Document {
	title := m.sayf("%s%d年教师交流轮岗信息回填表", "%s: rotation, to be written back to the personnel system, %d", m.Facts.Problem.District.Name, m.Plan.PlanYear)
	t := &Table{Columns: []Column{
		column(m.say("序号", "no."), 4, Middle), column(m.say("工号", "staff no."), 9, Left), column(m.say("教师编号", "teacher id"), 8, Left),
		column(m.say("姓名", "name"), 8, Left), column(m.say("交流轮岗类型", "kind"), 12, Left),
		column(m.say("是否调动人事关系", "personnel relation moves"), 8, Middle), column(m.say("开始年月", "from month"), 8, Middle),
		column(m.say("结束年月", "to month"), 8, Middle), column(m.say("原单位", "from unit"), 14, Left), column(m.say("原单位标识码", "code"), 11, Left),
		column(m.say("交流单位", "to unit"), 14, Left), column(m.say("交流单位标识码", "code"), 11, Left), column(m.say("任教学科", "subject"), 10, Left),
	}}
	moves, said := policy.PersonnelMoves(m.Facts.Rules)
	relation := 0
	if moves {
		relation = 1
	}
	from, to := m.period()
	add := func(teacher model.TeacherID, kind string, relation int, a, b model.Line) {
		r := row("", m.People[teacher].Staff, string(teacher), m.People[teacher].Name, kind, "", from, to,
			m.school(a.School), m.Facts.School(a.School).Code, m.school(b.School), m.Facts.School(b.School).Code, m.line(b))
		r[0], r[5] = count(len(t.Rows)+1), count(relation)
		t.Rows = append(t.Rows, r)
	}
	for i := range m.moves {
		x := &m.moves[i]
		add(x.Teacher, m.kindOf(x.Teacher), relation, x.From, x.To)
	}
	for _, x := range m.visits {
		add(x.Teacher, m.text(kindVisit), 0, x.From, x.To) // who visits stays with the own school
	}
	basis := m.say("政策包或区县已规定", "as the pack or the district says")
	if !said {
		basis = m.say("政策包未规定,按不转(0)填写;请核实,或用参数 exchange.personnel_moves 规定", "not said by the pack: written as 0; check, or set the parameter exchange.personnel_moves")
	}
	notes := Section{Name: m.say("说明", "notes"), Heading: m.say("说明", "Notes"), Blocks: []Block{
		paragraph(Plain, m.say("是否调动人事关系:0为否,1为是。", "Personnel relation: 0 stays, 1 moves. ")+basis+m.say("。走教一律为0。", ". Itinerant teaching is always 0.")),
		paragraph(Plain, m.say("开始年月、结束年月:", "Months: ")+m.periodText()+m.say("。", ".")),
		paragraph(Plain, m.say("本表含姓名和工号,限人事部门内部使用。", "The sheet holds names and staff numbers, for the personnel office only.")),
	}}
	return &Document{
		Title: title, Landscape: true,
		Sections: []Section{{Name: m.say("回填表", "write-back"), Title: title, Bare: true, Blocks: []Block{t.block()}}, notes},
	}
}
