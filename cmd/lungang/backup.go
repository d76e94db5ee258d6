package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"lungang/cmd/console"
	"lungang/cmd/lungang/service"
)

func (m *Main) backupCommand() *cobra.Command {
	var flags serviceFlags
	var force bool
	c := &cobra.Command{
		Use:   "backup FILE|-",
		Short: "备份数据库(可在服务运行时进行) · write a backup while the service runs",
		Long: `备份:同一时刻的全部数据,写成压缩的 JSON 行,SQLite 和 PostgreSQL 都能恢复。
个人信息和密钥仍是密文:LUNGANG_DATA_KEY 必须另行保管,没有它就读不出来。已有的文件不覆盖,除非 --force。
Everything of one moment as compressed JSON lines, for either kind of database. Personal data stay
encrypted: keep LUNGANG_DATA_KEY elsewhere; without it they cannot be read. A file that is there is kept, unless
--force says otherwise.`,
		Args: one("备份文件", "a file"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := free(args[0], force); err != nil {
				return err
			}
			return m.ready(c.Context(), flags, func(a *service.App) error {
				var rows int64
				err := m.write(args[0], func(w io.Writer) (err error) { rows, err = a.Backup(c.Context(), w); return err })
				if err != nil {
					return err
				}
				return m.counted(args[0], rows)
			})
		},
	}
	flags.addDirectory(c)
	c.Flags().BoolVar(&force, "force", false, "覆盖已有的文件 replace a file that is there")
	return c
}

// free refuses a name under which a file is already, so that no older backup is
// lost by mistake. Devices and pipes may be written to.
func free(name string, force bool) error {
	info, err := os.Stat(name)
	if name == "-" || force || err != nil || !info.Mode().IsRegular() {
		return nil //nolint:nilerr // what cannot be looked at, writing tells
	}
	return usage("文件已存在:"+name+";要覆盖请加 --force", "the file exists: "+name+"; to replace it add --force")
}

func (m *Main) restoreCommand() *cobra.Command {
	var flags serviceFlags
	c := &cobra.Command{
		Use:   "restore FILE|-",
		Short: "恢复备份到空数据库 · read a backup into an empty database",
		Args:  one("备份文件", "a file"),
		RunE: func(c *cobra.Command, args []string) error {
			in := m.Stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return unreadable(args[0], err)
				}
				defer func() { _ = f.Close() }() // nothing was written
				if info, err := f.Stat(); err == nil && info.IsDir() {
					return unreadable(args[0], console.ErrIsFolder)
				}
				in = f
			}
			return m.opened(c.Context(), flags, func(a *service.App) error {
				rows, err := a.Restore(c.Context(), in)
				if err != nil {
					return inFile(err, args[0], nil)
				}
				if err := m.counted("", rows); err != nil {
					return err
				}
				return m.unsound(c.Context(), a)
			})
		},
	}
	flags.addDirectory(c)
	return c
}

// unsound warns of logs that take no entry under the keys of this service.
func (m *Main) unsound(ctx context.Context, a *service.App) error {
	list, err := a.Unsound(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	text := service.UnsoundText(list)
	_, err = fmt.Fprintln(m.Stderr, m.say("提醒:"+text.ZH, "warning: "+text.EN))
	return m.told(err)
}

// counted says how many rows there were, unless standard output is the backup.
func (m *Main) counted(file string, rows int64) error {
	out := m.Stdout
	if file == "-" {
		out = m.Stderr
	}
	_, err := fmt.Fprintln(out, m.say(fmt.Sprintf("%d 行", rows), fmt.Sprintf("%d rows", rows)))
	return m.told(err)
}
