package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"lungang/cmd/lungang/service"
)

// tenantCommand is for the operator of a service of several bureaus. There is no
// operation for it in the API: no key reaches beyond its own tenant.
func (m *Main) tenantCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "tenant",
		Short: "单位:新增、列出 · bureaus: add, list",
		Long: `一个服务可供多个单位(教育局)使用,各单位的数据互不可见。由运维人员在服务器上新增;SQLite 须先停止服务。
A service may serve several bureaus, none of which sees the others' data. The operator adds them on the
server; with SQLite, while the service is stopped.`,
		Args: noSuch,
		RunE: help,
	}
	c.AddCommand(m.tenantAddCommand(), m.tenantListCommand())
	return c
}

func (m *Main) tenantAddCommand() *cobra.Command {
	var flags serviceFlags
	var code string
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "新增单位,并显示一次其首个密钥 · add a bureau; its first key is shown once",
		Args:  one("单位名称", "the name of the bureau"),
		RunE: func(c *cobra.Command, args []string) error {
			if strings.TrimSpace(args[0]) == "" || strings.ContainsFunc(args[0]+code, unicode.IsControl) {
				return usage("单位名称不能为空,名称与代码中不能有控制字符", "the name of the bureau is empty, or name or code has control characters")
			}
			return m.opened(c.Context(), flags, func(a *service.App) error {
				first, err := a.AddTenant(c.Context(), args[0], code)
				if err != nil {
					return err
				}
				if m.json {
					return m.writeJSON(first)
				}
				_, err = fmt.Fprintf(m.Stdout, m.say("单位 %s\n密钥(只显示这一次):%s\n", "bureau %s\nkey (shown this once): %s\n"), first.Tenant, first.Secret)
				return m.told(err)
			})
		},
	}
	c.Flags().StringVar(&code, "code", "", "行政区划代码 administrative `CODE` of the district")
	flags.addDirectory(c)
	return c
}

func (m *Main) tenantListCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "list",
		Short: "列出单位 · list the bureaus",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.ready(c.Context(), flags, func(a *service.App) error {
				list, err := a.Tenants(c.Context())
				if err != nil {
					return err
				}
				if m.json {
					return m.writeJSON(list)
				}
				for _, t := range list {
					if _, err := fmt.Fprintf(m.Stdout, "%s  %s  %s\n", t.ID, t.Name, t.Code); err != nil {
						return m.told(err)
					}
				}
				return nil
			})
		},
	}
	flags.addDirectory(c)
	return c
}
