package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/exchange/workbook"
	"lungang/model"
)

// parts takes a workbook apart, changes it and puts it together again.
func parts(t testing.TB, text []byte, change func(name string, body []byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, p := range z.File {
		r, err := p.Open()
		require.NoError(t, err)
		body, err := io.ReadAll(r)
		require.NoError(t, err)
		if body = change(p.Name, body); body == nil {
			continue
		}
		w, err := out.Create(p.Name)
		require.NoError(t, err)
		_, err = w.Write(body)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	return b.Bytes()
}

// bomb adds a part that says to be longer than any workbook.
func bomb(t testing.TB, text []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, p := range z.File {
		require.NoError(t, out.Copy(p))
	}
	w, err := out.CreateRaw(&zip.FileHeader{Name: "xl/media/x.bin", Method: zip.Deflate, UncompressedSize64: 1 << 40, CompressedSize64: 2})
	require.NoError(t, err)
	_, err = w.Write([]byte{3, 0})
	require.NoError(t, err)
	require.NoError(t, out.Close())
	return b.Bytes()
}

// What is no workbook, or a damaged or a hostile one, is refused in words.
func TestRefuses(t *testing.T) {
	t.Parallel()
	good := written(t, small(t))
	sheet := regexp.MustCompile(`worksheets/sheet\d+\.xml$`)
	cut := func(name string, body []byte) []byte {
		if sheet.MatchString(name) {
			return body[:len(body)/2]
		}
		return body
	}
	without := func(part string) func(string, []byte) []byte {
		return func(name string, body []byte) []byte {
			if name == part {
				return nil
			}
			return body
		}
	}
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2] ^= 0xFF
	for name, c := range map[string]struct {
		text []byte
		code model.Code
	}{
		"nothing":     {nil, model.CodeBadFormat},
		"a text":      {[]byte("教师编号,姓名\n"), model.CodeBadFormat},
		"old":         {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), model.CodeBadFormat},
		"torn":        {good[:len(good)/2], model.CodeBadFormat},
		"half sheets": {parts(t, good, cut), model.CodeBadFormat},
		"no workbook": {parts(t, good, without("xl/workbook.xml")), model.CodeBadFormat},
		"no links":    {parts(t, good, without("xl/_rels/workbook.xml.rels")), model.CodeBadFormat},
		"a bomb":      {bomb(t, good), model.CodeTooLarge},
		"rows backwards": {parts(t, good, func(name string, body []byte) []byte {
			if sheet.MatchString(name) {
				return bytes.ReplaceAll(body, []byte(`<row r="2"`), []byte(`<row r="1"`))
			}
			return body
		}), model.CodeBadFormat},
		"a row beyond all": {parts(t, good, func(name string, body []byte) []byte {
			if sheet.MatchString(name) {
				return bytes.ReplaceAll(body, []byte(`<row r="2"`), []byte(`<row r="99999999"`))
			}
			return body
		}), model.CodeBadFormat},
	} {
		_, _, err := workbook.Decode(c.text)
		require.Equal(t, c.code, model.ErrorCode(err), "%s: %v", name, err)
		require.Equal(t, c.code, model.ErrorCode(workbook.Mark(io.Discard, c.text, nil)), name)
	}
	_, _, err := workbook.Decode(flipped)
	require.NotEqual(t, model.CodeInternal, model.ErrorCode(err))
}

// A workbook that would change what it is given is not written.
func TestRefusesWhatWouldBeLost(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*model.Problem){
		"/teachers/0/preferences": func(p *model.Problem) {
			p.Schools[2].ID, p.Teachers[0].Preferences[1] = "S,3", "S,3"
		},
		"/schools/0/name":     func(p *model.Problem) { p.Schools[0].Name = " 第一小学" },
		"/schools/1/postCaps": func(p *model.Problem) { p.Schools[1].PostCaps = &model.PostCaps{} },
		"/pins/0/reason":      func(p *model.Problem) { p.Pins[0].Reason = "\u3000" },
	} {
		p := small(t)
		change(p)
		err := workbook.Write(io.Discard, p)
		require.Equal(t, model.CodeBadFormat, model.ErrorCode(err), want)
		require.Equal(t, want, model.ErrorFaults(err)[0].Pointer)
	}
	p := small(t)
	p.Schools[0].Name = "第一\x01小学"
	require.Equal(t, model.CodeBadFormat, model.ErrorCode(workbook.Write(io.Discard, p)))
	p.Schools[0].Name = strings.Repeat("长", 40_000)
	require.Equal(t, model.CodeTooLarge, model.ErrorCode(workbook.Write(io.Discard, p)))
}

// Whatever the texts are: what is written is read again, or it was refused.
func TestTextsSurvive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := small(t)
		p.Schools[0].Name = rapid.StringMatching(`[-=+@'a-z0-9甲乙 .,;"<&]{1,12}`).Draw(r, "name")
		p.Pins[0].Reason = rapid.String().Draw(r, "reason")
		p.Pack.Overrides[0].Value = fmt.Appendf(nil, "%q", rapid.StringMatching(`[a-z0-9是否TRUE.+'-]{0,6}`).Draw(r, "value"))
		p.Teachers[0].RuralYears = rapid.Float64Range(0, 50).Draw(r, "years")
		var b bytes.Buffer
		if err := workbook.Write(&b, p); err != nil {
			require.Contains(t, []model.Code{model.CodeBadFormat, model.CodeTooLarge}, model.ErrorCode(err))
			return
		}
		book, err := workbook.Read(b.Bytes())
		require.NoError(t, err)
		require.Equal(t, encoded(t, p), encoded(t, book.Problem))
	})
}

// FuzzRead changes one sheet of a good workbook: reading never fails in other
// ways than with words, and what has no errors can be written again.
func FuzzRead(f *testing.F) {
	good := written(f, small(f))
	f.Add(uint8(3), []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>学校编号</v></c></row></sheetData></worksheet>`))
	f.Add(uint8(6), []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c><c r="XFD1"><v>1e400</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Add(uint8(2), []byte(`<worksheet><sheetData><row><c t="d"><v>2026-08-31</v></c><c t="b"><v>1</v></c><c><f>1+1</f></c></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		text := parts(t, good, func(name string, old []byte) []byte {
			if name == fmt.Sprintf("xl/worksheets/sheet%d.xml", which) || which == 0 && name == "xl/workbook.xml" {
				return append([]byte(nil), body...)
			}
			return old
		})
		book, faults, err := workbook.Decode(text)
		require.NotEqual(t, model.CodeInternal, model.ErrorCode(err), "%v", err)
		if book == nil {
			return
		}
		require.NotEqual(t, model.CodeInternal, model.ErrorCode(workbook.Mark(io.Discard, text, faults)))
		if err == nil {
			code := model.ErrorCode(workbook.Write(io.Discard, book.Problem))
			require.NotEqual(t, model.CodeInternal, code)
		}
	})
}
