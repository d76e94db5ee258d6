package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"lungang/model"
)

var (
	calendarFields = []string{"year", "title", "document", "published", "evidence", "source", "holidays", "worked"}
	holidayFields  = []string{"zh", "en", "from", "to"}
)

// ParseCalendarYear reads a year as calendars/*.yaml has it. The error has code
// bad_parameter and names everything that is wrong as model.Faults, each with
// line, column and remedy: unknown, missing and repeated keys, days outside the
// year, spells that end before they begin or meet another one, exchanged days
// that are no Saturday or Sunday or are days off, a notice without number, or
// one that was published after the year had begun.
func ParseCalendarYear(data []byte) (CalendarYear, error) {
	y, faults := parseCalendarYear(data)
	if len(faults) == 0 {
		return y, nil
	}
	return CalendarYear{}, &model.Error{
		Code: model.CodeBadParameter, Faults: severe(remedied(faults)),
		Message: model.Text{ZH: "工作日历无效", EN: "the calendar of working days is not valid"},
	}
}

func parseCalendarYear(data []byte) (CalendarYear, model.Faults) {
	d := yaml.NewDecoder(strings.NewReader(string(data)))
	var doc yaml.Node
	if err := d.Decode(&doc); err != nil || len(doc.Content) != 1 {
		if err == nil {
			err = fmt.Errorf("nothing")
		}
		return CalendarYear{}, model.Faults{notYAML(err)}
	}
	r := &calendarReader{}
	y := r.read(doc.Content[0])
	var more yaml.Node
	if d.Decode(&more) == nil {
		r.add(&more, model.CodeDuplicate, "", "", "一个文件只写一年", "a file has one year")
	}
	return y, r.faults
}

// calendarReader walks the YAML tree of one year and gathers faults.
type calendarReader struct {
	packReader

	year CalendarYear
}

func (r *calendarReader) read(n *yaml.Node) CalendarYear {
	m := r.fields(n, "", calendarFields)
	if m == nil {
		return r.year
	}
	y := &r.year
	if e, ok := m["year"]; !ok {
		r.missing(n, "", "year")
	} else if y.Year, _ = strconv.Atoi(e.value.Value); y.Year < 1950 || y.Year > 9999 {
		r.add(e.value, model.CodeOutOfRange, "/year", "1950…9999", "年份无效", "is not a year")
		return r.year // every day below would be wrong
	}
	y.Title = r.bilingual(n, m, "", "title")
	y.Document = r.text(n, m, "", "document")
	y.Source = r.text(n, m, "", "source")
	y.Evidence = model.Evidence(r.word(n, m, "", "evidence", evidenceWords))
	if e, ok := m["published"]; !ok {
		r.missing(n, "", "published")
	} else if p, ok := r.date(e.value, "/published"); ok {
		y.Published = p
		if !p.Before(model.NewDate(y.Year, 1, 1)) {
			r.add(e.value, model.CodeInconsistent, "/published", fmt.Sprintf("…%d-12-31", y.Year-1),
				"通知应在上一年公布", "the notice comes out in the year before")
			r.remedy("核对公布日期和年份", "check the day of publication and the year")
		}
	}
	for i, item := range r.list(n, m, "holidays") {
		r.holiday(item, "/holidays/"+decimal(i))
	}
	for i, item := range r.list(n, m, "worked") {
		r.worked(item, "/worked/"+decimal(i))
	}
	return r.year
}

// list reads a list that must be there; it may be empty.
func (r *calendarReader) list(n *yaml.Node, m map[string]entry, key string) []*yaml.Node {
	e, ok := m[key]
	if !ok {
		r.missing(n, "", key)
		return nil
	}
	if e.value.Kind != yaml.SequenceNode {
		r.add(e.value, model.CodeWrongType, "/"+key, "[ … ]", "应为列表", "must be a list")
		return nil
	}
	return e.value.Content
}

func (r *calendarReader) date(n *yaml.Node, at string) (model.Date, bool) {
	d, err := model.ParseDate(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		r.add(n, model.CodeBadDate, at, "YYYY-MM-DD", "日期无效", "is not a day")
		return d, false
	}
	return d, true
}

// within reads a day of the year.
func (r *calendarReader) within(n *yaml.Node, at string) (model.Date, bool) {
	d, ok := r.date(n, at)
	if ok && d.Year != r.year.Year {
		r.add(n, model.CodeOutOfRange, at, strconv.Itoa(r.year.Year), "不是这一年的日期", "is a day of another year")
		r.remedy("只写这一年的日期;跨年的假期各年各写一段", "write days of this year only; a holiday over the end of a year is written in both")
		return d, false
	}
	return d, ok
}

func (r *calendarReader) holiday(n *yaml.Node, at string) {
	m := r.fields(n, at, holidayFields)
	if m == nil {
		return
	}
	h := Holiday{Name: model.Text{ZH: r.text(n, m, at, "zh"), EN: r.text(n, m, at, "en")}}
	fine := true
	for _, x := range []struct {
		key string
		day *model.Date
	}{{"from", &h.From}, {"to", &h.To}} {
		e, ok := m[x.key]
		if !ok {
			r.missing(n, at, x.key)
			fine = false
			continue
		}
		*x.day, ok = r.within(e.value, at+"/"+x.key)
		fine = fine && ok
	}
	switch {
	case !fine:
		return
	case h.To.Before(h.From):
		r.add(m["to"].value, model.CodeInconsistent, at+"/to", h.From.String()+"…", "结束早于开始", "ends before it begins")
		r.remedy("改正两个日期", "correct the two days")
		return
	case slices.ContainsFunc(r.year.Holidays, h.meets):
		r.add(n, model.CodeInconsistent, at, "", "与前面的假期重叠", "shares days with a holiday above")
		r.remedy("改正两个日期", "correct the two days")
	}
	r.year.Holidays = append(r.year.Holidays, h)
}

func (r *calendarReader) worked(n *yaml.Node, at string) {
	d, ok := r.within(n, at)
	switch {
	case !ok:
		return
	case !weekend(d):
		r.add(n, model.CodeInconsistent, at, "", "不是周六或周日", "is no Saturday or Sunday")
	case r.year.off(d):
		r.add(n, model.CodeInconsistent, at, "", "是放假的日子", "is a day of a holiday")
	case slices.Contains(r.year.Worked, d):
		r.add(n, model.CodeDuplicate, at, "", "日期重复", "the day is given twice")
	default:
		r.year.Worked = append(r.year.Worked, d)
		return
	}
	if r.faults[len(r.faults)-1].Remedy == (model.Text{}) {
		r.remedy("对照通知核对", "check it against the notice")
	}
}

// ReadCalendarYear is ParseCalendarYear for a file that an operator supplies: the
// year remembers the hash of the file, so that what was counted with it says so.
func ReadCalendarYear(data []byte) (CalendarYear, error) {
	y, err := ParseCalendarYear(data)
	if err == nil {
		sum := sha256.Sum256(data)
		y.Supplied = "sha256:" + hex.EncodeToString(sum[:])
	}
	return y, err
}
