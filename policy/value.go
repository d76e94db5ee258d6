package policy

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"lungang/model"
)

// form is the form of a value before anybody knows what it should be.
type form int

const (
	formOther form = iota // object, alias
	formNull
	formNumber
	formFlag
	formText
	formList
)

// input is a value as a person wrote it, in a pack (YAML) or in an override
// (JSON). One reader for both, so that an override can say nothing that a pack
// could not say.
type input struct {
	form   form
	text   string // scalars: the text as written
	items  []input
	line   int // 0: not known
	column int
}

// fault is a model fault at the place of the input; sub is appended to the
// pointer of the value.
func (in input) fault(code model.Code, sub string, allowed string, zh, en string) model.Fault {
	return model.Fault{
		Code: code, Pointer: sub, Line: in.line, Column: in.column,
		Value: shown(in.text), Allowed: allowed,
		Message: model.Text{ZH: zh, EN: en},
	}
}

// shown cuts a value so that a fault stays readable.
func shown(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

var wholeNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,8})$`)

// read checks the input against the definition. It returns the typed value for
// Key.Of, the plain value for the pack, and every fault; pointers in the faults
// are relative to the value. Null says of an optional parameter that there is
// no value.
func (d Definition) read(in input) (typed, plain any, faults model.Faults) {
	if d.Optional && in.form == formNull {
		return nil, nil, nil
	}
	switch d.Kind {
	case KindWhole:
		return d.readWhole(in)
	case KindNumber:
		return d.readNumber(in)
	case KindFlag:
		if in.form != formFlag {
			return nil, nil, model.Faults{d.wrongType(in)}
		}
		b := in.text == "true"
		return b, b, nil
	case KindText, KindChoice:
		return d.readText(in)
	case KindWords:
		list, faults := d.readList(in, func(s string) bool { return len(d.Words) == 0 || slices.Contains(d.Words, s) })
		return list, list, faults
	case KindAmounts:
		return d.readAmounts(in)
	default:
		return d.readPairs(in)
	}
}

func (d Definition) readWhole(in input) (typed, plain any, faults model.Faults) {
	if in.form != formNumber || !wholeNumber.MatchString(in.text) {
		return nil, nil, model.Faults{d.wrongType(in)}
	}
	n, err := strconv.Atoi(in.text)
	if err != nil || float64(n) < d.Min || float64(n) > d.Max {
		return nil, nil, model.Faults{d.outOfRange(in)}
	}
	return n, n, nil
}

func (d Definition) readNumber(in input) (typed, plain any, faults model.Faults) {
	if in.form != formNumber {
		return nil, nil, model.Faults{d.wrongType(in)}
	}
	x, err := strconv.ParseFloat(in.text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil, nil, model.Faults{in.fault(model.CodeNotFinite, "", d.Allowed(), "不是有限的数", "is not a finite number")}
	}
	if x < d.Min || x > d.Max {
		return nil, nil, model.Faults{d.outOfRange(in)}
	}
	return x, x, nil
}

func (d Definition) readText(in input) (typed, plain any, faults model.Faults) {
	if in.form != formText {
		return nil, nil, model.Faults{d.wrongType(in)}
	}
	switch {
	case strings.TrimSpace(in.text) == "":
		return nil, nil, model.Faults{in.fault(model.CodeMissing, "", d.Allowed(), "不能为空", "is empty")}
	case d.Kind == KindChoice && !slices.Contains(d.Words, in.text):
		return nil, nil, model.Faults{d.badWord(in, "")}
	case d.Pattern != nil && !d.Pattern.MatchString(in.text):
		return nil, nil, model.Faults{in.fault(model.CodeBadFormat, "", d.Allowed(), "格式不符合要求", "has not the form that is asked for")}
	}
	return in.text, in.text, nil
}

// readList reads a list of texts of which none comes twice.
func (d Definition) readList(in input, known func(string) bool) ([]string, model.Faults) {
	if in.form != formList {
		return nil, model.Faults{d.wrongType(in)}
	}
	out := make([]string, 0, len(in.items))
	var faults model.Faults
	for i, item := range in.items {
		sub := "/" + strconv.Itoa(i)
		switch {
		case item.form != formText || strings.TrimSpace(item.text) == "":
			faults = append(faults, item.fault(model.CodeWrongType, sub, d.Allowed(), "应为非空文字", "must be a text that is not empty"))
		case !known(item.text):
			faults = append(faults, d.badWord(item, sub))
		case slices.Contains(out, item.text):
			faults = append(faults, item.fault(model.CodeDuplicate, sub, d.Allowed(), "重复", "is given twice"))
		default:
			out = append(out, item.text)
		}
	}
	return out, faults
}

// readAmounts reads a list of whole numbers; there is at least one.
func (d Definition) readAmounts(in input) (typed, plain any, faults model.Faults) {
	if in.form != formList || len(in.items) == 0 {
		return nil, nil, model.Faults{d.wrongType(in)}
	}
	out := make([]int, 0, len(in.items))
	for i, item := range in.items {
		n, _, wrong := d.readWhole(item)
		for _, f := range wrong {
			f.Pointer = "/" + strconv.Itoa(i) + f.Pointer
			faults = append(faults, f)
		}
		if len(wrong) == 0 {
			out = append(out, n.(int))
		}
	}
	return out, slices.Clone(out), faults
}

func (d Definition) readPairs(in input) (typed, plain any, faults model.Faults) {
	list, faults := d.readList(in, func(s string) bool {
		from, to, ok := strings.Cut(s, ">")
		return ok && slices.Contains(d.Words, from) && slices.Contains(d.Words, to)
	})
	out := make([]Pair, 0, len(list))
	for _, s := range list {
		from, to, _ := strings.Cut(s, ">")
		out = append(out, Pair{From: from, To: to})
	}
	return out, list, faults
}

func (d Definition) wrongType(in input) model.Fault {
	return in.fault(model.CodeWrongType, "", d.Allowed(), "类型不对", "has a wrong type")
}

func (d Definition) outOfRange(in input) model.Fault {
	return in.fault(model.CodeOutOfRange, "", d.Allowed(), "超出允许范围", "is out of range")
}

func (d Definition) badWord(in input, sub string) model.Fault {
	return in.fault(model.CodeBadWord, sub, d.Allowed(), "用词不在允许范围内", "is not in the closed list")
}

// Allowed describes the allowed values in words that need no translation.
func (d Definition) Allowed() string {
	switch d.Kind {
	case KindWhole:
		return fmt.Sprintf("%d … %d", int(d.Min), int(d.Max))
	case KindNumber:
		return fmt.Sprintf("%g … %g", d.Min, d.Max)
	case KindAmounts:
		return fmt.Sprintf("[%d … %d, …]", int(d.Min), int(d.Max))
	case KindFlag:
		return "true, false"
	case KindChoice:
		return strings.Join(d.Words, ", ")
	case KindWords:
		if len(d.Words) == 0 {
			return "[ … ]"
		}
		return "[" + strings.Join(d.Words, ", ") + "]"
	case KindPairs:
		return "[from>to, …]: " + strings.Join(d.Words, ", ")
	default:
		if d.Pattern == monthDay {
			return "MM-DD"
		}
		return "text"
	}
}

// jsonInput reads the value of an override.
func jsonInput(raw json.RawMessage) input {
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil || dec.More() {
		return input{form: formOther, text: string(raw)}
	}
	return plainInput(v)
}

// plainInput turns a decoded JSON value into an input.
func plainInput(v any) input {
	switch x := v.(type) {
	case json.Number:
		return input{form: formNumber, text: x.String()}
	case bool:
		return input{form: formFlag, text: strconv.FormatBool(x)}
	case string:
		return input{form: formText, text: x}
	case []any:
		in := input{form: formList}
		for _, item := range x {
			in.items = append(in.items, plainInput(item))
		}
		return in
	case nil:
		return input{form: formNull}
	default:
		return input{form: formOther}
	}
}

// ValueText writes a plain value as packs do, lists without brackets; "-" for none.
func ValueText(v any) string {
	switch x := v.(type) {
	case nil:
		return "-"
	case []string:
		return strings.Join(x, ", ")
	case []int:
		parts := make([]string, len(x))
		for i, n := range x {
			parts[i] = strconv.Itoa(n)
		}
		return strings.Join(parts, ", ")
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	default:
		return fmt.Sprint(x)
	}
}
