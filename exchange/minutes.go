package exchange

import (
	"strconv"

	"lungang/model"
	"lungang/policy"
)

// minutes is the annex to the minutes of the meeting that decides: what the
// plan reaches, with proofs; the indicators before and after; numbers by school.
func (m *maker) minutes() *Document {
	title := m.sayf("%s%d年教师交流轮岗方案说明", "%s: the rotation plan %d", m.Facts.Problem.District.Name, m.Plan.PlanYear)
	n := m.numbers()
	intro := Section{Name: m.say("目标", "objectives"), Title: title, Blocks: []Block{
		paragraph(Centre, m.say("(会议纪要附件)", "(annex to the minutes)")),
		paragraph(Body, m.sayf(
			"本方案依据%s编制:交流轮岗%d人(骨干%d人、自愿%d人),走教%d人次;方案后仍缺%d岗。",
			"The plan follows %s: %d teachers rotate (%d backbone, %d voluntary), %d itinerant postings; %d posts stay vacant.",
			m.packTitle(), len(m.moves), n.backbone, n.voluntary, len(m.visits), n.vacant)),
		paragraph(Subhead, m.say("一、各级目标及证明(先后有序,前一级优先)", "1. Objectives in strict order, with what is proved")),
		m.tierTable().block(),
		paragraph(Note, m.say(
			"说明:各级数值越小越好;下界是在前面各级数值不变时可以证明的最小值。",
			"Note: less is better; a bound is the least value that can be proved while the objectives above keep their values.")),
	}}
	if list := m.Plan.Relaxations; len(list) > 0 {
		intro.Blocks = append(intro.Blocks, paragraph(Subhead, m.say("让步的规则(不能同时满足)", "Rules that gave way (they cannot all hold)")), m.relaxationTable(list).block())
	}
	balance := Section{
		Name: m.say("均衡指标", "indicators"), Heading: m.say("二、均衡指标(方案前后)", "2. Indicators of balance, before and after"),
		Blocks: []Block{m.indicatorTable().block(), m.ratioTable().block()},
	}
	schools := Section{
		Name: m.say("各校人数", "schools"), Heading: m.say("三、各校人数变化", "3. Numbers by school"), Blocks: []Block{m.schoolTable().block()},
	}
	schools.Blocks = append(schools.Blocks, m.signature()...)
	return &Document{Title: title, Sections: []Section{intro, balance, schools}}
}

func (m *maker) tierTable() *Table {
	t := &Table{Columns: []Column{
		column(m.say("序号", "no."), 7, Middle), column(m.say("目标", "objective"), 31, Left), column(m.say("数值", "value"), 14, End),
		column(m.say("下界", "bound"), 14, End), column(m.say("证明", "proof"), 34, Left),
	}}
	for i, x := range m.Plan.Tiers {
		title := model.Text{ZH: x.ID, EN: x.ID}
		if tier, ok := policy.TierByID(x.ID); ok {
			title = tier.Title
		}
		bound := Cell{Text: m.say("无", "none")}
		if x.Proof != model.ProofUnknown {
			bound = whole(x.Bound)
		}
		t.Rows = append(t.Rows, []Cell{count(i + 1), {Text: m.text(title)}, whole(x.Value), bound, {Text: m.text(word("proof", x.Proof))}})
	}
	return t
}

// exactInFloat is the greatest whole number up to which a workbook keeps all.
const exactInFloat = 1 << 53

// whole is a number, or its digits where a workbook would round it.
func whole(v int64) Cell {
	c := Cell{Text: strconv.FormatInt(v, 10)}
	if v < exactInFloat && v > -exactInFloat {
		f := float64(v)
		c.Number = &f
	}
	return c
}

func (m *maker) relaxationTable(list []model.Relaxation) *Table {
	t := &Table{Columns: []Column{
		column(m.say("规则", "rule"), 50, Left), column(m.say("对象", "subject"), 30, Left), column(m.say("让步", "by"), 20, End),
	}}
	for _, x := range list {
		title := x.Rule
		if r, ok := policy.RuleByID(x.Rule); ok {
			title = m.text(r.Title)
		}
		subject := x.Subject
		switch s := m.Facts.School(model.SchoolID(x.Subject)); {
		case x.Subject == "district":
			subject = m.say("全县(市、区)", "the district")
		case s != nil:
			subject = m.school(s.ID)
		}
		t.Rows = append(t.Rows, []Cell{{Text: title}, {Text: subject}, count(x.Amount)})
	}
	return t
}

func (m *maker) indicatorTable() *Table {
	t := &Table{Columns: []Column{
		column(m.say("指标", "indicator"), 30, Left), column(m.say("学段", "stage"), 8, Middle),
		column(m.say("达标校数(前)", "schools passed before"), 12, Middle), column(m.say("达标校数(后)", "after"), 12, Middle),
		column(m.say("缺教师数(前)", "teachers missing before"), 10, End), column(m.say("缺教师数(后)", "after"), 10, End),
		column(m.say("差异系数(前)", "CV before"), 9, End), column(m.say("差异系数(后)", "CV after"), 9, End),
	}}
	for i, b := range m.Plan.Indicators.Before {
		if i >= len(m.Plan.Indicators.After) {
			break
		}
		a := m.Plan.Indicators.After[i]
		passed := func(s model.IndicatorSet) Cell {
			return Cell{Text: strconv.Itoa(s.Passed) + " / " + strconv.Itoa(s.Counted)}
		}
		t.Rows = append(t.Rows, []Cell{
			{Text: m.text(word("indicator", b.ID))}, {Text: m.text(word("stage", b.Stage))}, passed(b), passed(a),
			count(b.Shortfall), count(a.Shortfall), decimal(b.CV, 3), decimal(a.CV, 3),
		})
	}
	return t
}

func (m *maker) ratioTable() *Table {
	t := &Table{Columns: []Column{
		column(m.say("比例", "share"), 46, Left), column(m.say("人数", "teachers"), 18, Middle),
		column(m.say("实际(%)", "reached (%)"), 18, End), column(m.say("要求(%)", "asked (%)"), 18, End),
	}}
	for _, r := range m.Plan.Indicators.Ratios {
		t.Rows = append(t.Rows, []Cell{
			{Text: m.text(word("ratio", r.ID))}, {Text: strconv.Itoa(r.Numerator) + " / " + strconv.Itoa(r.Denominator)},
			decimal(r.Percent, 2), decimal(r.Required, 2),
		})
	}
	return t
}

// schoolTable counts for each school: teachers today, who leaves, who arrives,
// visits given and received, posts that stay vacant.
func (m *maker) schoolTable() *Table {
	type line struct{ out, in, given, received, vacant int }
	by := map[model.SchoolID]*line{}
	for i := range m.Facts.Schools {
		by[m.Facts.Schools[i].ID] = &line{}
	}
	for i := range m.moves {
		by[m.moves[i].From.School].out++
		by[m.moves[i].To.School].in++
	}
	for _, v := range m.visits {
		by[v.From.School].given += v.HalfDays
		by[v.To.School].received += v.HalfDays
	}
	for _, v := range m.Plan.Vacancies {
		if l := by[v.Line.School]; l != nil {
			l.vacant += v.Posts
		}
	}
	staff := map[model.SchoolID]int{}
	for i := range m.Facts.Teachers {
		staff[m.Facts.Teachers[i].Teacher.School]++
	}
	t := &Table{Columns: []Column{
		column(m.say("学校", "school"), 30, Left), column(m.say("编制", "quota"), 10, End), column(m.say("现有教师", "teachers"), 10, End),
		column(m.say("调出", "leave"), 9, End), column(m.say("调入", "arrive"), 9, End), column(m.say("方案后", "after"), 10, End),
		column(m.say("走教派出(半天)", "half-days given"), 11, End), column(m.say("走教接收(半天)", "half-days received"), 11, End),
		column(m.say("仍缺岗", "vacant"), 9, End),
	}}
	for i := range m.Facts.Schools {
		s := &m.Facts.Schools[i]
		l := by[s.ID]
		t.Rows = append(t.Rows, []Cell{
			{Text: m.school(s.ID)}, count(s.Quota), count(staff[s.ID]), count(l.out), count(l.in), count(staff[s.ID] - l.out + l.in),
			count(l.given), count(l.received), count(l.vacant),
		})
	}
	return t
}
