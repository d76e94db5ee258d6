package exchange

import (
	"strconv"

	"lungang/model"
	"lungang/policy"
)

type nameFunc = func(model.TeacherID) string

// approval is the form that the offices sign: numbers of the plan, room for each
// office's opinion and seal, and who moves.
func (m *maker) approval() *Document {
	title := m.sayf("%s%d年教师交流轮岗方案审批表", "%s: approval of the rotation plan %d", m.Facts.Problem.District.Name, m.Plan.PlanYear)
	form := &Table{NoHead: true, Columns: []Column{
		column(m.say("事项", "item"), 22, Middle), column(m.say("内容", "content"), 28, Left),
		column(m.say("事项", "item"), 22, Middle), column(m.say("内容", "content"), 28, Left),
	}}
	n := m.numbers()
	pairs := [][2]string{
		{m.say("报送单位", "submitted by"), m.bureau()}, {m.say("方案年度", "plan year"), strconv.Itoa(m.Plan.PlanYear)},
		{m.say("政策依据", "rules"), m.text(m.Facts.Rules.Pack.Title)}, {m.say("交流期限", "period"), m.periodText()},
		{m.say("学校数", "schools"), strconv.Itoa(len(m.Facts.Schools))}, {m.say("教师数", "teachers"), strconv.Itoa(len(m.Facts.Teachers))},
		{m.say("符合交流条件人数", "due teachers"), strconv.Itoa(n.must)}, {m.say("拟交流人数", "to rotate"), strconv.Itoa(len(m.moves))},
		{m.say("其中骨干教师", "of them backbone"), strconv.Itoa(n.backbone)}, {m.say("其中自愿交流", "of them voluntary"), strconv.Itoa(n.voluntary)},
		{m.say("走教人次", "itinerant postings"), strconv.Itoa(len(m.visits))}, {m.say("仍缺岗位", "posts still vacant"), strconv.Itoa(n.vacant)},
	}
	for _, r := range m.Plan.Indicators.Ratios {
		pairs = append(pairs, [2]string{m.text(word("ratio", r.ID)), m.sayf("%.2f%%(要求%s%%)", "%.2f%% (asked: %s%%)", r.Percent, trim(r.Required))})
	}
	if len(pairs)%2 == 1 {
		pairs = append(pairs, [2]string{})
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Rows = append(form.Rows, row(pairs[i][0], pairs[i][1], pairs[i+1][0], pairs[i+1][1]))
	}
	signs := &Table{NoHead: true, Columns: []Column{column(m.say("部门", "office"), 22, Middle), column(m.say("意见", "opinion"), 78, Left)}}
	const roomForSeal = 34 // millimetres
	for _, office := range policy.SignOffs(m.Facts.Rules) {
		signs.Rows = append(signs.Rows, row(m.text(word("office", office)), m.say(
			"意见:\n\n\n负责人签字:                    (盖章)            年    月    日",
			"Opinion:\n\n\nSigned:                (seal)        Date:")))
		signs.Heights = append(signs.Heights, roomForSeal)
	}
	first := Section{Name: m.say("审批表", "approval"), Title: title, Blocks: []Block{form.block(), signs.block()}}
	second := Section{
		Name: m.say("人员名单", "teachers"), Heading: m.say("附:拟交流人员名单(内部使用,不得对外公布)", "Annex: who is to rotate (not for publication)"),
		NewPage: true, Blocks: []Block{m.moveTable().block()},
	}
	if len(m.visits) > 0 {
		second.Blocks = append(second.Blocks, paragraph(Subhead, m.say("走教人员", "Itinerant teaching")), m.visitTable(m.fullName, len(m.moves)).block())
	}
	return &Document{Title: title, Sections: []Section{first, second}}
}

// moveTable lists the moves with full names.
func (m *maker) moveTable() *Table {
	t := &Table{Columns: []Column{
		column(m.say("序号", "no."), 6, Middle), column(m.say("姓名", "name"), 12, Middle), column(m.say("任教学科", "subject"), 14, Left),
		column(m.say("现任教学校", "from school"), 25, Left), column(m.say("拟交流到学校", "to school"), 25, Left),
		column(m.say("骨干", "backbone"), 9, Middle), column(m.say("自愿", "voluntary"), 9, Middle),
	}}
	for i := range m.moves {
		x := &m.moves[i]
		r := row("", m.fullName(x.Teacher), m.line(x.To), m.school(x.From.School), m.school(x.To.School), m.yes(x.IsBackbone), m.yes(x.Voluntary))
		r[0] = count(i + 1)
		t.Rows = append(t.Rows, r)
	}
	return t
}

func (m *maker) yes(b bool) string {
	if b {
		return m.say("是", "yes")
	}
	return ""
}

// numbers are counts of the plan.
type numbers struct{ must, backbone, voluntary, vacant int }

func (m *maker) numbers() numbers {
	var n numbers
	for i := range m.Facts.Teachers {
		if m.Facts.Teachers[i].Verdict.Kind == model.Must {
			n.must++
		}
	}
	for i := range m.moves {
		if m.moves[i].IsBackbone {
			n.backbone++
		}
		if m.moves[i].Voluntary {
			n.voluntary++
		}
	}
	for _, v := range m.Plan.Vacancies {
		n.vacant += v.Posts
	}
	return n
}

// trim writes a percent without needless zeros.
func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
