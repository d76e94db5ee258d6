package exchange

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheet writes one sheet from the top to the bottom.
type sheet struct {
	*book

	name    string
	columns int
	widths  []float64
	row     int // next row, from 1
	heads   []int
}

func (x *sheet) cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	x.note(err)
	return name
}

func (x *sheet) write(s *Section) {
	if s.Title != "" && !s.Bare {
		x.line(s.Title, "title", 2)
	}
	if s.Heading != "" && !s.Bare {
		x.line(s.Heading, "heading", 1.4)
	}
	for i, b := range s.Blocks {
		switch {
		case b.Table != nil:
			if i > 0 && s.Blocks[i-1].Table != nil {
				x.row++
			}
			x.table(b.Table)
		case !s.Bare:
			style := map[Style]string{Centre: "centre", Right: "right", Note: "note", Subhead: "subhead"}[b.Paragraph.Style]
			if style == "" {
				style = "text"
			}
			text := b.Paragraph.Text
			if b.Paragraph.Style == Body && x.doc.Lang == "zh" {
				text = "  " + text
			}
			x.line(text, style, 1)
		}
	}
}

// line writes a text over all columns.
func (x *sheet) line(text, style string, spacing float64) {
	first, last := x.cell(1, x.row), x.cell(x.columns, x.row)
	if x.columns > 1 {
		x.note(x.MergeCell(x.name, first, last))
	}
	x.note(x.SetCellStr(x.name, first, neutral(text)))
	x.note(x.SetCellStyle(x.name, first, last, x.styles[style]))
	width := 0.0
	for _, w := range x.widths {
		width += w
	}
	x.note(x.SetRowHeight(x.name, x.row, math.Min(float64(linesIn(text, width))*lineHeight*spacing, excelize.MaxRowHeight)))
	x.row++
}

func (x *sheet) table(t *Table) {
	spans := x.spans(t)
	if !t.NoHead {
		cells := make([]Cell, len(t.Columns))
		for i, c := range t.Columns {
			cells[i].Text = c.Head
		}
		x.heads = append(x.heads, x.row)
		x.cells(cells, spans, 0, func(int) string { return "head" })
	}
	for i, r := range t.Rows {
		least := 0.0
		if i < len(t.Heights) {
			least = t.Heights[i] / pointMM
		}
		x.cells(r, spans, least, func(k int) string {
			if t.NoHead && t.Columns[k].Align == Middle {
				return "label"
			}
			return string(t.Columns[k].Align)
		})
	}
}

// spans says in which columns of the sheet the columns of a table end: a table
// with fewer columns than the sheet has some that are wider.
func (x *sheet) spans(t *Table) []int {
	out := make([]int, len(t.Columns))
	total, sum, column := 0.0, 0.0, 0
	for _, w := range x.widths {
		total += w
	}
	reached := 0.0
	for i, w := range t.widths(total) {
		sum += w
		column++
		reached += x.widths[column-1]
		left := len(t.Columns) - i - 1
		for column < x.columns-left && (left == 0 || reached+x.widths[column]/2 < sum) {
			reached += x.widths[column]
			column++
		}
		out[i] = column
	}
	return out
}

func (x *sheet) cells(cells []Cell, spans []int, least float64, style func(int) string) {
	from, most := 1, 1
	for i, c := range cells {
		first, last := x.cell(from, x.row), x.cell(spans[i], x.row)
		if spans[i] > from {
			x.note(x.MergeCell(x.name, first, last))
		}
		if c.Number != nil {
			x.note(x.SetCellValue(x.name, first, *c.Number))
		} else {
			x.note(x.SetCellStr(x.name, first, neutral(c.Text)))
		}
		id := x.styles[style(i)]
		if c.Number != nil {
			id = x.numeric(style(i), c)
		}
		x.note(x.SetCellStyle(x.name, first, last, id))
		width := 0.0
		for _, w := range x.widths[from-1 : spans[i]] {
			width += w
		}
		most = max(most, linesIn(c.Text, width))
		from = spans[i] + 1
	}
	x.note(x.SetRowHeight(x.name, x.row, math.Min(math.Max(least, float64(most)*lineHeight+3), excelize.MaxRowHeight)))
	x.row++
}

// numeric is the style with as many digits behind the point as the text has.
func (x *sheet) numeric(style string, c Cell) int {
	digits := 0
	for i := range c.Text {
		if c.Text[i] == '.' {
			digits = len(c.Text) - i - 1
		}
	}
	if digits == 0 {
		return x.styles[style]
	}
	name := style + "." + strconv.Itoa(digits)
	if id, ok := x.styles[name]; ok {
		return id
	}
	s, err := x.GetStyle(x.styles[style])
	x.note(err)
	if err != nil {
		return x.styles[style]
	}
	format := "0." + "00000000"[:min(digits, 8)]
	s.CustomNumFmt = &format
	id, err := x.NewStyle(s)
	x.note(err)
	x.styles[name] = id
	return id
}

// linesIn is about how many lines a text needs in a column.
func linesIn(text string, width float64) int {
	return len(wrap(printable(text), width*charactersPerWidth, 0, func(r rune) float64 {
		if wide(r) {
			return 2
		}
		return 1
	}))
}

// page sets what is printed: A4, the width of one page, heads repeated, the
// number of the page and the footer.
func (x *sheet) page() {
	size, orientation, one, all := 9, "portrait", 1, 0 // 9 is A4
	if x.doc.Landscape {
		orientation = "landscape"
	}
	x.note(x.SetPageLayout(x.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &all}))
	yes := true
	x.note(x.SetSheetProps(x.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	const inch = 25.4
	side, top, bottom, foot := 18/inch, 18/inch, 24/inch, 9/inch
	x.note(x.SetPageMargins(x.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &bottom, Footer: &foot, Horizontally: &yes,
	}))
	footer := strings.Join(append([]string{"&C— &P / &N —"}, x.doc.Footer...), "\n&6 ")
	x.note(x.SetHeaderFooter(x.name, &excelize.HeaderFooterOptions{OddFooter: footer}))
	if len(x.heads) == 1 {
		r := strconv.Itoa(x.heads[0])
		x.note(x.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: "'" + strings.ReplaceAll(x.name, "'", "''") + "'!$" + r + ":$" + r, Scope: x.name,
		}))
	}
}
