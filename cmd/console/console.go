package console

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"lungang/model"
)

// Console is where a run of a program writes, and how.
type Console struct {
	Stdout io.Writer           // results
	Stderr io.Writer           // failures
	Env    func(string) string // LUNGANG_DEBUG: cause and stack of an internal error
	Lang   string              // zh or en
	JSON   bool                // --json
}

// Say returns the text in the language of the run.
func (c *Console) Say(zh, en string) string { return model.Text{ZH: zh, EN: en}.In(c.Lang) }

// CheckLang is a fault of the arguments when there is no such language.
func (c *Console) CheckLang() error {
	if c.Lang != "zh" && c.Lang != "en" {
		return Usage("--lang 只能是 zh 或 en", "--lang is zh or en")
	}
	return nil
}

// WriteJSON writes data as indented JSON to Stdout.
func (c *Console) WriteJSON(v any) error {
	e := json.NewEncoder(c.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return Told(e.Encode(v))
}

// Told turns a failing standard output into a failure.
func Told(err error) error {
	if err != nil {
		return Unwritable("<stdout>", err)
	}
	return nil
}

// listInOrder makes help list the commands in the order of the work. It is a
// setting of the whole process, so it is made once.
var listInOrder = sync.OnceFunc(func() { cobra.EnableCommandSorting = false })

// Prepare gives a program what all of them have: the form of its help, --lang
// (by default LUNGANG_LANG, or Chinese) and --json.
func Prepare(root *cobra.Command, env func(string) string, lang *string, asJSON *bool) {
	listInOrder()
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetUsageTemplate(usageTemplate)
	usual := env("LUNGANG_LANG")
	if usual == "" {
		usual = "zh"
	}
	root.PersistentFlags().StringVar(lang, "lang", usual, "语言 language of tables and sentences: `zh|en`")
	root.PersistentFlags().BoolVar(asJSON, "json", false, "以 JSON 输出 results, news and errors as JSON")
}

// Run runs a command line and returns the exit code of the process. It never
// panics: a fault of the program is exit code 5. at is asked again whenever
// something is written, since flags change it; explain finds the words for an
// error that ends the run.
func Run(ctx context.Context, root *cobra.Command, at func() *Console, explain func(error) *Failure) (code int) {
	defer func() {
		if r := recover(); r != nil {
			c := at()
			c.Report(&Failure{Exit: ExitInternal, Code: model.CodeInternal, Message: model.CodeInternal.Text(), Remedy: TellUs})
			if c.Env("LUNGANG_DEBUG") != "" {
				_, _ = fmt.Fprintf(c.Stderr, "%v\n%s", r, debug.Stack())
			}
			code = ExitInternal
		}
	}()
	root.SetOut(at().Stdout)
	root.SetErr(at().Stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return ExitDone
	}
	if silent, ok := errors.AsType[ExitCode](err); ok {
		return int(silent)
	}
	f := explain(err)
	at().Report(f)
	return f.Exit
}

const usageTemplate = `用法 Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]

命令 Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

例 Examples:
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项 Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项 Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`

// One demands exactly one argument.
func One(zh, en string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return Usage("缺少"+zh, "missing: "+en)
		case len(args) > 1:
			return Usage("参数过多,只需要"+zh, "too many arguments; needed is "+en)
		}
		return nil
	}
}
