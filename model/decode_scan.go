package model

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// token is the kind of the next value of the text.
type token int

const (
	tokenBad token = iota
	tokenObject
	tokenList
	tokenString
	tokenNumber
	tokenTrue
	tokenFalse
	tokenNull
	tokenNotFinite
	tokenWord // a bare word that JSON does not know
)

var tokenTexts = map[token]Text{
	tokenObject: {"对象", "an object"},
	tokenList:   {"数组", "an array"},
	tokenString: {"文本", "a text"},
	tokenNumber: {"数", "a number"},
	tokenTrue:   {"true", "true"},
	tokenFalse:  {"false", "false"},
	tokenNull:   {"null", "null"},
}

func (d *decoder) space() {
	for d.pos < len(d.data) {
		switch d.data[d.pos] {
		case ' ', '\t', '\r', '\n':
			d.pos++
		default:
			return
		}
	}
}

// accept skips white space and then c, when c comes next.
func (d *decoder) accept(c byte) bool {
	d.space()
	if d.pos < len(d.data) && d.data[d.pos] == c {
		d.pos++
		return true
	}
	return false
}

// next tells what value comes next, without reading it.
func (d *decoder) next() token {
	d.space()
	if d.pos >= len(d.data) {
		return tokenBad
	}
	switch c := d.data[d.pos]; {
	case c == '{':
		return tokenObject
	case c == '[':
		return tokenList
	case c == '"':
		return tokenString
	case c == '-' || c == '+' || c == '.':
		if isLetter(d.peek(1)) {
			return tokenNotFinite
		}
		return tokenNumber
	case c >= '0' && c <= '9':
		return tokenNumber
	case isLetter(c):
		return wordToken(d.data[d.pos:d.wordEnd()])
	default:
		return tokenBad
	}
}

func wordToken(w []byte) token {
	switch string(w) {
	case "true":
		return tokenTrue
	case "false":
		return tokenFalse
	case "null":
		return tokenNull
	}
	switch string(bytes.ToLower(w)) {
	case "nan", "inf", "infinity":
		return tokenNotFinite
	}
	return tokenWord
}

func (d *decoder) peek(n int) byte {
	if d.pos+n < len(d.data) {
		return d.data[d.pos+n]
	}
	return 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (d *decoder) wordEnd() int {
	i := d.pos
	for i < len(d.data) && (isLetter(d.data[i]) || d.data[i] >= '0' && d.data[i] <= '9' || d.data[i] == '_') {
		i++
	}
	return i
}

// word reads a bare word, with a sign before it.
func (d *decoder) word() []byte {
	start := d.pos
	if c := d.data[d.pos]; c == '-' || c == '+' || c == '.' {
		d.pos++
	}
	d.pos = d.wordEnd()
	return d.data[start:d.pos]
}

// number reads everything that looks like a part of a number.
func (d *decoder) number() []byte {
	start := d.pos
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; {
		case c >= '0' && c <= '9', c == '-', c == '+', c == '.', c == 'e', c == 'E':
			d.pos++
		default:
			return d.data[start:d.pos]
		}
	}
	return d.data[start:d.pos]
}

// isNumber reports whether b is a number by the grammar of JSON.
func isNumber(b []byte) bool {
	i := 0
	digits := func() bool {
		start := i
		for i < len(b) && b[i] >= '0' && b[i] <= '9' {
			i++
		}
		return i > start
	}
	if i < len(b) && b[i] == '-' {
		i++
	}
	start := i
	if !digits() || b[start] == '0' && i > start+1 {
		return false
	}
	if i < len(b) && b[i] == '.' {
		i++
		if !digits() {
			return false
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '-' || b[i] == '+') {
			i++
		}
		if !digits() {
			return false
		}
	}
	return i == len(b)
}

// str reads a string. It returns false when the text ends inside of it; other
// flaws are noted as faults and the reading goes on.
func (d *decoder) str() ([]byte, bool) {
	start := d.pos
	d.pos++
	ascii := true
	for i := d.pos; i < len(d.data); i++ {
		switch c := d.data[i]; {
		case c == '"':
			s := d.data[d.pos:i]
			d.pos = i + 1
			if !ascii && !utf8.Valid(s) {
				d.badText(start, Text{"文本不是有效的 UTF-8", "the text is not valid UTF-8"},
					Text{"请把文件另存为 UTF-8 编码", "save the document in the encoding UTF-8"})
			}
			return s, true
		case c == '\\':
			return d.strEscaped(start)
		case c < 0x20:
			return d.strEscaped(start)
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	d.pos = len(d.data)
	return nil, d.fatal(start, Text{"文本没有结束的引号", "a text has no closing quote"})
}

// strEscaped reads a string with escapes or control characters.
func (d *decoder) strEscaped(start int) ([]byte, bool) {
	out := make([]byte, 0, 64)
	flaw := Text{}
	for d.pos < len(d.data) {
		c := d.data[d.pos]
		switch {
		case c == '"':
			d.pos++
			switch {
			case flaw != (Text{}):
				d.badText(start, flaw, Text{"请改正这段文本", "correct this text"})
			case !utf8.Valid(out):
				d.badText(start, Text{"文本不是有效的 UTF-8", "the text is not valid UTF-8"},
					Text{"请把文件另存为 UTF-8 编码", "save the document in the encoding UTF-8"})
			}
			return out, true
		case c == '\\':
			var ok bool
			if out, ok = d.escape(out); !ok {
				flaw = Text{"文本里有无效的转义", "the text holds an escape that JSON does not know"}
			}
		case c < 0x20:
			flaw = Text{"文本里有控制字符", "the text holds a control character"}
			d.pos++
		default:
			out = append(out, c)
			d.pos++
		}
	}
	return nil, d.fatal(start, Text{"文本没有结束的引号", "a text has no closing quote"})
}

// escape reads one escape and appends what it stands for.
func (d *decoder) escape(out []byte) ([]byte, bool) {
	c := d.peek(1)
	d.pos = min(d.pos+2, len(d.data))
	switch c {
	case '"', '\\', '/':
		return append(out, c), true
	case 'b':
		return append(out, '\b'), true
	case 'f':
		return append(out, '\f'), true
	case 'n':
		return append(out, '\n'), true
	case 'r':
		return append(out, '\r'), true
	case 't':
		return append(out, '\t'), true
	case 'u':
		r, ok := d.hex4()
		if !ok {
			return out, false
		}
		if !utf16.IsSurrogate(r) {
			// U+0000 cannot be stored by every database.
			return utf8.AppendRune(out, r), r != 0
		}
		if d.peek(0) != '\\' || d.peek(1) != 'u' {
			return out, false
		}
		d.pos += 2
		low, ok := d.hex4()
		full := utf16.DecodeRune(r, low)
		return utf8.AppendRune(out, full), ok && full != utf8.RuneError
	}
	return out, false
}

func (d *decoder) hex4() (rune, bool) {
	if d.pos+4 > len(d.data) {
		return 0, false
	}
	for _, c := range d.data[d.pos : d.pos+4] {
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f') {
			return 0, false
		}
	}
	n, err := strconv.ParseUint(string(d.data[d.pos:d.pos+4]), 16, 16)
	d.pos += 4
	return rune(n), err == nil
}
