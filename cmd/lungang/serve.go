package main

import (
	"context"
	"fmt"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"lungang/cmd/lungang/service"
	"lungang/jobs"
	"lungang/policy"
)

// serviceFlags override the environment.
type serviceFlags struct {
	address, directory, calendar, firstKey string
	solves                                 int
}

func (f *serviceFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.address, "addr", "", "监听 `ADDRESS`(LUNGANG_ADDR,默认 "+service.DefaultAddress+") where to listen")
	c.Flags().IntVar(&f.solves, "solves", -1, "同时求解的方案数(LUNGANG_SOLVES,默认 1) plans solved at once")
	f.addCalendar(c)
	f.addDirectory(c)
}

func (f *serviceFlags) addCalendar(c *cobra.Command) {
	c.Flags().StringVar(&f.calendar, "calendar", "", calendarUsage)
}

func (f *serviceFlags) addDirectory(c *cobra.Command) {
	c.Flags().StringVar(&f.directory, "data", "", "数据目录(LUNGANG_DATA_DIR,默认当前目录) data `FOLDER`")
	if f.solves == 0 {
		f.solves = -1
	}
}

// app makes the service from environment and flags. It is not open yet.
func (m *Main) app(f serviceFlags) (*service.App, error) {
	c, err := service.FromEnvironment(m.Env)
	years, wrong := m.calendars(f.calendar)
	if wrong == nil {
		_, wrong = policy.WorkCalendar().With(years...)
	}
	if err := together(err, wrong); err != nil {
		return nil, err
	}
	c.Calendars = years
	if f.address != "" && !service.IsAddress(f.address) {
		return nil, usage("--addr 应为 主机:端口,写的是 "+f.address, "--addr is host:port, not "+f.address)
	}
	if f.address != "" {
		c.Address = f.address
	}
	if f.directory != "" {
		c.Directory = f.directory
	}
	switch {
	case f.solves < -1:
		return nil, usage("--solves 不能为负", "--solves may not be negative")
	case f.solves >= 0:
		c.Solves = f.solves
	}
	c.FirstKeyFile = f.firstKey
	return &service.App{Config: c, Version: Version, Log: service.NewLogger(m.Stderr, service.Level(c.LogLevel))}, nil
}

// opened opens the service, runs f, and closes it.
func (m *Main) opened(ctx context.Context, flags serviceFlags, f func(*service.App) error) error {
	a, err := m.app(flags)
	if err != nil {
		return err
	}
	return during(ctx, a, f)
}

func during(ctx context.Context, a *service.App, f func(*service.App) error) error {
	if err := a.Open(ctx); err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	return f(a)
}

// there is opened for commands that find a database, and do not make one.
func (m *Main) there(ctx context.Context, flags serviceFlags, f func(*service.App) error) error {
	a, err := m.app(flags)
	if err != nil {
		return err
	}
	if err := a.Exists(); err != nil {
		return err
	}
	return during(ctx, a, f)
}

// ready is there for commands that find a schema, and do not make one.
func (m *Main) ready(ctx context.Context, flags serviceFlags, f func(*service.App) error) error {
	return m.there(ctx, flags, func(a *service.App) error {
		if err := a.Ready(ctx); err != nil {
			return err
		}
		return f(a)
	})
}

func (m *Main) serveCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "启动服务:HTTP 接口与求解 · the service: API and solves",
		Long: `启动服务。不需要任何配置:在数据目录建立 SQLite 数据库,首次启动时建立单位并显示一次管理密钥。
Serve needs no configuration: it makes a SQLite database in the data folder, and on the first
start a tenant and a key, which it shows once. Settings: docs/operations.md.`,
		Example: `  lungang serve
  LUNGANG_DATABASE_URL=postgres://lungang@db/lungang lungang serve --solves 0`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.opened(c.Context(), flags, func(a *service.App) error { return a.Serve(c.Context(), m.served) })
		},
	}
	flags.add(c)
	c.Flags().StringVar(&flags.firstKey, "first-key-file", "", "首个密钥不显示,写入只有本用户可读的新 `FILE`; the first key goes there, readable by this user only, and is not shown")
	return c
}

// served tells where the service is, and the first key.
func (m *Main) served(s service.Served) {
	if m.json {
		_ = m.writeJSON(struct {
			Address string         `json:"address"`
			First   *service.First `json:"first,omitempty"`
		}{s.Address, s.First})
		return
	}
	switch {
	case s.First == nil:
	case s.First.File != "":
		_, _ = fmt.Fprintf(m.Stdout, "新数据库。管理密钥在文件 %[1]s 中,取出后请删除该文件。\nA new database. Its key is in the file %[1]s: take it, and remove the file.\n", s.First.File)
	default:
		_, _ = fmt.Fprintf(m.Stdout, `新数据库。管理密钥只显示这一次,请妥善保存:
A new database. This key is shown once; keep it safe:
  LUNGANG_API_KEY=%s
`, s.First.Secret)
	}
	_, _ = fmt.Fprintf(m.Stdout, "http://%s\n", s.Address)
}

func (m *Main) workCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "work",
		Short: "启动工作进程:求解与投递 · a worker: solves and webhooks",
		Long: `启动工作进程,与其他进程共用一个 PostgreSQL(LUNGANG_DATABASE_URL)。可以启动任意多个。
Work solves plans and delivers webhooks beside other processes on one PostgreSQL. Start as many as you like.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.opened(c.Context(), flags, func(a *service.App) error {
				if a.Config.Solves == 0 {
					return usage("work 的 --solves 至少为 1", "work needs --solves 1 or more")
				}
				return a.Work(c.Context(), m.served)
			})
		},
	}
	flags.add(c)
	return c
}

func (m *Main) migrateCommand() *cobra.Command {
	var flags serviceFlags
	var reseal bool
	c := &cobra.Command{
		Use:   "migrate",
		Short: "升级数据库结构 · bring the database schema up to date",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			open := m.opened
			if reseal {
				open = m.there // nothing is sealed in a new database
			}
			return open(c.Context(), flags, func(a *service.App) error {
				done, err := a.Migrate(c.Context())
				if err == nil && reseal {
					done.Resealed, err = a.Reseal(c.Context())
				}
				if err != nil {
					return err
				}
				if m.json {
					return m.writeJSON(done)
				}
				for _, s := range done.Steps {
					if _, err := fmt.Fprintln(m.Stdout, s); err != nil {
						return m.told(err)
					}
				}
				if reseal {
					text := m.say(fmt.Sprintf("%d 条数据改用新密钥加密", done.Resealed), fmt.Sprintf("%d rows are encrypted with the present key now", done.Resealed))
					if _, err := fmt.Fprintln(m.Stdout, text); err != nil {
						return m.told(err)
					}
				}
				_, err = fmt.Fprintln(m.Stdout, m.say("数据库结构已是最新", "the schema is up to date"))
				return m.told(err)
			})
		},
	}
	flags.addDirectory(c)
	c.Flags().BoolVar(&reseal, "reseal", false, "同时用 LUNGANG_DATA_KEY 的第一个密钥重新加密 also encrypt everything with the first key of LUNGANG_DATA_KEY")
	return c
}

// solveRunCommand is how a worker solves a plan in a process of its own: the
// program starts itself with this command.
func (m *Main) solveRunCommand() *cobra.Command {
	return &cobra.Command{
		Use:    jobs.SolveCommand,
		Short:  "求解进程,供内部使用 · solving process, for internal use",
		Hidden: true,
		Args:   none,
		RunE: func(c *cobra.Command, _ []string) error {
			syscall.CloseOnExec(jobs.AnswersFD) // solver children do not need it
			out := os.NewFile(jobs.AnswersFD, "answers")
			if info, err := out.Stat(); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
				return usage("此命令只供程序内部使用", "this command is for the program itself")
			}
			if code := jobs.ServeSolve(context.WithoutCancel(c.Context()), m.Stdin, out, jobs.Die); code != 0 {
				return exitCode(code)
			}
			return nil
		},
	}
}
