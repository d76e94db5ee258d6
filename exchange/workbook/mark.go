package workbook

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// Colours of faulty cells, and who wrote the comments: what an earlier Mark did
// is found by them, and taken away.
const (
	errorColour   = "FFC7CE"
	warningColour = "FFEB9C"
	commentAuthor = "lungang"
)

// Mark writes the workbook with its faults: the cells coloured (red errors,
// yellow warnings), a Chinese comment on each, and a sheet 问题 with all of them.
// Everything else stays as it is. The faults are those of Validate or Locate;
// text is the workbook that they speak of. Errors: those of Read, and io.
func Mark(w io.Writer, text []byte, faults model.Faults) (err error) {
	defer func() {
		if r := recover(); r != nil { // the library trusts its files more than one should
			err = badBook("工作簿已损坏", "the workbook is damaged", fmt.Errorf("%v", r))
		}
	}()
	f, _, err := unpack(text)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // nothing of it is on a disk
	m := &marker{File: f, fills: map[fillKey]int{}}
	m.sweep()
	m.cells(faults)
	m.issues(faults)
	if m.err == nil {
		m.err = ordered(w, f)
	}
	if m.err != nil {
		return model.NewError(model.CodeIO, model.Text{ZH: "写入工作簿失败", EN: "the workbook could not be written"}, m.err)
	}
	return nil
}

// Marked writes a problem as a workbook with its faults.
func Marked(w io.Writer, p *model.Problem, faults model.Faults) error {
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		return err
	}
	book, err := Read(b.Bytes())
	if err != nil {
		return err
	}
	return Mark(w, b.Bytes(), book.Locate(faults))
}

type marker struct {
	*excelize.File

	fills map[fillKey]int
	err   error // the first one
}

type fillKey struct {
	style  int
	colour string // empty: none
}

func (m *marker) note(err error) {
	if m.err == nil {
		m.err = err
	}
}

// sweep takes away what an earlier Mark did.
func (m *marker) sweep() {
	for _, name := range m.GetSheetList() {
		comments, err := m.GetComments(name)
		if err != nil {
			continue // a chart
		}
		for _, c := range comments {
			if c.Author == commentAuthor {
				m.note(m.DeleteComment(name, c.Cell))
				m.paint(name, c.Cell, "")
			}
		}
	}
	if i, err := m.GetSheetIndex(sheetIssues); err == nil && i >= 0 && len(m.GetSheetList()) > 1 {
		m.note(m.DeleteSheet(sheetIssues))
	}
}

// paint gives a cell a colour and leaves the rest of its style; without a colour
// it takes one of Mark's away.
func (m *marker) paint(sheet, cell, colour string) {
	old, err := m.GetCellStyle(sheet, cell)
	m.note(err)
	key := fillKey{old, colour}
	id, ok := m.fills[key]
	if !ok {
		s, err := m.GetStyle(old)
		if err != nil {
			m.note(err)
			return
		}
		ours := len(s.Fill.Color) > 0 && (strings.HasSuffix(s.Fill.Color[0], errorColour) || strings.HasSuffix(s.Fill.Color[0], warningColour))
		if colour == "" && !ours {
			return
		}
		s.Fill = excelize.Fill{}
		if colour != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
		}
		id, err = m.NewStyle(s)
		m.note(err)
		m.fills[key] = id
	}
	m.note(m.SetCellStyle(sheet, cell, cell, id))
}

// cells colours the cells and puts a comment on each.
func (m *marker) cells(faults model.Faults) {
	type place struct{ sheet, cell string }
	texts, bad := map[place][]string{}, map[place]bool{}
	var order []place
	for _, f := range faults {
		p := place{f.Sheet, f.Cell}
		if p.sheet == "" || p.cell == "" {
			continue
		}
		if i, err := m.GetSheetIndex(p.sheet); err != nil || i < 0 {
			continue
		}
		if texts[p] == nil {
			order = append(order, p)
		}
		texts[p] = append(texts[p], sentence(f, "zh"))
		bad[p] = bad[p] || f.IsError()
	}
	written := map[string]map[string]string{} // comments of other people, by sheet and cell
	for _, p := range order {
		if written[p.sheet] == nil {
			written[p.sheet] = m.comments(p.sheet)
		}
		lines := texts[p]
		if old := written[p.sheet][p.cell]; old != "" {
			m.note(m.DeleteComment(p.sheet, p.cell))
			lines = append(slices.Clone(lines), "——", old)
		}
		colour := warningColour
		if bad[p] {
			colour = errorColour
		}
		m.paint(p.sheet, p.cell, colour)
		const lineHeight, margin, most = 34, 20, 400 // points
		m.note(m.AddComment(p.sheet, excelize.Comment{
			Author: commentAuthor, Cell: p.cell, Width: 300, Height: uint(min(len(lines)*lineHeight+margin, most)),
			Paragraph: []excelize.RichTextRun{{Text: strings.Join(lines, "\n")}},
		}))
	}
}

func (m *marker) comments(sheet string) map[string]string {
	out := map[string]string{}
	list, err := m.GetComments(sheet)
	m.note(err)
	for _, c := range list {
		text := c.Text
		for _, run := range c.Paragraph {
			if !strings.Contains(text, run.Text) {
				text += run.Text
			}
		}
		out[c.Cell] = text
	}
	return out
}

// sentence is a fault without its place.
func sentence(f model.Fault, lang string) string {
	f.Sheet, f.Cell, f.Pointer, f.Line = "", "", "", 0
	return f.Text(lang)
}
