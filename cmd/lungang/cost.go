package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"lungang/policy"
	"lungang/policy/ledger"
)

func (m *Main) costCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "cost FILE|-|fixture:NAME [PLAN]",
		Short: "经费:津贴补贴的年度支出,方案前后 · the yearly cost of allowances, before and after a plan",
		Long: `经费:乡镇工作补贴、乡村教师生活补助、人才津贴、走教补助、班主任津贴的全年支出(整数元),方案前后及每人次的变化。
政策包没有标准的不猜测,列为未定,合计即不完整;区县可用 overrides 填写标准。
Cost counts allowances and subsidies of a year in whole yuan, before and after a plan, and what each move and
visit changes. What nobody has set is not made up: it is listed, and the sum is then not the whole.`,
		Example: "  lungang cost litong.json plan.json",
		Args:    oneOrTwo("问题文件,可再加方案文件", "a problem, and a plan if there is one"),
		RunE: func(_ *cobra.Command, args []string) error {
			f, plan, err := m.problemMaybePlan(args[0], args[1:])
			if err != nil {
				return err
			}
			c := ledger.CostOf(f, plan)
			if m.json {
				return m.writeJSON(c)
			}
			_, err = io.WriteString(m.Stdout, m.costText(f, c))
			return m.told(err)
		},
	}
}

func (m *Main) costText(f *policy.Facts, c *ledger.Cost) string {
	var b strings.Builder
	b.WriteString(m.say(
		fmt.Sprintf("%s %d 年津贴补贴(元/年)\n\n", c.District, c.PlanYear),
		fmt.Sprintf("%s: allowances %d (yuan a year)\n\n", c.District, c.PlanYear)))
	t := table{head: []string{
		m.say("种类", "kind"), m.say("现有人数", "teachers"), m.say("现状", "now"), m.say("方案后人数", "teachers with the plan"),
		m.say("方案后", "with the plan"), m.say("增减", "change"), m.say("依据", "basis"),
	}, left: 1, notes: []int{6}}
	var unset []string
	var bases [][]policy.Basis
	for _, k := range c.Kinds {
		name := word("allowance", k.Kind).In(m.lang)
		if !k.Set {
			unset = append(unset, name+m.say("(", " (")+strings.Join(k.Kind.Parameters(), ", ")+m.say(")", ")"))
			t.add(name, "-", "-", "-", "-", "-", m.say("未定标准", "no amount is set"))
			continue
		}
		bases = append(bases, k.Basis)
		t.add(name, strconv.Itoa(k.Before.Teachers), yuan(k.Before.Yuan), strconv.Itoa(k.After.Teachers), yuan(k.After.Yuan),
			moreYuan(k.After.Yuan-k.Before.Yuan), m.kindBasis(k.Basis))
	}
	t.add(m.say("合计", "sum"), "", yuan(c.Before), "", yuan(c.After), moreYuan(c.Change), "")
	b.WriteString(t.String())
	if len(unset) > 0 {
		b.WriteString("\n" + m.say("未定标准、未计入合计的:", "Not set, and not in the sum: ") + strings.Join(unset, m.say("、", "; ")) + "\n")
	}
	if c.Budget != nil {
		verdict := m.say("不超过", "is within")
		if !c.Budget.Within {
			verdict = m.say("超过", "exceeds")
		}
		b.WriteString("\n" + m.say(
			fmt.Sprintf("方案新增 %s 元,%s经费 %s 元\n", yuan(c.Change), verdict, yuan(c.Budget.Yuan)),
			fmt.Sprintf("the plan adds %s yuan, which %s the budget of %s\n", yuan(c.Change), verdict, yuan(c.Budget.Yuan))))
	}
	b.WriteString(m.moveCosts(f, c) + m.visitCosts(f, c))
	if all := distinctBases(bases...); len(all) > 0 {
		b.WriteString("\n" + m.say("【依据】", "Basis") + "\n" + m.parameterTable(all))
	}
	return b.String()
}

// kindBasis names the clauses of the amounts, or how sure they are.
func (m *Main) kindBasis(list []policy.Basis) string {
	var out []string
	for _, b := range list {
		if b.Origin == policy.OriginOverride || len(b.Clauses) == 0 {
			out = append(out, m.evidence(b))
		} else {
			out = append(out, b.Clauses...)
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}

// moveCosts lists the moves that change something.
func (m *Main) moveCosts(f *policy.Facts, c *ledger.Cost) string {
	t := table{head: []string{m.say("交流教师", "who moves"), m.say("从", "from"), m.say("到", "to"), m.say("每年增减", "change a year"), m.say("其中", "of which")}, left: 3, notes: []int{4}}
	for i := range c.Moves {
		x := &c.Moves[i]
		if x.Yuan == 0 {
			continue
		}
		var kinds []string
		for _, a := range x.Kinds {
			kinds = append(kinds, word("allowance", a.Kind).In(m.lang)+" "+moreYuan(a.Yuan))
		}
		t.add(string(x.Teacher), schoolName(f, x.From), schoolName(f, x.To), moreYuan(x.Yuan), strings.Join(kinds, m.say(",", ", ")))
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "\n" + t.String()
}

func (m *Main) visitCosts(f *policy.Facts, c *ledger.Cost) string {
	if len(c.Visits) == 0 {
		return ""
	}
	t := table{head: []string{m.say("走教教师", "who visits"), m.say("学校", "school"), m.say("每周半天", "half-days a week"), m.say("每年", "a year")}, left: 2}
	for _, v := range c.Visits {
		t.add(string(v.Teacher), schoolName(f, v.To), strconv.Itoa(v.HalfDays), yuan(v.Yuan))
	}
	return "\n" + t.String()
}

// yuan writes a sum with a comma before each three digits.
func yuan(y policy.Yuan) string {
	text := strconv.FormatInt(int64(y), 10)
	sign, digits := "", text
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, digits = "-", rest
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// moreYuan writes a change of a sum.
func moreYuan(y policy.Yuan) string {
	if y > 0 {
		return "+" + yuan(y)
	}
	return yuan(y)
}
