package model

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// clipLength is how many characters of a value a fault shows.
const clipLength = 64

// clip shortens a text that is shown in a fault.
func clip(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	n := 0
	for i := range s {
		if n == clipLength {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// escapeStep writes one step of an RFC 6901 pointer.
func escapeStep(s string) string {
	if !strings.ContainsAny(s, "~/") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}

// lineFinder turns byte offsets, asked for in ascending order, into lines and
// columns.
type lineFinder struct {
	data         []byte
	at           int // offset that line and column belong to
	line, column int
}

func newLineFinder(data []byte) *lineFinder {
	l := &lineFinder{data: data, line: 1, column: 1}
	if bytes.HasPrefix(data, byteOrderMark) {
		l.at = len(byteOrderMark) // the mark is no character of the first line
	}
	return l
}

// find returns line and column, in characters, both from 1.
func (l *lineFinder) find(at int) (line, column int) {
	at = min(at, len(l.data))
	for l.at < at {
		if l.data[l.at] == '\n' {
			l.line, l.column = l.line+1, 1
			l.at++
			continue
		}
		_, size := utf8.DecodeRune(l.data[l.at:])
		l.at += size
		l.column++
	}
	return l.line, l.column
}
