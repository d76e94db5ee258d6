package model

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// placed is a fault with its byte offset; line and column are found at the end,
// once for all.
type placed struct {
	Fault
	at int
}

// full reports whether no more faults are listed, only counted.
func (d *decoder) full() bool { return len(d.faults) >= MaxFaults }

// pointer returns the RFC 6901 pointer of the present place.
func (d *decoder) pointer() string {
	var b strings.Builder
	for _, s := range d.path {
		switch {
		case s.named:
			b.WriteString("/" + escapeStep(clip(s.name)))
		case s.entry:
			fmt.Fprintf(&b, "/%d", s.index)
		}
	}
	return b.String()
}

// personalFields hold personal data or free text about people: their values
// never appear in a fault.
var personalFields = map[string]bool{
	"birthDate": true, "name": true, "home": true, "exemptions": true,
	"reason": true, "author": true, "approver": true,
}

func (d *decoder) personal() bool {
	return slices.ContainsFunc(d.path, func(s step) bool { return s.named && personalFields[s.name] })
}

// counted counts a fault that is not listed any more, and reports that it did;
// whoever needs long to describe a fault asks first.
func (d *decoder) counted() bool {
	if d.stop || !d.full() {
		return d.stop
	}
	d.more++
	d.stop = d.more >= mostCounted
	return true
}

// note adds a fault at the present path. value is left out when personal.
func (d *decoder) note(at int, f Fault, value string) {
	if d.counted() {
		return
	}
	f.Severity = SeverityError
	if f.Pointer == "" {
		f.Pointer = d.pointer()
	}
	if !d.personal() {
		f.Value = clip(value)
	}
	d.faults = append(d.faults, placed{f, at})
}

// fatal notes the fault that ends the reading. It returns false.
func (d *decoder) fatal(at int, message Text) bool {
	return d.end(at, Fault{Code: CodeBadJSON, Message: message, Remedy: Text{
		"请改正这一处;在此之后的内容没有检查",
		"correct this place; nothing after it was looked at",
	}})
}

// tooMany ends the reading of a document that would take too much memory.
func (d *decoder) tooMany(at, most int, what Text) bool {
	return d.end(at, Fault{
		Code: CodeTooLarge, Allowed: fmt.Sprintf("≤ %d", most),
		Message: Text{
			fmt.Sprintf("文件中的%s合计超过 %d", what.ZH, most),
			fmt.Sprintf("the document has more than %d %s together", most, what.EN),
		},
		Remedy: Text{
			"请按县(市、区)拆分;在此之后的内容没有检查",
			"split it, one district a document; nothing after this place was looked at",
		},
	})
}

func (d *decoder) end(at int, f Fault) bool {
	if !d.stop {
		if d.full() { // the last word must not be lost
			d.faults = d.faults[:MaxFaults-1]
			d.more++
		}
		d.note(at, f, "")
		d.stop = true
	}
	return false
}

// unexpected ends the reading at a character that cannot stand here.
func (d *decoder) unexpected() bool {
	d.space()
	if d.pos >= len(d.data) {
		return d.fatal(d.pos, Text{"文件不完整,中途结束", "the document ends in the middle"})
	}
	r, size := utf8.DecodeRune(d.data[d.pos:])
	if r == utf8.RuneError && size <= 1 || r == 0 {
		return d.fatal(d.pos, Text{
			"文件不是 UTF-8 编码", "the document is not encoded as UTF-8",
		})
	}
	return d.fatal(d.pos, Text{
		fmt.Sprintf("这里不能出现 %q", r), fmt.Sprintf("%q cannot stand here", r),
	})
}

func (d *decoder) badText(at int, message, remedy Text) {
	d.note(at, Fault{Code: CodeBadJSON, Message: message, Remedy: remedy}, "")
}

func (d *decoder) badNumber(at int, raw []byte) {
	d.note(at, Fault{
		Code:    CodeBadJSON,
		Message: Text{"这不是 JSON 的数", "this is not a number of JSON"},
		Remedy:  Text{"请写成 12 或 0.5 的形式", "write it as 12 or 0.5"},
	}, string(raw))
}

// badWord reads a bare word that JSON does not know: NaN, Infinity, None, …
func (d *decoder) badWord(t token, at int) {
	w := d.word()
	if t == tokenNotFinite {
		d.notFinite(at, w)
		return
	}
	d.note(at, Fault{
		Code:    CodeBadJSON,
		Message: Text{"JSON 没有这个词", "JSON does not know this word"},
		Remedy:  Text{"文本请加双引号;逻辑值写 true 或 false", "put texts in double quotes; write true or false"},
	}, string(w))
}

func (d *decoder) notFinite(at int, raw []byte) {
	d.note(at, Fault{
		Code:    CodeNotFinite,
		Allowed: "|x| < 1.8e308",
		Message: Text{"数值不是有限数", "the number is not finite"},
		Remedy:  Text{"请填写实际数值;不知道时删去该字段", "give the real number; leave the field out when it is not known"},
	}, string(raw))
}

func (d *decoder) wrongNumber(at int, raw []byte) {
	d.note(at, Fault{
		Code:    CodeWrongType,
		Message: Text{"这里需要整数", "a whole number is needed here"},
		Remedy:  Text{"请去掉小数部分", "leave out the fraction"},
	}, string(raw))
}

func (d *decoder) numberRange(at int, raw []byte) {
	d.note(at, Fault{
		Code:    CodeOutOfRange,
		Allowed: "-2^53 … 2^53",
		Message: Text{"整数太大,无法准确保存", "the whole number is too large to be kept exactly"},
		Remedy:  Text{"请检查是否多写了数字", "check for digits too many"},
	}, string(raw))
}

func (d *decoder) wrongType(at int, p *typePlan, t token) {
	want, got := p.expects(), tokenTexts[t]
	if got == (Text{}) {
		got = Text{"其他内容", "something else"}
	}
	remedy := Text{"请改为" + want.ZH, "change it to " + want.EN}
	if t == tokenNull {
		remedy = Text{"没有数据时请删去整个字段,不要写 null", "leave the whole field out when there is nothing to say; null is not allowed"}
	}
	d.note(at, Fault{
		Code:    CodeWrongType,
		Allowed: want.EN,
		Message: Text{"这里需要" + want.ZH + ",而写的是" + got.ZH, "this needs " + want.EN + ", but it is " + got.EN},
		Remedy:  remedy,
	}, d.scalarAt(at, t))
}

// scalarAt returns the text of the scalar that begins at an offset.
func (d *decoder) scalarAt(at int, t token) string {
	if t == tokenObject || t == tokenList || t == tokenBad {
		return ""
	}
	raw := d.data[at:min(at+2*clipLength, len(d.data))]
	if end := bytes.IndexAny(raw, ",}]\n"); end >= 0 {
		raw = raw[:end]
	}
	return string(bytes.TrimSpace(raw))
}

func (d *decoder) badDate(at int, s string) {
	d.note(at, Fault{
		Code:    CodeBadDate,
		Allowed: "YYYY-MM-DD",
		Message: Text{"日期格式不对,或这一天不存在", "the date has another form, or the day does not exist"},
		Remedy:  Text{"请写成 2026-08-31 的形式;没有日期时删去该字段", "write it as 2026-08-31; leave the field out when there is no date"},
	}, s)
}

func (d *decoder) unknownWord(at int, s string, p *typePlan) {
	if !d.counted() {
		d.note(at, badWordFault(s, p.words), s)
	}
}

// badWordFault says that a word is not in a closed list, and which was
// perhaps meant. Pointer, severity and value are the caller's.
func badWordFault(s string, words []string) Fault {
	return Fault{
		Code:    CodeBadWord,
		Allowed: strings.Join(words, ", "),
		Message: Text{"用词不在允许范围内", "the word is not in the list of those allowed"},
		Remedy: didYouMean(s, words, Text{
			"请改为:" + strings.Join(words, "、"), "use one of " + strings.Join(words, ", "),
		}),
	}
}

func (d *decoder) duplicateKey(at int) {
	d.note(at, Fault{
		Code:    CodeBadJSON,
		Message: Text{"同一对象里这个字段写了两次", "the object has this field twice"},
		Remedy:  Text{"请只保留一个", "keep one of them"},
	}, "")
}

func (d *decoder) unknownField(at int, name string, p *typePlan) {
	if d.counted() {
		return
	}
	names := make([]string, len(p.fields))
	for i, f := range p.fields {
		names[i] = f.name
	}
	d.note(at, Fault{
		Code:    CodeUnknownField,
		Allowed: strings.Join(names, ", "),
		Message: Text{
			fmt.Sprintf("没有名为 %q 的字段", clip(name)), fmt.Sprintf("there is no field %q here", clip(name)),
		},
		Remedy: didYouMean(name, names, Text{"请删去该字段", "remove the field"}),
	}, "")
}

func (d *decoder) missing(at int, name string) {
	d.note(at, Fault{
		Code:    CodeMissing,
		Pointer: d.pointer() + "/" + escapeStep(name),
		Message: Text{fmt.Sprintf("缺少字段 %q", name), fmt.Sprintf("the field %q is missing", name)},
		Remedy:  Text{"请补上该字段", "add the field"},
	}, "")
}

func (d *decoder) emptyID(at int) {
	d.note(at, Fault{
		Code:    CodeMissing,
		Message: Text{"编号是空的", "the id is empty"},
		Remedy:  Text{"请填写编号;没有时删去整个字段", "fill in the id; leave the whole field out when there is none"},
	}, "")
}

// result returns the faults in the order of their places.
func (d *decoder) result() Faults {
	slices.SortStableFunc(d.faults, func(a, b placed) int { return a.at - b.at })
	var out Faults
	lines := newLineFinder(d.data)
	for _, f := range d.faults {
		f.Line, f.Column = lines.find(f.at)
		out = append(out, f.Fault)
	}
	switch {
	case d.more >= mostCounted:
		out = append(out, manyFaults(d.more))
	case d.more > 0:
		out = append(out, moreFaults(d.more, SeverityError))
	}
	return out
}

// manyFaults closes a list of so many faults that the reading ended there.
func manyFaults(n int) Fault {
	f := moreFaults(n, SeverityError)
	f.Value = fmt.Sprintf("≥ %d", n)
	f.Message = Text{
		fmt.Sprintf("还有至少 %d 处问题没有列出,之后的内容没有检查", n),
		fmt.Sprintf("at least %d more faults are not listed, and nothing after them was looked at", n),
	}
	return f
}

// moreFaults closes a list that was cut.
func moreFaults(n int, s Severity) Fault {
	return Fault{
		Code: CodeMoreFaults, Severity: s, Value: fmt.Sprint(n),
		Message: Text{fmt.Sprintf("还有 %d 处问题没有列出", n), fmt.Sprintf("%d more faults are not listed", n)},
		Remedy:  Text{"请先改正已列出的,再检查一次", "correct those listed, then check again"},
	}
}
