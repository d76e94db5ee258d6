package model

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// place is a place in a document; nil is the document itself. A chain of
// places costs less than a pointer text for every value that is looked at.
type place struct {
	up    *place
	name  string // "" for an entry of a list
	index int
}

func (p *place) field(name string) *place { return &place{up: p, name: name} }
func (p *place) item(i int) *place        { return &place{up: p, index: i} }

// String returns the RFC 6901 pointer.
func (p *place) String() string {
	if p == nil {
		return ""
	}
	if p.name == "" {
		return p.up.String() + "/" + strconv.Itoa(p.index)
	}
	return p.up.String() + "/" + escapeStep(p.name)
}

// label is the name of the field that the place is, or is an entry of.
func (p *place) label() string {
	for ; p != nil; p = p.up {
		if p.name != "" {
			return p.name
		}
	}
	return ""
}

func (p *place) personal() bool {
	for ; p != nil; p = p.up {
		if personalFields[p.name] {
			return true
		}
	}
	return false
}

// checks collects faults. Of errors and of warnings at most MaxFaults are kept
// each, so that many warnings never hide an error.
type checks struct {
	errors, warnings         Faults
	moreErrors, moreWarnings int
}

func (c *checks) add(at *place, f Fault) {
	list, more := &c.errors, &c.moreErrors
	if f.Severity == SeverityWarning {
		list, more = &c.warnings, &c.moreWarnings
	} else {
		f.Severity = SeverityError
	}
	if len(*list) >= MaxFaults {
		*more++
		return
	}
	f.Pointer = at.String()
	f.Value = clip(f.Value)
	if at.personal() {
		f.Value = ""
	}
	*list = append(*list, f)
}

// fail adds an error; warn adds a warning.
func (c *checks) fail(at *place, code Code, value string, message, remedy Text) {
	c.add(at, Fault{Code: code, Value: value, Message: message, Remedy: remedy})
}

func (c *checks) warn(at *place, code Code, value string, message, remedy Text) {
	c.add(at, Fault{Code: code, Severity: SeverityWarning, Value: value, Message: message, Remedy: remedy})
}

// faults returns everything in the order in which a document of the type has it.
func (c *checks) faults(document reflect.Type) Faults {
	all := slices.Concat(c.errors, c.warnings)
	keys := make(map[string][]int, len(all))
	for _, f := range all {
		keys[f.Pointer] = orderKey(document, f.Pointer)
	}
	slices.SortStableFunc(all, func(a, b Fault) int { return slices.Compare(keys[a.Pointer], keys[b.Pointer]) })
	if c.moreErrors > 0 {
		all = append(all, moreFaults(c.moreErrors, SeverityError))
	}
	if c.moreWarnings > 0 {
		all = append(all, moreFaults(c.moreWarnings, SeverityWarning))
	}
	return all
}

// orderKey turns a pointer into numbers that sort as the fields and entries of
// the type do.
func orderKey(t reflect.Type, pointer string) []int {
	var key []int
	p := planOf(t)
	for s := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		for p != nil && p.shape == shapePointer {
			p = p.elem
		}
		n := -1
		switch {
		case p == nil:
		case p.shape == shapeObject:
			if i, ok := p.byName[s]; ok {
				n, p = i, p.fields[i].plan
			}
		case p.shape == shapeList:
			if i, err := strconv.Atoi(s); err == nil {
				n, p = i, p.elem
			}
		}
		key = append(key, n)
	}
	return key
}

func (c *checks) missing(at *place, remedy Text) {
	name := at.label()
	if remedy == (Text{}) {
		remedy = Text{"请填写 " + name, "fill in " + name}
	}
	c.fail(at, CodeMissing, "", Text{"没有填写 " + name, name + " is missing"}, remedy)
}

// words checks a word of a closed list; an empty one is a fault when needed.
func words[T interface {
	~string
	Values() []string
}](c *checks, at *place, word T, needed bool) bool {
	if word == "" {
		if needed {
			c.missing(at, Text{
				"请填写下列之一:" + strings.Join(word.Values(), "、"), "use one of " + strings.Join(word.Values(), ", "),
			})
		}
		return !needed
	}
	if slices.Contains(word.Values(), string(word)) {
		return true
	}
	f := badWordFault(string(word), word.Values())
	f.Value = string(word)
	c.add(at, f)
	return false
}

// between checks a whole number.
func (c *checks) between(at *place, n, low, high int) bool {
	if n >= low && n <= high {
		return true
	}
	c.add(at, Fault{
		Code: CodeOutOfRange, Value: strconv.Itoa(n), Allowed: fmt.Sprintf("%d … %d", low, high),
		Message: Text{
			fmt.Sprintf("%s 是 %d,允许 %d 到 %d", at.label(), n, low, high),
			fmt.Sprintf("%s is %d, allowed is %d to %d", at.label(), n, low, high),
		},
		Remedy: Text{"请核对后改正", "check and correct it"},
	})
	return false
}

// optional checks a whole number from 0 that may be absent.
func (c *checks) optional(at *place, n *int, high int) bool {
	return n == nil || c.between(at, *n, 0, high)
}

// betweenFloat checks a number; NaN and infinities are faults of their own.
func (c *checks) betweenFloat(at *place, x, low, high float64) bool {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		c.add(at, Fault{
			Code: CodeNotFinite, Value: fmt.Sprint(x), Allowed: fmt.Sprintf("%g … %g", low, high),
			Message: Text{at.label() + " 不是有限数", at.label() + " is not a finite number"},
			Remedy:  Text{"请填写实际数值", "give the real number"},
		})
		return false
	}
	if x >= low && x <= high {
		return true
	}
	f := Fault{
		Code: CodeOutOfRange, Value: strconv.FormatFloat(x, 'g', -1, 64), Allowed: fmt.Sprintf("%g … %g", low, high),
		Message: Text{
			fmt.Sprintf("%s 超出范围,允许 %g 到 %g", at.label(), low, high),
			fmt.Sprintf("%s is out of range, allowed is %g to %g", at.label(), low, high),
		},
		Remedy: Text{"请核对后改正", "check and correct it"},
	}
	c.add(at, f)
	return false
}

// Dates of documents lie between these years; others are slips of the pen.
const (
	firstYear = 1900
	lastYear  = 2200
)

// date checks that a day exists and is plausible. A zero date is a fault when
// needed, and then, as for any faulty date, the answer is false.
func (c *checks) date(at *place, d Date, needed bool) bool {
	if d.IsZero() {
		if needed {
			c.missing(at, Text{})
		}
		return false
	}
	if parsed, err := ParseDate(d.String()); err != nil || parsed != d {
		c.add(at, Fault{
			Code: CodeBadDate, Value: d.String(), Allowed: "YYYY-MM-DD",
			Message: Text{at.label() + " 不是存在的日期", at.label() + " is not a day that exists"},
			Remedy:  Text{"请写成 2026-08-31 的形式", "write it as 2026-08-31"},
		})
		return false
	}
	if d.Year < firstYear || d.Year > lastYear {
		c.add(at, Fault{
			Code: CodeOutOfRange, Value: d.String(), Allowed: fmt.Sprintf("%d … %d", firstYear, lastYear),
			Message: Text{
				fmt.Sprintf("%s 的年份超出范围,允许 %d 到 %d", at.label(), firstYear, lastYear),
				fmt.Sprintf("the year of %s is out of range, allowed is %d to %d", at.label(), firstYear, lastYear),
			},
			Remedy: Text{"请核对年份", "check the year"},
		})
		return false
	}
	return true
}

// order checks that a span does not end before it begins. Days that are not
// given are not compared.
func (c *checks) order(at *place, from, to Date) bool {
	if from.IsZero() || to.IsZero() || !to.Before(from) {
		return true
	}
	c.fail(at, CodeInconsistent, to.String(),
		Text{"结束日期 " + to.String() + " 早于开始日期 " + from.String(), "the last day " + to.String() + " is before the first day " + from.String()},
		Text{"请核对两个日期", "check both dates"})
	return false
}

// maxID is the length of the longest id, in bytes.
const maxID = 64

// id checks the form of an id or code: not empty, not long, and without the
// characters that separate ids in lines, subjects and lists.
func (c *checks) id(at *place, id string) bool {
	if id == "" {
		c.missing(at, Text{})
		return false
	}
	bad := len(id) > maxID || strings.ContainsFunc(id, func(r rune) bool {
		return r == '/' || r == ':' || r == unicode.ReplacementChar || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
	if !bad {
		return true
	}
	c.add(at, Fault{
		Code: CodeBadFormat, Value: id, Allowed: "1 … 64 bytes, no space, '/', ':'",
		Message: Text{
			at.label() + " 的形式不对:最长 64 字节,不能有空白、控制字符、“/”和“:”",
			at.label() + " has a form that is not allowed: at most 64 bytes, no white space, no control character, no '/' and no ':'",
		},
		Remedy: Text{"请只用字母、数字、“-”和“_”", "use letters, digits, '-' and '_' only"},
	})
	return false
}

// text checks a text for people: not empty when needed, not longer than limit
// characters.
func (c *checks) text(at *place, s string, limit int, needed bool) {
	if strings.TrimSpace(s) == "" {
		if needed {
			c.missing(at, Text{})
		}
		return
	}
	if len(s) > 4*limit || len([]rune(s)) > limit {
		c.add(at, Fault{
			Code: CodeTooLarge, Allowed: fmt.Sprintf("≤ %d", limit),
			Message: Text{
				fmt.Sprintf("%s 超过 %d 个字", at.label(), limit), fmt.Sprintf("%s is longer than %d characters", at.label(), limit),
			},
			Remedy: Text{"请缩短", "make it shorter"},
		})
	}
}

// duplicate says that an entry repeats an earlier one.
func (c *checks) duplicate(at *place, value string, first *place) {
	c.fail(at, CodeDuplicate, value,
		Text{fmt.Sprintf("%s 重复,前面 %s 已有", at.label(), first), fmt.Sprintf("%s repeats what %s has", at.label(), first)},
		Text{"请只保留一条", "keep one of them"})
}

// unknown says that an id is nowhere in the document. list is where it should be.
func (c *checks) unknown(at *place, id, list string, severity Severity) {
	c.add(at, Fault{
		Code: CodeUnknownReference, Severity: severity, Value: id, Allowed: "id of /" + list,
		Message: Text{
			fmt.Sprintf("%s 引用的 %q 不在 %s 里", at.label(), clip(id), list),
			fmt.Sprintf("%s refers to %q, which %s does not have", at.label(), clip(id), list),
		},
		Remedy: Text{"请改正编号,或在 " + list + " 里补上", "correct the id, or add the entry to " + list},
	})
}
