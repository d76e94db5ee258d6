package workbook

import (
	"reflect"
	"strings"
)

// column is one column of a sheet, or one row of the sheet 区县.
type column struct {
	head string // in Chinese, in the first row
	path string // field of the entry, as the document names it; also the English head
	note string // what to write, in Chinese
	wide bool   // a wider column on the page

	personal bool    // no fault shows what the cell has
	link     bool    // names the entry that the row belongs to
	special  special // nil: the field that path names
	field    *field
}

// special reads and writes a column that is not simply one field.
type special interface {
	// show returns the text of the cell for an entry.
	show(entry reflect.Value) string
	// read puts the text of a cell into an entry.
	read(entry reflect.Value, text string) *wrong
}

// sheet is one sheet: a list of the document.
type sheet struct {
	name string // in Chinese
	list string // the list, as the document names it; also the English name
	note string // what the sheet is for, in Chinese
	need bool   // no document without it

	entry   reflect.Type
	under   parent
	columns []column
}

// parent is what the rows of a sheet belong to.
type parent int

const (
	underDocument parent = iota
	underStage           // columns school and stage name the stage of a school
	underTeacher         // the column teacher names the teacher
)

// find returns the column with a head, in either language; -1 when there is none.
func (s *sheet) find(head string) int {
	for i := range s.columns {
		if c := &s.columns[i]; head == c.head || strings.EqualFold(head, c.path) {
			return i
		}
	}
	return -1
}

// Known reports whether a sheet of that name is one of the table; other names
// are the words of whoever made the workbook.
func Known(name string) bool {
	name = clean(name)
	return name == sheetDistrict || sheetNamed(name) != nil
}

// sheetNamed returns the sheet with a name, in either language; nil when there is none.
func sheetNamed(name string) *sheet {
	for i := range sheets {
		if s := &sheets[i]; name == s.name || strings.EqualFold(name, s.list) {
			return s
		}
	}
	return nil
}
