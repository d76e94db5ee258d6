package exchange

import (
	"strings"
	"unicode"
)

// Characters that begin no line, and that end none (GB/T 15834-2011).
const (
	noStart = ",.:;!?)]}%\uFF0C\u3001\u3002\uFF1B\uFF1A\uFF01\uFF1F\uFF09\u300B\u300D\u300F\u3011\u3015\u3009\u201D\u2019\uFF05\u2026\u00B7\u2014"
	noEnd   = "([{\uFF08\u300A\u300C\u300E\u3010\u3014\u3008\u201C\u2018"
)

// wrap breaks a text into lines that are no wider than width; indent is how much
// less the first line has. Chinese breaks between characters, other scripts
// between words, and a word that is too wide for a line anywhere.
func wrap(text string, width, indent float64, measure func(rune) float64) []string {
	var out []string
	for i, p := range strings.Split(text, "\n") {
		if i > 0 {
			indent = 0
		}
		out = append(out, wrapLine([]rune(strings.TrimRight(p, " ")), width, indent, measure)...)
	}
	return out
}

func wrapLine(r []rune, width, indent float64, measure func(rune) float64) []string {
	var out []string
	start, room := 0, width-indent
	var used float64
	for i := 0; i < len(r); i++ {
		w := measure(r[i])
		if used+w <= room+1e-6 || i == start {
			used += w
			continue
		}
		if r[i] == ' ' {
			continue // a space at the end of a line needs no room
		}
		cut := breakBefore(r, start, i)
		out = append(out, strings.TrimRight(string(r[start:cut]), " "))
		for cut < len(r) && r[cut] == ' ' {
			cut++
		}
		start, room, used = cut, width, 0
		i = cut - 1
	}
	return append(out, string(r[start:]))
}

// breakBefore finds the last place at or before i where a line that begins at
// start may end; i itself when there is none.
func breakBefore(r []rune, start, i int) int {
	for k := i; k > start; k-- {
		if mayBreak(r[k-1], r[k]) {
			return k
		}
	}
	return i
}

func mayBreak(a, b rune) bool {
	if strings.ContainsRune(noStart, b) || strings.ContainsRune(noEnd, a) {
		return false
	}
	return a == ' ' || wide(a) || wide(b)
}

// wide reports whether lines may break beside the character without a space.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x30FF || r >= 0xFF00 && r <= 0xFFEF || r == '“' || r == '”' || r == '…'
}
