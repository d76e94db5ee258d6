package workbook

import (
	"regexp"
	"slices"
	"strings"

	"lungang/model"
)

// layout is where the columns of a sheet stand in a workbook.
type layout struct {
	sheet   *sheet // nil: the sheet 区县
	name    string // as the workbook names it
	columns []int  // by column of the table; 0: the workbook has it not
	first   int    // row of the first entry
}

// spot is where an entry stands.
type spot struct {
	in  *layout
	row int
}

// find returns sheet and cell of a pointer; ok is false when the workbook has
// no place for it.
func (b *Book) find(pointer string) (*layout, at, bool) {
	if s, ok := b.settings[pointer]; ok {
		return s.in, at{valueColumn, s.row}, true
	}
	for p, rest := pointer, ""; p != ""; {
		if s, ok := b.entries[p]; ok {
			return s.in, at{s.in.columnOf(rest), s.row}, true
		}
		if l, ok := b.lists[p]; ok {
			return l, at{1, l.first}, true
		}
		i := strings.LastIndexByte(p, '/')
		p, rest = p[:i], p[i:]+rest
	}
	if l := b.lists["/district"]; l != nil {
		return l, at{valueColumn, 1}, true
	}
	return nil, at{}, false
}

// columnOf returns the column of a field by the rest of its pointer; the first
// one when the sheet has none for it.
func (l *layout) columnOf(rest string) int {
	if rest == "" || l.sheet == nil {
		return 1
	}
	best, most := 1, 0
	for i := range l.sheet.columns {
		c := &l.sheet.columns[i]
		p := c.pointer()
		if m, ok := c.special.(placed); ok {
			p = m.place(rest)
		}
		switch {
		case l.columns[i] == 0:
		case rest == p:
			return l.columns[i]
		case strings.HasPrefix(rest, p+"/") && len(p) > most:
			best, most = l.columns[i], len(p)
		case strings.HasPrefix(p, rest+"/") && most == 0: // the first part of what is missing
			best, most = l.columns[i], len(rest)
		}
	}
	return best
}

// placed is a special column for some pointers of a list.
type placed interface {
	// place returns the beginning of rest that the column stands for; a text that
	// no pointer has when it does not.
	place(rest string) string
}

const nowhere = "\x00"

func (mainStage) place(rest string) string {
	if rest == "/qualifications" || strings.HasPrefix(rest, "/qualifications/0") && !strings.HasSuffix(rest, "/subject") {
		return rest
	}
	return nowhere
}

func (mainSubject) place(rest string) string {
	if strings.HasPrefix(rest, "/qualifications/0") && strings.HasSuffix(rest, "/subject") {
		return rest
	}
	return nowhere
}

func (otherQualifications) place(rest string) string {
	if strings.HasPrefix(rest, "/qualifications/") && !strings.HasPrefix(rest, "/qualifications/0") {
		return rest
	}
	return nowhere
}

// Locate returns the faults with sheet and cell, in the order of the workbook.
// Pointers within messages become cells, too. A fault that has a sheet keeps it.
func (b *Book) Locate(faults model.Faults) model.Faults {
	type placedFault struct {
		model.Fault

		key [3]int
	}
	list := make([]placedFault, len(faults))
	for i, f := range faults {
		l, a, ok := b.find(f.Pointer)
		key := [3]int{len(b.order), 0, 0}
		if f.Code == model.CodeMoreFaults {
			list[i] = placedFault{f, [3]int{len(b.order) + 1, i, 0}}
			continue
		}
		if f.Sheet == "" && ok {
			f.Sheet, f.Cell = l.name, a.name()
			f.Message = model.Text{ZH: inWords(l, b.cells(f.Message.ZH)), EN: b.cells(f.Message.EN)}
			f.Remedy.ZH = inWords(l, f.Remedy.ZH)
		}
		if f.Sheet != "" {
			key[0] = slices.Index(b.order, f.Sheet)
			if column, row, err := coordinates(f.Cell); err == nil {
				key[1], key[2] = row, column
			}
		}
		list[i] = placedFault{f, key}
	}
	slices.SortStableFunc(list, func(x, y placedFault) int { return slices.Compare(x.key[:], y.key[:]) })
	out := make(model.Faults, len(list))
	for i := range list {
		out[i] = list[i].Fault
	}
	return out
}

// pointers are pointers to entries within messages.
var pointers = regexp.MustCompile(`/(?:schools|teachers|zones|groups|pins|enrolment|travel/matrix|curriculum/periods|curriculum/loads|pack/overrides|previous/moves)/\d+(?:/[A-Za-z0-9]+)*`)

func (b *Book) cells(text string) string {
	return pointers.ReplaceAllStringFunc(text, func(p string) string {
		if l, a, ok := b.find(p); ok {
			return l.name + "!" + a.name()
		}
		return p
	})
}

// names are names of fields and lists within Chinese messages.
var names = regexp.MustCompile(`[A-Za-z][A-Za-z.]+`)

// inWords puts the names of the workbook in the place of those of the document.
func inWords(l *layout, text string) string {
	return names.ReplaceAllStringFunc(text, func(name string) string {
		for i := range sheets {
			if sheets[i].list == name {
				return "工作表“" + sheets[i].name + "”"
			}
		}
		if name == "location" || name == "home" {
			return "经纬度"
		}
		columns := settings
		if l.sheet != nil {
			columns = l.sheet.columns
		}
		for i := range columns {
			if p := columns[i].path; p == name || strings.HasSuffix(p, "."+name) {
				return "“" + columns[i].head + "”"
			}
		}
		return name
	})
}
