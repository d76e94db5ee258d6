package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// Book is what a workbook says.
type Book struct {
	// Problem is the document; where the workbook has faults, without what is wrong.
	Problem *model.Problem

	faults    model.Faults // of reading
	more      int          // faults beyond those that are kept
	shapeless bool         // a sheet or a column that must be there is not

	entries  map[string]spot    // pointer of an entry → where it stands
	settings map[string]spot    // pointer of a single value → where it stands
	lists    map[string]*layout // pointer of a list → its sheet
	order    []string           // names of the sheets
}

// Read reads a workbook. The error, an *model.Error with CodeBadFormat or
// CodeTooLarge, says that there is nothing to read; everything else is a fault
// of Validate.
func Read(text []byte) (b *Book, err error) {
	defer func() {
		if r := recover(); r != nil { // the library trusts its files more than one should
			b, err = nil, badBook("工作簿已损坏", "the workbook is damaged", fmt.Errorf("%v", r))
		}
	}()
	f, c, err := unpack(text)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	b = readContent(c)
	if c.broken != nil {
		return nil, badBook("工作簿已损坏", "the workbook is damaged", c.broken)
	}
	return b, nil
}

// Decode reads a workbook and validates what it says. The problem is nil when
// there are errors; the faults are then all of them, with sheet and cell, and
// otherwise warnings.
func Decode(text []byte) (*Book, model.Faults, error) {
	b, err := Read(text)
	if err != nil {
		return nil, nil, err
	}
	faults := b.Validate()
	return b, faults, faults.Err()
}

// Validate returns the faults of the workbook and of what it says, all at once,
// in the order of the workbook, each with sheet and cell. When a sheet or a
// column is missing that must be there, the meaning is not looked at: everything
// would follow from that.
func (b *Book) Validate() model.Faults {
	faults := append(model.Faults{}, b.faults...)
	if b.more > 0 {
		faults = append(faults, model.Fault{
			Code: model.CodeMoreFaults, Severity: model.SeverityError, Value: fmt.Sprint(b.more),
			Message: model.Text{ZH: fmt.Sprintf("还有 %d 处单元格问题未列出", b.more), EN: fmt.Sprintf("%d more faulty cells", b.more)},
		})
	}
	if !b.shapeless {
		told, above := b.told()
		for _, f := range b.Problem.Validate() {
			if f.Code == model.CodeMoreFaults || !follows(f.Pointer, told, above) {
				faults = append(faults, f)
			}
		}
	}
	return b.Locate(faults)
}

// told returns the pointers of the errors of reading, and what lies above them in
// their entry.
func (b *Book) told() (told, above map[string]bool) {
	told, above = map[string]bool{}, map[string]bool{}
	for _, f := range b.faults {
		if !f.IsError() || f.Pointer == "" {
			continue
		}
		told[f.Pointer] = true
		for p := f.Pointer; strings.Count(p, "/") > 3; {
			p = p[:strings.LastIndexByte(p, '/')]
			above[p] = true
		}
	}
	return told, above
}

// follows reports whether a fault of the document only repeats that a cell could
// not be read.
func follows(pointer string, told, above map[string]bool) bool {
	if above[pointer] {
		return true
	}
	for p := pointer; p != ""; p = p[:strings.LastIndexByte(p, '/')] {
		if told[p] {
			return true
		}
	}
	return false
}

// add keeps a fault of reading.
func (b *Book) add(l *layout, a at, pointer string, w *wrong, value string) {
	if len(b.faults) >= model.MaxFaults {
		b.more++
		return
	}
	f := model.Fault{
		Code: w.code, Severity: model.SeverityError, Pointer: pointer, Sheet: l.name, Cell: a.name(), Allowed: w.allowed,
		Message: model.Text{ZH: w.zh, EN: w.en}, Remedy: w.remedy,
	}
	if w.warning {
		f.Severity = model.SeverityWarning
	}
	if !w.quiet {
		f.Value = short(value)
	}
	b.faults = append(b.faults, f)
}

func coordinates(cell string) (column, row int, err error) {
	if cell == "" {
		return 0, 0, nil
	}
	return excelize.CellNameToCoordinates(cell)
}
