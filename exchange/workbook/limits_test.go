package workbook_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"lungang/exchange/workbook"
	"lungang/model"
)

// sheetsOf makes a workbook of sheets with the same body.
func sheetsOf(t *testing.T, names []string, body string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for _, n := range names {
		_, err := f.NewSheet(n)
		require.NoError(t, err)
	}
	require.NoError(t, f.DeleteSheet("Sheet1"))
	text, err := f.WriteToBuffer()
	require.NoError(t, err)
	return parts(t, text.Bytes(), func(name string, old []byte) []byte {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			return old
		}
		return []byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + body + `</sheetData></worksheet>`)
	})
}

// A few bytes may stand for a grid of a billion empty cells; they are refused
// before anybody walks through it.
func TestRefusesWideEmptiness(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprint("s", i))
	}
	var wide strings.Builder
	for i := range 2500 {
		_, err := fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"/></row>`, i+1, i+1)
		require.NoError(t, err)
	}
	for name, text := range map[string][]byte{
		"rows of many sheets": sheetsOf(t, many, `<row r="1048576"/>`),
		"columns":             sheetsOf(t, []string{"教师"}, wide.String()),
	} {
		_, err := workbook.Read(text)
		require.Equal(t, model.CodeTooLarge, model.ErrorCode(err), name)
		err = workbook.Mark(&bytes.Buffer{}, text, nil)
		require.Equal(t, model.CodeTooLarge, model.ErrorCode(err), name)
	}
	_, err := workbook.Read(sheetsOf(t, many[:4], `<row r="1048576"/>`))
	require.NoError(t, err, "rows that somebody once formatted are no harm")
}

// More faults than are kept leave those that are kept as they are.
func TestMissingSheetAfterTooManyFaults(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range model.MaxFaults + 1 {
		many = append(many, fmt.Sprint("s", i))
	}
	b, err := workbook.Read(sheetsOf(t, many, `<row r="1"><c r="A1"><v>1</v></c></row>`))
	require.NoError(t, err)
	faults := b.Validate()
	for _, f := range faults {
		if f.Code == model.CodeUnknownField {
			require.Equal(t, "A1", f.Cell, f.Sheet)
		}
	}
	require.Equal(t, model.CodeMoreFaults, faults[len(faults)-1].Code)
}

// Any number of faults of one cell, however long, and any name of a sheet.
func TestMarkOfManyFaultsInOneCell(t *testing.T) {
	t.Parallel()
	const sheet = "O'Neil 的表"
	text := sheetsOf(t, []string{sheet}, `<row r="1"><c r="A1"><v>1</v></c></row>`)
	var faults model.Faults
	for i := range model.MaxFaults {
		faults = append(faults, model.Fault{
			Code: model.CodeConflict, Severity: model.SeverityError, Sheet: sheet, Cell: "B1", Value: fmt.Sprint(i),
			Message: model.Text{ZH: strings.Repeat("长", 100), EN: strings.Repeat("long ", 30)},
		})
	}
	var out bytes.Buffer
	require.NoError(t, workbook.Mark(&out, text, faults))
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	comments, err := f.GetComments(sheet)
	require.NoError(t, err)
	require.Len(t, comments, 1)
	n := len([]rune(comments[0].Text))
	for _, r := range comments[0].Paragraph {
		n += len([]rune(r.Text))
	}
	require.LessOrEqual(t, n, excelize.TotalCellChars)
	there, link, err := f.GetCellHyperLink("问题", "D2")
	require.NoError(t, err)
	require.True(t, there)
	require.Equal(t, "'O''Neil 的表'!B1", link)
}

// An error value is told as what it is, in columns of texts, numbers and days
// alike, and a formula as a formula, whatever it gives.
func TestErrorValues(t *testing.T) {
	t.Parallel()
	for cell, text := range map[string]string{"A3": "#N/A", "C3": "#REF!", "D3": "#DIV/0!"} {
		b, err := workbook.Read(edited(t, put(t, "教师", cell, text)))
		require.NoError(t, err)
		require.True(t, hasFault(b.Validate(), "教师", cell, "单元格里是错误值"), "%s %v", cell, b.Validate())
	}
	b, err := workbook.Read(edited(t, func(f *excelize.File) {
		put(t, "教师", "C3", "#N/A")(f)
		require.NoError(t, f.SetCellFormula("教师", "C3", "NA()"))
	}))
	require.NoError(t, err)
	require.True(t, hasFault(b.Validate(), "教师", "C3", "单元格是公式"))
}

func hasFault(faults model.Faults, sheet, cell, words string) bool {
	return slices.ContainsFunc(faults, func(f model.Fault) bool {
		return f.Sheet == sheet && f.Cell == cell && strings.Contains(f.Message.ZH, words)
	})
}
