package main

import (
	"github.com/spf13/cobra"

	"lungang/solver/coin"
)

// childCommand is how this program solves an integer program in a process of
// its own: it starts itself with this command.
func (m *Main) childCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "solve-child",
		Short:  "求解子进程,供内部使用 · solver child process, for internal use",
		Hidden: true,
		Args:   none,
		RunE: func(*cobra.Command, []string) error {
			if code := coin.ServeChild(m.Stdin, m.Stdout, m.Stderr); code != 0 {
				return exitCode(code)
			}
			return nil
		},
	}
}
