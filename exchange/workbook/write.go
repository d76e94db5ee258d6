package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// Write writes a problem as a workbook: same problem, same bytes. Heads, words
// and explanations are Chinese, with the names of the document in the second row.
// Read gives the same problem again; what a workbook would change is refused, all
// at once (CodeBadFormat, CodeTooLarge). Other errors: io.
func Write(w io.Writer, p *model.Problem) error {
	list := tables(p)
	if err := lossless(p, list); err != nil {
		return err
	}
	return write(w, list)
}

// Template writes a workbook to be filled in: instructions, heads, drop-down
// lists, and not one entry. Errors: io.
func Template(w io.Writer) error {
	list := tables(&model.Problem{})
	for _, row := range list[0].rows {
		row[1] = cell{} // no year 0
	}
	return write(w, list)
}

// firstEntry is the row of the first entry: two rows of heads stand above it.
const firstEntry = 3

type writer struct {
	*excelize.File

	styles styles
	err    error // the first one
}

func write(w io.Writer, list []table) error {
	b := &writer{File: excelize.NewFile()}
	defer func() { _ = b.Close() }() // nothing of it is on a disk
	b.makeStyles()
	b.guide()
	for i := range list {
		if list[i].sheet == nil {
			b.single(&list[i])
		} else {
			b.sheet(&list[i])
		}
	}
	b.wordSheet()
	const day = "2026-01-01T00:00:00Z" // a file tells nothing of when it was made
	b.note(b.SetDocProps(&excelize.DocProperties{Title: "lungang", Creator: "lungang", LastModifiedBy: "lungang", Created: day, Modified: day}))
	if b.err == nil {
		b.err = ordered(w, b.File)
	}
	if b.err != nil {
		return model.NewError(model.CodeIO, model.Text{ZH: "写入工作簿失败", EN: "the workbook could not be written"}, b.err)
	}
	return nil
}

// ordered writes the parts of a file in the order of their names: the library
// leaves the order to chance.
func ordered(w io.Writer, f *excelize.File) error {
	text, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	parts, err := zip.NewReader(bytes.NewReader(text.Bytes()), int64(text.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(parts.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, p := range parts.File {
		if err := out.Copy(p); err != nil {
			return err
		}
	}
	return out.Close()
}

// note keeps the first error.
func (b *writer) note(err error) {
	if b.err == nil {
		b.err = err
	}
}

// value is a cell for the library, in a style of its kind.
func (b *writer) value(c cell, style int) excelize.Cell {
	switch c.kind {
	case cellText:
	case cellDate:
		return excelize.Cell{StyleID: b.styles.date, Value: atoi(c.raw)}
	case cellNumber:
		if n, err := strconv.ParseInt(c.raw, 10, 64); err == nil {
			return excelize.Cell{StyleID: style, Value: n}
		}
		if x, err := strconv.ParseFloat(c.raw, 64); err == nil {
			return excelize.Cell{StyleID: style, Value: x}
		}
	}
	if c.raw == "" {
		return excelize.Cell{StyleID: style}
	}
	return excelize.Cell{StyleID: style, Value: c.raw}
}

// sheet writes the sheet of a list.
func (b *writer) sheet(t *table) {
	s := t.sheet
	_, err := b.NewSheet(s.name)
	b.note(err)
	b.page(s.name)
	last := len(t.rows) + firstEntry - 1
	for i := range s.columns {
		b.validation(s, i)
	}
	b.note(b.AutoFilter(s.name, "A2:"+at{len(s.columns), max(last, firstEntry)}.name(), nil))
	out, err := b.NewStreamWriter(s.name)
	if err != nil {
		b.note(err)
		return
	}
	for i := range s.columns {
		b.note(out.SetColWidth(i+1, i+1, columnWidth(&s.columns[i])))
		b.note(out.SetColStyle(i+1, i+1, b.styleOf(&s.columns[i])))
	}
	b.note(out.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: firstEntry - 1, TopLeftCell: "B3", ActivePane: "bottomRight"}))
	heads, names := make([]any, len(s.columns)), make([]any, len(s.columns))
	for i := range s.columns {
		heads[i] = excelize.Cell{StyleID: b.styles.head, Value: s.columns[i].head}
		if s.columns[i].must() {
			heads[i] = excelize.Cell{StyleID: b.styles.must, Value: s.columns[i].head}
		}
		names[i] = excelize.Cell{StyleID: b.styles.name, Value: s.columns[i].path}
	}
	b.note(out.SetRow("A1", heads))
	b.note(out.SetRow("A2", names))
	values := make([]any, len(s.columns))
	for n, row := range t.rows {
		for i := range s.columns {
			values[i] = nil
			if row[i].raw != "" {
				values[i] = b.value(row[i], b.styleOf(&s.columns[i]))
			}
		}
		b.note(out.SetRow(at{1, n + firstEntry}.name(), values))
	}
	b.note(out.Flush())
}

// single writes the sheet 区县.
func (b *writer) single(t *table) {
	_, err := b.NewSheet(sheetDistrict)
	b.note(err)
	b.page(sheetDistrict)
	for column, width := range map[string]float64{"A": 18, "B": 30, "C": 64, "D": 24} {
		b.note(b.SetColWidth(sheetDistrict, column, column, width))
	}
	put := func(column, row int, c cell, style int) {
		v := b.value(c, style)
		name := at{column, row}.name()
		b.note(b.SetCellValue(sheetDistrict, name, v.Value))
		b.note(b.SetCellStyle(sheetDistrict, name, name, v.StyleID))
	}
	for i, head := range settingsHeads {
		put(i+1, 1, cell{raw: head}, b.styles.head)
	}
	for i, row := range t.rows {
		c, n := &settings[i], i+2
		style := b.styles.head
		if c.field.need && !strings.HasPrefix(c.path, "previous.") {
			style = b.styles.must
		}
		put(nameColumn, n, row[0], style)
		put(valueColumn, n, row[1], b.styleOf(c))
		put(3, n, cell{raw: c.note}, b.styles.text)
		put(4, n, cell{raw: c.path}, b.styles.name)
	}
	b.note(b.SetPanes(sheetDistrict, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}
