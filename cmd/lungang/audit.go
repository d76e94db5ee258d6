package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lungang/audit"
	"lungang/cmd/lungang/service"
)

func (m *Main) auditCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "audit",
		Short: "审计日志:验证、检查点、签名密钥 · the log of decisions",
		Long: `审计日志只增不改:每条记录都在一棵默克尔树里,树根有签名。
The log of decisions is only added to: every entry is in a Merkle tree whose root is signed. See docs/audit.md.`,
		Args: noSuch,
		RunE: help,
	}
	c.AddCommand(m.auditVerifyCommand(), m.auditCheckpointCommand(), m.auditKeyCommand())
	return c
}

func (m *Main) auditVerifyCommand() *cobra.Command {
	var flags serviceFlags
	var tenant, checkpoints string
	var public []string
	c := &cobra.Command{
		Use:   "verify",
		Short: "重算整份日志,指出被改动之处 · recompute the whole log",
		Long: `重算整份日志:每条记录、每个哈希、日志首部及其签名;与以前保存的检查点核对,可发现截断和整体改写。
Verify recomputes every entry, every hash, the head and its signature. With checkpoints that were kept
elsewhere it also finds a log that was cut off or rewritten as a whole.
退出码 exit codes: 0 完好 intact, 1 被改动 tampered with, 2 输入有误 bad input.`,
		Example: `  lungang audit verify
  lungang audit checkpoint >> kept-elsewhere.txt
  lungang audit verify --checkpoints kept-elsewhere.txt`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			var earlier []string
			if checkpoints != "" {
				text, err := os.ReadFile(checkpoints)
				if err != nil {
					return unreadable(checkpoints, err)
				}
				earlier = audit.SplitCheckpoints(string(text))
			}
			var keys *audit.Keys
			if len(public) > 0 {
				var err error
				if keys, err = audit.PublicKeys(public...); err != nil {
					return err
				}
			}
			return m.ready(c.Context(), flags, func(a *service.App) error {
				reports, err := a.VerifyLogs(c.Context(), tenant, keys, earlier)
				if err != nil {
					return err
				}
				return m.showLogs(reports)
			})
		},
	}
	c.Flags().StringVar(&tenant, "tenant", "", "只验证这个单位 only the log of this `TENANT`")
	c.Flags().StringVar(&checkpoints, "checkpoints", "", "以前保存的签名检查点 `FILE` with earlier signed checkpoints")
	c.Flags().StringArrayVar(&public, "public-key", nil, "只相信这个公钥(可重复) believe this `KEY` only (may be repeated)")
	flags.addDirectory(c)
	return c
}

// firstEntries is how far a new log may be when it is signed first, without a word:
// its first entry, and the one that says so.
const firstEntries = 2

func (m *Main) showLogs(reports []*audit.Report) error {
	intact := true
	var b strings.Builder
	for _, r := range reports {
		intact = intact && r.OK()
		mark, state := "✓", m.say("完好", "intact")
		if !r.OK() {
			mark, state = "✗", m.say("被改动", "tampered with")
		}
		signed := m.say("签名有效", "signed")
		if !r.Signed {
			signed = m.say("没有核对签名", "signature not checked")
		}
		fmt.Fprintf(&b, "%s %s %s: %s\n  %s\n", mark, r.Tenant, state,
			m.say(fmt.Sprintf("%d 条,%s,%d 份以前的检查点相符", r.Entries, signed, r.Earlier), fmt.Sprintf("%d entries, %s, %d earlier checkpoints fit", r.Entries, signed, r.Earlier)), r.Root)
		if n := len(r.Begun); n > 0 && r.Begun[n-1] > firstEntries {
			last := r.Begun[n-1]
			fmt.Fprintf(&b, "  ! %s\n", m.say(
				fmt.Sprintf("第 %d 条之前的内容当时没有有效签名;如果不是更换密钥或升级所致,请用别处保存的检查点核对", last),
				fmt.Sprintf("nothing before entry %d was vouched for by a signature then; unless a key was changed or an old log got its tree, hold it against checkpoints kept elsewhere", last)))
		}
		for _, f := range r.Findings {
			fmt.Fprintf(&b, "  - [%s] %s\n", f.Kind, m.say(f.Message.ZH, f.Message.EN))
		}
	}
	if m.json {
		if err := m.writeJSON(reports); err != nil {
			return err
		}
	} else if _, err := fmt.Fprint(m.Stdout, b.String()); err != nil {
		return m.told(err)
	}
	if !intact {
		return exitCode(exitBroken)
	}
	return nil
}

func (m *Main) auditCheckpointCommand() *cobra.Command {
	var flags serviceFlags
	var tenant string
	c := &cobra.Command{
		Use:   "checkpoint",
		Short: "写出签名检查点,请另处保存 · write signed checkpoints, to be kept elsewhere",
		Args:  none,
		RunE: func(c *cobra.Command, _ []string) error {
			return m.ready(c.Context(), flags, func(a *service.App) error {
				roots, err := a.Checkpoints(c.Context(), tenant)
				if err != nil {
					return err
				}
				if m.json {
					return m.writeJSON(roots)
				}
				for _, r := range roots {
					if r.Checkpoint == "" {
						return usage("日志没有签名:请设置 LUNGANG_AUDIT_KEY", "the log is not signed: set LUNGANG_AUDIT_KEY")
					}
					if _, err := fmt.Fprint(m.Stdout, r.Checkpoint); err != nil {
						return m.told(err)
					}
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&tenant, "tenant", "", "只要这个单位 only of this `TENANT`")
	flags.addDirectory(c)
	return c
}

func (m *Main) auditKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "key",
		Short: "生成签名密钥(LUNGANG_AUDIT_KEY) · make a key that signs the log",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			private := audit.NewKey()
			keys, err := audit.ParseKeys(private)
			if err != nil {
				return err
			}
			if m.json {
				return m.writeJSON(map[string]string{"private": private, "public": keys.Public()[0]})
			}
			_, err = fmt.Fprintf(m.Stdout, "%s\n%s\n", private, keys.Public()[0])
			return m.told(err)
		},
	}
}
