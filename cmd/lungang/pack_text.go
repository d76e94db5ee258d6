package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
)

func (m *Main) packListText(list []policy.Summary) string {
	t := table{head: []string{
		m.say("政策包", "pack"), m.say("版本", "version"), m.say("沿用", "extends"), m.say("文件", "document"),
		m.say("自有参数", "own"), m.say("名称", "title"),
	}, left: 4, notes: []int{5}}
	for _, s := range list {
		title := s.Title.In(m.lang)
		if s.Abstract {
			title += m.say("(只供沿用)", " (a base for others)")
		}
		t.add(s.ID, s.Version, dash(s.Extends), dash(s.Document), strconv.Itoa(s.Own), title)
	}
	return t.String()
}

func (m *Main) packOwnText(s *packStory) string {
	var b strings.Builder
	m.packHead(&b, s.ID+" "+s.Version+" "+s.Title.In(m.lang), s.Merge)
	t := table{head: []string{
		m.say("参数", "parameter"), m.say("取值", "value"), m.say("条款", "clauses"), m.say("约束", "binding"),
		m.say("可让步", "may give way"), m.say("依据", "evidence"), m.say("有效期", "valid"),
	}, left: 7}
	for _, name := range slices.Sorted(maps.Keys(s.Parameters)) {
		for _, p := range s.Parameters[name] {
			t.add(name, policy.ValueText(p.Value), dash(strings.Join(p.Clauses, ", ")), word("binding", p.Binding).In(m.lang),
				m.mark(p.Relaxable), word("evidence", p.Evidence).In(m.lang), validText(p))
		}
	}
	b.WriteString(t.String())
	b.WriteString(m.say("其余参数沿用上一层;加 --effective 查看全部。\n", "Everything else is inherited; --effective shows all of it.\n"))
	return b.String()
}

func (m *Main) packEffectiveText(s *effectiveStory) string {
	var b strings.Builder
	day := m.say("最新取值", "the latest values")
	if !s.Day.IsZero() {
		day = s.Day.String()
	}
	m.packHead(&b, s.ID+" "+s.Version+" "+day, s.Merge)
	t := table{head: []string{
		m.say("参数", "parameter"), m.say("取值", "value"), m.say("来自", "origin"), m.say("替换了", "replaces"),
		m.say("条款", "clauses"), m.say("约束", "binding"), m.say("可让步", "may give way"), m.say("依据", "evidence"),
	}, left: 8}
	for _, e := range s.Parameters {
		replaced := "-"
		if n := len(e.Steps); n > 1 {
			replaced = policy.ValueText(e.Steps[n-2].Parameter.Value) + " (" + e.Steps[n-2].Origin() + ")"
		}
		p := e.Parameter
		t.add(e.Name, policy.ValueText(p.Value), e.Origin, replaced, dash(strings.Join(p.Clauses, ", ")),
			word("binding", p.Binding).In(m.lang), m.mark(p.Relaxable), word("evidence", p.Evidence).In(m.lang))
	}
	b.WriteString(t.String())
	if len(s.Unverified) > 0 {
		b.WriteString(m.say("待核实:", "Unverified: ") + strings.Join(s.Unverified, ", ") + "\n")
	}
	b.WriteString(m.say("指纹 ", "Hash ") + s.Hash + "\n")
	return b.String()
}

func (m *Main) packHead(b *strings.Builder, title string, merge []string) {
	b.WriteString(title + "\n" + m.say("合并次序 ", "Merged in the order ") + strings.Join(merge, " → ") +
		m.say("(后者替换前者)\n", " (a later one replaces an earlier one)\n"))
}

func (m *Main) packParametersText(list []parameterStory) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s  %s\n", s.Name, s.Meaning.In(m.lang))
		fmt.Fprintf(&b, "  %s%s\n", m.say("允许:", "Allowed: "), s.Allowed)
		for _, e := range s.Entries {
			fmt.Fprintf(&b, "  %s: %s  %s%s\n", e.Pack, policy.ValueText(e.Parameter.Value), validText(e.Parameter), under(e.Parameter.Clauses))
		}
		if s.InForce == nil {
			b.WriteString(m.say("  没有取值\n", "  no value\n"))
			continue
		}
		m.parameterCard(&b, &s)
	}
	return b.String()
}

func (m *Main) parameterCard(b *strings.Builder, s *parameterStory) {
	p := s.InForce
	fmt.Fprintf(b, "  %s%s(%s)\n", m.say("生效:", "In force: "), policy.ValueText(p.Value), s.Origin)
	facts := []string{word("binding", p.Binding).In(m.lang), word("evidence", p.Evidence).In(m.lang)}
	if p.Relaxable {
		facts = append(facts, m.say("方案中可让步", "may give way in a plan"))
	}
	if p.Adjustable {
		facts = append(facts, m.say("取值由区县定", "the value is left to the district"))
	}
	if p.Binding == model.BindingPrinciple {
		facts = append(facts, m.say("例外须写明理由和批准人", "an exception needs reason and approver"))
	}
	fmt.Fprintf(b, "  %s%s\n", m.say("性质:", "Nature: "), strings.Join(facts, m.say("、", ", ")))
	fmt.Fprintf(b, "  %s%s\n", m.say("出处:", "Source: "), s.Source)
	for _, c := range s.Clauses {
		fmt.Fprintf(b, "  %s “%s”\n", c.ID, c.Quote)
	}
	if len(s.Clauses) == 0 && p.Quote != "" {
		fmt.Fprintf(b, "  “%s”\n", p.Quote)
	}
	if p.Note != nil {
		fmt.Fprintf(b, "  %s%s\n", m.say("注:", "Note: "), p.Note.In(m.lang))
	}
}

func (m *Main) packDiffText(a, b string, list []policy.Difference) string {
	if len(list) == 0 {
		return m.say("没有差别。\n", "No difference.\n")
	}
	t := table{head: []string{m.say("参数", "parameter"), a, b, m.say("差别", "differs in"), m.say("条款 A", "clauses A"), m.say("条款 B", "clauses B")}, left: 6}
	for _, d := range list {
		x, y := d.A, d.B
		in := m.say("依据", "basis")
		if d.Value {
			in = m.say("取值", "value")
		}
		t.add(d.Name, givenText(x), givenText(y), in, givenClauses(x), givenClauses(y))
	}
	return t.String()
}

func givenText(p *model.Parameter) string {
	if p == nil {
		return "-"
	}
	return policy.ValueText(p.Value)
}

func givenClauses(p *model.Parameter) string {
	if p == nil {
		return "-"
	}
	return dash(strings.Join(p.Clauses, ", "))
}

func validText(p model.Parameter) string {
	if p.ValidFrom == "" && p.ValidTo == "" {
		return "-"
	}
	return p.ValidFrom + "…" + p.ValidTo
}

func (m *Main) mark(is bool) string {
	if is {
		return word("bool", "true").In(m.lang)
	}
	return "-"
}

// dash stands for nothing.
func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
