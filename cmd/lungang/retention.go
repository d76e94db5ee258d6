package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"lungang/cmd/lungang/service"
)

func (m *Main) retentionCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "retention",
		Short: "个人信息的保存期限 · for how long personal data are kept",
		Args:  none,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	run := &cobra.Command{
		Use:   "run",
		Short: "删除保存期满的个人信息 · delete personal data whose time is over",
		Long: `删除各单位保存期满的姓名、证件号和异议文字等;决策日志不变,只多一条删除记录。serve 和 work 每小时自动执行。
Run deletes names, ID numbers and texts of objections that each tenant keeps no longer. The log stays whole and says how many there were.
Serve and work do it every hour by themselves. The period is set over the API: docs/retention.md.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.opened(c.Context(), flags, func(a *service.App) error {
				if _, err := a.Migrate(c.Context()); err != nil {
					return err
				}
				gone, err := a.Expire(c.Context())
				if err != nil {
					return err
				}
				if m.json {
					return m.writeJSON(struct {
						Datasets int   `json:"datasets"`
						Persons  int64 `json:"persons"`
						Texts    int64 `json:"texts"`
					}{gone.Holders, gone.Rows, gone.Texts})
				}
				_, err = fmt.Fprintln(m.Stdout, m.say(
					fmt.Sprintf("删除 %d 个数据集中 %d 人的个人信息,%d 条异议文字", gone.Holders, gone.Rows, gone.Texts),
					fmt.Sprintf("deleted the personal data of %d persons in %d datasets, and %d texts of objections", gone.Rows, gone.Holders, gone.Texts)))
				return m.told(err)
			})
		},
	}
	flags.addDirectory(run)
	c.AddCommand(run)
	return c
}
