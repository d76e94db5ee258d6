package model

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// LocateFaults returns the faults with line and column filled in from the text
// that the document was read from, in the order of the text. A fault about
// something absent gets the place of what it is missing from. Faults that have
// a place keep it; the text need not be free of faults itself.
func LocateFaults(data []byte, faults Faults) Faults {
	wanted := map[string]int{}
	for _, f := range faults {
		for p := f.Pointer; ; p = p[:strings.LastIndexByte(p, '/')] {
			if _, ok := wanted[p]; ok {
				break
			}
			wanted[p] = -1
			if p == "" || !strings.Contains(p, "/") {
				break
			}
		}
	}
	l := locator{decoder: newDecoder(data), wanted: wanted}
	if bytes.HasPrefix(data, byteOrderMark) {
		l.pos = len(byteOrderMark)
	}
	l.walk(nil)

	out := make([]placed, len(faults))
	for i, f := range faults {
		out[i] = placed{f, len(data)}
		for p := f.Pointer; ; p = p[:strings.LastIndexByte(p, '/')] {
			if at, ok := wanted[p]; ok && at >= 0 {
				out[i].at = at
				break
			}
			if !strings.Contains(p, "/") {
				break
			}
		}
		if f.Code == CodeMoreFaults {
			out[i].at = len(data) // stays at the end
		}
	}
	slices.SortStableFunc(out, func(a, b placed) int { return a.at - b.at })
	lines := newLineFinder(data)
	located := make(Faults, len(out))
	for i, f := range out {
		line, column := lines.find(f.at)
		if f.Line == 0 && f.Code != CodeMoreFaults {
			f.Line, f.Column = line, column
		}
		located[i] = f.Fault
	}
	return located
}

// locator walks a text and notes where the wanted pointers are.
type locator struct {
	*decoder
	wanted map[string]int
}

func (l *locator) walk(pointer []byte) bool {
	t := l.next()
	if at, ok := l.wanted[string(pointer)]; ok && at < 0 {
		l.wanted[string(pointer)] = l.pos
	}
	switch t {
	case tokenObject:
		return l.members(func(key []byte, _ int) bool {
			return l.walk(append(append(pointer, '/'), escapeStep(string(key))...))
		})
	case tokenList:
		return l.elements(func(i int) bool {
			return l.walk(strconv.AppendInt(append(pointer, '/'), int64(i), 10))
		})
	default:
		return l.skip()
	}
}
