package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"lungang/model"
	"lungang/policy"
)

func (m *Main) packCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "pack",
		Short: "政策包:参数、条款、覆盖情况 · policy packs: parameters, clauses, coverage",
		Long: `政策包:一个区县的规则,每个参数附条款、原文和出处;地方政策包沿用国家基准。
A policy pack is a district's rules: parameters with clause, quote and source; packs inherit from the national base.`,
		Example: `  lungang pack show jing-2021-2025 --effective
  lungang pack show hunan-county-3y exchange.ratio
  lungang pack coverage weihai-2023-21`,
		Args: noSuch,
		RunE: help,
	}
	c.AddCommand(m.packListCommand(), m.packShowCommand(), m.packDiffCommand(), m.packValidateCommand(), m.packCoverageCommand(), m.packTestCommand())
	return c
}

func (m *Main) packListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出政策包 · the packs that come with the product",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			list, err := policy.Summaries()
			if err != nil {
				return err
			}
			if m.json {
				return m.writeJSON(list)
			}
			_, err = io.WriteString(m.Stdout, m.packListText(list))
			return m.told(err)
		},
	}
}

func (m *Main) packShowCommand() *cobra.Command {
	var effective bool
	var on string
	c := &cobra.Command{
		Use:   "show NAME [PARAMETER...]",
		Short: "政策包的参数 · the parameters of a pack",
		Long: `显示:政策包自己写的参数;--effective 显示生效的全部参数、出自哪个包、替换了什么。
写出参数名的,显示其含义、原文、出处和各层取值。
Show gives what a pack sets itself; with --effective all that is in force, which pack says it, and what it replaced.
With names of parameters: their meaning, words, source, and the value of each layer.`,
		Example: `  lungang pack show litong-2022-46
  lungang pack show jing-2021-2025 --effective --on 2023-08-31
  lungang pack show hunan-county-3y exchange.ratio`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("缺少政策包的编号", "missing: the id of a pack")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				if err := unused(c, "不与参数名一起使用", "does not go with names of parameters", "effective"); err != nil {
					return err
				}
			}
			day, err := dayOf(on)
			if err != nil {
				return err
			}
			f, err := policy.Open(args[0])
			if err != nil {
				return err
			}
			switch {
			case len(args) > 1:
				return m.packParameters(f, day, args[1:])
			case effective:
				return m.packEffective(f, day)
			default:
				return m.packOwn(f, day)
			}
		},
	}
	c.Flags().BoolVar(&effective, "effective", false, "生效的全部参数及来源 all that is in force, with its origin")
	c.Flags().StringVar(&on, "on", "", "某一天的取值,默认最新 as on that day, default the latest: `YYYY-MM-DD`")
	return c
}

func (m *Main) packDiffCommand() *cobra.Command {
	var on string
	c := &cobra.Command{
		Use:   "diff A B",
		Short: "比较两个政策包生效的参数 · where two packs differ",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("需要两个政策包的编号", "the ids of two packs are needed")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := dayOf(on)
			if err != nil {
				return err
			}
			var rules [2]*policy.Rules
			for i, id := range args {
				f, err := policy.Open(id)
				if err != nil {
					return err
				}
				if rules[i], err = f.Effective(nil, day); err != nil {
					return err
				}
			}
			list := policy.Diff(rules[0], rules[1])
			if m.json {
				return m.writeJSON(list)
			}
			_, err = io.WriteString(m.Stdout, m.packDiffText(args[0], args[1], list))
			return m.told(err)
		},
	}
	c.Flags().StringVar(&on, "on", "", "某一天的取值,默认最新 as on that day, default the latest: `YYYY-MM-DD`")
	return c
}

func (m *Main) packValidateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "validate FILE",
		Short: "检查政策包文件,一次报出全部错误 · look for faults in a pack of your own",
		Long: `检查一个 YAML 政策包:每处错误附行、列和改法,一次全部报出。它可以沿用产品自带的政策包。
Validate reads a pack in YAML, which may extend one that comes with the product. Every fault has line, column and remedy.
退出码 exit codes: 0 无误 no fault, 2 有误 faults.`,
		Args: one("政策包文件(FILE 或 -)", "a pack (FILE or -)"),
		RunE: func(_ *cobra.Command, args []string) error {
			src, err := m.read(args[0])
			if err != nil {
				return err
			}
			f, err := policy.Parse(src.text)
			if err != nil {
				return inFile(err, src.name, nil) // lines and columns are known already
			}
			return m.packValid(f)
		},
	}
}

// dayOf reads the day of --on; empty is no particular day.
func dayOf(on string) (model.Date, error) {
	if on == "" {
		return model.Date{}, nil
	}
	day, err := model.ParseDate(on)
	if err != nil {
		return day, usage("--on 应为 2026-08-31 这样的日期", "--on is a day such as 2026-08-31")
	}
	return day, nil
}

func (m *Main) packValid(f *policy.File) error {
	if m.json {
		return m.writeJSON(struct {
			OK      bool     `json:"ok"`
			ID      string   `json:"id"`
			Version string   `json:"version"`
			Merge   []string `json:"merge"`
			Own     int      `json:"own"`
		}{true, f.ID, f.Version, f.Lineage(), len(f.Parameters)})
	}
	_, err := io.WriteString(m.Stdout, m.say("无误:", "No faults: ")+f.ID+" "+f.Version+m.say(",合并次序 ", ", merged in the order ")+
		strings.Join(f.Lineage(), " → ")+m.say(",自有参数 ", ", own parameters: ")+strconv.Itoa(len(f.Parameters))+"\n")
	return m.told(err)
}
