package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"lungang/cmd/lungang/service"
)

func (m *Main) doctorCommand() *cobra.Command {
	var flags serviceFlags
	var alive bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "检查运行环境:数据库、求解库、磁盘、时钟 · look at database, solver, disk, clock",
		Long: `检查服务所依赖的一切,不改动任何东西。有错误时退出码为 1。
Doctor looks at everything that the service stands on and changes nothing. Exit code 1 when something does not work.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			a, err := m.app(flags)
			if err != nil {
				return err
			}
			if !alive {
				if err := unused(c, "只与 --alive 一起使用", "goes with --alive only", "addr"); err != nil {
					return err
				}
			}
			if alive {
				return service.Alive(c.Context(), a.Config.Address)
			}
			return m.findings(a.Doctor(c.Context()))
		},
	}
	c.Flags().BoolVar(&alive, "alive", false, "只问本机的进程是否应答 only ask whether the process on this machine answers")
	c.Flags().StringVar(&flags.address, "addr", "", "与 --alive 一起:所问的 `ADDRESS` with --alive: whom to ask")
	flags.addCalendar(c)
	flags.addDirectory(c)
	return c
}

func (m *Main) findings(list []service.Finding) error {
	healthy := true
	for _, f := range list {
		healthy = healthy && f.Grade != service.Bad
	}
	if m.json {
		if err := m.writeJSON(list); err != nil {
			return err
		}
	} else {
		marks := map[service.Grade]string{service.Fine: "✓", service.Warn: "!", service.Bad: "✗"}
		for _, f := range list {
			if _, err := fmt.Fprintf(m.Stdout, "%s %-9s %s\n", marks[f.Grade], f.Name, m.say(f.Detail.ZH, f.Detail.EN)); err != nil {
				return m.told(err)
			}
		}
	}
	if !healthy {
		return exitCode(exitBroken)
	}
	return nil
}
