package main

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lungang/cmd/console"
	"lungang/cmd/verify"
	"lungang/model"
	"lungang/solver/coin"
)

// Main is one run of the program: everything that it is given. Tests fill in
// what they need.
type Main struct {
	Name     string              // how the program was called; goes into the commands that it suggests
	Args     []string            // arguments, without the name
	Stdin    io.Reader           // what "-" reads
	Stdout   io.Writer           // results, and what "-" writes
	Stderr   io.Writer           // progress and errors
	Env      func(string) string // LUNGANG_LANG: default of --lang; LUNGANG_SERVER of --server; LUNGANG_API_KEY: its key; LUNGANG_DEBUG: stack of an internal error
	Terminal bool                // Stderr is a terminal: a progress line may be drawn
	Now      func() time.Time    // for elapsed times; the plan holds none
	Runner   *coin.Runner        // starts solver children; nil: this executable

	lang    string // zh or en
	json    bool   // --json
	server  string // --server: address of a service; empty: this machine works
	started bool   // arguments were accepted, a command is at work

	ctx context.Context // of the run
}

// Run runs one command and returns the exit code of the process. It never
// panics: a fault of the program is exit code 5.
func (m *Main) Run(ctx context.Context) int {
	m.ctx = ctx
	root := m.root()
	root.SetArgs(m.Args)
	root.SetIn(m.Stdin)
	return console.Run(ctx, root, m.console, m.explainError)
}

// console is where results and failures of this run go.
func (m *Main) console() *console.Console {
	return &console.Console{Stdout: m.Stdout, Stderr: m.Stderr, Env: m.Env, Lang: m.lang, JSON: m.json}
}

func (m *Main) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "lungang",
		Short: "教师交流轮岗方案 · teacher rotation plans",
		Long: `轮岗:为一个县(市、区)编制教师交流轮岗方案,并逐条说明依据。
Lungang plans teacher rotation for a district, checks the plan, and says why.

退出码 exit codes: 0 完成 done, 1 违反规则 rules broken (check), 2 输入有误 bad input,
3 没有方案 no plan, 4 到限停止但有方案 limit reached with a plan, 5 内部错误 internal.`,
		Args: noSuch,
		RunE: help,
		PersistentPreRunE: func(c *cobra.Command, args []string) error {
			if err := m.console().CheckLang(); err != nil {
				return err
			}
			if err := m.useless(c, args); err != nil {
				return err
			}
			m.started = true
			return nil
		},
	}
	console.Prepare(root, m.Env, &m.lang, &m.json)
	root.PersistentFlags().StringVar(&m.server, "server", m.Env("LUNGANG_SERVER"), "由此服务求解和取数 the service that solves and has the data: `URL` (LUNGANG_SERVER; key: LUNGANG_API_KEY)")
	root.SetHelpCommand(helpCommand())
	root.AddCommand(
		m.demoCommand(), m.solveCommand(), m.checkCommand(), m.explainCommand(), m.conflictsCommand(), m.staffingCommand(), m.forecastCommand(),
		m.balanceCommand(), m.ledgerCommand(), m.costCommand(), m.documentsCommand(),
		m.plansCommand(), m.datasetsCommand(), m.reviewCommand(),
		m.convertCommand(), m.templateCommand(), m.generateCommand(), m.packCommand(), m.schemaCommand(),
		m.serveCommand(), m.workCommand(), m.migrateCommand(), m.backupCommand(), m.restoreCommand(), m.tenantCommand(), m.doctorCommand(), m.retentionCommand(), m.auditCommand(), m.bundleCommand(), verify.Command(m.console),
		m.versionCommand(), m.childCommand(), m.solveRunCommand(),
	)
	return root
}

// help is what a command does that is only there for those below it.
func help(c *cobra.Command, _ []string) error { return c.Help() }

// noSuch refuses what is no command below this one, and names those alike.
func noSuch(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	name := c.CommandPath() + " " + args[0]
	f := usage("没有命令 "+name, "there is no command "+name)
	c.SuggestionsMinimumDistance = 2
	if like := c.SuggestionsFor(args[0]); len(like) > 0 {
		names := strings.Join(like, ", ")
		f.Remedy = model.Text{ZH: "相近的命令:" + names, EN: "similar commands: " + names}
	}
	return f
}

// helpCommand is --help as a command; cobra's own has help for what is no command.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "命令的用法 · the usage of a command",
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if err := noSuch(found, rest); err != nil {
				return err
			}
			return found.Help()
		},
	}
}

// say returns the text in the language of the run.
func (m *Main) say(zh, en string) string { return model.Text{ZH: zh, EN: en}.In(m.lang) }
