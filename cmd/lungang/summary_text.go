package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// summaryText writes a summary as tables.
func (m *Main) summaryText(s *summary) string {
	var b strings.Builder
	title := func(zh, en string) { b.WriteString("\n" + m.say("【"+zh+"】", en) + "\n") }
	c := s.Counts
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年教师交流轮岗方案(政策包 %s %s)\n", s.District, s.PlanYear, s.Pack.ID, s.Pack.Version),
		fmt.Sprintf("%s: teacher rotation plan %d (pack %s %s)\n", s.District, s.PlanYear, s.Pack.ID, s.Pack.Version)))
	b.WriteString(m.say(
		fmt.Sprintf("学校 %d 所,教师 %d 人:应交流 %d,可交流 %d,免于交流 %d,未到条件 %d\n", c.Schools, c.Teachers, c.Must, c.May, c.Exempt, c.NotDue),
		fmt.Sprintf("%d schools, %d teachers: %d must rotate, %d may, %d exempt, %d not due\n", c.Schools, c.Teachers, c.Must, c.May, c.Exempt, c.NotDue)))
	b.WriteString(m.say(
		fmt.Sprintf("交流 %d 人(自愿 %d,骨干 %d),走教 %d 项,兼课 %d 项,专递课堂 %d 项;仍空缺 %d 岗,无人任教 %d 个半天\n", c.Moves, c.Voluntary, c.Backbone, c.Visits, c.PartTime, c.Remote, c.Vacancies, c.Uncovered),
		fmt.Sprintf("%d moves (%d voluntary, %d backbone), %d visits, %d part-time, %d remote; %d posts stay vacant, %d half-days uncovered\n", c.Moves, c.Voluntary, c.Backbone, c.Visits, c.PartTime, c.Remote, c.Vacancies, c.Uncovered)))
	fmt.Fprintf(&b, "%s%s%s%s%s%s%s\n", m.say("状态:", "Status: "), word("termination", s.Status.Termination).In(m.lang), m.say(";", "; "),
		m.say("证明:", "proof: "), word("proof", s.Status.Proof).In(m.lang), m.say(";", "; "), word("coverage", s.Status.Coverage).In(m.lang))

	if len(s.Moves) > 0 {
		title("交流:去向与学科", "Moves by route and subject")
		b.WriteString(m.movesTable(s.Moves))
	}
	title("目标层级(依次优先)", "Tiers, strictly in order")
	b.WriteString(m.tierTable(s.Tiers))
	if len(s.Relaxations) > 0 {
		title("规则让步", "Relaxations")
		b.WriteString(m.relaxationTable(s.Relaxations))
	}
	if len(s.Indicators) > 0 {
		title("优质均衡指标:现状 → 方案后", "Indicators before -> after")
		b.WriteString(m.indicatorTable(s.Indicators))
	}
	title("交流比例", "Rotation ratios")
	b.WriteString(m.ratioTable(s.Ratios))
	if len(s.Reasons) > 0 {
		title("主要理由", "Top reasons")
		b.WriteString(m.reasonTable(s.Reasons))
	}
	if len(s.Unverified) > 0 {
		title("待核实的参数(尚未核对官方原文,使用前请核实)", "Parameters to be verified: nobody has held them against an official text yet")
		for _, d := range policy.Definitions() {
			if slices.Contains(s.Unverified, d.Name) {
				b.WriteString("  " + d.Name + "  " + d.Text().In(m.lang) + "\n")
			}
		}
	}
	b.WriteString("\n" + m.say("方案已写入 ", "The plan is in ") + s.Plan + "\n")
	return b.String()
}

func (m *Main) movesTable(moves []moveCount) string {
	var routes []string
	var lines []model.Line
	cell := map[string]int{}
	key := func(l model.Line, route string) string { return l.String() + route }
	for _, v := range moves {
		if !slices.Contains(routes, v.Route) {
			routes = append(routes, v.Route)
		}
		l := model.Line{Stage: v.Stage, Subject: v.Subject}
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
		cell[key(l, v.Route)] += v.Moves
	}
	slices.Sort(routes)
	t := table{head: []string{m.say("学段学科", "subject")}, left: 1}
	for _, r := range routes {
		t.head = append(t.head, pair("locale", r).In(m.lang))
	}
	t.head = append(t.head, m.say("合计", "total"))
	sums := make([]int, len(routes)+1)
	for _, l := range lines {
		row, total := []string{lineText(l).In(m.lang)}, 0
		for i, r := range routes {
			n := cell[key(l, r)]
			row, total, sums[i] = append(row, blank(n)), total+n, sums[i]+n
		}
		sums[len(routes)] += total
		t.add(append(row, strconv.Itoa(total))...)
	}
	last := []string{m.say("合计", "total")}
	for _, n := range sums {
		last = append(last, strconv.Itoa(n))
	}
	t.add(last...)
	return t.String()
}

// blank writes a count, and nothing for 0.
func blank(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (m *Main) tierTable(tiers []tierLine) string {
	t := table{
		head: []string{"", m.say("目标", "tier"), m.say("值", "value"), m.say("下界", "bound"), m.say("差距", "gap"), m.say("单位", "unit"), m.say("证明", "proof"), m.say("放宽一单位至多省", "one unit more saves at most")},
		left: 2, notes: []int{5, 6, 7},
	}
	for i, v := range tiers {
		t.add(strconv.Itoa(i+1), v.Title.In(m.lang), strconv.FormatInt(v.Value, 10), strconv.FormatInt(v.Bound, 10),
			fmt.Sprintf("%.2f%%", v.GapPercent), tierUnit(v.TierResult).In(m.lang), word("proof", v.Proof).In(m.lang), m.price(v.Price))
	}
	return t.String()
}

// price tells what one unit more of a tier would buy below.
func (m *Main) price(p *model.TierPrice) string {
	switch {
	case p == nil:
		return ""
	case p.Tier == "":
		return m.say("无", "nothing")
	}
	return fmt.Sprintf("%s %d", ruleTitle(p.Tier).In(m.lang), p.AtMost)
}

func (m *Main) relaxationTable(list []model.Relaxation) string {
	t := table{head: []string{m.say("规则", "rule"), m.say("对象", "subject"), m.say("让步", "amount")}, left: 2}
	for _, r := range list {
		t.add(ruleTitle(r.Rule).In(m.lang), r.Subject, strconv.Itoa(r.Amount))
	}
	return t.String()
}

func (m *Main) indicatorTable(list []indicatorLine) string {
	t := table{head: []string{
		m.say("指标", "indicator"), m.say("学段", "stage"), m.say("达标学校", "schools passed"),
		m.say("缺口(人)", "teachers short"), m.say("差异系数", "CV"), m.say("限值", "limit"),
	}, left: 2}
	for _, v := range list {
		t.add(word("indicator", v.ID).In(m.lang), word("stage", v.Stage).In(m.lang),
			fmt.Sprintf("%d/%d → %d/%d", v.Before.Passed, v.Before.Counted, v.After.Passed, v.After.Counted),
			fmt.Sprintf("%d → %d", v.Before.Shortfall, v.After.Shortfall),
			fmt.Sprintf("%.4f → %.4f", v.Before.CV, v.After.CV), strconv.FormatFloat(v.After.CVLimit, 'f', -1, 64))
	}
	return t.String()
}

func (m *Main) ratioTable(list []model.Ratio) string {
	t := table{head: []string{m.say("比例", "ratio"), m.say("人数", "teachers"), m.say("实际", "reached"), m.say("要求", "asked for")}, left: 1}
	for _, r := range list {
		t.add(word("ratio", r.ID).In(m.lang), fmt.Sprintf("%d / %d", r.Numerator, r.Denominator),
			fmt.Sprintf("%.2f%%", r.Percent), strconv.FormatFloat(r.Required, 'f', -1, 64)+"%")
	}
	return t.String()
}

func (m *Main) reasonTable(list []reasonCount) string {
	t := table{head: []string{m.say("对象", "what"), m.say("理由", "reason"), m.say("次数", "times"), m.say("依据", "clauses")}, left: 2, notes: []int{3}}
	for _, r := range list {
		t.add(subjectKind(r.Subject).In(m.lang), reasonTitle(r.Reason).In(m.lang), strconv.Itoa(r.Count), strings.TrimSpace(strings.Join(r.Clauses, ", ")+m.doubted(r.Unverified)))
	}
	return t.String()
}

func subjectKind(s string) model.Text {
	switch s {
	case "move":
		return model.Text{ZH: "交流", EN: "move"}
	case "visit":
		return model.Text{ZH: "走教", EN: "visit"}
	case "part_time", "partTime":
		return model.Text{ZH: "兼课", EN: "part-time"}
	case "remote":
		return model.Text{ZH: "专递课堂", EN: "remote lessons"}
	case "vacancy":
		return model.Text{ZH: "空缺", EN: "vacancy"}
	case "uncovered":
		return model.Text{ZH: "无人任教", EN: "uncovered"}
	case "stay":
		return model.Text{ZH: "不动", EN: "stay"}
	default:
		return model.Text{ZH: s, EN: s}
	}
}
