package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/register"
)

// coverageStory says of every clause of a pack's document what represents it.
type coverageStory struct {
	Pack        string           `json:"pack"`
	Document    string           `json:"document"`
	Clauses     int              `json:"clauses"`
	Represented int              `json:"represented"`
	Information int              `json:"information"` // for a reason
	Kinds       []kindCount      `json:"kinds"`       // a clause may be in several
	Entries     []register.Entry `json:"entries"`
}

type kindCount struct {
	Kind    register.Kind `json:"kind"`
	Clauses int           `json:"clauses"`
}

func (m *Main) packCoverageCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "coverage NAME",
		Short: "每个条款由什么体现 · what represents each clause of a pack's document",
		Long: `覆盖:政策包所依据的文件,逐条列出由哪条规则、参数、指标、报表、台账、流程步骤或数据体现;仅供参考的写明原因。
Coverage lists every clause of the document: the rule, parameter, indicator, report, ledger, step or data that
represents it; or that it is information only, and why.`,
		Example: "  lungang pack coverage weihai-2023-21",
		Args:    one("政策包的编号", "the id of a pack"),
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := policy.Open(args[0])
			if err != nil {
				return err
			}
			if f.Document == "" {
				return usage("政策包 "+f.ID+" 不依据单独的文件,没有条款", "the pack "+f.ID+" carries out no document of its own and has no clauses")
			}
			entries, err := register.Entries(f.Document)
			if err != nil {
				return model.NewError(model.CodeInternal, model.Text{}, err)
			}
			s := coverageOf(f, entries)
			if m.json {
				return m.writeJSON(s)
			}
			_, err = io.WriteString(m.Stdout, m.coverageText(&s))
			return m.told(err)
		},
	}
}

func coverageOf(f *policy.File, entries []register.Entry) coverageStory {
	s := coverageStory{Pack: f.ID, Document: f.Document, Clauses: len(entries), Kinds: []kindCount{}, Entries: entries}
	count := map[register.Kind]int{}
	for i := range entries {
		seen := map[register.Kind]bool{}
		for _, l := range entries[i].Links {
			if !seen[l.Kind] {
				seen[l.Kind] = true
				count[l.Kind]++
			}
		}
	}
	for _, k := range register.Kinds() {
		s.Kinds = append(s.Kinds, kindCount{k, count[k]})
	}
	s.Information = count[register.Information]
	s.Represented = s.Clauses - s.Information
	return s
}

func (m *Main) coverageText(s *coverageStory) string {
	t := table{head: []string{m.say("条款", "clause"), m.say("由什么体现", "represented by"), m.say("原文", "quote")}, left: 3}
	for i := range s.Entries {
		e := &s.Entries[i]
		var parts []string
		for _, l := range e.Links {
			text := l.Target
			if l.Kind == register.Information {
				text = l.Title.In(m.lang)
			}
			if n := len(parts); n > 0 && strings.HasPrefix(parts[n-1], l.Kind.Text().In(m.lang)+" ") {
				parts[n-1] += ", " + text
				continue
			}
			parts = append(parts, l.Kind.Text().In(m.lang)+" "+text)
		}
		t.add(e.Clause.ID, strings.Join(parts, m.say(";", "; ")), e.Clause.Quote)
	}
	var b strings.Builder
	b.WriteString(t.String())
	b.WriteString(m.say(
		fmt.Sprintf("%s:条款 %d 条,有体现的 %d 条,仅供参考的 %d 条\n", s.Pack, s.Clauses, s.Represented, s.Information),
		fmt.Sprintf("%s: %d clauses, %d represented, %d information only\n", s.Pack, s.Clauses, s.Represented, s.Information)))
	for _, k := range s.Kinds {
		fmt.Fprintf(&b, "  %s %d\n", k.Kind.Text().In(m.lang), k.Clauses)
	}
	return b.String()
}
