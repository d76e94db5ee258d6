package model

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code is a stable, documented code of an error. Programs compare codes;
// people read messages. A code, once published, keeps its meaning.
type Code string

// The codes. The first block speaks of one place in a document, the second of
// a whole document or request.
const (
	// CodeBadJSON: the text is not JSON here (also: duplicate key, invalid
	// UTF-8, text after the end, nesting too deep).
	CodeBadJSON Code = "bad_json"
	// CodeWrongType: JSON, but of another type than the field (also null).
	CodeWrongType Code = "wrong_type"
	// CodeUnknownField: the format has no field of this name.
	CodeUnknownField Code = "unknown_field"
	// CodeMissing: a needed field or value is absent or empty.
	CodeMissing Code = "missing"
	// CodeOutOfRange: a number or a date lies outside what is allowed.
	CodeOutOfRange Code = "out_of_range"
	// CodeNotFinite: NaN, an infinity, or a number beyond what can be held.
	CodeNotFinite Code = "not_finite"
	// CodeDuplicate: an id, or a key of a list, is given twice.
	CodeDuplicate Code = "duplicate_id"
	// CodeUnknownReference: an id that nothing in the document has.
	CodeUnknownReference Code = "unknown_reference"
	// CodeBadDate: not YYYY-MM-DD, or a day that does not exist.
	CodeBadDate Code = "bad_date"
	// CodeBadWord: a word that is not in the closed list.
	CodeBadWord Code = "bad_word"
	// CodeBadFormat: a text that has not the asked form (district code, hash).
	CodeBadFormat Code = "bad_format"
	// CodeCycle: references that lead back to where they start.
	CodeCycle Code = "cycle"
	// CodeInconsistent: two statements of the document contradict each other.
	CodeInconsistent Code = "inconsistent"
	// CodeMoreFaults closes a list that was cut: Value counts what is left out.
	CodeMoreFaults Code = "more_faults"

	// CodeInvalid: a document has faults of several codes; they are listed.
	CodeInvalid Code = "invalid"
	// CodeTooLarge: the document or a number of things in it is over a limit.
	CodeTooLarge Code = "too_large"
	// CodeBadPack: a policy pack is unknown or faulty.
	CodeBadPack Code = "bad_pack"
	// CodeBadParameter: a parameter or an option is unknown or has a value
	// that is not allowed.
	CodeBadParameter Code = "bad_parameter"
	// CodeNotFound: what was asked for does not exist.
	CodeNotFound Code = "not_found"
	// CodeConflict: the thing is not in a state that allows this.
	CodeConflict Code = "conflict"
	// CodeStale: the thing was changed since the version that was named.
	CodeStale Code = "stale"
	// CodeUnavailable: a part of the service does not answer just now.
	CodeUnavailable Code = "unavailable"
	// CodeIO: reading or writing failed.
	CodeIO Code = "io"
	// CodeNoPlan: no plan was found.
	CodeNoPlan Code = "no_plan"
	// CodeCancelled: somebody stopped the work.
	CodeCancelled Code = "cancelled"
	// CodeTimeLimit: the time ran out before there was an answer.
	CodeTimeLimit Code = "time_limit"
	// CodeInternal: a fault of the product, not of the input. The default.
	CodeInternal Code = "internal"
)

// Values lists every code, in the order of the documentation.
func (Code) Values() []string {
	return []string{
		"bad_json", "wrong_type", "unknown_field", "missing", "out_of_range", "not_finite",
		"duplicate_id", "unknown_reference", "bad_date", "bad_word", "bad_format", "cycle",
		"inconsistent", "more_faults", "invalid", "too_large", "bad_pack", "bad_parameter",
		"not_found", "conflict", "stale", "unavailable", "io", "no_plan", "cancelled", "time_limit", "internal",
	}
}

// Severity tells whether a fault rejects the document. The zero value is an error.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the document is refused
	SeverityWarning Severity = "warning" // the document is accepted; a person should look
)

// Values lists the closed set of words.
func (Severity) Values() []string { return []string{"error", "warning"} }

// Fault is one thing that is wrong at one place of a document: where, what was
// found, what is allowed, and what to do. It holds no personal data: dates of
// birth and names are left out of Value and of the texts.
type Fault struct {
	Code     Code     `json:"code" doc:"stable code"`
	Severity Severity `json:"severity" doc:"error refuses the document, warning does not"`
	Pointer  string   `json:"pointer,omitempty" doc:"RFC 6901 pointer to the place; absent for the whole document"`
	Line     int      `json:"line,omitempty" doc:"line from 1; absent when not known"`
	Column   int      `json:"column,omitempty" doc:"column in characters from 1; absent when not known"`
	Sheet    string   `json:"sheet,omitempty" doc:"sheet of a workbook; absent for other documents"`
	Cell     string   `json:"cell,omitempty" doc:"cell of the sheet, for example D5; absent for a whole sheet"`
	Value    string   `json:"value,omitempty" doc:"what was found; left out when personal"`
	Allowed  string   `json:"allowed,omitempty" doc:"what is allowed"`
	Message  Text     `json:"message" doc:"what is wrong"`
	Remedy   Text     `json:"remedy,omitzero" doc:"what to do"`
}

// IsError reports whether the fault rejects the document.
func (f Fault) IsError() bool { return f.Severity != SeverityWarning }

// Text writes the fault as one line in lang ("zh" or "en"): place (sheet and
// cell of a workbook, otherwise the pointer), message, what was found, what is
// allowed, remedy.
func (f Fault) Text(lang string) string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "%d:%d: ", f.Line, f.Column)
	}
	switch {
	case f.Sheet != "" && f.Cell != "":
		b.WriteString(f.Sheet + "!" + f.Cell + ": ")
	case f.Sheet != "":
		b.WriteString(f.Sheet + ": ")
	case f.Pointer != "":
		b.WriteString(f.Pointer + ": ")
	}
	if !f.IsError() {
		b.WriteString(Text{"提醒:", "warning: "}.In(lang))
	}
	message := f.Message.In(lang)
	b.WriteString(message)
	if f.Value != "" && f.Code != CodeMoreFaults && !strings.Contains(message, f.Value) {
		b.WriteString(Text{"(写的是:", " (found: "}.In(lang) + f.Value + Text{")", ")"}.In(lang))
	}
	if f.Allowed != "" && !strings.Contains(message, f.Allowed) {
		b.WriteString(Text{"(允许:", " (allowed: "}.In(lang) + f.Allowed + Text{")", ")"}.In(lang))
	}
	if r := f.Remedy.In(lang); r != "" {
		b.WriteString(Text{"。", ". "}.In(lang) + r)
	}
	return b.String()
}

// In returns the text in lang: English for "en" and "en-…", otherwise Chinese.
// A text that is missing in one language is given in the other.
func (t Text) In(lang string) string {
	first, second := t.ZH, t.EN
	if l := strings.ToLower(lang); l == "en" || strings.HasPrefix(l, "en-") || strings.HasPrefix(l, "en_") {
		first, second = t.EN, t.ZH
	}
	if first == "" {
		return second
	}
	return first
}

// MaxFaults is how many faults of one severity are listed; a last fault with
// CodeMoreFaults then counts the others.
const MaxFaults = 1000

// shownFaults is how many faults a text lists before "and N more".
const shownFaults = 20

// Faults are the faults of one document, in document order.
type Faults []Fault

// HasErrors reports whether any fault rejects the document.
func (fs Faults) HasErrors() bool { return slices.ContainsFunc(fs, Fault.IsError) }

// Errors returns the faults that reject the document.
func (fs Faults) Errors() Faults { return fs.keep(true) }

// Warnings returns the faults that do not reject the document.
func (fs Faults) Warnings() Faults { return fs.keep(false) }

func (fs Faults) keep(isError bool) Faults {
	var out Faults
	for _, f := range fs {
		if f.IsError() == isError {
			out = append(out, f)
		}
	}
	return out
}

// Error lists the first 20 faults in English and counts the rest.
func (fs Faults) Error() string { return fs.Text("en") }

// Text lists the first 20 faults, one a line, and counts the rest.
func (fs Faults) Text(lang string) string {
	if len(fs) == 0 {
		return Text{"没有问题", "no faults"}.In(lang)
	}
	var b strings.Builder
	for i, f := range fs {
		if i > 0 {
			b.WriteString("\n")
		}
		if i == shownFaults && len(fs) > shownFaults+1 {
			n := len(fs) - shownFaults
			b.WriteString(Text{fmt.Sprintf("……还有 %d 处", n), fmt.Sprintf("and %d more", n)}.In(lang))
			break
		}
		b.WriteString(f.Text(lang))
	}
	return b.String()
}

// Err returns nil when no fault rejects the document, otherwise an *Error that
// holds all faults, warnings too. Its code is the code of the faults when they
// all have the same, otherwise CodeInvalid.
func (fs Faults) Err() error {
	errs := fs.Errors()
	if len(errs) == 0 {
		return nil
	}
	code := errs[0].Code
	for _, f := range errs {
		switch {
		case f.Code == CodeBadJSON, f.Code == CodeTooLarge:
			// What could not be read outweighs what was read and is wrong.
			return &Error{Code: f.Code, Faults: fs, Message: codeText(f.Code)}
		case f.Code == CodeMoreFaults:
		case f.Code != code:
			code = CodeInvalid
		}
	}
	return &Error{Code: code, Faults: fs, Message: codeText(code)}
}

// Error is an error with a stable code and a message that may be shown to a
// user. The cause is for logs only: it never appears in Error's text for users
// (ErrorText), but errors.Is and errors.As see it.
type Error struct {
	Code    Code
	Faults  Faults // faults of a document, when the code speaks of one
	Message Text
	cause   error
}

// NewError returns an error with a code, a message for users, and a cause
// (nil when there is none) for logs.
func NewError(code Code, message Text, cause error) *Error {
	return &Error{Code: code, Message: message, cause: cause}
}

// Error returns code, English message, faults and cause, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if m := e.Message.In("en"); m != "" {
		b.WriteString(": " + m)
	}
	if len(e.Faults) > 0 {
		b.WriteString("\n" + e.Faults.Error())
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is an *Error with the same code; message, faults
// and cause are not compared. So errors.Is(err, &Error{Code: CodeNotFound}).
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t != nil && t.Code == e.Code
}

// ErrorCode returns the code of err: "" for nil, that of the first *Error or
// Faults in its chain, CodeCancelled and CodeTimeLimit for context errors,
// otherwise CodeInternal.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok && e != nil && e.Code != "" {
		return e.Code
	}
	if fs, ok := errors.AsType[Faults](err); ok {
		if e, ok := errors.AsType[*Error](fs.Err()); ok {
			return e.Code
		}
	}
	switch {
	case errors.Is(err, context.Canceled):
		return CodeCancelled
	case errors.Is(err, context.DeadlineExceeded):
		return CodeTimeLimit
	}
	return CodeInternal
}

// ErrorFaults returns the faults that err carries, nil when it carries none.
func ErrorFaults(err error) Faults {
	if e, ok := errors.AsType[*Error](err); ok && e != nil && len(e.Faults) > 0 {
		return e.Faults
	}
	if fs, ok := errors.AsType[Faults](err); ok {
		return fs
	}
	return nil
}

// ErrorText returns what a user may read about err in lang ("zh" or "en"):
// message and faults, never a cause. An error without a message of its own
// gives the general text of its code.
func ErrorText(err error, lang string) string {
	if err == nil {
		return ""
	}
	message := codeText(ErrorCode(err))
	if e, ok := errors.AsType[*Error](err); ok && e != nil && e.Message != (Text{}) {
		message = e.Message
	}
	out := message.In(lang)
	if fs := ErrorFaults(err); len(fs) > 0 {
		out += "\n" + fs.Text(lang)
	}
	return out
}

// Text returns the general message of a code, for an error that has none of its own.
func (c Code) Text() Text { return codeText(c) }

func codeText(c Code) Text {
	if t, ok := codeTexts[c]; ok {
		return t
	}
	return codeTexts[CodeInternal]
}

var codeTexts = map[Code]Text{
	CodeBadJSON:          {"文件不是有效的 JSON", "the document is not valid JSON"},
	CodeWrongType:        {"字段类型不对", "a field has a wrong type"},
	CodeUnknownField:     {"有不认识的字段", "there are unknown fields"},
	CodeMissing:          {"缺少必填内容", "something needed is missing"},
	CodeOutOfRange:       {"数值或日期超出允许范围", "a number or a date is out of range"},
	CodeNotFinite:        {"数值不是有限数", "a number is not finite"},
	CodeDuplicate:        {"编号或条目重复", "an id or an entry is given twice"},
	CodeUnknownReference: {"引用的编号不存在", "an id that is referred to does not exist"},
	CodeBadDate:          {"日期无效", "a date is not valid"},
	CodeBadWord:          {"用词不在允许范围内", "a word is not in the closed list"},
	CodeBadFormat:        {"格式不符合要求", "a text has not the form that is asked for"},
	CodeCycle:            {"引用成环", "references form a cycle"},
	CodeInconsistent:     {"数据前后矛盾", "statements contradict each other"},
	CodeMoreFaults:       {"还有更多问题", "there are more faults"},
	CodeInvalid:          {"文件有多处问题,逐条列出", "the document has faults; they are listed"},
	CodeTooLarge:         {"文件或数量超过上限", "the document, or a number of things in it, is too large"},
	CodeBadPack:          {"政策包无效", "the policy pack is not valid"},
	CodeBadParameter:     {"参数无效", "a parameter is not valid"},
	CodeNotFound:         {"没有找到", "not found"},
	CodeConflict:         {"当前状态不允许此操作", "the present state does not allow this"},
	CodeStale:            {"读取之后已被修改,请重新读取", "it was changed since it was read; read it again"},
	CodeUnavailable:      {"服务暂时不可用,请稍后重试", "the service is not available just now; try again later"},
	CodeIO:               {"读写失败", "reading or writing failed"},
	CodeNoPlan:           {"没有得到方案", "no plan was found"},
	CodeCancelled:        {"已取消", "cancelled"},
	CodeTimeLimit:        {"时间用完,未得到结果", "the time ran out before there was an answer"},
	CodeInternal:         {"系统内部错误,请联系管理员", "internal error; please tell the administrator"},
}
