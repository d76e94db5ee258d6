package exchange_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"lungang/exchange"
)

// Every document is opened by an office program, printed, and read back: all
// cells are there, row by row. The office program draws cells of a sheet that
// break over lines out of order, so those are counted one by one.
func TestOfficeReadsDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("starts an office program")
	}
	folder := t.TempDir()
	made := map[string]*exchange.Document{}
	in := large(t)
	var files []string
	for _, lang := range []string{"zh", "en"} {
		in.Lang = lang
		for _, kind := range kinds() {
			if lang == "en" && kind != exchange.List && kind != exchange.Approval {
				continue // the same writers
			}
			d, err := exchange.Make(kind, in)
			require.NoError(t, err)
			for _, format := range formats() {
				name := string(kind) + "-" + lang + "-" + string(format)
				file := filepath.Join(folder, name+"."+string(format))
				require.NoError(t, os.WriteFile(file, write(t, d, format), 0o600))
				made[name] = d
				if format != exchange.PDF {
					files = append(files, file)
				}
			}
		}
	}
	out := printed(t, folder, nil, files...)
	for name, d := range made {
		data, err := os.ReadFile(filepath.Join(folder, name+".pdf"))
		require.NoError(t, err, "the office program did not print %s: %s", name, out)
		text := packed(pdfText(t, data))
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				if b.Table == nil {
					if !s.Bare || !strings.Contains(name, "xlsx") {
						require.Contains(t, text, packed(b.Paragraph.Text), name)
					}
					continue
				}
				if strings.Contains(name, "xlsx") {
					countCells(t, name, text, b.Table)
					continue
				}
				for _, row := range b.Table.Rows {
					cells := ""
					for _, c := range row {
						cells += c.Text
					}
					require.Contains(t, text, packed(cells), name)
				}
			}
		}
	}
	// A table of several pages has its head on each of them.
	data, err := os.ReadFile(filepath.Join(folder, "list-zh-docx.pdf"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, strings.Count(packed(pdfText(t, data)), "序号姓名任教学科"), 2)
	data, err = os.ReadFile(filepath.Join(folder, "list-zh-pdf.pdf"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, strings.Count(packed(pdfText(t, data)), "序号姓名任教学科"), 2)
}

// printed has an office program print files as PDF beside them.
func printed(t *testing.T, folder string, env []string, files ...string) string {
	t.Helper()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder}
	c := exec.CommandContext(t.Context(), tool(t, "soffice"), append(args, files...)...)
	c.Env = append(append(os.Environ(), "HOME="+folder, "SAL_USE_VCLPLUGIN=svp"), env...)
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
	return string(out)
}

// On a computer without any Chinese font a docx is set in the one that it brings along.
func TestOfficeFindsTheFont(t *testing.T) {
	if testing.Short() {
		t.Skip("starts an office program")
	}
	folder := t.TempDir()
	own, err := os.ReadFile("font/OpenSans-Regular.ttf")
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "fonts"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "fonts", "latin.ttf"), own, 0o600))
	config := filepath.Join(folder, "fonts.conf")
	require.NoError(t, os.WriteFile(config, []byte(`<?xml version="1.0"?><fontconfig><dir>`+filepath.Join(folder, "fonts")+
		`</dir><cachedir>`+filepath.Join(folder, "cache")+`</cachedir></fontconfig>`), 0o600))

	d, err := exchange.Make(exchange.List, tiny(t, "due"))
	require.NoError(t, err)
	file := filepath.Join(folder, "list.docx")
	require.NoError(t, os.WriteFile(file, write(t, d, exchange.DOCX), 0o600))
	printed(t, folder, []string{"FONTCONFIG_FILE=" + config}, file)

	used, err := exec.CommandContext(t.Context(), tool(t, "pdffonts"), filepath.Join(folder, "list.pdf")).Output()
	require.NoError(t, err)
	require.Contains(t, string(used), "+DroidSansFallback")
	data, err := os.ReadFile(filepath.Join(folder, "list.pdf"))
	require.NoError(t, err)
	require.Contains(t, packed(pdfText(t, data)), "教师交流轮岗拟交流人员公示")
}

func countCells(t *testing.T, name, text string, table *exchange.Table) {
	t.Helper()
	want := map[string]int{}
	for _, row := range table.Rows {
		for _, c := range row {
			want[packed(c.Text)]++
		}
	}
	delete(want, "")
	for cell, n := range want {
		require.GreaterOrEqual(t, strings.Count(text, cell), n, "%s: %s", name, cell)
	}
}

// tool is a program that scripts/install.sh --test installs.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	require.NoError(t, err, "scripts/install.sh --test installs it")
	return path
}

// pdfText is the text of a PDF in the order in which it is drawn.
func pdfText(t *testing.T, data []byte) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), tool(t, "pdftotext"), "-raw", "-", "-")
	c.Stdin = bytes.NewReader(data)
	out, err := c.Output()
	require.NoError(t, err)
	return string(out)
}

// packed leaves spaces out: programs put them between scripts as they like. So it does
// with quotation marks: the font of the Chinese has none, and what another font draws
// comes after the rest of a line.
func packed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '“' || r == '”' {
			return -1
		}
		return r
	}, s)
}
