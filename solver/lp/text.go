package lp

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// term is one "coefficient times column" of a printed expression.
type term struct {
	name  string
	value float64
}

// String returns the program as canonical text: terms sorted by column name,
// rows and bounds by name, numbers in their shortest exact form. Two programs
// with the same meaning under the same names print the same text, whatever
// the order in which they were built. It is meant for tests and people.
func (p *Program) String() string {
	var b strings.Builder
	b.WriteString("program " + p.Name + "\n")
	objective := make([]term, 0, len(p.Cols))
	terms := make([][]term, len(p.Rows))
	for j := range p.Cols {
		c := &p.Cols[j]
		if c.Cost != 0 {
			objective = append(objective, term{c.Name, c.Cost})
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			i := p.Index[k]
			terms[i] = append(terms[i], term{c.Name, p.Value[k]})
		}
	}
	b.WriteString("min: " + expression(objective) + "\n")
	rows := make([]int, len(p.Rows))
	for i := range rows {
		rows[i] = i
	}
	slices.SortStableFunc(rows, func(a, c int) int { return cmp.Compare(p.Rows[a].Name, p.Rows[c].Name) })
	b.WriteString("rows:\n")
	for _, i := range rows {
		r := &p.Rows[i]
		b.WriteString("  " + r.Name + ": " + between(r.Lower, expression(terms[i]), r.Upper) + "\n")
	}
	cols := make([]*Column, len(p.Cols))
	for j := range cols {
		cols[j] = &p.Cols[j]
	}
	slices.SortStableFunc(cols, func(a, c *Column) int { return cmp.Compare(a.Name, c.Name) })
	b.WriteString("bounds:\n")
	for _, c := range cols {
		b.WriteString("  " + between(c.Lower, c.Name, c.Upper) + "\n")
	}
	b.WriteString("integers:\n")
	for _, c := range cols {
		if c.Integer {
			b.WriteString("  " + c.Name + "\n")
		}
	}
	return b.String()
}

// between writes an expression with its bounds.
func between(lower float64, expr string, upper float64) string {
	switch {
	case lower == upper:
		return expr + " = " + number(lower)
	case math.IsInf(lower, -1) && math.IsInf(upper, 1):
		return expr + " free"
	case math.IsInf(lower, -1):
		return expr + " <= " + number(upper)
	case math.IsInf(upper, 1):
		return expr + " >= " + number(lower)
	}
	return number(lower) + " <= " + expr + " <= " + number(upper)
}

func expression(terms []term) string {
	if len(terms) == 0 {
		return "0"
	}
	slices.SortStableFunc(terms, func(a, c term) int { return cmp.Compare(a.name, c.name) })
	var b strings.Builder
	for i, t := range terms {
		v := t.value
		switch {
		case i > 0 && v < 0:
			b.WriteString(" - ")
			v = -v
		case i > 0:
			b.WriteString(" + ")
		case v == -1:
			b.WriteString("-")
			v = 1
		}
		if v != 1 {
			b.WriteString(number(v) + " ")
		}
		b.WriteString(t.name)
	}
	return b.String()
}
