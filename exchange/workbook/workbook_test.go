package workbook_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/exchange/workbook"
	"lungang/fixtures"
	"lungang/model"
)

func written(t testing.TB, p *model.Problem) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, workbook.Write(&b, p))
	return b.Bytes()
}

func encoded(t testing.TB, p *model.Problem) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, model.EncodeProblem(&b, p))
	return b.String()
}

// back reads a workbook that has no errors.
func back(t testing.TB, text []byte) *model.Problem {
	t.Helper()
	b, faults, err := workbook.Decode(text)
	require.NoError(t, err)
	require.Empty(t, faults.Errors())
	return b.Problem
}

// What goes into a workbook comes out of it again: every small district, and one
// of real size; the same problem gives the same bytes.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../../fixtures/tiny/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for i, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		p, err := model.DecodeProblem(bytes.NewReader(text))
		require.NoError(t, err)
		if i%10 != 0 { // Write reads back what it is about to write
			require.NoError(t, workbook.Write(io.Discard, p), name)
			continue
		}
		book := written(t, p)
		require.True(t, workbook.Is(book))
		require.Equal(t, encoded(t, p), encoded(t, back(t, book)), name)
	}
	p, err := fixtures.Get("litong")
	require.NoError(t, err)
	book := written(t, p)
	require.Equal(t, encoded(t, p), encoded(t, back(t, book)))
	require.True(t, bytes.Equal(book, written(t, p)), "the same problem gives the same bytes")
	_, faults, err := workbook.Decode(book)
	require.NoError(t, err)
	require.Len(t, faults, len(p.Validate()))
	for _, f := range faults {
		require.NotEmpty(t, f.Sheet)
	}
}

func TestTemplate(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, workbook.Template(&b))
	book, faults, err := workbook.Decode(b.Bytes())
	require.Error(t, err)
	require.NotNil(t, book)
	text := faults.Text("zh")
	require.Contains(t, text, "没有填写“行政区划代码”")
	require.Contains(t, text, "学校!")
	require.Contains(t, text, "教师!")
	require.NotContains(t, text, "不认识")
	if folder := os.Getenv("WORKBOOK_OUT"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "template.xlsx"), b.Bytes(), 0o600))
	}
}
