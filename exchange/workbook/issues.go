package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// issues writes the sheet with all faults, in the order of the workbook; the
// place of each leads to its cell.
func (m *marker) issues(faults model.Faults) {
	_, err := m.NewSheet(sheetIssues)
	m.note(err)
	style := func(s *excelize.Style) int {
		id, err := m.NewStyle(s)
		m.note(err)
		return id
	}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	head := style(&excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10, Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}})
	text := style(&excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10}, Alignment: wrap})
	link := style(&excelize.Style{Font: &excelize.Font{Family: "宋体", Size: 10, Color: "0563C1", Underline: "single"}, Alignment: wrap})
	put := func(column, row int, value any, style int) {
		name := at{column, row}.name()
		m.note(m.SetCellValue(sheetIssues, name, value))
		m.note(m.SetCellStyle(sheetIssues, name, name, style))
	}
	for i, h := range []string{"序号", "程度", "工作表", "单元格", "问题", "Problem", "代码"} {
		put(i+1, 1, h, head)
	}
	for i, f := range faults {
		row := i + 2
		severity := "错误"
		if !f.IsError() {
			severity = "提醒"
		}
		put(1, row, i+1, text)
		put(2, row, severity, text)
		put(3, row, f.Sheet, text)
		put(4, row, f.Cell, text)
		if there, err := m.GetSheetIndex(f.Sheet); f.Cell != "" && err == nil && there >= 0 {
			m.note(m.SetCellHyperLink(sheetIssues, at{4, row}.name(), "'"+strings.ReplaceAll(f.Sheet, "'", "''")+"'!"+f.Cell, "Location"))
			put(4, row, f.Cell, link)
		}
		put(5, row, sentence(f, "zh"), text)
		put(6, row, sentence(f, "en"), text)
		put(7, row, string(f.Code), text)
		m.note(m.SetRowHeight(sheetIssues, row, issueHeight(sentence(f, "zh"), sentence(f, "en"))))
	}
	if len(faults) == 0 {
		put(5, 2, "没有问题", text)
	}
	for column, width := range map[string]float64{"A": 6, "B": 6, "C": 12, "D": 10, "E": 70, "F": 70, "G": 18} {
		m.note(m.SetColWidth(sheetIssues, column, column, width))
	}
	m.note(m.SetPanes(sheetIssues, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	if i, err := m.GetSheetIndex(sheetIssues); err == nil {
		m.SetActiveSheet(i)
	}
}

// issueHeight is about how high a row must be for its texts, in points.
func issueHeight(zh, en string) float64 {
	const chinese, english, line, most = 34, 75, 14.0, 10 // characters of a line, points, lines
	lines := max(len([]rune(zh))/chinese, len([]rune(en))/english) + 1
	return line * float64(min(lines, most))
}
