package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lungang/exchange/workbook"
	"lungang/model"
)

func (m *Main) convertCommand() *cobra.Command {
	var out, to, marked string
	c := &cobra.Command{
		Use:   "convert FILE|-|fixture:NAME -o FILE",
		Short: "转换:问题文件与 Excel 工作簿互转 · between problem documents and workbooks",
		Long: `转换:读入 JSON 或 .xlsx(按内容识别),校验,写成另一种格式;内容不变,不能保存的会拒绝。
Convert reads JSON or .xlsx, told apart by what is in it, validates, and writes the other form; nothing is lost.

有误的工作簿一次列出全部问题及其单元格;--marked 另写一份标红、加批注的工作簿。
All faults of a workbook are listed at once with their cells; --marked also writes it with the cells coloured and commented.`,
		Example: `  lungang template -o 模板.xlsx
  lungang convert district.xlsx -o district.json --marked 校验.xlsx
  lungang convert district.json -o district.xlsx`,
		Args: one("问题文件(FILE、- 或 fixture:NAME)", "a problem (FILE, - or fixture:NAME)"),
		RunE: func(_ *cobra.Command, args []string) error {
			if to == "" {
				to = strings.TrimPrefix(strings.ToLower(filepath.Ext(out)), ".")
			}
			if out == "-" && to == "" {
				to = "json"
			}
			if to != "json" && to != "xlsx" {
				return usage("-o 的扩展名应为 .json 或 .xlsx,或用 --to 写明", "-o ends in .json or .xlsx, or --to says which")
			}
			return m.convert(args[0], out, to, marked)
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "-", "写到 where it goes: `FILE|-`")
	c.Flags().StringVar(&to, "to", "", "格式,默认按扩展名 form, by default that of the file name: `json|xlsx`")
	c.Flags().StringVar(&marked, "marked", "", "另写标出问题的工作簿 also write the workbook with its faults marked: `FILE`")
	return c
}

func (m *Main) convert(name, out, to, marked string) error {
	for _, file := range []string{out, marked} {
		if err := writable(file); err != nil {
			return err
		}
	}
	p, src, err := m.problem(name, false)
	if marked != "" && (src.book != nil || p != nil) {
		if err := m.write(marked, func(w io.Writer) error { return mark(w, p, src) }); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if to == "xlsx" {
		err = workbook.Write(&text, p)
	} else {
		err = model.EncodeProblem(&text, p)
	}
	if err != nil {
		return src.fail(err)
	}
	if err := m.write(out, func(w io.Writer) error { _, err := w.Write(text.Bytes()); return err }); err != nil {
		return err
	}
	return m.wrote(p, out)
}

// mark writes the workbook that was read, or that a problem makes, with its
// faults.
func mark(w io.Writer, p *model.Problem, src source) error {
	if src.book != nil {
		return workbook.Mark(w, src.text, src.book.Validate())
	}
	return workbook.Marked(w, p, p.Validate())
}
