package verify

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lungang/audit"
	"lungang/audit/evidence"
	"lungang/cmd/console"
)

// Command is the command verify. at is asked when it runs, after the flags.
func Command(at func() *console.Console) *cobra.Command {
	var public []string
	c := &cobra.Command{
		Use:   "verify BUNDLE",
		Short: "核对证据包(离线,不需要数据库和求解器) · verify a bundle offline",
		Long: `逐行说明核对了什么:每个文件的哈希、每条规则、每个目标的取值和证明、日志与签名。
Verify says line by line what holds: hashes, rules, values, proofs in exact arithmetic, log, signature.
退出码 exit codes: 0 没有不成立之处 nothing failed, 1 有不成立之处 something failed, 2 输入有误 bad input.`,
		Example: "  lungang verify bundle.zip",
		Args:    console.One("证据包", "a bundle"),
		RunE: func(c *cobra.Command, args []string) error {
			file, err := os.ReadFile(args[0])
			if err != nil {
				return console.Unreadable(args[0], err)
			}
			report, err := audit.VerifyBundle(c.Context(), file, evidence.Programs, public...)
			if err != nil {
				return err
			}
			if err := show(at(), report); err != nil {
				return err
			}
			if !report.OK {
				return console.ExitCode(console.ExitBroken)
			}
			return nil
		},
	}
	c.Flags().StringArrayVar(&public, "public-key", nil, "只相信这个公钥签的日志(可重复) believe a log that this `KEY` has signed only (may be repeated)")
	return c
}

func show(at *console.Console, r *audit.BundleReport) error {
	if at.JSON {
		return at.WriteJSON(r)
	}
	marks := map[audit.State]string{audit.Verified: "✓", audit.Failed: "✗", audit.Unproved: "·"}
	counts := map[audit.State]int{}
	var b strings.Builder
	for _, l := range r.Lines {
		counts[l.State]++
		fmt.Fprintf(&b, "%s %s: %s\n", marks[l.State], l.What, at.Say(l.Message.ZH, l.Message.EN))
	}
	b.WriteString(at.Say(
		fmt.Sprintf("共 %d 项成立,%d 项不成立,%d 项无法离线核对\n", counts[audit.Verified], counts[audit.Failed], counts[audit.Unproved]),
		fmt.Sprintf("%d hold, %d do not, %d cannot be verified offline\n", counts[audit.Verified], counts[audit.Failed], counts[audit.Unproved]),
	))
	_, err := io.WriteString(at.Stdout, b.String())
	return console.Told(err)
}

// Run is the program lungang-verify: the command alone. It returns the exit code
// of the process.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer, env func(string) string) int {
	var lang string
	var asJSON, started bool
	at := func() *console.Console {
		return &console.Console{Stdout: stdout, Stderr: stderr, Env: env, Lang: lang, JSON: asJSON}
	}
	root := Command(at)
	root.Use = "lungang-verify BUNDLE"
	root.Example = "  lungang-verify bundle.zip"
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if err := at().CheckLang(); err != nil {
			return err
		}
		started = true
		return nil
	}
	console.Prepare(root, env, &lang, &asJSON)
	root.SetArgs(args)
	return console.Run(ctx, root, at, func(err error) *console.Failure {
		if f, ok := console.Known(err, started); ok {
			return f
		}
		return at().Other(err)
	})
}
