package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"lungang/cmd/lungang/service"
)

func (m *Main) retentionCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "retention",
		Short: "个人信息的保存期限 · for how long personal data are kept",
		Args:  noSuch,
		RunE:  help,
	}
	run := &cobra.Command{
		Use:   "run",
		Short: "删除保存期满的个人信息 · delete personal data whose time is over",
		Long: `删除各单位保存期满的姓名、证件号和异议文字等;决策日志不变,只多一条删除记录。serve 和 work 每小时自动执行。
Run deletes names, ID numbers and texts of objections that each tenant keeps no longer. The log stays whole and says how many there were.
Serve and work do it every hour by themselves. The period is set over the API: docs/retention.md.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.there(c.Context(), flags, func(a *service.App) error {
				if _, err := a.Migrate(c.Context()); err != nil {
					return err
				}
				gone, failed := a.Expire(c.Context()) // where one bureau's stay, those of others are gone
				if m.json {
					err := m.writeJSON(struct {
						Datasets int   `json:"datasets"`
						Persons  int64 `json:"persons"`
						Texts    int64 `json:"texts"`
						Accounts int64 `json:"accounts"`
					}{gone.Holders, gone.Rows, gone.Texts, gone.Accounts})
					return cmp.Or(failed, err)
				}
				_, err := fmt.Fprintln(m.Stdout, m.say(
					fmt.Sprintf("删除 %d 个数据集中 %d 人的个人信息,%d 条异议文字,%d 个停用账号的姓名", gone.Holders, gone.Rows, gone.Texts, gone.Accounts),
					fmt.Sprintf("deleted the personal data of %d persons in %d datasets, %d texts of objections, and the names of %d disabled accounts", gone.Rows, gone.Holders, gone.Texts, gone.Accounts)))
				return cmp.Or(failed, m.told(err))
			})
		},
	}
	flags.addDirectory(run)
	c.AddCommand(run)
	return c
}
