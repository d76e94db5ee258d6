package main

import (
	"slices"
	"strings"

	"lungang/model"
	"lungang/policy"
)

// doubted says behind a sentence which parameters it rests on that nobody has
// held against an official text.
func (m *Main) doubted(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return m.say(" 〔待核实:", " [unverified: ") + strings.Join(names, ", ") + m.say("〕", "]")
}

// doubtText lists them at the end, with what they mean, what is in force, and
// where it is said to come from.
func (m *Main) doubtText(r *policy.Rules, list []policy.Basis) string {
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(m.say("待核实的参数(尚未核对官方原文,使用前请核实):\n", "Unverified parameters (nobody has held them against an official text yet):\n"))
	for _, x := range list {
		e, _ := r.Explain(x.Parameter)
		b.WriteString("  " + x.Parameter + " = " + policy.ValueText(x.Value) + " " + e.Definition.Text().In(m.lang))
		if x.Source != "" {
			b.WriteString(" —— " + x.Source)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// doubtsOf gathers the unverified parameters behind reasons and proofs, each
// once, by name.
func doubtsOf(r *policy.Rules, reasons []model.Justification, proofs ...*policy.Proof) []policy.Basis {
	var names []string
	for i := range reasons {
		names = append(names, reasons[i].Unverified...)
	}
	for _, p := range proofs {
		names = append(names, p.Doubtful()...)
	}
	slices.Sort(names)
	return r.Basis(slices.Compact(names)...)
}
