package workbook

import (
	"reflect"
	"strings"

	"lungang/model"
)

// judge adds the fault of a cell that says something.
func (r *reader) judge(l *layout, p *page, a at, c *column, pointer, text string, bad *wrong) {
	if isError(text) {
		bad = &wrong{
			code: model.CodeBadFormat, zh: "单元格里是错误值", en: "the cell has an error value",
			remedy: model.Text{ZH: "请填写实际内容", EN: "fill in what it should be"},
		}
	}
	if p.seen != nil {
		switch {
		case p.seen.formulas[a]:
			bad = &wrong{
				code: model.CodeBadFormat, quiet: true, zh: "单元格是公式", en: "the cell is a formula",
				remedy: model.Text{ZH: "请复制后“选择性粘贴 → 数值”", EN: "copy it and paste it as a value"},
			}
		case p.seen.long[a] && c.textual():
			bad = mangledText
		}
	}
	if bad == nil {
		return
	}
	if c.personal || c.textual() && bad.code != model.CodeBadWord {
		hushed := *bad
		hushed.quiet = true
		bad = &hushed
	}
	r.book.add(l, a, pointer+r.place(c), bad, text)
}

// isError reports whether a text is an error value of spreadsheets, such as #REF!.
func isError(text string) bool {
	return strings.HasPrefix(text, "#") && strings.HasSuffix(text, "!") || text == "#N/A" || text == "#NAME?"
}

// place is the pointer of a column behind that of its entry.
func (r *reader) place(c *column) string {
	switch c.special.(type) {
	case mainStage:
		return "/qualifications/0/stage"
	case mainSubject:
		return "/qualifications/0/subject"
	case otherQualifications:
		return "/qualifications"
	}
	return c.pointer()
}

// textual reports whether the column has texts: a number in it may have lost
// digits.
func (c *column) textual() bool {
	if c.special != nil {
		return false
	}
	t := c.field.typ
	if _, ok := lists[t]; ok {
		return false
	}
	return t.Kind() == reflect.String || t == schoolIDs || t == teacherIDs
}

// needed says that a cell is empty that must not be.
func (r *reader) needed(l *layout, a at, c *column, pointer string, entry reflect.Value) {
	if c.field == nil || !c.field.need || a.column == 0 && c.must() {
		return // what a missing column lacks was told once
	}
	if _, there := c.field.get(entry); !there {
		return
	}
	r.book.add(l, at{max(a.column, 1), a.row}, pointer+c.pointer(), missing(c), "")
}

func missing(c *column) *wrong {
	return &wrong{
		code: model.CodeMissing, zh: "没有填写“" + c.head + "”", en: c.path + " is missing",
		remedy: model.Text{ZH: "请填写" + c.head, EN: "fill in " + c.path},
	}
}
