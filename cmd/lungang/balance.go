package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
)

func (m *Main) balanceCommand() *cobra.Command {
	var indicator string
	c := &cobra.Command{
		Use:   "balance FILE|-|fixture:NAME [PLAN]",
		Short: "均衡:各项指标的现状与方案后,附要求、年度、条款 · indicators before and after a plan",
		Long: `均衡:优质均衡七项指标、校际差异系数、每校六项达标、学校达标率、交流比例、学历、骨干、结对、普通话、持证、培训、班额、校额;
给出方案时列出方案前后。要求按计划年度取自政策包,附条款和可靠程度;资料没有填写的列为未填,不当作达标。
Balance reports every indicator, with a plan before and after it, against what the pack asks for in the plan
year; what the document does not say is unknown, and never taken as met.`,
		Example: `  lungang balance fixture:litong
  lungang balance litong.json plan.json --indicator I2`,
		Args: oneOrTwo("问题文件,可再加方案文件", "a problem, and a plan if there is one"),
		RunE: func(_ *cobra.Command, args []string) error {
			if indicator != "" && !isIndicator(indicator) {
				return unknownIndicator(indicator)
			}
			f, plan, err := m.problemMaybePlan(args[0], args[1:])
			if err != nil {
				return err
			}
			r := balance.Of(f, plan)
			if indicator != "" {
				r.Entries = only(r.Entries, indicator)
			}
			if m.json {
				return m.writeJSON(r)
			}
			_, err = io.WriteString(m.Stdout, m.balanceText(f, r, indicator != ""))
			return m.told(err)
		},
	}
	c.Flags().StringVar(&indicator, "indicator", "", "只列此项指标,并列出各校 `ID` to show alone, with its schools")
	return c
}

// oneOrTwo allows a problem and, behind it, one argument more.
func oneOrTwo(zh, en string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usage("缺少"+zh, "missing: "+en)
		case len(args) > 2:
			return usage("参数过多,只需要"+zh, "too many arguments; needed is "+en)
		}
		return nil
	}
}

// problemMaybePlan reads a problem and, when one is named, a plan for it.
func (m *Main) problemMaybePlan(problem string, plan []string) (*policy.Facts, *model.Plan, error) {
	if len(plan) == 0 {
		f, err := m.facts(problem)
		return f, nil, err
	}
	f, p, err := m.problemAndPlan(problem, plan[0])
	if err != nil {
		return nil, nil, err
	}
	return f, p, belongs(f, p, plan[0])
}

func isIndicator(id string) bool {
	for i := range balance.Indicators {
		if balance.Indicators[i].ID == id {
			return true
		}
	}
	return false
}

func unknownIndicator(id string) error {
	var ids []string
	for i := range balance.Indicators {
		ids = append(ids, balance.Indicators[i].ID)
	}
	all := strings.Join(ids, ", ")
	return usage("没有指标 "+id+",可用的有:"+all, "there is no indicator "+id+"; there are: "+all)
}

func only(entries []balance.Entry, id string) []balance.Entry {
	out := []balance.Entry{}
	for i := range entries {
		if entries[i].ID == id {
			out = append(out, entries[i])
		}
	}
	return out
}
