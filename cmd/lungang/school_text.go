package main

import (
	"fmt"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
)

func (m *Main) schoolText(f *policy.Facts, s *schoolStory) string {
	var b strings.Builder
	b.WriteString(m.say("学校 ", "School ") + schoolName(f, s.ID) + m.say(":", ": ") +
		word("locale", s.Locale).In(m.lang) + m.say(",", ", ") + word("strength", s.Strength).In(m.lang) + "\n")
	b.WriteString(m.say(
		fmt.Sprintf("编制 %d,在编教职工 %d → %d\n", s.Quota, s.Staff.Before, s.Staff.After),
		fmt.Sprintf("quota %d, staff %d -> %d\n", s.Quota, s.Staff.Before, s.Staff.After)))
	b.WriteString("\n" + m.lineTable(s.Lines))
	m.writeMoves(&b, f, m.say("调入", "Arrivals"), s, s.Arrivals)
	m.writeMoves(&b, f, m.say("调出", "Leavers"), s, s.Leavers)
	m.writeVisits(&b, f, m.say("来本校走教", "Visitors"), s.VisitsIn)
	m.writeVisits(&b, f, m.say("到外校走教", "Visits elsewhere"), s.VisitsOut)
	if len(s.PartTime) > 0 {
		b.WriteString("\n" + m.say("本校兼课", "Part-time in this school") + "\n")
		for _, v := range s.PartTime {
			fmt.Fprintf(&b, "  %s %s → %s %s\n", v.Teacher, lineText(v.From).In(m.lang), lineText(v.To).In(m.lang), m.halfDays(v.HalfDays))
		}
	}
	if len(s.Remote) > 0 {
		b.WriteString("\n" + m.say("专递课堂", "Remote lessons") + "\n")
		for _, v := range s.Remote {
			fmt.Fprintf(&b, "  %s → %s %s\n", schoolName(f, v.From), m.lineName(f, v.To), m.halfDays(v.HalfDays))
		}
	}
	m.writeGaps(&b, s)
	if len(s.Indicators) > 0 {
		b.WriteString("\n" + m.schoolIndicatorTable(s.Indicators))
	}
	if text := m.clauseText(s.Clauses) + m.doubtText(f.Rules, s.Unverified); text != "" {
		b.WriteString("\n" + text)
	}
	return b.String()
}

func (m *Main) halfDays(n int) string {
	return m.say(fmt.Sprintf("每周 %d 个半天", n), fmt.Sprintf("%d half-days a week", n))
}

func (m *Main) lineTable(lines []lineStory) string {
	t := table{head: []string{
		m.say("学段学科", "subject"), m.say("需要岗位", "posts"), m.say("另需半天", "half-days"), m.say("教师", "teachers"),
		m.say("走教等半天", "served"), m.say("空缺", "vacant"), m.say("无人任教半天", "uncovered"),
	}, left: 1}
	for i := range lines {
		l := &lines[i]
		t.add(lineText(l.Line).In(m.lang), strconv.Itoa(l.Posts), strconv.Itoa(l.HalfDays), l.Heads.String(),
			blank(l.Served), l.Vacant.String(), blank(l.Uncovered))
	}
	return t.String()
}

// String writes a change, and one number when nothing changes.
func (c change) String() string {
	if c.Before == c.After {
		return strconv.Itoa(c.Before)
	}
	return fmt.Sprintf("%d → %d", c.Before, c.After)
}

func (m *Main) writeMoves(b *strings.Builder, f *policy.Facts, title string, s *schoolStory, moves []model.Move) {
	if len(moves) == 0 {
		return
	}
	b.WriteString("\n" + title + "\n")
	for i := range moves {
		v := &moves[i]
		fmt.Fprintf(b, "  %s %s → %s\n", v.Teacher, m.lineName(f, v.From), m.lineName(f, v.To))
		for k := range s.Justifications {
			if j := &s.Justifications[k]; j.Subject == "move:"+string(v.Teacher) {
				b.WriteString("    - " + reasonSentence(j).In(m.lang) + under(j.Clauses) + m.doubted(j.Unverified) + "\n")
			}
		}
	}
}

func (m *Main) writeVisits(b *strings.Builder, f *policy.Facts, title string, visits []model.Visit) {
	if len(visits) == 0 {
		return
	}
	b.WriteString("\n" + title + "\n")
	for _, v := range visits {
		fmt.Fprintf(b, "  %s %s → %s %s\n", v.Teacher, m.lineName(f, v.From), m.lineName(f, v.To), m.halfDays(v.HalfDays))
	}
}

// writeGaps says why posts and half-days stay short.
func (m *Main) writeGaps(b *strings.Builder, s *schoolStory) {
	first := true
	for i := range s.Justifications {
		j := &s.Justifications[i]
		kind, name, _ := strings.Cut(j.Subject, ":")
		if kind != "vacancy" && kind != "uncovered" {
			continue
		}
		if first {
			b.WriteString("\n" + m.say("仍有缺口", "What stays short") + "\n")
			first = false
		}
		for k := range s.Lines {
			if s.Lines[k].Line.String() == name {
				name = lineText(s.Lines[k].Line).In(m.lang)
				break
			}
		}
		b.WriteString("  " + name + m.say(",", ", ") + subjectKind(kind).In(m.lang) + m.say(":", ": ") + reasonSentence(j).In(m.lang) + under(j.Clauses) + m.doubted(j.Unverified) + "\n")
	}
}

func (m *Main) schoolIndicatorTable(list []schoolIndicator) string {
	t := table{head: []string{
		m.say("指标", "indicator"), m.say("学段", "stage"), m.say("每百名学生", "per 100 pupils"),
		m.say("要求", "least"), m.say("缺口(人)", "teachers short"),
	}, left: 2}
	for _, v := range list {
		t.add(word("indicator", v.ID).In(m.lang), word("stage", v.Stage).In(m.lang),
			per100(v.Before)+" → "+per100(v.After), strconv.FormatFloat(v.Least, 'f', -1, 64), shortfall(v.Before)+" → "+shortfall(v.After))
	}
	return t.String()
}

func per100(v *model.IndicatorValue) string {
	if v == nil {
		return "-"
	}
	return strconv.FormatFloat(v.Per100, 'f', 2, 64)
}

func shortfall(v *model.IndicatorValue) string {
	if v == nil {
		return "-"
	}
	return strconv.Itoa(v.Shortfall)
}
