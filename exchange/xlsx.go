package exchange

import (
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Measures of workbooks: characters across a page, and points of letters.
const (
	sheetTitle = 16.0
	sheetText  = 10.0
	standing   = 88.0 // characters across A4 standing
	lying      = 132.0

	charactersPerWidth = 1.1  // of a column of width 1, in letters of sheetText
	lineHeight         = 14.5 // points
)

// book writes a document as a workbook, a sheet for each section.
type book struct {
	*excelize.File

	doc    *Document
	styles map[string]int
	err    error
}

func writeXLSX(w io.Writer, d *Document) error {
	b := &book{File: excelize.NewFile(), doc: d, styles: map[string]int{}}
	defer func() { _ = b.Close() }() // nothing of it is on a disk
	b.makeStyles()
	names := map[string]bool{}
	for i := range d.Sections {
		b.section(&d.Sections[i], i, names)
	}
	day := fixedTime.Format("2006-01-02T15:04:05Z")
	b.note(b.SetDocProps(&excelize.DocProperties{
		Title: printable(d.Title), Creator: "lungang", LastModifiedBy: "lungang", Created: day, Modified: day, Language: d.Lang,
	}))
	b.SetActiveSheet(0)
	if b.err != nil {
		return written(b.err)
	}
	return written(b.Write(w))
}

// note keeps the first error.
func (b *book) note(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) makeStyles() {
	thin := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		thin = append(thin, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{strings.ToUpper(hexGrey())}}
	letters := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: "宋体", Size: size, Bold: bold}
	}
	align := func(horizontal string) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: true}
	}
	all := map[string]*excelize.Style{
		"title":   {Font: letters(sheetTitle, true), Alignment: align("center")},
		"heading": {Font: letters(12, true), Alignment: align("left")},
		"subhead": {Font: letters(sheetText+1, true), Alignment: align("left")},
		"head":    {Font: letters(sheetText, true), Alignment: align("center"), Border: thin, Fill: fill},
		"label":   {Font: letters(sheetText, false), Alignment: align("center"), Border: thin, Fill: fill},
		"left":    {Font: letters(sheetText, false), Alignment: align("left"), Border: thin},
		"middle":  {Font: letters(sheetText, false), Alignment: align("center"), Border: thin},
		"end":     {Font: letters(sheetText, false), Alignment: align("right"), Border: thin},
		"text":    {Font: letters(sheetText, false), Alignment: align("left")},
		"right":   {Font: letters(sheetText, false), Alignment: align("right")},
		"centre":  {Font: letters(sheetText, false), Alignment: align("center")},
		"note":    {Font: letters(8, false), Alignment: align("left")},
	}
	for _, name := range slices.Sorted(maps.Keys(all)) { // the same numbers every time
		id, err := b.NewStyle(all[name])
		b.note(err)
		b.styles[name] = id
	}
}

// section writes a sheet.
func (b *book) section(s *Section, i int, names map[string]bool) {
	name := sheetName(s.Name, names)
	if i == 0 {
		b.note(b.SetSheetName("Sheet1", name))
	} else {
		_, err := b.NewSheet(name)
		b.note(err)
	}
	x := &sheet{book: b, name: name, columns: s.columns(), row: 1}
	x.widths = s.sheetWidths(x.columns, b.doc.Landscape)
	for k, w := range x.widths {
		column, err := excelize.ColumnNumberToName(k + 1)
		b.note(err)
		b.note(b.SetColWidth(name, column, column, w))
	}
	x.write(s)
	x.page()
}

// sheetName is a name that a workbook accepts: at most 31 characters, none of
// :\/?*[], no apostrophe at the ends, none twice.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r == '\n' {
			return ' '
		}
		return r
	}, printable(name)), "' ")
	if name == "" {
		name = "Sheet"
	}
	try := cutRunes(name, excelize.MaxSheetNameLength)
	for n := 2; taken[strings.ToLower(try)]; n++ {
		end := " " + itoa(n)
		try = cutRunes(name, excelize.MaxSheetNameLength-len(end)) + end
	}
	taken[strings.ToLower(try)] = true
	return try
}

func cutRunes(s string, n int) string {
	for utf16Length(s) > n {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}

func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// columns is how many columns the sheet has: those of its widest table.
func (s *Section) columns() int {
	n := 1
	for _, b := range s.Blocks {
		if b.Table != nil {
			n = max(n, len(b.Table.Columns))
		}
	}
	return n
}

// sheetWidths shares the page out as the first table with most columns does.
func (s *Section) sheetWidths(n int, landscape bool) []float64 {
	width := standing
	if landscape {
		width = lying
	}
	for _, b := range s.Blocks {
		if b.Table != nil && len(b.Table.Columns) == n {
			return b.Table.widths(width)
		}
	}
	return []float64{standing} // texts alone; programs do not scale one wide column
}

// neutral makes a text of a cell harmless: a text that begins like a formula
// gets an apostrophe in front, so that it stays a text when the sheet is saved
// as CSV and opened again (CWE-1236).
func neutral(text string) string {
	text = printable(text)
	trimmed := strings.TrimLeft(text, " \n")
	if trimmed != "" && strings.ContainsRune("=+-@\uFF1D\uFF0B\uFF0D\uFF20", []rune(trimmed)[0]) {
		return "'" + text
	}
	return text
}
