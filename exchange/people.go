package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"lungang/model"
)

// Limits of a table of persons.
const (
	maxPeopleBytes = 64 << 20
	maxPeople      = 200_000
	maxNameLength  = 100 // characters
)

// peopleColumns are the heads that are understood, in either language.
var peopleColumns = map[string]string{
	"teacher": "teacher", "id": "teacher", "教师编号": "teacher", "编号": "teacher",
	"name": "name", "姓名": "name",
	"staff": "staff", "工号": "staff",
}

// ReadPeople reads a CSV table of persons: columns teacher, name and staff (or
// 教师编号, 姓名, 工号), in UTF-8 with or without a byte order mark or in GB 18030.
// Other columns are an error, because ID numbers and telephones have no place in
// any document. All faults are told at once, with line and column; values are
// left out, since they are personal. Errors: too_large, bad_format and the codes
// of faults.
func ReadPeople(r io.Reader) (map[model.TeacherID]Person, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxPeopleBytes+1))
	if err != nil {
		return nil, model.NewError(model.CodeIO, model.Text{ZH: "读取失败", EN: "reading failed"}, err)
	}
	if len(text) > maxPeopleBytes {
		return nil, model.NewError(model.CodeTooLarge, model.Text{ZH: "姓名表过大", EN: "the table of persons is too large"}, nil)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			return nil, model.NewError(model.CodeBadFormat, model.Text{
				ZH: "姓名表既不是 UTF-8 也不是 GB 18030 编码", EN: "the table of persons is neither UTF-8 nor GB 18030",
			}, nil)
		}
	}
	t := peopleTable{reader: csv.NewReader(bytes.NewReader(text)), out: map[model.TeacherID]Person{}}
	t.reader.FieldsPerRecord = -1 // told with the others
	t.read()
	if err := t.faults.Err(); err != nil {
		return nil, err
	}
	return t.out, nil
}

type peopleTable struct {
	reader *csv.Reader
	heads  []string
	out    map[model.TeacherID]Person
	faults model.Faults
}

func (t *peopleTable) fault(column int, code model.Code, zh, en string) {
	line, at := t.reader.FieldPos(column)
	t.faults = append(t.faults, model.Fault{
		Code: code, Severity: model.SeverityError, Line: line, Column: at, Message: model.Text{ZH: zh, EN: en},
	})
}

func (t *peopleTable) read() {
	for {
		record, err := t.reader.Read()
		switch {
		case errors.Is(err, io.EOF):
			if t.heads == nil {
				t.faults = append(t.faults, model.Fault{
					Code: model.CodeMissing, Severity: model.SeverityError,
					Message: model.Text{ZH: "姓名表是空的", EN: "the table of persons is empty"},
					Remedy:  model.Text{ZH: "第一行应为 教师编号,姓名,工号", EN: "the first row is teacher,name,staff"},
				})
			}
			return
		case err != nil:
			t.broken(err)
			return
		case t.heads == nil:
			if !t.head(record) {
				return
			}
		default:
			t.person(record)
		}
		if len(t.faults) > model.MaxFaults || len(t.out) > maxPeople {
			return
		}
	}
}

// broken is a row that is no CSV; nothing behind it can be read.
func (t *peopleTable) broken(err error) {
	f := model.Fault{Code: model.CodeBadFormat, Severity: model.SeverityError, Message: model.Text{ZH: "不是有效的 CSV(引号不成对)", EN: "not valid CSV (quotes)"}}
	if p, ok := errors.AsType[*csv.ParseError](err); ok {
		f.Line, f.Column = p.Line, p.Column
	}
	t.faults = append(t.faults, f)
}

func (t *peopleTable) head(record []string) bool {
	t.heads = make([]string, len(record))
	for i, h := range record {
		word := peopleColumns[strings.ToLower(strings.TrimSpace(h))]
		switch {
		case word == "":
			t.fault(i, model.CodeUnknownField, "不认识的列;只允许 教师编号、姓名、工号", "unknown column; allowed are teacher, name, staff")
		case slices.Contains(t.heads[:i], word):
			t.fault(i, model.CodeDuplicate, "同一列出现两次", "a column is given twice")
		}
		t.heads[i] = word
	}
	for _, needed := range []string{"teacher", "name"} {
		if !slices.Contains(t.heads, needed) {
			t.fault(0, model.CodeMissing, "缺少列 "+needed, "the column "+needed+" is missing")
		}
	}
	return len(t.faults) == 0
}

func (t *peopleTable) person(record []string) {
	if len(record) != len(t.heads) {
		t.fault(0, model.CodeBadFormat, "列数与表头不同", "not as many columns as the head")
		return
	}
	var id model.TeacherID
	var p Person
	for i, v := range record {
		v = strings.TrimSpace(v)
		if utf8.RuneCountInString(v) > maxNameLength {
			t.fault(i, model.CodeTooLarge, "文字过长", "the text is too long")
		}
		switch t.heads[i] {
		case "teacher":
			id = model.TeacherID(v)
			if v == "" {
				t.fault(i, model.CodeMissing, "教师编号为空", "the teacher id is empty")
			}
		case "name":
			p.Name = v
		case "staff":
			p.Staff = v
		}
	}
	if _, ok := t.out[id]; ok {
		t.fault(0, model.CodeDuplicate, "同一教师出现两次", "a teacher is given twice")
	}
	t.out[id] = p
}
