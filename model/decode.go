package model

import (
	"bytes"
	"fmt"
	"io"
)

// DefaultMaxBytes is the largest document that is read: 512 MiB. The largest
// district of the size that the product is made for takes about a tenth of it.
const DefaultMaxBytes int64 = 512 << 20

// maxDepth is how deep arrays and objects may lie in one another. Documents of
// this package need nine levels; the limit keeps hostile input from using up
// the stack.
const maxDepth = 100

// DecodeProblem reads one problem document, strictly: unknown fields, wrong
// types, null, numbers that are not finite, unknown words, bad dates, absent
// required fields, keys given twice, and text after the end are faults. All of
// them are reported at once, each with pointer, line and column; only text
// that is not JSON ends the reading at its place.
//
// The error is an *Error: CodeTooLarge above DefaultMaxBytes, CodeIO when r
// fails, otherwise one that holds the faults (Faults.Err). Meaning is not
// looked at here: see Problem.Validate.
func DecodeProblem(r io.Reader) (*Problem, error) {
	return decodeFormat[Problem](r, ProblemFormat)
}

// DecodePlan reads one plan document as strictly as DecodeProblem.
func DecodePlan(r io.Reader) (*Plan, error) {
	return decodeFormat[Plan](r, PlanFormat)
}

// Decode reads one JSON document into a T as strictly as DecodeProblem, at
// most maxBytes long (DefaultMaxBytes when maxBytes is 0 or less). The fields
// of T are those of its json tags; a field without omitempty and omitzero is
// required; a string type with a method Values() []string is a closed list of
// words. A UTF-8 byte order mark at the beginning is skipped.
func Decode[T any](r io.Reader, maxBytes int64) (*T, error) {
	data, err := readAll(r, maxBytes)
	if err != nil {
		return nil, err
	}
	out, faults := decodeBytes[T](data)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// decodeFormat decodes a document that names its format. When it names another
// one, only this is reported: every other fault would follow from it.
func decodeFormat[T any](r io.Reader, format string) (*T, error) {
	data, err := readAll(r, DefaultMaxBytes)
	if err != nil {
		return nil, err
	}
	out, faults := decodeBytes[T](data)
	if len(faults) == 0 {
		return out, nil
	}
	if found := formatOf(out); found != "" && found != format && !hasCode(faults, CodeBadJSON) {
		faults = LocateFaults(data, Faults{wrongFormat(found, format)})
	}
	return nil, faults.Err()
}

func formatOf(doc any) string {
	switch d := doc.(type) {
	case *Problem:
		return d.Format
	case *Plan:
		return d.Format
	default:
		return ""
	}
}

func wrongFormat(found, format string) Fault {
	return Fault{
		Code: CodeBadFormat, Severity: SeverityError, Pointer: "/format",
		Value: clip(found), Allowed: format,
		Message: Text{
			fmt.Sprintf("format 是 %q,这里需要 %q", clip(found), format),
			fmt.Sprintf("format is %q, this place needs %q", clip(found), format),
		},
		Remedy: Text{
			"请确认选对了文件;旧版文件请重新导出",
			"check that this is the right document; export an older one anew",
		},
	}
}

func hasCode(fs Faults, c Code) bool {
	for _, f := range fs {
		if f.Code == c {
			return true
		}
	}
	return false
}

func readAll(r io.Reader, maxBytes int64) ([]byte, error) {
	if maxBytes <= 0 {
		maxBytes = DefaultMaxBytes
	}
	var data bytes.Buffer
	if known, ok := r.(interface{ Len() int }); ok { // it is in memory: one copy, and no growing
		data.Grow(int(min(int64(known.Len()), maxBytes)) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(r, maxBytes+1)); err != nil {
		return nil, NewError(CodeIO, Text{"读取文件失败", "the document could not be read"}, err)
	}
	if int64(data.Len()) > maxBytes {
		return nil, NewError(CodeTooLarge, Text{
			fmt.Sprintf("文件超过 %d 字节的上限;请按县(市、区)拆分,一个文件只含一个县", maxBytes),
			fmt.Sprintf("the document is longer than %d bytes; split it, one district a document", maxBytes),
		}, nil)
	}
	return data.Bytes(), nil
}

// decodeBytes decodes data and returns what could be read, with the faults in
// document order. The value is never nil.
func decodeBytes[T any](data []byte) (*T, Faults) {
	out := new(T)
	d := newDecoder(data)
	d.document(out)
	return out, d.result()
}
