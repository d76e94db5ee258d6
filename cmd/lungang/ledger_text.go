package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/ledger"
)

// ledgerText writes the books. Of a whole district the list of rural years keeps
// to those who lack some for a promotion; --json has everybody.
func (m *Main) ledgerText(f *policy.Facts, l *ledger.Ledger, single bool) string {
	var b strings.Builder
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年台账(截至 %s)\n", l.District, l.PlanYear, l.Reference),
		fmt.Sprintf("%s: ledgers %d (to %s)\n", l.District, l.PlanYear, l.Reference)))
	title := func(zh, en string) { b.WriteString("\n" + m.say("【"+zh+"】", en) + "\n") }

	if single {
		title("农村任教年限与晋升条件", "Rural years and promotion")
		b.WriteString(m.yearsTable(f, l, l.Teachers))
	} else {
		lacking := lackingYears(l.Teachers)
		if !slices.ContainsFunc(l.Rests.Promotion, func(b policy.Basis) bool { return b.Parameter == policy.PromotionRuralYears.Name }) {
			b.WriteString("\n" + m.say("政策包没有规定晋升所需的农村任教年限;各人年限见 --json\n",
				"The pack asks for no rural years before a promotion; the years of everybody are in --json\n"))
		}
		title(fmt.Sprintf("农村任教年限不足以晋升的教师(%d 人,共登记 %d 人)", len(lacking), len(l.Teachers)),
			fmt.Sprintf("Teachers whose rural years are too few for a promotion (%d of %d)", len(lacking), len(l.Teachers)))
		if len(lacking) > 0 {
			b.WriteString(m.yearsTable(f, l, lacking))
		}
	}
	if text := m.serviceTable(f, l.Teachers); text != "" {
		title("服务期", "Service that is owed")
		b.WriteString(text)
	}
	if len(l.Terms) > 0 {
		title("校长、副校长任期", "Terms of principals and vice principals")
		b.WriteString(m.termTable(f, l.Terms))
	}
	if len(l.Pairings) > 0 {
		title("城乡结对周期", "Urban-rural pairings")
		b.WriteString(m.pairingTable(f, l.Pairings))
	}
	title("依据", "Basis")
	b.WriteString(m.parameterTable(basesOfLedger(l)))
	return b.String()
}

func lackingYears(list []ledger.Teacher) []ledger.Teacher {
	var out []ledger.Teacher
	for i := range list {
		if p := list[i].Promotion; p.Asked && !p.Met {
			out = append(out, list[i])
		}
	}
	return out
}

func (m *Main) yearsTable(f *policy.Facts, l *ledger.Ledger, list []ledger.Teacher) string {
	t := table{head: []string{
		m.say("教师", "teacher"), m.say("学校", "school"), m.say("农村", "rural"), m.say("走教", "itinerant"), m.say("折算", "credit"),
		m.say("合计", "total"), m.say("学年末", "end of year"), m.say("晋升要求", "needed"), m.say("现满足", "met"), m.say("学年末满足", "met then"),
	}, left: 2, notes: []int{8, 9}}
	for i := range list {
		x := &list[i]
		y, p := &x.RuralYears, &x.Promotion
		needed, met, then := "-", "-", "-"
		if p.Asked {
			needed, met, then = short(p.Needed), word("bool", strconv.FormatBool(p.Met)).In(m.lang), word("bool", strconv.FormatBool(p.AfterYear)).In(m.lang)
		}
		t.add(string(x.Teacher), schoolName(f, x.School), short(y.Rural), short(y.Itinerant), short(y.Credit), short(y.Total), short(y.AfterYear), needed, met, then)
	}
	note := m.say("  学年末按方案计算\n", "  end of year: with the plan\n")
	if !l.Planned {
		note = m.say("  学年末按留在本校计算;加 --plan 按方案计算\n", "  end of year: with everybody where they are; --plan counts with a plan\n")
	}
	return t.String() + note
}

func (m *Main) serviceTable(f *policy.Facts, list []ledger.Teacher) string {
	t := table{head: []string{
		m.say("教师", "teacher"), m.say("学校", "school"), m.say("种类", "kind"), m.say("至", "until"), m.say("余天数", "days left"),
		m.say("应有农村年限", "rural years"), m.say("已满足", "met"),
	}, left: 4, notes: []int{6}}
	for i := range list {
		for _, s := range list[i].Service {
			until, days, rural, met := dash(s.Until.String()), strconv.Itoa(s.Days), "-", "-"
			switch {
			case s.Term > 0:
				until, days = m.say(fmt.Sprintf("第 %d 聘期(共 %d)", s.Term, s.Terms), fmt.Sprintf("term %d of %d", s.Term, s.Terms)), "-"
			case s.Until.IsZero():
				days = "-"
			}
			if s.RuralNeeded != nil {
				rural, met = short(*s.RuralNeeded), word("bool", strconv.FormatBool(*s.RuralMet)).In(m.lang)
			}
			t.add(string(list[i].Teacher), schoolName(f, list[i].School), word("obligation", s.Kind).In(m.lang), until, days, rural, met)
		}
	}
	if len(t.rows) == 0 {
		return ""
	}
	return t.String()
}

func (m *Main) termTable(f *policy.Facts, list []ledger.Term) string {
	t := table{head: []string{
		m.say("教师", "teacher"), m.say("学校", "school"), m.say("职务", "role"), m.say("本届至", "term ends"), m.say("第几届", "term"),
		m.say("任满届数", "full terms"), m.say("规定", "limit"), m.say("结论", "verdict"),
	}, left: 4, notes: []int{7}}
	for _, x := range list {
		full, limit, verdict := "-", "-", "-"
		if x.Full != nil {
			full, limit, verdict = strconv.Itoa(*x.Full), strconv.Itoa(x.Limit), word("verdict", x.Verdict).In(m.lang)
		}
		t.add(string(x.Teacher), schoolName(f, x.School), word("role", x.Role).In(m.lang), dash(x.End.String()), strconv.Itoa(x.Present), full, limit, verdict)
	}
	return t.String()
}

func (m *Main) pairingTable(f *policy.Facts, list []ledger.Pairing) string {
	t := table{head: []string{
		m.say("结对", "pairing"), m.say("牵头学校", "lead"), m.say("城镇学校", "urban schools"), m.say("乡村学校", "rural schools"),
		m.say("周期", "cycle"), m.say("起", "from"), m.say("止", "to"), m.say("一年内到期", "ends within a year"),
	}, left: 4, notes: []int{5, 6, 7}}
	for _, p := range list {
		cycle, lead := "-", "-"
		if p.Cycle > 0 {
			cycle = strconv.Itoa(p.Cycle)
		}
		if p.Lead != "" {
			lead = schoolName(f, p.Lead)
		}
		t.add(string(p.Group)+" "+p.Name, lead, schoolList(f, p.Other), schoolList(f, p.Rural), cycle, dash(p.Begins.String()), dash(p.Ends.String()), m.mark(p.Renew))
	}
	return t.String()
}

// schoolList names at most three schools.
func schoolList(f *policy.Facts, ids []model.SchoolID) string {
	const most = 3
	var names []string
	for _, id := range ids[:min(most, len(ids))] {
		names = append(names, schoolName(f, id))
	}
	if len(ids) > most {
		names = append(names, "…"+strconv.Itoa(len(ids)))
	}
	return dash(strings.Join(names, " "))
}

// basesOfLedger returns what the books rest on, each parameter once.
func basesOfLedger(l *ledger.Ledger) []policy.Basis {
	lists := [][]policy.Basis{l.Rests.RuralYears, l.Rests.Promotion}
	for i := range l.Teachers {
		for _, s := range l.Teachers[i].Service {
			lists = append(lists, s.Basis)
		}
	}
	for _, x := range l.Terms {
		lists = append(lists, x.Basis)
	}
	for _, p := range l.Pairings {
		lists = append(lists, p.Basis)
	}
	return distinctBases(lists...)
}

// distinctBases joins lists in their order, each parameter once.
func distinctBases(lists ...[]policy.Basis) []policy.Basis {
	seen := map[string]bool{}
	var out []policy.Basis
	for _, list := range lists {
		for _, b := range list {
			if !seen[b.Parameter] {
				seen[b.Parameter] = true
				out = append(out, b)
			}
		}
	}
	return out
}

// evidence says how sure a value is; one that the district set itself is its own.
func (m *Main) evidence(b policy.Basis) string {
	if b.Origin == policy.OriginOverride {
		return m.say("区县调整", "override")
	}
	return word("evidence", b.Evidence).In(m.lang)
}

// parameterTable lists parameters with what they rest on; of an override, what
// it replaces.
func (m *Main) parameterTable(list []policy.Basis) string {
	t := table{head: []string{
		m.say("参数", "parameter"), m.say("取值", "value"), m.say("条款", "clauses"), m.say("可靠程度", "evidence"), m.say("出处", "source"),
	}, left: 5}
	for _, b := range list {
		t.add(b.Parameter, fmt.Sprint(b.Value), dash(strings.Join(b.Clauses, ", ")), m.evidence(b), b.Source)
	}
	return t.String()
}
