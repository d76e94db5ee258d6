package main

import (
	"io"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy/ledger"
)

func (m *Main) ledgerCommand() *cobra.Command {
	var plan string
	c := &cobra.Command{
		Use:   "ledger FILE|-|fixture:NAME [TEACHER]",
		Short: "台账:农村任教年限、晋升条件、服务期、校长任期、结对周期 · rural years, promotion, service, terms, pairing",
		Long: `台账:逐人列出农村任教年限(走教按政策包折算)、晋升条件、服务期,逐校列出校长任期、城乡结对周期;
给出 --plan 时列出本学年结束时的年限。
Ledger keeps the books of rural years with the credit for itinerant years, what a promotion needs, service that
is owed, terms of principals and cycles of pairings; with --plan also the years at the end of the plan year.`,
		Example: `  lungang ledger fixture:litong
  lungang ledger litong.json T00042 --plan plan.json`,
		Args: oneOrTwo("问题文件,可再加教师编号", "a problem, and the id of a teacher if only one is asked for"),
		RunE: func(_ *cobra.Command, args []string) error {
			var plans []string
			if plan != "" {
				plans = append(plans, plan)
			}
			f, p, err := m.problemMaybePlan(args[0], plans)
			if err != nil {
				return err
			}
			var l *ledger.Ledger
			if len(args) == 2 {
				t := f.Teacher(model.TeacherID(args[1]))
				if t == nil {
					return unknownID(f, args[1])
				}
				l = ledger.OfTeacher(f, p, t)
			} else {
				l = ledger.Of(f, p)
			}
			if m.json {
				return m.writeJSON(l)
			}
			_, err = io.WriteString(m.Stdout, m.ledgerText(f, l, len(args) == 2))
			return m.told(err)
		},
	}
	c.Flags().StringVar(&plan, "plan", "", "方案文件 the plan: `FILE|-`")
	return c
}
