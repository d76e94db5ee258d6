package main

import (
	"strings"

	"lungang/model"
	"lungang/policy"
)

// writeProof writes a proof as an indented tree: what was asked, whether it
// holds, and under which clauses.
func (m *Main) writeProof(b *strings.Builder, p *policy.Proof, indent string) {
	holds := m.say("否 ", "no  ")
	if p.Holds {
		holds = m.say("是 ", "yes ")
	}
	b.WriteString(indent + holds)
	if p.Form == policy.NotOf && len(p.Of) == 1 {
		// What does not hold stands on the same line; its parts follow.
		b.WriteString(m.say("不符合:", "not: "))
		p = &p.Of[0]
	}
	b.WriteString(m.asked(p) + under(p.Clauses) + m.doubted(p.Unverified) + "\n")
	for _, f := range p.Facts {
		if s, ok := f.Value.Spell(); ok {
			b.WriteString(indent + "   - " + m.spell(f.Name, s) + "\n")
		}
	}
	for i := range p.Of {
		m.writeProof(b, &p.Of[i], indent+"  ")
	}
}

// asked says what a node asks: a leaf with its facts, a joint with how its
// parts are joined.
func (m *Main) asked(p *policy.Proof) string {
	if p.Form == policy.Leaf {
		f := p.Finding()
		return findingSentence(&f).In(m.lang)
	}
	title := p.Title.In(m.lang)
	switch {
	case len(p.Of) == 0:
		return title
	case p.Form == policy.AnyOf:
		return title + m.say("(任一成立)", " (any of)")
	default:
		return title + m.say("(全部成立)", " (all of)")
	}
}

// spells are the parts that a spell of service may play in continuous service.
var spells = map[string]model.Text{
	"same_school": {ZH: "同一法人学校,前后相连", EN: "same legal school, joined"},
	"unbroken":    {ZH: "不中断", EN: "does not break it"},
	"broken":      {ZH: "中断,此后重新起算", EN: "breaks it, the count begins anew"},
}

// spell says what a spell of the history meant for continuous service.
func (m *Main) spell(part string, s model.Service) string {
	to := s.To.String()
	if to == "" {
		to = m.say("至今", "now")
	}
	school := ""
	if s.School != "" {
		school = " " + string(s.School)
	}
	return word("service", s.Kind).In(m.lang) + school + " " + s.From.String() + "/" + to + m.say(":", ": ") + spells[part].In(m.lang)
}

// proofClauses returns the clauses and statutes of a proof, as they come.
func proofClauses(p *policy.Proof) []string {
	out := append(append([]string{}, p.Clauses...), p.Statutes...)
	for i := range p.Of {
		out = append(out, proofClauses(&p.Of[i])...)
	}
	return out
}
