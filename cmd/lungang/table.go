package main

import (
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// table is rows of texts whose columns align on a terminal, where a Chinese
// character is two columns wide. Numbers are set to the right.
type table struct {
	head  []string
	left  int // this many first columns are texts; the others are numbers
	rows  [][]string
	notes []int // columns that hold text though they come later
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// wide counts columns the same way on every machine, whatever its locale says.
var wide = &runewidth.Condition{}

func (t *table) String() string {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, c := range row {
			widths[i] = max(widths[i], wide.StringWidth(c))
		}
	}
	var b strings.Builder
	t.line(&b, widths, t.head)
	rule := make([]string, len(widths))
	for i, w := range widths {
		rule[i] = strings.Repeat("-", w)
	}
	t.line(&b, widths, rule)
	for _, row := range t.rows {
		t.line(&b, widths, row)
	}
	return b.String()
}

func (t *table) line(b *strings.Builder, widths []int, row []string) {
	var line strings.Builder
	for i, c := range row {
		pad := strings.Repeat(" ", widths[i]-wide.StringWidth(c))
		line.WriteString("  ")
		if t.isText(i) {
			line.WriteString(c + pad)
		} else {
			line.WriteString(pad + c)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

func (t *table) isText(column int) bool {
	return column < t.left || slices.Contains(t.notes, column)
}
