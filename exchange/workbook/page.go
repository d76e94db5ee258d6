package workbook

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lungang/model"
	"lungang/policy"
)

// styles are the numbers of the styles of a workbook.
type styles struct{ head, must, name, text, code, number, date, title int }

func (b *writer) makeStyles() {
	line := []excelize.Border{}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		line = append(line, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	letters := func(size float64, bold bool, color string) *excelize.Font {
		return &excelize.Font{Family: "宋体", Size: size, Bold: bold, Color: color}
	}
	const textFormat = 49 // @: what is typed stays as it is typed
	day := "yyyy-mm-dd"
	add := func(s *excelize.Style) int {
		id, err := b.NewStyle(s)
		b.note(err)
		return id
	}
	head := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	b.styles = styles{
		head:   add(&excelize.Style{Font: letters(10, true, "000000"), Fill: fill("DDEBF7"), Border: line, Alignment: head}),
		must:   add(&excelize.Style{Font: letters(10, true, "C00000"), Fill: fill("DDEBF7"), Border: line, Alignment: head}),
		name:   add(&excelize.Style{Font: letters(8, false, "808080"), Border: line, Alignment: &excelize.Alignment{Horizontal: "center"}}),
		text:   add(&excelize.Style{Font: letters(10, false, "000000"), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}),
		code:   add(&excelize.Style{Font: letters(10, false, "000000"), NumFmt: textFormat}),
		number: add(&excelize.Style{Font: letters(10, false, "000000")}),
		date:   add(&excelize.Style{Font: letters(10, false, "000000"), CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "left"}}),
		title:  add(&excelize.Style{Font: letters(16, true, "000000")}),
	}
}

// styleOf is the style of a column: texts are texts, so that codes keep their
// zeros and long codes their digits.
func (b *writer) styleOf(c *column) int {
	if c.special != nil || c.link {
		return b.styles.code
	}
	t := c.field.typ
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == dateType:
		return b.styles.date
	case t.Kind() == reflect.Int || t.Kind() == reflect.Float64 || t == rawType:
		return b.styles.number
	}
	return b.styles.code
}

func columnWidth(c *column) float64 {
	if c.wide {
		return 28
	}
	return max(12, 2.2*float64(len([]rune(c.head))), 1.05*float64(len(c.path)))
}

// validation gives a column its drop-down list and its explanation.
func (b *writer) validation(s *sheet, i int) {
	c := &s.columns[i]
	v := excelize.NewDataValidation(true)
	column, err := excelize.ColumnNumberToName(i + 1)
	b.note(err)
	v.SetSqref(column + "3:" + column + "1048576")
	typ := reflect.TypeFor[model.Stage]()
	if c.field != nil {
		typ = c.field.typ
	}
	_, listed := lists[typ]
	_, many := c.special.(stageList)
	_, others := c.special.(otherQualifications)
	_, subject := c.special.(mainSubject)
	isStage := c.link && c.path == "stage" || c.special != nil && !many && !others && !subject
	switch {
	case c.field != nil && listed || isStage:
		v.SetSqrefDropList(wordRange(typ))
		v.SetError(excelize.DataValidationErrorStyleWarning, "不在词表里", "请从下拉列表中选择")
	case subject || typ == subjectType:
		v.SetSqrefDropList(wordRange(subjectType))
		v.SetError(excelize.DataValidationErrorStyleInformation, "不在词表里", "学科可以另加代码")
	case typ.Kind() == reflect.Bool:
		b.note(v.SetDropList([]string{"是", "否"}))
	case c.note == "":
		return
	}
	if c.note != "" {
		v.SetInput(c.head, c.note)
	}
	b.note(b.AddDataValidation(s.name, v))
}

// wordLists are the lists of the sheet 词表, in the order of their heads.
func wordLists() []struct {
	head         string
	typ          reflect.Type
	words, codes []string
} {
	type entry = struct {
		head         string
		typ          reflect.Type
		words, codes []string
	}
	heads := map[reflect.Type]string{}
	for i := range sheets {
		for k := range sheets[i].columns {
			c := &sheets[i].columns[k]
			if c.field != nil && heads[c.field.typ] == "" {
				heads[c.field.typ] = c.head
			}
		}
	}
	var out []entry
	for t, l := range lists {
		out = append(out, entry{heads[t], t, l.words, l.codes})
	}
	slices.SortFunc(out, func(a, b entry) int { return strings.Compare(a.typ.Name(), b.typ.Name()) })
	subjects := entry{head: "学科", typ: subjectType}
	for _, s := range policy.Subjects() {
		subjects.words, subjects.codes = append(subjects.words, policy.SubjectName(s).ZH), append(subjects.codes, string(s))
	}
	return append(out, subjects)
}

// wordRange is where the words of a list stand.
func wordRange(t reflect.Type) string {
	for i, l := range wordLists() {
		if l.typ == t {
			column, err := excelize.ColumnNumberToName(2*i + 1)
			if err != nil { // there are few lists
				return ""
			}
			return "'" + sheetWords + "'!$" + column + "$2:$" + column + "$" + strconv.Itoa(len(l.words)+1)
		}
	}
	return ""
}

// wordSheet writes the words of all lists, each with its code.
func (b *writer) wordSheet() {
	_, err := b.NewSheet(sheetWords)
	b.note(err)
	put := func(column, row int, text string, style int) {
		name := at{column, row}.name()
		b.note(b.SetCellStr(sheetWords, name, text))
		b.note(b.SetCellStyle(sheetWords, name, name, style))
	}
	for i, l := range wordLists() {
		put(2*i+1, 1, l.head, b.styles.head)
		put(2*i+2, 1, "代码", b.styles.name)
		for k := range l.words {
			put(2*i+1, k+2, l.words[k], b.styles.code)
			put(2*i+2, k+2, l.codes[k], b.styles.name)
		}
	}
	b.note(b.SetColWidth(sheetWords, "A", at{2 * len(wordLists()), 1}.column1(), 15))
	b.page(sheetWords)
}

// column1 is the name of the column.
func (a at) column1() string { return strings.TrimRight(a.name(), "0123456789") }

// page sets what is printed: A4 lying, the width of one page.
func (b *writer) page(name string) {
	size, orientation, one, all, yes := 9, "landscape", 1, 0, true
	b.note(b.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &all}))
	b.note(b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}))
}

// guide writes the sheet 说明.
func (b *writer) guide() {
	b.note(b.SetSheetName("Sheet1", sheetGuide))
	b.note(b.SetColWidth(sheetGuide, "A", "A", 16))
	b.note(b.SetColWidth(sheetGuide, "B", "B", 96))
	row := 1
	put := func(a, text string, first, second int) {
		for column, c := range []struct {
			text  string
			style int
		}{{a, first}, {text, second}} {
			name := at{column + 1, row}.name()
			b.note(b.SetCellStr(sheetGuide, name, c.text))
			b.note(b.SetCellStyle(sheetGuide, name, name, c.style))
		}
		row++
	}
	put("轮岗数据工作簿", "", b.styles.title, b.styles.text)
	for _, text := range instructions {
		put(text[0], text[1], b.styles.head, b.styles.text)
	}
	row++
	put("工作表", "用途和各列", b.styles.head, b.styles.head)
	put(sheetDistrict, "区县的单项数据,一行一项", b.styles.head, b.styles.text)
	for i := range sheets {
		s := &sheets[i]
		text := s.note
		if s.need {
			text += "(必填)"
		}
		put(s.name, text, b.styles.head, b.styles.text)
		for k := range s.columns {
			if c := &s.columns[k]; c.note != "" {
				put("", c.head+":"+c.note, b.styles.text, b.styles.text)
			}
		}
	}
	b.page(sheetGuide)
	portrait := "portrait"
	b.note(b.SetPageLayout(sheetGuide, &excelize.PageLayoutOptions{Orientation: &portrait}))
}

// instructions are for people who fill in the workbook.
var instructions = [][2]string{
	{"怎样填", "一行一条。红色列名必填,其余可以空着。第一行是列名,第二行是英文字段名(可以删去),从第三行起填写;列的先后可以改变。"},
	{"不写个人信息", "教师只写编号,不写姓名、证件号、电话、住址。姓名另用姓名表导入,以教师编号对应。"},
	{"选词", "有下拉箭头的列请从列表中选;全部用词见工作表“词表”。用代码也可以。"},
	{"多个内容", "一格里有多个编号或学段时,以分号隔开,如 S1;S2。"},
	{"日期", "写成 2026-08-31,或用表格软件的日期格式;年月日都要写。"},
	{"编号", "编号列是文本格式。请不要改成数字格式,否则前面的 0 和十五位以后的数字会丢失。"},
	{"不要用", "公式、合并的单元格。公式请粘贴为数值。"},
	{"不导入的内容", "列名“备注”“序号”和以 # 开头的列不读;名称以 # 开头的工作表不读。"},
	{"文字以 = + - @ 开头", "导出时前面加一个撇号 ',以免变成公式;导入时去掉。"},
}
