package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"lungang/exchange"
	"lungang/model"
	"lungang/policy"
)

// Every kind, format and language of a small district, twice: the same bytes.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"visits", "principals", "relax"} {
		for _, lang := range []string{"zh", "en"} {
			for _, kind := range kinds() {
				in := tiny(t, name)
				in.Lang = lang
				d, err := exchange.Make(kind, in)
				require.NoError(t, err)
				for _, format := range formats() {
					a := write(t, d, format)
					again, err := exchange.Make(kind, tinyIn(t, name, lang))
					require.NoError(t, err)
					require.Equal(t, again, d)
					require.True(t, bytes.Equal(a, write(t, again, format)), "%s %s %s %s", name, lang, kind, format)
				}
			}
		}
	}
}

// Documents that are written side by side do not get into each other's way.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	d, err := exchange.Make(kinds()[0], tiny(t, "visits"))
	require.NoError(t, err)
	for _, format := range formats() {
		alone := write(t, d, format)
		var group sync.WaitGroup
		files := make([]bytes.Buffer, 4)
		errs := make([]error, len(files))
		for i := range files {
			group.Go(func() { errs[i] = exchange.Write(&files[i], d, format, exchange.Options{}) })
		}
		group.Wait()
		for i := range files {
			require.NoError(t, errs[i])
			require.True(t, bytes.Equal(alone, files[i].Bytes()), format)
		}
	}
}

func tinyIn(t *testing.T, name, lang string) exchange.Input {
	t.Helper()
	in := tiny(t, name)
	in.Lang = lang
	return in
}

// The published list holds nothing that it must not, in any format and mode.
func TestListIsDeidentified(t *testing.T) {
	t.Parallel()
	in := large(t)
	forbidden := []string{plantedNumber, plantedPhone, plantedEvidence, plantedStaff, "illness", "患病", "骨干", "自愿", "1949"}
	for id := range in.People {
		born := in.Facts.Teacher(id).BirthDate.String()
		forbidden = append(forbidden, string(id), born, strings.ReplaceAll(born, "-", ""))
	}
	for _, lang := range []string{"zh", "en"} {
		in.Lang = lang
		d, err := exchange.Make(exchange.List, in)
		require.NoError(t, err)
		for _, format := range formats() {
			text := textOf(t, write(t, d, format), format)
			require.Contains(t, text, "张*芳")
			require.Contains(t, text, "feedface")
			require.NotContains(t, text, "张伟芳")
			for _, word := range forbidden {
				require.NotContains(t, text, word, "%s in %s", word, format)
			}
		}
	}
	// The others do hold names: the search above can fail.
	d, err := exchange.Make(exchange.WriteBack, in)
	require.NoError(t, err)
	text := textOf(t, write(t, d, exchange.XLSX), exchange.XLSX)
	require.Contains(t, text, "张伟芳")
	require.Contains(t, text, plantedStaff)
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, masked, surname string }{
		{"张伟芳", "张*芳", "张某"},
		{"李娜", "李*", "李某"},
		{"欧阳静", "欧阳*", "欧阳某"},
		{"欧阳静文", "欧阳*文", "欧阳某"},
		{"欧阳", "欧*", "欧某"}, // a surname of one character and a name
		{"阿卜杜拉·买买提", "阿***", "阿***"},
		{"王", "*", "王某"},
		{" 王芳 ", "王*", "王某"},
		{"", "", ""},
	} {
		require.Equal(t, c.masked, exchange.PublishedName(c.name, policy.NamesMasked), c.name)
		require.Equal(t, c.surname, exchange.PublishedName(c.name, policy.NamesSurname), c.name)
		require.Equal(t, strings.TrimSpace(c.name), exchange.PublishedName(c.name, policy.NamesFull), c.name)
	}
}

// The write-back sheet begins with the head, and its cells are what the personnel
// system asks for.
func TestWriteBackSheet(t *testing.T) {
	t.Parallel()
	in := large(t)
	d, err := exchange.Make(exchange.WriteBack, in)
	require.NoError(t, err)
	b, err := excelize.OpenReader(bytes.NewReader(write(t, d, exchange.XLSX)))
	require.NoError(t, err)
	rows, err := b.GetRows(b.GetSheetName(0))
	require.NoError(t, err)
	require.Equal(t, []string{"序号", "工号", "教师编号", "姓名", "交流轮岗类型", "是否调动人事关系", "开始年月", "结束年月", "原单位", "原单位标识码", "交流单位", "交流单位标识码", "任教学科"}, rows[0])
	require.Len(t, rows, 1+len(in.Plan.Moves)+len(in.Plan.Visits))
	for _, r := range rows[1:] {
		require.Equal(t, []string{"0", "2026-09", "2027-08"}, r[5:8])
	}
	require.Equal(t, "走教", rows[len(rows)-1][4])
	kind, err := b.GetCellType(b.GetSheetName(0), "F2")
	require.NoError(t, err)
	require.Contains(t, []excelize.CellType{excelize.CellTypeUnset, excelize.CellTypeNumber}, kind)

	// What the district says is written, and no longer called open.
	text := textOf(t, write(t, d, exchange.XLSX), exchange.XLSX)
	require.Contains(t, text, "exchange.personnel_moves")
	p := *in.Facts.Problem
	p.Pack.Overrides = append(slices.Clip(p.Pack.Overrides),
		model.Override{Parameter: "exchange.personnel_moves", Value: []byte("true"), Reason: "县管校聘", Approver: "示例"},
		model.Override{Parameter: "exchange.period_months", Value: []byte("36"), Reason: "三年一轮", Approver: "示例"},
		model.Override{Parameter: "exchange.start_month", Value: []byte("2"), Reason: "春季学期", Approver: "示例"})
	f, err := policy.Derive(&p)
	require.NoError(t, err)
	plan := *in.Plan
	plan.ProblemHash = f.ProblemHash()
	in.Facts, in.Plan = f, &plan
	d, err = exchange.Make(exchange.WriteBack, in)
	require.NoError(t, err)
	first := d.Sections[0].Blocks[0].Table.Rows[0]
	require.Equal(t, []string{"1", "2026-02", "2029-01"}, []string{first[5].Text, first[6].Text, first[7].Text})
	require.NotContains(t, textOf(t, write(t, d, exchange.XLSX), exchange.XLSX), "exchange.personnel_moves")
}

// Cells that begin like a formula are texts, also after a trip through CSV.
func TestFormulasAreNeutral(t *testing.T) {
	t.Parallel()
	in := large(t)
	bad := []string{`=HYPERLINK("http://x","y")`, "+1+1", "-2+3", "@SUM(A1)", "=1", "\uFF1D1+1", "\t=1", "\n=1", " =1"}
	for i := range in.Plan.Moves {
		in.People[in.Plan.Moves[i].Teacher] = exchange.Person{Name: bad[i%len(bad)]}
	}
	in.Bureau = "=cmd|'/c calc'!A0"
	for _, kind := range kinds() {
		d, err := exchange.Make(kind, in)
		require.NoError(t, err)
		b, err := excelize.OpenReader(bytes.NewReader(write(t, d, exchange.XLSX)))
		require.NoError(t, err)
		for _, sheet := range b.GetSheetList() {
			rows, err := b.GetRows(sheet)
			require.NoError(t, err)
			for r, row := range rows {
				for c, v := range row {
					at, err := excelize.CoordinatesToCellName(c+1, r+1)
					require.NoError(t, err)
					formula, err := b.GetCellFormula(sheet, at)
					require.NoError(t, err)
					require.Empty(t, formula)
					if v = strings.TrimSpace(v); v != "" {
						require.NotContains(t, "=+-@\uFF1D\uFF0B\uFF0D\uFF20", string([]rune(v)[0]), "%s %s", sheet, at)
					}
				}
			}
		}
	}
}

// A character that no font has is named, not printed as a box; docx and xlsx
// leave fonts to the reader.
func TestMissingCharacters(t *testing.T) {
	t.Parallel()
	in := tiny(t, "due")
	in.Bureau = "𬭚县教育局"
	d, err := exchange.Make(exchange.Minutes, in)
	require.NoError(t, err)
	err = exchange.Write(io.Discard, d, exchange.PDF, exchange.Options{})
	require.Equal(t, model.CodeBadFormat, model.ErrorCode(err))
	require.ErrorContains(t, err, "U+2CB5A")
	require.ErrorContains(t, err, exchange.FontVariable)
	require.NoError(t, exchange.Write(io.Discard, d, exchange.DOCX, exchange.Options{}))
	require.NoError(t, exchange.Write(io.Discard, d, exchange.XLSX, exchange.Options{}))
	// Characters beyond the first plane are drawn, as wide as the font says, when a font has them.
	in.Bureau = "𐐀𐐨县教育局"
	d, err = exchange.Make(exchange.Minutes, in)
	require.NoError(t, err)
	var drawn, plain bytes.Buffer
	require.NoError(t, exchange.Write(&drawn, d, exchange.PDF, exchange.Options{}))
	in.Bureau = "县教育局"
	d, err = exchange.Make(exchange.Minutes, in)
	require.NoError(t, err)
	require.NoError(t, exchange.Write(&plain, d, exchange.PDF, exchange.Options{}))
	require.Greater(t, drawn.Len(), plain.Len()+200, "their outlines are in the file")
	// Rare characters of names are there.
	in.Bureau = "喆垚赟㛃縣禤朤"
	d, err = exchange.Make(exchange.Minutes, in)
	require.NoError(t, err)
	require.NoError(t, exchange.Write(io.Discard, d, exchange.PDF, exchange.Options{}))
}

func TestRefused(t *testing.T) {
	t.Parallel()
	in := tiny(t, "due")
	_, err := exchange.Make("novel", in)
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
	in.Lang = "fr"
	_, err = exchange.Make(exchange.List, in)
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
	in = tiny(t, "due")
	in.Plan.ProblemHash = "other"
	_, err = exchange.Make(exchange.List, in)
	require.Equal(t, model.CodeInconsistent, model.ErrorCode(err))
	in = tiny(t, "due")
	in.Plan.Moves = append(in.Plan.Moves, model.Move{Teacher: "nobody", From: model.Line{School: "nowhere"}, To: model.Line{School: "nowhere"}})
	_, err = exchange.Make(exchange.List, in)
	require.Equal(t, model.CodeUnknownReference, model.ErrorCode(err))
	d, err := exchange.Make(exchange.List, tiny(t, "due"))
	require.NoError(t, err)
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(exchange.Write(io.Discard, d, "odt", exchange.Options{})))
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(exchange.Write(io.Discard, d, exchange.PDF, exchange.Options{Font: []byte("OTTO")})))
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(exchange.Write(io.Discard, d, exchange.PDF, exchange.Options{Font: []byte("\x00\x01\x00\x00broken")})))
}

// The days of the publication are working days.
func TestPublish(t *testing.T) {
	t.Parallel()
	in := tiny(t, "due")
	in.PublicFrom = model.NewDate(2026, 6, 1)
	require.NoError(t, in.Publish(policy.WorkCalendar()))
	require.Equal(t, "2026-06-08 5", in.PublicTo.String()+" "+string(rune('0'+in.PublicDays)))
	in.PublicTo = model.NewDate(2026, 6, 10)
	require.NoError(t, in.Publish(policy.WorkCalendar()))
	require.Equal(t, 7, in.PublicDays)
	in.PublicTo = model.NewDate(2026, 5, 1)
	require.Error(t, in.Publish(policy.WorkCalendar()))
}

// textOf is the text of a file: all members of a zip, or what is read off the
// pages of a PDF.
func textOf(t *testing.T, data []byte, format exchange.Format) string {
	t.Helper()
	if format == exchange.PDF {
		return pdfText(t, data)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var b strings.Builder
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, ".odttf") {
			continue // a font
		}
		r, err := f.Open()
		require.NoError(t, err)
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, f.Name)
			switch x := token.(type) {
			case xml.CharData:
				b.Write(x)
			case xml.StartElement:
				for _, a := range x.Attr {
					b.WriteString(" " + a.Value + " ")
				}
			}
		}
	}
	return b.String()
}
