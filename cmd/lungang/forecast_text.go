package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy/staffing"
)

// warningText writes a legal warning with what it rests on.
func (m *Main) warningText(w staffing.Warning) string {
	return "  " + m.say("法律提示:", "Legal warning: ") + w.Text.In(m.lang) + under(append([]string{w.Statute}, w.Clauses...)) + "\n"
}

// forecastText writes a forecast as tables, with the subjects of one year.
func (m *Main) forecastText(f *staffing.Forecast, shown *staffing.Year) string {
	var b strings.Builder
	title := func(zh, en string) { b.WriteString("\n" + m.say("【"+zh+"】", en) + "\n") }
	last := f.Years[len(f.Years)-1].Year
	b.WriteString(m.say(
		fmt.Sprintf("%s %d—%d 年师资预测(政策包 %s,%s)\n", f.District, f.Years[0].Year, last, f.Pack, f.Day),
		fmt.Sprintf("%s: staff forecast %d-%d (pack %s, %s)\n", f.District, f.Years[0].Year, last, f.Pack, f.Day)))
	title("学生数", "Pupils")
	b.WriteString(m.pupilTable(f))
	title("编制与补充", "Quota and hiring")
	b.WriteString(m.hiringTable(f))
	if t := f.Target; t != nil {
		b.WriteString("  " + m.say(
			fmt.Sprintf("补充总数:至少 %d,计划 %d", t.Least, t.Planned),
			fmt.Sprintf("hires in all: at least %d, planned %d", t.Least, t.Planned)) + under(t.Basis.Clauses) + "\n")
	}
	title(strconv.Itoa(shown.Year)+" 年分学科分渠道", "Subjects and channels of "+strconv.Itoa(shown.Year))
	b.WriteString(m.subjectHiringTable(shown.Hiring.Subjects))
	for _, w := range f.Warnings {
		b.WriteString(m.warningText(w))
	}
	title("依据", "Basis")
	b.WriteString(m.basisTable(f.Basis))
	return b.String()
}

func (m *Main) pupilTable(f *staffing.Forecast) string {
	t := table{head: []string{m.say("年份", "year")}, left: 1}
	for _, p := range f.Years[0].Pupils {
		t.notes = append(t.notes, len(t.head)+1)
		t.head = append(t.head, word("stage", p.Stage).In(m.lang), m.say("方法", "method"), m.say("标准编制", "posts"))
	}
	for i := range f.Years {
		row := []string{strconv.Itoa(f.Years[i].Year)}
		for _, p := range f.Years[i].Pupils {
			row = append(row, strconv.Itoa(p.Pupils), word("pupils_method", p.Method).In(m.lang), decimal(p.Posts, 1))
		}
		t.add(row...)
	}
	return t.String()
}

func (m *Main) hiringTable(f *staffing.Forecast) string {
	t := table{head: []string{
		m.say("年份", "year"), m.say("标准编制", "standard"), m.say("编制", "quota"), m.say("退休", "retire"),
		m.say("其他减员", "others"), m.say("特岗入编", "taken on"), m.say("空编", "free"), m.say("学科缺口", "shortage"),
		m.say("应补充", "asked"), m.say("计划补充", "hires"), m.say("无编可补", "unmet"), m.say("补充后在编", "staff"),
		m.say("核定", "review"),
	}, left: 1, notes: []int{12}}
	for i := range f.Years {
		y := &f.Years[i]
		h := &y.Hiring
		review := ""
		if y.Review {
			review = m.say("是", "yes")
		}
		t.add(strconv.Itoa(y.Year), decimal(y.Standard, 1), strconv.Itoa(y.Quota), blank(h.Retiring), blank(h.Others), blank(h.Ending),
			strconv.Itoa(h.Openings), blank(h.Shortage), strconv.Itoa(h.Asked), strconv.Itoa(h.Hires), blank(h.Unmet),
			strconv.Itoa(h.StaffNext), review)
	}
	return t.String()
}

func (m *Main) subjectHiringTable(list []staffing.SubjectHiring) string {
	t := table{head: []string{
		m.say("学段学科", "subject"), m.say("需要", "need"), m.say("教师", "teachers"), m.say("减员", "leavers"),
		m.say("缺口", "shortage"), m.say("补充", "hires"), m.say("特岗", "special"), m.say("公费师范生", "funded"),
		m.say("公开招聘", "open"), m.say("实习支教", "students"),
	}, left: 1}
	split := slices.ContainsFunc(list, func(s staffing.SubjectHiring) bool { return s.Gender != nil })
	if split {
		t.head = append(t.head, m.say("男/女/不限", "men/women/either"))
	}
	for i := range list {
		s := &list[i]
		name := lineText(model.Line{Stage: s.Stage, Subject: s.Subject}).In(m.lang)
		if s.Scarce {
			name += m.say("(紧缺)", " (scarce)")
		}
		row := []string{
			name, strconv.Itoa(s.Need), strconv.Itoa(s.Heads), blank(s.Leavers), blank(s.Shortage), blank(s.Hires),
			blank(s.Special), blank(s.Funded), blank(s.Open), blank(s.Students),
		}
		if split {
			row = append(row, fmt.Sprintf("%d/%d/%d", s.Gender.Men, s.Gender.Women, s.Gender.Either))
		}
		t.add(row...)
	}
	return t.String()
}
