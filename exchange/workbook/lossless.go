package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"lungang/model"
)

// table is a sheet as it is written.
type table struct {
	sheet *sheet // nil: the sheet 区县
	rows  [][]cell
}

// tables puts a problem into sheets, in the order of the workbook.
func tables(p *model.Problem) []table {
	root := reflect.ValueOf(p).Elem()
	single := table{}
	for i := range settings {
		single.rows = append(single.rows, []cell{{raw: settings[i].head}, settings[i].show(root)})
	}
	out := []table{single}
	for i := range sheets {
		t := table{sheet: &sheets[i]}
		switch t.sheet.under {
		case underDocument:
			t.add(root, t.sheet.list, nil)
		case underStage:
			for k := range p.Schools {
				for m := range p.Schools[k].Stages {
					stage := reflect.ValueOf(&p.Schools[k].Stages[m]).Elem()
					t.add(stage, t.sheet.list, []cell{textCell(string(p.Schools[k].ID)), showValue(stage.FieldByName("Stage"), true)})
				}
			}
		case underTeacher:
			for k := range p.Teachers {
				t.add(reflect.ValueOf(&p.Teachers[k]).Elem(), t.sheet.list, []cell{textCell(string(p.Teachers[k].ID))})
			}
		}
		out = append(out, t)
	}
	return out
}

// add adds the entries of a list, or the one entry that a pointer leads to.
func (t *table) add(in reflect.Value, list string, links []cell) {
	v, ok := fieldOf(in.Type(), list).get(in)
	switch {
	case !ok || v.Kind() == reflect.Pointer && v.IsNil():
	case v.Kind() == reflect.Pointer:
		t.rows = append(t.rows, t.entry(v.Elem(), links))
	default:
		for i := range v.Len() {
			t.rows = append(t.rows, t.entry(v.Index(i), links))
		}
	}
}

func (t *table) entry(v reflect.Value, links []cell) []cell {
	out := slices.Clone(links)
	for i := len(links); i < len(t.sheet.columns); i++ {
		out = append(out, t.sheet.columns[i].show(v))
	}
	return out
}

// readBack reads tables as if they came from a file.
func readBack(list []table) *Book {
	c := &content{}
	for i := range list {
		t := &list[i]
		name := sheetDistrict
		if t.sheet != nil {
			name = t.sheet.name
		}
		c.pages = append(c.pages, page{name: name, rows: t.pageRows()})
	}
	return readContent(c)
}

func (t *table) pageRows() iter.Seq2[int, pageRow] {
	return func(yield func(int, pageRow) bool) {
		n := 1
		if t.sheet != nil {
			var heads []string
			for i := range t.sheet.columns {
				heads = append(heads, t.sheet.columns[i].head)
			}
			if !yield(n, pageRow{cells: heads}) {
				return
			}
			n++
		}
		for _, row := range t.rows {
			cells := make([]string, len(row))
			for i := range row {
				cells[i] = row[i].raw
			}
			if !yield(n, pageRow{cells: cells}) {
				return
			}
			n++
		}
	}
}

// lossless refuses a problem that a workbook would change: ids with separators,
// texts that begin or end with spaces, objects without anything in them.
func lossless(p *model.Problem, list []table) error {
	for i := range list {
		if err := fits(&list[i]); err != nil {
			return err
		}
	}
	same := *p
	same.Format = model.ProblemFormat
	var before, after bytes.Buffer
	if err := model.Encode(&before, &same); err != nil {
		return err
	}
	if err := model.Encode(&after, readBack(list).Problem); err != nil {
		return err
	}
	if bytes.Equal(before.Bytes(), after.Bytes()) {
		return nil
	}
	var a, b any
	if json.Unmarshal(before.Bytes(), &a) != nil || json.Unmarshal(after.Bytes(), &b) != nil {
		return model.NewError(model.CodeInternal, model.Text{}, nil)
	}
	var faults model.Faults
	differences("", a, b, func(pointer string) {
		if len(faults) < model.MaxFaults {
			faults = append(faults, model.Fault{
				Code: model.CodeBadFormat, Severity: model.SeverityError, Pointer: pointer,
				Message: model.Text{ZH: "这里的内容写进工作簿会改变", EN: "a workbook would change what is here"},
				Remedy:  model.Text{ZH: "请去掉编号里的分隔符、文字首尾的空格和没有内容的对象,或继续使用 JSON", EN: "take separators out of ids, spaces off the ends of texts and objects without content away, or stay with JSON"},
			})
		}
	})
	return faults.Err()
}

// fits refuses what no cell can hold.
func fits(t *table) error {
	const mostRows, mostText = 1_048_570, 32_767
	if len(t.rows) > mostRows {
		return model.NewError(model.CodeTooLarge, model.Text{ZH: "一个工作表最多 1048576 行", EN: "a sheet has at most 1048576 rows"}, nil)
	}
	for _, row := range t.rows {
		for _, c := range row {
			if len(c.raw) > mostText {
				return model.NewError(model.CodeTooLarge, model.Text{ZH: "一个单元格最多 32767 个字", EN: "a cell has at most 32767 characters"}, nil)
			}
			if strings.ContainsFunc(c.raw, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' }) {
				return model.NewError(model.CodeBadFormat, model.Text{ZH: "文字里有工作簿不能保存的控制字符", EN: "a text has a control character that no workbook can keep"}, nil)
			}
		}
	}
	return nil
}

// differences calls tell with the place of everything in which two documents
// differ, in their order.
func differences(at string, a, b any, tell func(string)) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			tell(at)
			return
		}
		keys := map[string]bool{}
		for k := range x {
			keys[k] = true
		}
		for k := range y {
			keys[k] = true
		}
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			differences(at+"/"+k, x[k], y[k], tell)
		}
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			tell(at)
			return
		}
		for i := range x {
			differences(fmt.Sprintf("%s/%d", at, i), x[i], y[i], tell)
		}
	default:
		if !reflect.DeepEqual(a, b) {
			tell(at)
		}
	}
}
