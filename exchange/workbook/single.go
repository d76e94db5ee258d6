package workbook

import (
	"reflect"
	"strings"

	"lungang/model"
)

// The columns of the sheet 区县: what it is, its value, what it means.
const (
	nameColumn  = 1
	valueColumn = 2
)

// settings reads the sheet of single values: one a row, in any order.
func (r *reader) settings(p *page) {
	if p == nil {
		r.absent(sheetDistrict)
		return
	}
	l := &layout{name: p.name, first: 1}
	r.book.lists["/district"] = l
	root := reflect.ValueOf(r.book.Problem).Elem()
	for n, row := range p.rows {
		name, value := "", ""
		if len(row.cells) >= nameColumn {
			name = clean(row.cells[nameColumn-1])
		}
		if len(row.cells) >= valueColumn {
			value = clean(row.cells[valueColumn-1])
		}
		if name == "" && value == "" || name == settingsHeads[0] || unreadColumn(name) {
			continue
		}
		c := setting(name)
		if c == nil {
			r.book.add(l, at{nameColumn, n}, "", &wrong{
				code: model.CodeUnknownField, zh: "不认识的项目“" + short(name) + "”", en: "unknown item “" + short(name) + "”",
				remedy: model.Text{ZH: "请改用模板里的项目名;不需要导入的,前面加 " + unreadMark, EN: "use a name of the template, or put " + unreadMark + " before it"},
			}, name)
			continue
		}
		if first, twice := r.book.settings[c.pointer()]; twice {
			r.book.add(l, at{nameColumn, n}, "", &wrong{
				code: model.CodeDuplicate, zh: "项目出现两次,前面 " + at{nameColumn, first.row}.name() + " 已有", en: "the item is given twice; " + at{nameColumn, first.row}.name() + " has it",
				remedy: model.Text{ZH: "请只保留一行", EN: "keep one row"},
			}, name)
			continue
		}
		r.book.settings[c.pointer()] = spot{l, n}
		a := at{valueColumn, n}
		if p.seen != nil && p.seen.formulas[a] && value == "" {
			value = "?"
		}
		if value != "" {
			r.judge(l, p, a, c, "", value, set(c.field.room(root), value, r.base))
		}
	}
	r.unsettled(l)
	r.notices(l, p, 0)
}

// unsettled tells of needed values that are not there.
func (r *reader) unsettled(l *layout) {
	told := map[string]bool{}
	for _, f := range r.book.faults {
		told[f.Pointer] = true
	}
	root := reflect.ValueOf(r.book.Problem).Elem()
	for i := range settings {
		c := &settings[i]
		v, there := c.field.get(root)
		if !c.field.need || !there || !v.IsZero() || told[c.pointer()] || strings.HasPrefix(c.path, "previous.") {
			continue
		}
		row := 1
		if s, ok := r.book.settings[c.pointer()]; ok {
			row = s.row
		}
		r.book.add(l, at{valueColumn, row}, c.pointer(), missing(c), "")
	}
}

var settingsHeads = [3]string{"项目", "值", "说明"}

func setting(name string) *column {
	for i := range settings {
		if c := &settings[i]; name == c.head || strings.EqualFold(name, c.path) {
			return c
		}
	}
	return nil
}
