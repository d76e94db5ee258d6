package api

import (
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/width"

	"lungang/model"
)

// What no client and no log may read: ID numbers (15 or 18 characters), mobile
// telephone numbers, keys.
var forbidden = []*regexp.Regexp{
	regexp.MustCompile(`[1-9]\d{5}(?:19|20)\d{9}[\dXx]`),
	regexp.MustCompile(`\b[1-9]\d{14}\b`),
	regexp.MustCompile(`\b1[3-9]\d{9}\b`),
	regexp.MustCompile(`\b(?:lgk|lk|whsec)_[A-Za-z0-9+/_=-]{16,}`),
}

// scrub blanks ID numbers, telephone numbers and keys in a text.
func scrub(s string) string {
	for _, p := range forbidden {
		s = p.ReplaceAllString(s, "…")
	}
	return s
}

// gap is what people, and programs for writing, put between the groups of a number.
// A new line is none: texts that are looked at together stand on lines of their own.
const gap = `[\t\p{Zs}\p{Pd}\p{Cf}]{0,2}`

// spelled are numbers of persons in the ways that people write them: ID numbers
// and mobile numbers in groups, with the code of the country, telephone numbers with
// the code of the place. Years, numbers of documents and lists of amounts are none.
var spelled = regexp.MustCompile(`(?:^|\D)(?:` +
	`[1-9]\d{5}` + gap + `(?:19|20)\d{2}` + gap + `(?:0[1-9]|1[0-2])` + gap + `(?:[0-2]\d|3[01])` + gap + `\d{3}[\dXx]` +
	`|[1-9]\d{5}` + gap + `\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])` + gap + `\d{3}` +
	`|(?:0{0,2}86` + gap + `)?1[3-9]\d` + gap + `\d{4}` + gap + `\d{4}` +
	`|0(?:10|2\d|[3-9]\d{2})\)?` + gap + `\d{3,4}` + gap + `\d{4}` +
	`)(?:$|\D)`)

// spellsNumber reports whether there is a number of a person in a text, also in the
// digits of full width that Chinese input methods write. Other forms stay as they are:
// ①, as a digit, would hide the number that it stands before.
func spellsNumber(s string) bool { return spelled.MatchString(width.Fold.String(s)) }

// idNumber is an ID number in an id or a name of a document. Digits that stand for no
// day are another number, such as that of an office.
var idNumber = regexp.MustCompile(`[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]` +
	`|\b[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}\b`)

// pseudonyms demands that ids of teachers and schools, and names of schools, hold no ID
// numbers: documents are not encrypted, more people read them than may see such numbers,
// and what they name stays in the log for good. Many offices use the number as the key.
func pseudonyms(p *model.Problem) error {
	var faults model.Faults
	hold := func(pointer, text string) {
		if !idNumber.MatchString(text) {
			return
		}
		faults = append(faults, model.Fault{
			Code: model.CodeBadFormat, Severity: model.SeverityError, Pointer: pointer,
			Message: model.Text{ZH: "编号或名称中有身份证号", EN: "the id or name holds an ID number"},
			Remedy: model.Text{
				ZH: "请改用工号等不含个人信息的编号;身份证号用 /v1/datasets/{id}/persons 另行提交,加密保存",
				EN: "use staff numbers or other pseudonyms; ID numbers are sent to /v1/datasets/{id}/persons, which encrypts them",
			},
		})
	}
	for i := range p.Teachers {
		hold("/teachers/"+itoa(i)+"/id", string(p.Teachers[i].ID))
	}
	for i := range p.Schools {
		hold("/schools/"+itoa(i)+"/id", string(p.Schools[i].ID))
		hold("/schools/"+itoa(i)+"/name", p.Schools[i].Name)
	}
	return faults.Err()
}

// personal reports whether a value that a client wrote could be a name or a
// number of a person: anything but short words of ASCII and short numbers.
func personal(value string) bool {
	const longest = 24
	digits := 0
	for _, r := range value {
		switch {
		case r > '~' || r < ' ' || r == '@':
			return true
		case r >= '0' && r <= '9':
			digits++
		}
	}
	return len(value) > longest || digits >= 11
}

// humaTexts says in Chinese what huma says in English; the rest of the message,
// such as a number, is put behind it.
var humaTexts = []struct {
	en, zh string
	code   model.Code
}{
	{"unknown query parameter", "不认识的查询参数", model.CodeBadParameter},
	{"unexpected property", "不认识的字段", model.CodeUnknownField},
	{"required query parameter is missing", "缺少查询参数", model.CodeMissing},
	{"required header parameter is missing", "缺少请求头", model.CodeMissing},
	{"required path parameter is missing", "缺少路径参数", model.CodeMissing},
	{"expected required property", "缺少必填字段", model.CodeMissing},
	{"expected string to be RFC 3339 date-time", "应为 RFC 3339 时间", model.CodeBadDate},
	{"expected string to be RFC 3339 date", "应为 RFC 3339 日期", model.CodeBadDate},
	{"expected string to be RFC 3986 uri", "应为网址", model.CodeBadFormat},
	{"expected value to be one of ", "应为下列之一:", model.CodeBadWord},
	{"expected number >= ", "应 ≥ ", model.CodeOutOfRange},
	{"expected number <= ", "应 ≤ ", model.CodeOutOfRange},
	{"expected number > ", "应 > ", model.CodeOutOfRange},
	{"expected number < ", "应 < ", model.CodeOutOfRange},
	{"expected array length >= ", "条数应 ≥ ", model.CodeOutOfRange},
	{"expected array length <= ", "条数应 ≤ ", model.CodeOutOfRange},
	{"expected length >= ", "长度应 ≥ ", model.CodeOutOfRange},
	{"expected length <= ", "长度应 ≤ ", model.CodeOutOfRange},
	{"expected array items to be unique", "不能重复", model.CodeDuplicate},
	{"expected string to match pattern ", "格式应为 ", model.CodeBadFormat},
	{"expected string to be ", "格式应为 ", model.CodeBadFormat},
	{"expected boolean", "应为 true 或 false", model.CodeWrongType},
	{"expected number", "应为数", model.CodeWrongType},
	{"expected integer", "应为整数", model.CodeWrongType},
	{"expected string", "应为文本", model.CodeWrongType},
	{"expected array", "应为数组", model.CodeWrongType},
	{"expected object", "应为对象", model.CodeWrongType},
	{"invalid integer", "应为整数", model.CodeWrongType},
	{"invalid float", "应为数", model.CodeWrongType},
	{"invalid boolean", "应为 true 或 false", model.CodeWrongType},
	{"invalid date/time", "应为 RFC 3339 时间", model.CodeBadDate},
}

// itemOfHuma turns a complaint of huma about a parameter or a body into an item.
func itemOfHuma(d *huma.ErrorDetail) ProblemItem {
	out := ProblemItem{
		Code: model.CodeBadParameter, Severity: model.SeverityError,
		MessageZH: "取值不符合要求", MessageEN: "the value is not allowed",
	}
	for _, t := range humaTexts {
		if rest, ok := strings.CutPrefix(d.Message, t.en); ok {
			out.Code, out.MessageZH, out.MessageEN = t.code, t.zh+rest, t.en+rest
			break
		}
	}
	if place, ok := strings.CutPrefix(d.Location, "body"); ok {
		out.Pointer = scrub(pointerOf(place))
	} else {
		out.Parameter = safeName(d.Location)
	}
	return out
}

// safeName is a parameter as an error names it: an unknown name that could be
// personal is blanked.
func safeName(location string) string {
	place, name, ok := strings.Cut(location, ".")
	if ok && personal(name) {
		return place + ".…"
	}
	return scrub(location)
}

// pointerOf turns .items[3].tags into /items/3/tags.
func pointerOf(place string) string {
	return strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(place)
}
