package register

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// Rulebook returns docs/rulebook.md: the rules and objectives with the clauses
// behind them, and every pack with its parameters and clauses. Chinese comes
// first, English second. The same packs and register give the same bytes.
func Rulebook() (string, error) {
	b := &book{behind: map[Link][]string{}}
	for _, source := range policy.ClauseSources() {
		entries, err := Entries(source.ID)
		if err != nil {
			return "", err
		}
		for i := range entries {
			for _, l := range entries[i].Links {
				b.behind[l] = append(b.behind[l], entries[i].Clause.ID)
			}
		}
	}
	b.line("# 规则手册 · Rule book")
	b.line("由政策包和条款登记生成(`make rulebook`),请勿手改。Made from packs and register by `make rulebook`; do not edit.")
	b.rules()
	b.steps()
	if err := b.packs(); err != nil {
		return "", err
	}
	return b.out.String(), nil
}

// book is the rule book while it is written.
type book struct {
	out    strings.Builder
	behind map[Link][]string // clauses of a target
}

// line writes a paragraph.
func (b *book) line(text string) {
	if b.out.Len() > 0 {
		b.out.WriteString("\n")
	}
	b.out.WriteString(text + "\n")
}

// table begins a table.
func (b *book) table(head ...string) {
	b.line(row(head...))
	b.out.WriteString("|" + strings.Repeat("---|", len(head)) + "\n")
}

func (b *book) row(cells ...string) { b.out.WriteString(row(cells...) + "\n") }

func row(cells ...string) string {
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// both writes a text in its two languages.
func both(t model.Text) string {
	if t.ZH == t.EN {
		return t.ZH
	}
	return t.ZH + " · " + t.EN
}

func (b *book) rules() {
	b.line("## 规则 · Hard rules")
	b.line("含义见 docs/model.md。可让步与否由政策包决定。What each means is in docs/model.md; packs decide which may give way.")
	b.table("规则 rule", "名称 title", "参数 parameters", "条款 clauses")
	for _, r := range policy.HardRules {
		clauses := slices.Clone(b.behind[Link{Rule, r.ID, r.Title}])
		for _, s := range r.Statutes {
			clauses = append(clauses, s.ID)
		}
		b.row(code(r.ID), both(r.Title), codes(r.Parameters), strings.Join(clauses, ", "))
	}
	b.line("## 目标 · Objectives")
	b.line("严格按次序;前一级最优之后才看后一级。Strictly in order.")
	b.table("次序 order", "目标 objective", "名称 title", "单位 unit", "条款 clauses")
	for i, t := range policy.TierInfo() {
		b.row(fmt.Sprint(i+1), code(t.ID), both(t.Title), both(t.Unit), strings.Join(b.behind[Link{Rule, "tier:" + t.ID, t.Title}], ", "))
	}
}

func (b *book) steps() {
	b.line("## 流程 · Workflow")
	b.table("步骤 step", "名称 title", "条款 clauses")
	for _, s := range policy.WorkflowSteps {
		b.row(code(s.ID), both(s.Title), strings.Join(b.behind[Link{Workflow, s.ID, s.Title}], ", "))
	}
}

func (b *book) packs() error {
	b.line("## 政策包 · Packs")
	list, err := policy.Summaries()
	if err != nil {
		return err
	}
	b.table("政策包 pack", "名称 title", "沿用 extends", "条款 clauses", "仅供参考 information only")
	for _, s := range list {
		entries, err := Entries(s.Document)
		if err != nil {
			return err
		}
		n := 0
		for i := range entries {
			if entries[i].IsInformation() {
				n++
			}
		}
		b.row(code(s.ID), both(s.Title), s.Extends, fmt.Sprint(len(entries)), fmt.Sprint(n))
	}
	for _, s := range list {
		if err := b.pack(s); err != nil {
			return err
		}
	}
	return nil
}

// pack writes what a pack sets itself, and its clauses.
func (b *book) pack(s policy.Summary) error {
	f, err := policy.Open(s.ID)
	if err != nil {
		return err
	}
	b.line("## " + s.ID)
	b.line(both(s.Title))
	for _, source := range policy.ClauseSources() {
		if source.ID == s.Document && source.Inferred != nil {
			b.line(both(*source.Inferred))
		}
	}
	b.line("### 参数 · Parameters")
	b.table("参数 parameter", "含义 meaning", "取值 value", "约束 binding", "依据 evidence", "有效期 valid", "条款 clauses")
	meanings := map[string]model.Text{}
	for _, d := range policy.Definitions() {
		meanings[d.Name] = d.Text()
	}
	for _, name := range slices.Sorted(maps.Keys(f.Parameters)) {
		for _, p := range f.Parameters[name] {
			b.row(code(name), both(meanings[name]), value(p.Value), string(p.Binding), string(p.Evidence), days(p), strings.Join(p.Clauses, ", "))
		}
	}
	if s.Document == "" {
		return nil
	}
	rules, err := f.Effective(nil, model.Date{})
	if err != nil {
		return err
	}
	entries, err := Entries(s.Document)
	if err != nil {
		return err
	}
	section := ""
	for i := range entries {
		e := &entries[i]
		if e.Clause.Section != section {
			section = e.Clause.Section
			b.line("### " + both(model.Text{ZH: sections[section], EN: section}))
			b.table("条款 clause", "原文 quote · 含义 meaning", "由什么体现 represented by")
		}
		b.row(e.Clause.ID, "“"+e.Clause.Quote+"”<br>"+e.Clause.Meaning, represented(e, f, rules))
	}
	return nil
}

// represented writes the links of an entry, one kind a line.
func represented(e *Entry, f *policy.File, rules *policy.Rules) string {
	var lines []string
	var last Kind
	for _, l := range e.Links {
		var text string
		switch l.Kind {
		case Parameter:
			text = code(l.Target) + " " + l.Title.ZH + ":" + inClause(e.Clause.ID, l.Target, f, rules)
		case Information:
			text = both(l.Title)
		case Data:
			text = code(l.Target)
		default:
			text = code(l.Target) + " " + both(l.Title)
		}
		if l.Kind == last {
			lines[len(lines)-1] += ";" + text
			continue
		}
		last = l.Kind
		lines = append(lines, both(l.Kind.Text())+":"+text)
	}
	if e.Note != nil {
		lines = append(lines, "注 note:"+both(*e.Note))
	}
	return strings.Join(lines, "<br>")
}

// inClause writes the value that a pack takes from a clause; of other parameters
// the value in force.
func inClause(clause, name string, f *policy.File, rules *policy.Rules) string {
	var own []string
	for _, p := range f.Parameters[name] {
		if slices.Contains(p.Clauses, clause) {
			own = append(own, strings.TrimSpace(value(p.Value)+" "+days(p)))
		}
	}
	if len(own) > 0 {
		return strings.Join(own, ", ")
	}
	if p, ok := rules.Parameter(name); ok {
		return value(p.Value) + "(" + rules.Origin(name) + ")"
	}
	return "未填写 not set"
}

func value(v any) string { return policy.ValueText(v) }

// days writes when an entry is valid; nothing when always.
func days(p model.Parameter) string {
	if p.ValidFrom == "" && p.ValidTo == "" {
		return ""
	}
	return p.ValidFrom + "…" + p.ValidTo
}

func code(s string) string { return "`" + s + "`" }

func codes(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = code(s)
	}
	return strings.Join(out, ", ")
}
