package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lungang/exchange"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// documentFlags are what a document needs beyond problem and plan.
type documentFlags struct {
	kind, format, out, names     string
	bureau, contact, date, since string
	until, font, root, calendar  string
	rootSize                     int64
}

// madeDocument says what was written.
type madeDocument struct {
	File   string `json:"file"`
	Kind   string `json:"kind"`
	Format string `json:"format"`
	Bytes  int    `json:"bytes"`
	Hash   string `json:"hash"`
}

func (m *Main) documentsCommand() *cobra.Command {
	var flags documentFlags
	c := &cobra.Command{
		Use:   "documents PROBLEM PLAN",
		Short: "文书:公示名单、审批表、会议附件、通知、回填表 · documents of a plan",
		Long: `文书:由问题和方案生成 docx、xlsx 或 PDF。同样的输入得到同样的字节。方案先经检查,不通过则不出文书(退出码 1)。
  list      公示名单,姓名按政策包遮隐,不含任何证件号、电话、健康和家庭信息
  approval  审批表和人员名单      minutes    会议纪要附件:目标与证明、指标、各校人数
  notices   各校派出、到岗通知    writeback  人事系统回填表
Documents makes docx, xlsx or PDF from a problem and a plan; same input, same bytes. The plan is checked first; one that
breaks rules gets no documents (exit code 1). --names is a CSV table: teacher,name,staff. docs/documents.md has more.`,
		Example: "  lungang documents litong.json plan.json --kind list --format pdf --names people.csv --public-from 2026-06-01 -o list.pdf",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("需要两个参数:问题文件和方案文件", "two arguments are needed: the problem and the plan")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := flags.complete(); err != nil {
				return err
			}
			if err := flags.used(c); err != nil {
				return err
			}
			return m.documents(args[0], args[1], flags)
		},
	}
	f := c.Flags()
	f.StringVar(&flags.kind, "kind", "", "文书:list|approval|minutes|notices|writeback `KIND`")
	f.StringVar(&flags.format, "format", "", "格式:docx|xlsx|pdf(默认按文件名) `FORMAT`; by the name of the file when absent")
	f.StringVarP(&flags.out, "output", "o", "", "写入的文件,- 为标准输出 `FILE` to write, - for standard output")
	f.StringVar(&flags.names, "names", "", "姓名表 CSV:教师编号,姓名,工号 table of names `FILE`")
	f.StringVar(&flags.bureau, "bureau", "", "落款单位 who signs `NAME`")
	f.StringVar(&flags.contact, "contact", "", "异议受理单位及联系方式 whom objections reach `TEXT`")
	f.StringVar(&flags.date, "date", "", "落款日期 `YYYY-MM-DD` of the document")
	f.StringVar(&flags.since, "public-from", "", "公示开始日 `YYYY-MM-DD` first day of the publication")
	f.StringVar(&flags.until, "public-to", "", "公示截止日,默认按工作日推算 `YYYY-MM-DD` last day; counted in working days when absent")
	f.StringVar(&flags.calendar, "calendar", "", calendarUsage)
	f.StringVar(&flags.font, "font", "", "PDF 和 docx 所用 TrueType 字体(LUNGANG_FONT) font `FILE` of PDF and docx")
	f.StringVar(&flags.root, "log-root", "", "决策日志根 `HASH` of the decision log, printed at the foot")
	f.Int64Var(&flags.rootSize, "log-size", 0, "决策日志条数 `N` entries of the log below the root")
	return c
}

func (m *Main) documents(problem, plan string, flags documentFlags) error {
	f, p, err := m.problemAndPlan(problem, plan)
	if err != nil {
		return err
	}
	if report := check.Plan(f, p); !report.OK {
		if err := m.showReport(report); err != nil {
			return err
		}
		return exitCode(exitBroken)
	}
	in, err := m.documentInput(f, p, &flags)
	if err != nil {
		return err
	}
	var o exchange.Options
	if path := cmp.Or(flags.font, m.Env(exchange.FontVariable)); path != "" {
		src, err := m.read(path)
		if err != nil {
			return err
		}
		o.Font = src.text
	}
	d, err := exchange.Make(exchange.Kind(flags.kind), in)
	if err != nil {
		return err
	}
	var content bytes.Buffer
	if err := exchange.Write(&content, d, exchange.Format(flags.format), o); err != nil {
		return err
	}
	if err := m.write(flags.out, func(w io.Writer) error { _, err := w.Write(content.Bytes()); return err }); err != nil {
		return err
	}
	if flags.out == "-" {
		return nil
	}
	sum := sha256.Sum256(content.Bytes())
	made := madeDocument{flags.out, flags.kind, flags.format, content.Len(), "sha256:" + hex.EncodeToString(sum[:])}
	if m.json {
		return m.writeJSON(made)
	}
	_, err = fmt.Fprintf(m.Stdout, "%s  %s\n", made.File, made.Hash)
	return m.told(err)
}

// complete fills in the format from the name of the file.
func (flags *documentFlags) complete() error {
	if flags.out == "" {
		return usage("请用 -o 写明要写入的文件", "name the file to write with -o")
	}
	if flags.format == "" {
		flags.format = strings.TrimPrefix(strings.ToLower(filepath.Ext(flags.out)), ".")
	}
	if kinds := exchange.Kind("").Values(); !slices.Contains(kinds, flags.kind) {
		return usage("--kind 只能是 "+strings.Join(kinds, "、"), "--kind is one of "+strings.Join(kinds, ", "))
	}
	if formats := exchange.Format("").Values(); !slices.Contains(formats, flags.format) {
		return usage("--format 只能是 "+strings.Join(formats, "、"), "--format is one of "+strings.Join(formats, ", "))
	}
	return nil
}

// documentParts are the parts of a document that flags give.
var documentParts = map[string]exchange.Part{
	"names": exchange.PartNames, "bureau": exchange.PartBureau, "contact": exchange.PartContact, "date": exchange.PartDate,
	"public-from": exchange.PartPublic, "public-to": exchange.PartPublic, "calendar": exchange.PartPublic,
}

// used refuses flags that this document would not show.
func (flags *documentFlags) used(c *cobra.Command) error {
	for _, name := range slices.Sorted(maps.Keys(documentParts)) {
		if !exchange.Kind(flags.kind).Shows(documentParts[name]) {
			if err := unused(c, "不用于文书 "+flags.kind, "is not for documents of the kind "+flags.kind, name); err != nil {
				return err
			}
		}
	}
	if flags.since == "" {
		if err := unused(c, "只与 --public-from 一起使用", "goes with --public-from only", "public-to", "calendar"); err != nil {
			return err
		}
	}
	if flags.rootSize < 0 {
		return usage("--log-size 不能为负", "--log-size may not be negative")
	}
	if flags.root == "" {
		if err := unused(c, "只与 --log-root 一起使用", "goes with --log-root only", "log-size"); err != nil {
			return err
		}
	}
	if exchange.Format(flags.format) == exchange.XLSX {
		return unused(c, "不用于 xlsx", "is not for xlsx", "font")
	}
	return nil
}

func (m *Main) documentInput(f *policy.Facts, p *model.Plan, flags *documentFlags) (exchange.Input, error) {
	in := exchange.Input{
		Facts: f, Plan: p, Lang: m.lang, Bureau: flags.bureau, Contact: flags.contact, LogRoot: flags.root, LogSize: flags.rootSize,
		PublicDays: policy.PublicityDays(f.Rules),
	}
	for text, day := range map[*string]*model.Date{&flags.date: &in.Date, &flags.since: &in.PublicFrom, &flags.until: &in.PublicTo} {
		if *text == "" {
			continue
		}
		d, err := model.ParseDate(*text)
		if err != nil {
			return in, usage("日期应写作 YYYY-MM-DD:"+*text, "a date is YYYY-MM-DD: "+*text)
		}
		*day = d
	}
	years, err := m.calendars(flags.calendar)
	if err != nil {
		return in, err
	}
	calendar, err := policy.WorkCalendar().With(years...)
	if err != nil {
		return in, err
	}
	if err := in.Publish(calendar); err != nil {
		return in, err
	}
	if flags.names == "" {
		return in, nil
	}
	src, err := m.read(flags.names)
	if err != nil {
		return in, err
	}
	in.People, err = exchange.ReadPeople(bytes.NewReader(src.text))
	return in, src.fail(err)
}
