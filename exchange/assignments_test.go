package exchange_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"lungang/exchange"
	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

// No text, whatever is in it, becomes a formula or another row, neither in a CSV
// nor in a workbook; numbers stay numbers.
func TestAssignmentsAreHarmless(t *testing.T) {
	t.Parallel()
	problem, err := fixtures.Get("tiny/due")
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(
			rapid.String(), rapid.SampledFrom([]string{"=HYPERLINK(\"http://x\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r\n=1", "\uFF1D1", "a\n=1,\"b"}),
		).Draw(t, "name")
		p := *problem
		p.Schools = append([]model.School{}, problem.Schools...)
		p.Schools[0].Name = name
		f, err := policy.Derive(&p)
		if err != nil {
			t.Skip("the problem itself refuses this name: another one is drawn")
		}
		line := model.Line{School: "U1", Stage: "primary", Subject: "chinese"}
		rows := []exchange.Assignment{
			{Kind: "move", Teacher: model.TeacherID(name), School: "U1", From: &line, To: line, Minutes: 25, Due: true},
			{Kind: "remote", School: "U1", To: line, HalfDays: 2},
		}
		d := exchange.Assignments(f, rows, "zh", true, map[model.TeacherID]exchange.Person{model.TeacherID(name): {Name: name}})
		var text, book bytes.Buffer
		require.NoError(t, exchange.WriteCSV(&text, d))
		require.NoError(t, exchange.Write(&book, d, exchange.XLSX, exchange.Options{}))
		require.True(t, utf8.Valid(text.Bytes()))
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text.String(), "\uFEFF"))).ReadAll()
		require.NoError(t, err)
		x, err := excelize.OpenReader(&book)
		require.NoError(t, err)
		cells, err := x.GetRows(x.GetSheetName(0))
		require.NoError(t, err)
		for _, table := range [][][]string{records, cells} {
			require.Len(t, table, 3)
			for _, record := range table {
				for _, cell := range record {
					first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \t\r\n"))
					require.NotContains(t, "=+-@\uFF1D", string(first), cell)
				}
			}
		}
		require.Equal(t, []string{"类别", "教师编号", "姓名"}, records[0][:3])
		require.Equal(t, "25", records[1][10])
		require.Equal(t, "是", records[1][13])
		require.Equal(t, []string{"专递课堂", ""}, records[2][:2])
		require.Equal(t, 3, strings.Count(text.String(), "\r\n"))
	})
}
