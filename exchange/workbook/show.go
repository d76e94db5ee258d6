package workbook

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"lungang/model"
)

// cell is what is written into a cell; raw is what reading it gives.
type cell struct {
	raw  string
	kind cellKind
}

type cellKind int

const (
	cellText cellKind = iota
	cellNumber
	cellDate // a number that is shown as a day
)

// show returns the cell of a column for an entry.
func (c *column) show(entry reflect.Value) cell {
	if c.special != nil {
		return textCell(c.special.show(entry))
	}
	v, ok := c.field.get(entry)
	if !ok {
		return cell{}
	}
	return showValue(v, c.field.need)
}

// showValue leaves out what the document leaves out; a needed 0 is written.
func showValue(v reflect.Value, need bool) cell {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		if v.IsNil() {
			return cell{}
		}
		return showValue(v.Elem(), true)
	}
	if l, ok := lists[t]; ok {
		return textCell(l.word(v.String()))
	}
	switch {
	case t == dateType:
		d := v.Interface().(model.Date) //nolint:forcetypeassert // that is its type
		if n := serial(d); n > 0 {
			return cell{raw: strconv.Itoa(n), kind: cellDate}
		}
		return textCell(d.String())
	case t == subjectType:
		return textCell(subjectWord(v.String()))
	case t == schoolIDs || t == teacherIDs:
		list := make([]string, v.Len())
		for i := range list {
			list[i] = guarded(v.Index(i).String())
		}
		return cell{raw: strings.Join(list, between)}
	case t == rawType:
		return rawCell(v.Bytes())
	case t.Kind() == reflect.String:
		return textCell(v.String())
	case t.Kind() == reflect.Bool:
		if v.Bool() {
			return cell{raw: "是"}
		}
		return cell{}
	case v.IsZero() && !need:
		return cell{}
	case t.Kind() == reflect.Float64:
		return cell{raw: strconv.FormatFloat(v.Float(), 'f', -1, 64), kind: cellNumber}
	default:
		return cell{raw: strconv.FormatInt(v.Int(), 10), kind: cellNumber}
	}
}

func textCell(s string) cell { return cell{raw: guarded(s)} }

// guarded puts an apostrophe before a text that could become a formula when the
// sheet is saved as CSV; plain takes it away.
func guarded(s string) string {
	if formulaLike(s) {
		return "'" + s
	}
	return s
}

// rawCell shows a JSON value: a text without its quotes where no reader would
// take it for something else.
func rawCell(raw json.RawMessage) cell {
	var s string
	if json.Unmarshal(raw, &s) == nil && !json.Valid([]byte(s)) && string(rawValue(s)) == string(raw) {
		return textCell(s)
	}
	var x float64
	if json.Unmarshal(raw, &x) == nil && strconv.FormatFloat(x, 'f', -1, 64) == string(raw) {
		return cell{raw: string(raw), kind: cellNumber}
	}
	return cell{raw: string(raw)}
}
