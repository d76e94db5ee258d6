package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// scanned is what a sheet has beside values, by cell.
type scanned struct {
	formulas map[at]bool
	long     map[at]bool // numbers of more digits than a spreadsheet keeps
	truths   map[at]bool // TRUE and FALSE, kept as 1 and 0
	merged   []at        // first cells of merged ranges
}

// at is a cell: column and row, both from 1.
type at struct{ column, row int }

// name is the name of the cell, as B7.
func (a at) name() string {
	name, err := excelize.CoordinatesToCellName(max(a.column, 1), max(a.row, 1))
	if err != nil { // beyond the last column of any program
		return ""
	}
	return name
}

// keptDigits is how many digits a number of a spreadsheet keeps.
const keptDigits = 15

var errRoom = errors.New("there are more cells than may be")

var errOrder = errors.New("rows of a sheet are not in their order")

// scan reads the text of a sheet once for what the library does not tell: whether
// it is whole, formulas, merged cells, and how values are kept. What the sheet
// takes as a grid goes off room; errRoom when that is used up.
func scan(part *zip.File, room *int) (*scanned, error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // nothing was written
	s := &scanner{out: &scanned{formulas: map[at]bool{}, long: map[at]bool{}, truths: map[at]bool{}}, room: room}
	d := xml.NewDecoder(r)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if s.depth != 0 {
				return nil, io.ErrUnexpectedEOF
			}
			return s.out, nil
		}
		if err != nil {
			return nil, err
		}
		if err := s.token(token); err != nil {
			return nil, err
		}
	}
}

type scanner struct {
	out   *scanned
	depth int
	here  at
	kind  string // of the cell
	value bool   // inside of a value
	room  *int   // cells that may still come
}

// take takes cells off the room.
func (s *scanner) take(cells int) error {
	if *s.room -= max(cells, 0); *s.room < 0 {
		return errRoom
	}
	return nil
}

func (s *scanner) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		s.depth++
		return s.start(t)
	case xml.EndElement:
		s.depth--
		s.value = false
	case xml.CharData:
		if s.value && (s.kind == "" || s.kind == "n") && digits(string(t)) > keptDigits {
			s.out.long[s.here] = true
		}
	}
	return nil
}

func (s *scanner) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		row := s.here.row + 1
		if r := attribute(t, "r"); r != "" {
			row = atoi(r)
		}
		if row <= s.here.row || row > excelize.TotalRows {
			return errOrder
		}
		skipped := row - s.here.row
		s.here = at{row: row}
		return s.take(skipped)
	case "c":
		before := s.here.column
		s.here.column++
		if r := attribute(t, "r"); r != "" {
			column, row, err := excelize.CellNameToCoordinates(r)
			if err != nil {
				return err
			}
			if row != s.here.row {
				return errOrder
			}
			s.here.column = column
		}
		if s.kind = attribute(t, "t"); s.kind == "b" {
			s.out.truths[s.here] = true
		}
		return s.take(s.here.column - before)
	case "v":
		s.value = true
	case "f":
		s.out.formulas[s.here] = true
	case "mergeCell":
		first, _, _ := strings.Cut(attribute(t, "ref"), ":")
		column, row, err := excelize.CellNameToCoordinates(first)
		if err != nil {
			return err
		}
		s.out.merged = append(s.out.merged, at{column, row})
	}
	return nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// digits counts the digits of a whole number that is too long to be kept as a
// number; of anything else it is 0.
func digits(text string) int {
	text = strings.TrimSpace(text)
	if len(text) <= keptDigits || strings.Trim(text, "0123456789") != "" {
		return 0
	}
	return len(text)
}
