package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lungang/api"
	"lungang/client"
)

// onServer is the address of the service for commands that need one.
func (m *Main) onServer() (*client.Client, error) {
	if m.server == "" {
		return nil, noService()
	}
	return m.remote()
}

func noService() error {
	return usage("请用 --server 或 LUNGANG_SERVER 给出服务地址", "give the address of the service with --server or LUNGANG_SERVER")
}

// listFlags bound a list.
type listFlags struct{ limit int }

func (f *listFlags) add(c *cobra.Command) {
	c.Flags().IntVar(&f.limit, "limit", 20, "最多列出多少条 entries at most")
}

func (f *listFlags) check() error {
	if f.limit < 1 || f.limit > 100_000 {
		return usage("--limit 应为 1 到 100000", "--limit is 1 to 100000")
	}
	return nil
}

func (m *Main) plansCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "plans",
		Short: "服务上的方案 · plans of the service",
		Args:  noSuch,
		RunE:  help,
	}
	c.AddCommand(m.plansListCommand(), m.planCommand("show", "一个方案的状态与目标 · one plan", (*client.Client).Plan),
		m.planCommand("stop", "停止求解,保留最好的方案 · stop a solve, keep its best plan", (*client.Client).Stop))
	return c
}

func (m *Main) plansListCommand() *cobra.Command {
	var flags listFlags
	var dataset string
	c := &cobra.Command{
		Use:     "list",
		Short:   "最新的方案 · the newest plans",
		Example: "  lungang plans list --server https://lungang.example.cn",
		Args:    none,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			s, err := m.onServer()
			if err != nil {
				return err
			}
			list, err := s.Plans(c.Context(), dataset, flags.limit)
			if err != nil {
				return err
			}
			return m.show(list, func() string { return m.plansText(list) })
		},
	}
	flags.add(c)
	c.Flags().StringVar(&dataset, "dataset", "", "只列此数据集的 only of this dataset: `ID`")
	return c
}

// planCommand is a command about one plan, which shows it afterwards.
func (m *Main) planCommand(name, short string, do func(*client.Client, context.Context, string) (*api.PlanView, error)) *cobra.Command {
	return &cobra.Command{
		Use:   name + " PLAN",
		Short: short,
		Args:  one("方案编号", "the id of a plan"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := m.onServer()
			if err != nil {
				return err
			}
			p, err := do(s, c.Context(), args[0])
			if err != nil {
				return err
			}
			return m.show(p, func() string { return m.planText(p) })
		},
	}
}

// show writes data with --json, else text.
func (m *Main) show(data any, text func() string) error {
	if m.json {
		return m.writeJSON(data)
	}
	_, err := io.WriteString(m.Stdout, text())
	return m.told(err)
}

func (m *Main) plansText(list []api.PlanView) string {
	t := &table{head: []string{m.say("方案", "plan"), m.say("状态", "status"), m.say("证明", "proof"), m.say("提交", "submitted"), m.say("名称", "name")}, left: 5}
	for i := range list {
		p := &list[i]
		t.add(p.ID, string(p.Status), string(p.Solution.Proof), at(p.Times.Submitted), p.Name)
	}
	return t.String()
}

func (m *Main) planText(p *api.PlanView) string {
	var b strings.Builder
	line := func(zh, en, value string) {
		if value != "" {
			b.WriteString(m.say(zh+":", en+": ") + value + "\n")
		}
	}
	line("方案", "plan", strings.TrimSpace(p.ID+" "+p.Name))
	line("数据集", "dataset", p.Dataset)
	line("求解", "solve", string(p.Status))
	line("决定", "decision", string(p.Business))
	line("结果", "solution", strings.Join(filled(string(p.Solution.Proof), string(p.Solution.Coverage), p.Solution.Limit), " "))
	line("提交", "submitted", at(p.Times.Submitted))
	line("完成", "completed", at(p.Times.Completed))
	if p.Failure != nil {
		line("原因", "reason", p.Failure.Message.In(m.lang))
	}
	if len(p.Tiers) > 0 {
		t := &table{head: []string{m.say("目标", "objective"), m.say("值", "value"), m.say("下界", "bound"), m.say("证明", "proof")}, left: 1, notes: []int{3}}
		for _, r := range p.Tiers {
			t.add(ruleTitle(r.ID).In(m.lang), strconv.FormatInt(r.Value, 10), strconv.FormatInt(r.Bound, 10), word("proof", r.Proof).In(m.lang))
		}
		b.WriteString(t.String())
	}
	return b.String()
}

// filled leaves out what is empty.
func filled(all ...string) []string {
	var out []string
	for _, w := range all {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// at is a moment in UTC; empty when it did not come.
func at(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05Z")
}

func (m *Main) datasetsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "datasets",
		Short: "服务上的数据集 · datasets of the service",
		Args:  noSuch,
		RunE:  help,
	}
	var flags listFlags
	list := &cobra.Command{
		Use:   "list",
		Short: "最新的数据集 · the newest datasets",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := flags.check(); err != nil {
				return err
			}
			s, err := m.onServer()
			if err != nil {
				return err
			}
			all, err := s.Datasets(c.Context(), flags.limit)
			if err != nil {
				return err
			}
			return m.show(all, func() string { return m.datasetsText(all) })
		},
	}
	flags.add(list)
	show := &cobra.Command{
		Use:   "show DATASET",
		Short: "一个数据集 · one dataset",
		Args:  one("数据集编号", "the id of a dataset"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := m.onServer()
			if err != nil {
				return err
			}
			d, err := s.Dataset(c.Context(), args[0])
			if err != nil {
				return err
			}
			return m.show(d, func() string { return m.datasetsText([]api.DatasetView{*d}) })
		},
	}
	c.AddCommand(list, show)
	return c
}

func (m *Main) datasetsText(list []api.DatasetView) string {
	t := &table{
		head: []string{m.say("数据集", "dataset"), m.say("区划", "district"), m.say("年度", "year"), m.say("学校", "schools"), m.say("教师", "teachers"), m.say("存入", "stored"), m.say("名称", "name")},
		left: 2, notes: []int{5, 6},
	}
	for i := range list {
		d := &list[i]
		t.add(d.ID, d.District, strconv.Itoa(d.PlanYear), strconv.Itoa(d.Schools), strconv.Itoa(d.Teachers), at(&d.CreatedAt), d.Name)
	}
	return fmt.Sprint(t)
}
