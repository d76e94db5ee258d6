package workbook

import (
	"fmt"
	"reflect"
	"strings"

	"lungang/model"
)

// reader makes a problem of sheets.
type reader struct {
	book *Book
	base bool // days are counted from 1904

	schoolAt  map[string]int
	teacherAt map[string]int
}

// readContent reads all sheets, those that others refer to first.
func readContent(c *content) *Book {
	b := &Book{
		Problem: &model.Problem{Format: model.ProblemFormat},
		entries: map[string]spot{}, settings: map[string]spot{}, lists: map[string]*layout{},
	}
	r := &reader{book: b, base: c.base1904, schoolAt: map[string]int{}, teacherAt: map[string]int{}}
	pages := map[string]*page{} // by the name that the table gives
	for i := range c.pages {
		p := &c.pages[i]
		b.order = append(b.order, p.name)
		name := r.known(p)
		switch {
		case name == "":
		case pages[name] != nil:
			r.book.add(&layout{name: p.name}, at{1, 1}, "", &wrong{
				code: model.CodeDuplicate, zh: "工作表出现两次,“" + pages[name].name + "”已有", en: "the sheet is given twice; " + pages[name].name + " is the other",
				remedy: model.Text{ZH: "请合并成一个工作表", EN: "make one sheet of them"},
			}, "")
		default:
			pages[name] = p
		}
	}
	r.settings(pages[sheetDistrict])
	for i := range sheets {
		s := &sheets[i]
		if p := pages[s.name]; p != nil {
			r.sheet(s, p)
		} else if s.need {
			r.absent(s.name)
		}
	}
	return b
}

// known returns the name of a sheet as the table has it; "" for one that is not
// to be read, or is no sheet of the table, which is a fault when it says something.
func (r *reader) known(p *page) string {
	name := clean(p.name)
	if name == sheetDistrict || strings.EqualFold(name, "district") {
		return sheetDistrict
	}
	if s := sheetNamed(name); s != nil {
		return s.name
	}
	if unreadSheet(name) {
		return ""
	}
	for _, row := range p.rows {
		if blank(row.cells) {
			continue
		}
		r.book.add(&layout{name: p.name}, at{1, 1}, "", &wrong{
			code: model.CodeUnknownField, zh: "不认识的工作表“" + short(p.name) + "”", en: "unknown sheet “" + short(p.name) + "”",
			remedy: model.Text{ZH: "请改用模板里的表名;不需要导入的工作表,名称前加 " + unreadMark, EN: "use a name of the template; put " + unreadMark + " before the name of a sheet that is not to be read"},
		}, p.name)
		break
	}
	return ""
}

func (r *reader) absent(name string) {
	r.book.shapeless = true
	r.book.add(&layout{name: name}, at{}, "", &wrong{
		code: model.CodeMissing, zh: "缺少工作表“" + name + "”", en: "the sheet " + name + " is missing",
		remedy: model.Text{ZH: "lungang template 可得到空白模板", EN: "lungang template writes an empty workbook"},
	}, "")
	if last := &r.book.faults[len(r.book.faults)-1]; last.Sheet == name { // one too many is not kept
		last.Cell = ""
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if clean(c) != "" {
			return false
		}
	}
	return true
}

// sheet reads the entries of a sheet.
func (r *reader) sheet(s *sheet, p *page) {
	var l *layout
	var top []pageRow
	hidden := 0
	read := func(n int, row pageRow) {
		if n < l.first || blank(row.cells) {
			return
		}
		if row.hidden {
			hidden++
		}
		r.row(l, p, n, row.cells)
	}
	for n, row := range p.rows {
		if l != nil {
			read(n, row)
			continue
		}
		if top = append(top, row); len(top) <= headRows {
			continue
		}
		if l = r.begin(s, p, top); l == nil {
			return
		}
		for i, row := range top {
			read(i+1, row)
		}
	}
	if l == nil { // a short sheet
		if l = r.begin(s, p, top); l == nil {
			return
		}
		for i, row := range top {
			read(i+1, row)
		}
	}
	r.notices(l, p, hidden)
}

// begin finds the heads; an empty sheet that nothing needs has none.
func (r *reader) begin(s *sheet, p *page, top []pageRow) *layout {
	empty := true
	for _, row := range top {
		empty = empty && blank(row.cells)
	}
	if empty && !s.need {
		return nil
	}
	l := r.heads(s, p, top)
	if l != nil && s.under == underDocument {
		r.book.lists["/"+strings.ReplaceAll(s.list, ".", "/")] = l
	}
	return l
}

// notices tells of what is easily overlooked, and of merged cells.
func (r *reader) notices(l *layout, p *page, hidden int) {
	if p.hidden {
		r.book.add(l, at{1, 1}, "", &wrong{
			code: model.CodeInconsistent, warning: true, zh: "工作表是隐藏的,仍已读取", en: "the sheet is hidden, and was read all the same",
			remedy: model.Text{ZH: "不需要时请删去", EN: "delete it when it is not needed"},
		}, "")
	}
	if hidden > 0 {
		r.book.add(l, at{1, 1}, "", &wrong{
			code: model.CodeInconsistent, warning: true, zh: fmt.Sprintf("有 %d 行被隐藏或筛掉,仍已读取", hidden), en: fmt.Sprintf("%d hidden rows were read all the same", hidden),
			remedy: model.Text{ZH: "不需要的行请删去", EN: "delete rows that are not needed"},
		}, "")
	}
	if p.seen == nil {
		return
	}
	for _, a := range p.seen.merged {
		if a.row < l.first-1 && l.sheet != nil {
			continue // a title above the heads
		}
		r.book.add(l, a, "", &wrong{
			code: model.CodeBadFormat, zh: "合并的单元格", en: "merged cells",
			remedy: model.Text{ZH: "请取消合并,每格分别填写", EN: "take the cells apart and fill in each"},
		}, "")
	}
}

// row reads one entry.
func (r *reader) row(l *layout, p *page, n int, cells []string) {
	entry := reflect.New(l.sheet.entry).Elem()
	list, pointer, ok := r.room(l, n, cells)
	if !ok {
		return
	}
	spotted := pointer
	if list.Kind() == reflect.Slice {
		spotted = fmt.Sprintf("%s/%d", pointer, list.Len())
	}
	r.book.entries[spotted] = spot{l, n}
	var empty []int
	for i := range l.sheet.columns {
		c := &l.sheet.columns[i]
		if c.link {
			continue
		}
		text, a := r.text(l, p, n, cells, i)
		if text == "" {
			empty = append(empty, i)
			continue
		}
		var bad *wrong
		if c.special != nil {
			bad = c.special.read(entry, text)
		} else {
			bad = set(c.field.room(entry), text, r.base)
		}
		r.judge(l, p, a, c, spotted, text, bad)
	}
	for _, i := range empty {
		r.needed(l, at{l.columns[i], n}, &l.sheet.columns[i], spotted, entry)
	}
	r.index(l.sheet, entry, spotted)
	switch list.Kind() {
	case reflect.Slice:
		list.Set(reflect.Append(list, entry))
	default:
		if !list.IsNil() {
			r.book.add(l, at{1, n}, pointer, &wrong{
				code: model.CodeDuplicate, zh: "同一学校、学段出现两次", en: "the stage of the school is given twice",
				remedy: model.Text{ZH: "请只保留一行", EN: "keep one row"},
			}, "")
		}
		list.Set(entry.Addr())
	}
}

// text returns the text of a cell as it is read, and where it is.
func (r *reader) text(l *layout, p *page, n int, cells []string, i int) (string, at) {
	k := l.columns[i]
	if k == 0 {
		return "", at{1, n}
	}
	a := at{k, n}
	text := ""
	if k <= len(cells) {
		text = clean(cells[k-1])
	}
	if p.seen != nil && p.seen.truths[a] {
		text = strings.NewReplacer("1", "TRUE", "0", "FALSE").Replace(text)
	}
	if text == "" && p.seen != nil && p.seen.formulas[a] {
		text = "?" // so that it is told
	}
	return text, a
}

// index remembers where a school or a teacher is, for the sheets that follow.
func (r *reader) index(s *sheet, entry reflect.Value, pointer string) {
	var to map[string]int
	switch s.list {
	case "schools":
		to = r.schoolAt
	case "teachers":
		to = r.teacherAt
	default:
		return
	}
	id := entry.FieldByName("ID").String()
	if _, twice := to[id]; !twice && id != "" {
		to[id] = atoi(pointer[strings.LastIndexByte(pointer, '/')+1:])
	}
}
