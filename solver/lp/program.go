package lp

import (
	"math"
	"slices"
)

// Column is one variable.
type Column struct {
	// Name is unique among the columns of a program and never empty.
	Name string
	// Lower and Upper are inclusive bounds; math.Inf(-1) and math.Inf(1) mean
	// that there is none.
	Lower, Upper float64
	// Cost is the coefficient in the objective, which is minimised.
	Cost float64
	// Integer demands a whole number.
	Integer bool
}

// Row is one linear constraint, Lower <= a·x <= Upper. Equal bounds make an
// equation; infinite bounds on both sides make a free row.
type Row struct {
	// Name is unique among the rows of a program and never empty.
	Name         string
	Lower, Upper float64
}

// Program is a linear or mixed-integer program in compressed column form.
// The entries of column j are Index[Start[j]:Start[j+1]] (row numbers, strictly
// increasing) and Value[Start[j]:Start[j+1]] (never zero). The objective is
// always minimised.
type Program struct {
	Name  string
	Cols  []Column
	Rows  []Row
	Start []int32 // len(Cols)+1 offsets into Index and Value
	Index []int32
	Value []float64
}

// Objective returns a fresh vector with the cost of each column.
func (p *Program) Objective() []float64 {
	c := make([]float64, len(p.Cols))
	for j := range p.Cols {
		c[j] = p.Cols[j].Cost
	}
	return c
}

// Integers counts the columns that must be whole numbers.
func (p *Program) Integers() int {
	n := 0
	for j := range p.Cols {
		if p.Cols[j].Integer {
			n++
		}
	}
	return n
}

// Cost evaluates the objective c·x at a point; x holds one value per column.
func (p *Program) Cost(x []float64) float64 {
	sum := 0.0
	for j := range p.Cols {
		if p.Cols[j].Cost != 0 {
			sum += p.Cols[j].Cost * x[j]
		}
	}
	return sum
}

// WithCost returns the same program with another objective. c holds one cost
// per column. Rows and matrix are shared with p.
func (p *Program) WithCost(c []float64) *Program {
	q := *p
	q.Cols = slices.Clone(p.Cols)
	for j := range q.Cols {
		q.Cols[j].Cost = c[j]
	}
	return &q
}

// WithRow returns a copy of p with one more row, lower <= coef·x <= upper.
// coef is dense, one coefficient per column; zeros are not stored. Columns are
// shared with p. It serves for objective cuts; the name should be new (Check
// reports a name that is not).
func (p *Program) WithRow(name string, lower, upper float64, coef []float64) *Program {
	q := *p
	row := int32(len(p.Rows))
	q.Rows = append(slices.Clip(slices.Clone(p.Rows)), Row{Name: name, Lower: lower, Upper: upper})
	extra := 0
	for _, v := range coef {
		if v != 0 {
			extra++
		}
	}
	q.Start = make([]int32, len(p.Cols)+1)
	q.Index = make([]int32, 0, len(p.Index)+extra)
	q.Value = make([]float64, 0, len(p.Value)+extra)
	for j := range p.Cols {
		a, b := p.Start[j], p.Start[j+1]
		q.Index = append(q.Index, p.Index[a:b]...)
		q.Value = append(q.Value, p.Value[a:b]...)
		if coef[j] != 0 {
			q.Index = append(q.Index, row)
			q.Value = append(q.Value, coef[j])
		}
		q.Start[j+1] = int32(len(q.Index))
	}
	return &q
}

// NewRow is a row to be added to a program: Lower <= Σ Coef[i]·x[Cols[i]] <= Upper.
type NewRow struct {
	Row
	Cols []int // each column once
	Coef []float64
}

// WithRows returns a copy of p with more rows below the others. Columns are
// shared with p.
func (p *Program) WithRows(rows []NewRow) *Program {
	q := *p
	q.Rows = slices.Clip(slices.Clone(p.Rows))
	type entry struct {
		row   int32
		value float64
	}
	extra := make(map[int][]entry)
	count := 0
	for _, r := range rows {
		at := int32(len(q.Rows))
		q.Rows = append(q.Rows, r.Row)
		for i, j := range r.Cols {
			if r.Coef[i] != 0 {
				extra[j] = append(extra[j], entry{at, r.Coef[i]})
				count++
			}
		}
	}
	q.Start = make([]int32, len(p.Cols)+1)
	q.Index = make([]int32, 0, len(p.Index)+count)
	q.Value = make([]float64, 0, len(p.Value)+count)
	for j := range p.Cols {
		a, b := p.Start[j], p.Start[j+1]
		q.Index = append(q.Index, p.Index[a:b]...)
		q.Value = append(q.Value, p.Value[a:b]...)
		for _, e := range extra[j] {
			q.Index = append(q.Index, e.row)
			q.Value = append(q.Value, e.value)
		}
		q.Start[j+1] = int32(len(q.Index))
	}
	return &q
}

// Sub returns the program over the given columns and rows, in the given order.
// Entries of kept columns in rows that are not kept are dropped, so the caller
// must make sure that the rows left out do not matter (for instance because
// cols and rows come from one Component). An index named twice is kept once,
// at its first place.
func (p *Program) Sub(cols, rows []int) *Program {
	place := make([]int32, len(p.Rows))
	for i := range place {
		place[i] = -1
	}
	q := &Program{Name: p.Name, Start: make([]int32, 1, len(cols)+1), Cols: make([]Column, 0, len(cols)), Rows: make([]Row, 0, len(rows))}
	for _, i := range rows {
		if place[i] >= 0 {
			continue
		}
		place[i] = int32(len(q.Rows))
		q.Rows = append(q.Rows, p.Rows[i])
	}
	seen := make([]bool, len(p.Cols))
	type entry struct {
		row   int32
		value float64
	}
	var column []entry
	for _, j := range cols {
		if seen[j] {
			continue
		}
		seen[j] = true
		q.Cols = append(q.Cols, p.Cols[j])
		column = column[:0]
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			if r := place[p.Index[k]]; r >= 0 {
				column = append(column, entry{r, p.Value[k]})
			}
		}
		slices.SortFunc(column, func(a, b entry) int { return int(a.row) - int(b.row) })
		for _, e := range column {
			q.Index = append(q.Index, e.row)
			q.Value = append(q.Value, e.value)
		}
		q.Start = append(q.Start, int32(len(q.Index)))
	}
	return q
}

// isInf tells whether a bound means "none".
func isInf(v float64) bool { return math.IsInf(v, 0) }
