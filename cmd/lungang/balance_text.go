package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
)

// balanceText writes a report as a table, with one table more for the schools of
// each entry when they are asked for.
func (m *Main) balanceText(f *policy.Facts, r *balance.Report, schools bool) string {
	var b strings.Builder
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年均衡报告(政策包 %s,基准日 %s)\n\n", r.District, r.PlanYear, r.Pack, r.Reference),
		fmt.Sprintf("%s: balance %d (pack %s, on %s)\n\n", r.District, r.PlanYear, r.Pack, r.Reference)))
	t := table{head: m.planned(r.Planned, m.say("指标", "indicator"), m.say("范围", "scope"), m.say("要求", "asked"), m.say("达标", "met"), m.say("依据", "basis"))}
	t.left = len(t.head)
	var sources citations
	for i := range r.Entries {
		e := &r.Entries[i]
		if !countable(&e.Before) && (e.After == nil || !countable(e.After)) && (e.Demand == nil || e.Stage != "") {
			continue // no such school, no such stage
		}
		cells := []string{e.Title.In(m.lang), m.scopeText(e), m.measureText(e.Unit, &e.Before)}
		if r.Planned {
			cells = append(cells, m.measureText(e.Unit, e.After))
		}
		t.add(append(cells, m.demandText(e), m.metText(e.Passed()), sources.cite(m, e))...)
	}
	b.WriteString(t.String())
	for i := range r.Entries {
		if schools && len(r.Entries[i].Schools) > 0 {
			b.WriteString("\n" + m.scopeText(&r.Entries[i]) + "\n" + m.schoolsTable(f, r.Planned, &r.Entries[i]))
		}
	}
	if schools {
		b.WriteString("\n" + m.say("参数", "Parameters") + "\n" + m.parameterTable(entryBases(r)))
	}
	b.WriteString(m.laterText(r))
	b.WriteString(sources.list(m))
	return b.String()
}

// countable reports whether there is anything to count.
func countable(x *balance.Measure) bool { return x.Known || x.Unknown > 0 || x.Denominator > 0 }

// planned is a head with a column for the values as they are and, with a plan,
// one for those after it.
func (m *Main) planned(is bool, first, scope string, rest ...string) []string {
	head := []string{first, scope, m.say("现状", "now")}
	if is {
		head = append(head, m.say("方案后", "with the plan"))
	}
	return append(head, rest...)
}

func (m *Main) scopeText(e *balance.Entry) string {
	var parts []string
	switch zone, ok := strings.CutPrefix(e.Scope, "zone:"); {
	case e.Stage != "":
		parts = append(parts, word("stage", e.Stage).In(m.lang))
	case ok:
		parts = append(parts, m.say("学区", "zone ")+zone)
	default:
		parts = append(parts, m.say("全县", "district"))
	}
	if e.Of != "" {
		parts = append(parts, word("measured", e.Of).In(m.lang))
	}
	return strings.Join(parts, m.say(",", ", "))
}

// measureText writes a value with what it was counted from, and how many are
// not known.
func (m *Main) measureText(unit model.Text, x *balance.Measure) string {
	unknown := ""
	if x.Unknown > 0 {
		unknown = m.say(fmt.Sprintf("(%d 未填)", x.Unknown), fmt.Sprintf(" (%d not given)", x.Unknown))
	}
	if !x.Known {
		return "-" + unknown
	}
	var text strings.Builder
	text.WriteString(short(x.Value))
	percent := unit.EN == "%"
	if percent {
		text.WriteString("%")
	}
	if percent || x.Denominator > 1 {
		fmt.Fprintf(&text, " (%d/%d)", x.Numerator, x.Denominator)
	}
	for _, p := range x.Parts {
		fmt.Fprintf(&text, " %s %s%% (%d/%d)", word("measured", p.Name).In(m.lang), short(p.Value), p.Numerator, p.Denominator)
	}
	return text.String() + unknown
}

// short writes at most three digits behind the point.
func short(x float64) string {
	text := strconv.FormatFloat(x, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func (m *Main) demandText(e *balance.Entry) string {
	if e.Demand == nil {
		return "-"
	}
	text := "≥ "
	if e.Demand.Sense == balance.Most {
		text = "≤ "
	}
	text += short(e.Demand.Threshold)
	if e.Each != nil {
		return e.Each.Whom.In(m.lang) + " " + text + " " + e.Each.Unit.In(m.lang)
	}
	return text
}

func (m *Main) metText(passed *bool) string {
	switch {
	case passed == nil:
		return "-"
	case *passed:
		return m.say("达标", "yes")
	default:
		return m.say("未达标", "no")
	}
}

// entryBases returns the parameters behind the entries, each once.
func entryBases(r *balance.Report) []policy.Basis {
	var lists [][]policy.Basis
	for i := range r.Entries {
		if d := r.Entries[i].Demand; d != nil {
			lists = append(lists, []policy.Basis{d.Basis})
		}
		lists = append(lists, r.Entries[i].Uses)
	}
	return distinctBases(lists...)
}

// citations numbers the sources that are no clauses, in the order in which the
// table names them.
type citations struct{ titles []string }

// cite names the clauses of a demand; else the number of its source, and how
// sure it is. Other parameters of the entry that nobody has checked are told too.
func (c *citations) cite(m *Main, e *balance.Entry) string {
	d, doubt := e.Demand, ""
	if slices.ContainsFunc(e.Uses, func(b policy.Basis) bool { return b.Evidence == model.EvidenceUnverified }) {
		doubt = m.say("(含待核实参数)", " (with unverified parameters)")
	}
	if d == nil {
		return "-" + doubt
	}
	if d.Origin == policy.OriginOverride {
		return m.evidence(d.Basis) + doubt
	}
	if len(d.Clauses) > 0 {
		return strings.Join(d.Clauses, ", ") + doubt
	}
	at := slices.Index(c.titles, d.Source)
	if at < 0 {
		at = len(c.titles)
		c.titles = append(c.titles, d.Source)
	}
	return fmt.Sprintf("[%d] %s", at+1, word("evidence", d.Evidence).In(m.lang)) + doubt
}

// list writes the sources with their numbers.
func (c *citations) list(m *Main) string {
	if len(c.titles) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n" + m.say("出处", "Sources") + "\n")
	for i, title := range c.titles {
		fmt.Fprintf(&b, "  [%d] %s\n", i+1, title)
	}
	return b.String()
}

func (m *Main) schoolsTable(f *policy.Facts, planned bool, e *balance.Entry) string {
	t := table{head: m.planned(planned, m.say("学校", "school"), m.say("城乡", "place"), m.say("达标", "met")), left: 6}
	unit := e.Unit
	if e.Each != nil {
		unit = e.Each.Unit
	}
	for i := range e.Schools {
		s := &e.Schools[i]
		cells := []string{schoolName(f, s.School), word("locale", f.School(s.School).Locale).In(m.lang), m.measureText(unit, &s.Before)}
		passed := s.Before.Passed
		if planned {
			cells = append(cells, m.measureText(unit, s.After))
			passed = s.After.Passed
		}
		t.add(append(cells, m.metText(passed))...)
	}
	return t.String()
}

// laterText says what the pack asks for from later days on.
func (m *Main) laterText(r *balance.Report) string {
	var b strings.Builder
	for i := range r.Entries {
		e := &r.Entries[i]
		for _, x := range e.Later {
			if b.Len() == 0 {
				b.WriteString("\n" + m.say("今后的要求", "Asked for later") + "\n")
			}
			fmt.Fprintf(&b, "  %s %s %s%s%s %s\n", x.From, e.Title.In(m.lang), m.scopeText(e), m.say(":", ": "), short(x.Threshold), strings.Join(x.Clauses, ", "))
		}
	}
	return b.String()
}
