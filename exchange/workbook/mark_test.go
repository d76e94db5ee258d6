package workbook_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"lungang/exchange/workbook"
	"lungang/fixtures"
)

func fillOf(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	require.NoError(t, err)
	s, err := f.GetStyle(id)
	require.NoError(t, err)
	if len(s.Fill.Color) == 0 {
		return ""
	}
	return s.Fill.Color[0]
}

func commentsOf(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	out := map[string]string{}
	list, err := f.GetComments(sheet)
	require.NoError(t, err)
	for _, c := range list {
		text := c.Text
		for _, p := range c.Paragraph {
			text += p.Text
		}
		out[c.Cell] = text
	}
	return out
}

// A marked workbook shows every fault at its cell, and lists all of them; what
// was mended shows none when it is marked again.
func TestMark(t *testing.T) {
	t.Parallel()
	bad := edited(t, func(f *excelize.File) {
		put(t, "学校", "C3", "大学", "教师", "C4", "1985-02-30")(f)
		require.NoError(t, f.AddComment("学校", excelize.Comment{Cell: "C3", Author: "张", Text: "请核实"}))
	})
	_, faults, err := workbook.Decode(bad)
	require.Error(t, err)
	var marked bytes.Buffer
	require.NoError(t, workbook.Mark(&marked, bad, faults))
	if folder := os.Getenv("WORKBOOK_OUT"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "marked.xlsx"), marked.Bytes(), 0o600))
	}
	f, err := excelize.OpenReader(bytes.NewReader(marked.Bytes()))
	require.NoError(t, err)
	require.Equal(t, "FFC7CE", fillOf(t, f, "学校", "C3"))
	require.Equal(t, "FFC7CE", fillOf(t, f, "教师", "C4"))
	require.Equal(t, "FFEB9C", fillOf(t, f, "教师", "AH4"), "a warning")
	require.Empty(t, fillOf(t, f, "学校", "C4"))
	require.Contains(t, commentsOf(t, f, "学校")["C3"], "不认识“大学”")
	require.Contains(t, commentsOf(t, f, "学校")["C3"], "请核实", "the comment of somebody else")
	rows, err := f.GetRows("问题")
	require.NoError(t, err)
	require.Len(t, rows, len(faults)+1)
	require.Equal(t, []string{"错误", "学校", "C3"}, rows[1][1:4])

	// the same again, one cell mended
	require.NoError(t, f.SetCellValue("学校", "C3", "城区小学"))
	mended, err := f.WriteToBuffer()
	require.NoError(t, err)
	_, faults, err = workbook.Decode(mended.Bytes())
	require.Error(t, err)
	marked.Reset()
	require.NoError(t, workbook.Mark(&marked, mended.Bytes(), faults))
	f, err = excelize.OpenReader(bytes.NewReader(marked.Bytes()))
	require.NoError(t, err)
	require.Empty(t, fillOf(t, f, "学校", "C3"))
	require.Empty(t, commentsOf(t, f, "学校")["C3"])
	require.Equal(t, "FFC7CE", fillOf(t, f, "教师", "C4"))
	rows, err = f.GetRows("问题")
	require.NoError(t, err)
	require.Len(t, rows, len(faults)+1)
}

func TestMarkedProblem(t *testing.T) {
	t.Parallel()
	p := small(t)
	var b bytes.Buffer
	require.NoError(t, workbook.Marked(&b, p, p.Validate()))
	require.Equal(t, encoded(t, p), encoded(t, back(t, b.Bytes())))
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Contains(t, commentsOf(t, f, "教师")["AH4"], "经纬度都是 0")
}

// An office program opens a workbook and writes it anew: it says the same.
func TestOfficeKeepsTheProblem(t *testing.T) {
	if testing.Short() {
		t.Skip("starts an office program")
	}
	folder := t.TempDir()
	p, err := fixtures.Get("litong")
	require.NoError(t, err)
	in := map[string]string{"small.xlsx": encoded(t, small(t)), "litong.xlsx": encoded(t, p)}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "small.xlsx"), written(t, small(t)), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "litong.xlsx"), written(t, p), 0o600))
	office, err := exec.LookPath("soffice")
	require.NoError(t, err, "scripts/install.sh --test installs it")
	out := filepath.Join(folder, "out")
	c := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless", "--norestore",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, filepath.Join(folder, "small.xlsx"), filepath.Join(folder, "litong.xlsx"))
	c.Env = append(os.Environ(), "HOME="+folder, "SAL_USE_VCLPLUGIN=svp")
	said, err := c.CombinedOutput()
	require.NoError(t, err, string(said))
	for name, want := range in {
		text, err := os.ReadFile(filepath.Join(out, name))
		require.NoError(t, err, string(said))
		require.Equal(t, want, encoded(t, back(t, text)), name)
	}
}
