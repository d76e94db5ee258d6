package model

import (
	"fmt"
	"strings"
)

// didYouMean returns a remedy that names the word that was perhaps meant, or
// otherwise when none is near.
func didYouMean(s string, words []string, otherwise Text) Text {
	if w := nearest(s, words); w != "" {
		return Text{fmt.Sprintf("是不是想写 %q?", w), fmt.Sprintf("did you mean %q?", w)}
	}
	return otherwise
}

// nearest returns the word that differs from s by the fewest letters, "" when
// none is near. Capitals, underscores and hyphens do not count.
func nearest(s string, words []string) string {
	a := plainWord(s)
	if a == "" {
		return ""
	}
	best, bestWord := 1+min(3, len(a)/3), ""
	for _, w := range words {
		b := plainWord(w)
		if n := distance(a, b); n < best && n < len(b) {
			best, bestWord = n, w
		}
	}
	return bestWord
}

func plainWord(s string) string {
	if len(s) > clipLength {
		return "" // so long a word is no slip of the pen
	}
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
}

// distance is the number of letters to insert, remove, replace or swap with
// the next one to make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
