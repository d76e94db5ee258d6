package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

func (m *Main) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check PROBLEM PLAN | check PLAN-ID --server URL",
		Short: "检查:方案是否守规则、所说是否属实 · check a plan",
		Long: `检查:不依赖求解过程,重新计算每条规则、目标和指标;人工改过的方案也可检查。
Check counts every rule, tier and indicator again, independently of the solver; also for plans that a person edited.
退出码 exit codes: 0 通过 clean, 1 违反规则 rules broken, 2 输入有误 bad input.`,
		Example: "  lungang check litong.json plan.json",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && m.isRemote(args[0]):
				return nil
			case len(args) == 1 && serverIDs.MatchString(args[0]):
				return noService()
			case len(args) != 2:
				return usage("需要两个参数:问题文件和方案文件", "two arguments are needed: the problem and the plan")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			f, p, err := m.problemAndPlan(args[0], args[len(args)-1]) // a plan of the server knows what it solved
			if err != nil {
				return err
			}
			report := check.Plan(f, p)
			if err := m.showReport(report); err != nil {
				return err
			}
			if !report.OK {
				return exitCode(exitBroken)
			}
			return nil
		},
	}
}

func (m *Main) showReport(r *check.Report) error {
	if m.json {
		return m.writeJSON(r)
	}
	var b strings.Builder
	if r.OK {
		b.WriteString(m.say("通过:不违反任何规则,所述均属实。\n", "Clean: no rule is broken, and all that the plan says is so.\n"))
		for _, t := range r.Tiers {
			fmt.Fprintf(&b, "  %s %d %s\n", ruleTitle(t.ID).In(m.lang), t.Value, tierUnit(t).In(m.lang))
		}
	} else {
		n := len(r.Violations)
		b.WriteString(m.say(fmt.Sprintf("不通过:%d 处。\n", n), fmt.Sprintf("Not accepted: %d violations.\n", n)))
		for _, v := range r.Violations {
			writeViolation(&b, v)
		}
	}
	_, err := io.WriteString(m.Stdout, b.String())
	return m.told(err)
}

// writeViolation writes rule, subject and place, then what is wrong in both
// languages, then the clauses.
func writeViolation(b *strings.Builder, v check.Violation) {
	fmt.Fprintf(b, "- %s [%s] %s %s\n    %s\n    %s\n", v.Rule, ruleTitle(v.Rule).ZH, v.Subject, v.Pointer, v.Message.ZH, v.Message.EN)
	if len(v.Clauses) > 0 {
		fmt.Fprintf(b, "    依据 clauses: %s\n", strings.Join(v.Clauses, ", "))
	}
	if len(v.Unverified) > 0 {
		fmt.Fprintf(b, "    待核实 unverified: %s\n", strings.Join(v.Unverified, ", "))
	}
}

// tierUnit names the unit of a tier.
func tierUnit(t model.TierResult) model.Text {
	if info, ok := policy.TierByID(t.ID); ok {
		return info.Unit
	}
	return model.Text{ZH: t.Unit, EN: t.Unit}
}
