package main

import (
	"github.com/spf13/cobra"

	"lungang/exchange/workbook"
)

func (m *Main) templateCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "template -o FILE",
		Short: "空白的 Excel 工作簿模板 · an empty workbook to fill in",
		Long: `模板:写出空白工作簿,有填写说明、各列的解释和下拉列表。填好后用 convert 转换,或直接交给 solve、check 等命令。
Template writes an empty workbook with instructions and drop-down lists, for convert, solve and the others.`,
		Example: "  lungang template -o 模板.xlsx",
		Args:    none,
		RunE: func(*cobra.Command, []string) error {
			if err := writable(out); err != nil {
				return err
			}
			return m.writeAndTell(out, workbook.Template)
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "模板.xlsx", "写到 where it goes: `FILE|-`")
	return c
}
