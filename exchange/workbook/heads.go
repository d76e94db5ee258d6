package workbook

import (
	"fmt"
	"slices"
	"strings"

	"lungang/model"
)

// headRows is within how many rows the heads are looked for: people put a title
// above them.
const headRows = 5

// unread are columns and sheets for people only: of this name, or with a mark in
// front.
const unreadMark = "#"

func unreadColumn(head string) bool {
	return strings.HasPrefix(head, unreadMark) || head == "备注" || head == "序号"
}

func unreadSheet(name string) bool {
	return strings.HasPrefix(name, unreadMark) || name == sheetGuide || name == sheetWords || name == sheetIssues
}

// personalHeads are columns that people have in their lists and that may not be
// in a problem document.
var personalHeads = []string{"姓名", "身份证", "证件号", "电话", "手机", "住址", "家庭"}

// heads finds the columns of a sheet in one of its first rows.
func (r *reader) heads(s *sheet, p *page, top []pageRow) *layout {
	l := &layout{sheet: s, name: p.name, columns: make([]int, len(s.columns))}
	row := headRow(s, top)
	if row == 0 {
		r.book.shapeless = r.book.shapeless || s.need
		r.book.add(l, at{1, 1}, "/"+s.list, &wrong{
			code: model.CodeMissing, zh: "找不到表头", en: "there are no heads",
			remedy: model.Text{ZH: "第一行应为:" + headsOf(s), EN: "the first row is: " + headsOf(s)},
		}, "")
		return nil
	}
	l.first = row + 1
	for i, text := range top[row-1].cells {
		r.head(l, at{i + 1, row}, clean(text))
	}
	if len(top) > row && isAlias(l, top[row].cells) {
		l.first++
	}
	for i := range s.columns {
		c := &s.columns[i]
		if l.columns[i] > 0 || !c.must() {
			continue
		}
		r.book.shapeless = true
		r.book.add(l, at{1, row}, "", &wrong{
			code: model.CodeMissing, zh: "缺少列“" + c.head + "”", en: "the column " + c.path + " is missing",
			remedy: model.Text{ZH: "请加上这一列;lungang template 可得到空白模板", EN: "add the column; lungang template writes an empty workbook"},
		}, "")
	}
	return l
}

// must reports whether a sheet without the column says nothing.
func (c *column) must() bool {
	switch c.special.(type) {
	case stageList, mainStage, mainSubject:
		return true
	}
	return c.link || c.field != nil && c.field.need && len(c.field.chain) == 1
}

func headsOf(s *sheet) string {
	var out []string
	for i := range s.columns {
		if s.columns[i].must() {
			out = append(out, s.columns[i].head)
		}
	}
	return strings.Join(out, "、")
}

// headRow is the first row that names two columns, or the only one that the
// sheet has; 0 when there is none.
func headRow(s *sheet, top []pageRow) int {
	for i, row := range top {
		known := 0
		for _, text := range row.cells {
			if s.find(clean(text)) >= 0 {
				known++
			}
		}
		if known >= min(2, len(s.columns)) {
			return i + 1
		}
	}
	return 0
}

// head notes which column a head names.
func (r *reader) head(l *layout, a at, text string) {
	if text == "" || unreadColumn(text) {
		return
	}
	i := l.sheet.find(text)
	switch {
	case i < 0 && slices.ContainsFunc(personalHeads, func(p string) bool { return strings.Contains(text, p) }):
		r.book.add(l, a, "", &wrong{
			code: model.CodeUnknownField, quiet: true, zh: "这里不写姓名、证件号、电话等个人信息", en: "names, identity numbers, telephones and the like have no place here",
			remedy: model.Text{ZH: "请删去这一列;姓名另用姓名表导入,以教师编号对应", EN: "delete the column; names are imported apart, by the teacher's id"},
		}, "")
	case i < 0:
		r.book.add(l, a, "", &wrong{
			code: model.CodeUnknownField, zh: "不认识的列“" + short(text) + "”", en: "unknown column “" + short(text) + "”",
			remedy: model.Text{ZH: "请改用模板里的列名;不需要导入的列,名称前加 " + unreadMark, EN: "use a head of the template; put " + unreadMark + " before the head of a column that is not to be read"},
		}, text)
	case l.columns[i] > 0:
		r.book.add(l, a, "", &wrong{
			code: model.CodeDuplicate, zh: fmt.Sprintf("列“%s”出现两次,%s 已有", short(text), at{l.columns[i], a.row}.name()),
			en:     fmt.Sprintf("the column is given twice; %s has it", at{l.columns[i], a.row}.name()),
			remedy: model.Text{ZH: "请删去其中一列", EN: "delete one of them"},
		}, text)
	default:
		l.columns[i] = a.column
	}
}

// isAlias reports whether a row only repeats the heads in English.
func isAlias(l *layout, cells []string) bool {
	found := false
	for i, text := range cells {
		if text = clean(text); text == "" {
			continue
		}
		k := slices.Index(l.columns, i+1)
		if k < 0 || !strings.EqualFold(text, l.sheet.columns[k].path) {
			return false
		}
		found = true
	}
	return found
}
