package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// serverUse is what a command does with --server.
type serverUse int

const (
	noServer   serverUse = iota // it works on this machine alone
	asksServer                  // it is about a service, or has it work
	takesFrom                   // it takes from a service what an argument names: ds_… and pl_…
)

// serverUses are the commands with a use for --server, with those below them.
var serverUses = map[string]serverUse{
	"solve": asksServer, "pack test": asksServer, "plans": asksServer, "datasets": asksServer, "review": asksServer,
	"check": takesFrom, "explain": takesFrom, "conflicts": takesFrom, "staffing": takesFrom, "forecast": takesFrom, "balance": takesFrom,
	"ledger": takesFrom, "cost": takesFrom, "documents": takesFrom, "convert": takesFrom, "bundle": takesFrom,
}

func serverUseOf(c *cobra.Command) serverUse {
	for ; c.HasParent(); c = c.Parent() {
		_, name, _ := strings.Cut(c.CommandPath(), " ")
		if use, ok := serverUses[name]; ok {
			return use
		}
	}
	return noServer
}

// useless refuses --server where no service would be asked: who names one expects
// that it works. LUNGANG_SERVER is no such wish of one command.
func (m *Main) useless(c *cobra.Command, args []string) error {
	if m.server == "" || !c.Flags().Changed("server") || !c.HasParent() {
		return nil
	}
	switch serverUseOf(c) {
	case asksServer:
		return nil
	case takesFrom:
		for _, name := range []string{"problem", "plan"} {
			if f := c.Flags().Lookup(name); f != nil {
				args = append(args, f.Value.String())
			}
		}
		if slices.ContainsFunc(args, m.isRemote) {
			return nil
		}
		return usage("没有用到服务:请用编号(ds_… 或 pl_…)写明服务上的数据集或方案,或去掉 --server",
			"the service has nothing to do: name a dataset or a plan of it (ds_… or pl_…), or leave out --server")
	default:
		return usage(c.CommandPath()+" 只在本机进行;请去掉 --server", c.CommandPath()+" works on this machine alone; leave out --server")
	}
}
