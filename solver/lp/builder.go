package lp

import (
	"fmt"
	"strconv"
)

// Builder collects a Program piece by piece. Its methods never fail; Build
// reports everything that was wrong. A Builder is not safe for concurrent use.
type Builder struct {
	name string
	cols []Column
	rows []Row
	// triplets, in the order of Add
	row, col []int32
	value    []float64
	faults   []Fault // only index faults; the rest is found by Build
}

// NewBuilder starts an empty program. The name appears in messages and files.
func NewBuilder(name string) *Builder { return &Builder{name: name} }

// Column adds a variable and returns its number, counted from 0. Use math.Inf
// for missing bounds. Its cost is 0 until Cost is called.
func (b *Builder) Column(name string, lower, upper float64, integer bool) int {
	b.cols = append(b.cols, Column{Name: name, Lower: lower, Upper: upper, Integer: integer})
	return len(b.cols) - 1
}

// Cost sets the objective coefficient of a column; a second call replaces the
// first.
func (b *Builder) Cost(col int, c float64) {
	if col < 0 || col >= len(b.cols) {
		b.index("cost", "column", col, len(b.cols))
		return
	}
	b.cols[col].Cost = c
}

// Row adds a constraint lower <= ... <= upper and returns its number, counted
// from 0. Use math.Inf for a missing side.
func (b *Builder) Row(name string, lower, upper float64) int {
	b.rows = append(b.rows, Row{Name: name, Lower: lower, Upper: upper})
	return len(b.rows) - 1
}

// Rows returns how many rows there are so far.
func (b *Builder) Rows() int { return len(b.rows) }

// Add sets the coefficient of a column in a row. Zeros are dropped. Adding the
// same row and column twice is a fault that Build reports.
func (b *Builder) Add(row, col int, v float64) {
	switch {
	case row < 0 || row >= len(b.rows):
		b.index("coefficient", "row", row, len(b.rows))
	case col < 0 || col >= len(b.cols):
		b.index("coefficient", "column", col, len(b.cols))
	case v == 0: // a zero says nothing, not even twice
	default:
		b.row = append(b.row, int32(row))
		b.col = append(b.col, int32(col))
		b.value = append(b.value, v)
	}
}

func (b *Builder) index(place, what string, at, n int) {
	b.faults = append(b.faults, Fault{FaultIndex, place, what + " " + strconv.Itoa(at),
		fmt.Sprintf("there are %d so far; add the %s first", n, what)})
}

// Build returns the program, or a *Faults error with all faults at once. The
// Builder may be used further; programs built earlier do not change.
func (b *Builder) Build() (*Program, error) {
	p := &Program{Name: b.name, Cols: append([]Column(nil), b.cols...), Rows: append([]Row(nil), b.rows...)}
	list := append([]Fault(nil), b.faults...)
	list = p.checkNames(list)
	for j := range p.Cols {
		c := &p.Cols[j]
		list = boundFaults(list, "column "+c.Name, c.Lower, c.Upper)
		list = coefficientFault(list, "cost of column "+c.Name, c.Cost, MinCost, MaxCost)
	}
	for i := range p.Rows {
		list = boundFaults(list, "row "+p.Rows[i].Name, p.Rows[i].Lower, p.Rows[i].Upper)
	}
	for k, v := range b.value {
		if a := abs(v); !(a >= MinCoefficient && a <= MaxCoefficient) {
			list = coefficientFault(list, p.entry(b.row[k], b.col[k]), v, MinCoefficient, MaxCoefficient)
		}
	}
	list = b.compress(p, list)
	if len(list) > 0 {
		return nil, &Faults{Program: b.name, List: list}
	}
	return p, nil
}

// compress sorts the triplets into columns by two stable counting passes, rows
// first, and finds duplicates.
func (b *Builder) compress(p *Program, list []Fault) []Fault {
	nnz := len(b.value)
	place := make([]int32, len(p.Rows)+1)
	for _, i := range b.row {
		place[i+1]++
	}
	for i := range p.Rows {
		place[i+1] += place[i]
	}
	byRow := make([]int32, nnz)
	for k, i := range b.row {
		byRow[place[i]] = int32(k)
		place[i]++
	}
	p.Start = make([]int32, len(p.Cols)+1)
	for _, j := range b.col {
		p.Start[j+1]++
	}
	for j := range p.Cols {
		p.Start[j+1] += p.Start[j]
	}
	p.Index = make([]int32, nnz)
	p.Value = make([]float64, nnz)
	next := append([]int32(nil), p.Start...)
	for _, k := range byRow {
		i, j := b.row[k], b.col[k]
		at := next[j]
		if at > p.Start[j] && p.Index[at-1] == i {
			list = append(list, Fault{FaultDuplicateEntry, p.entry(i, j), number(b.value[k]), "add the two values up before calling Add"})
		}
		p.Index[at], p.Value[at] = i, b.value[k]
		next[j]++
	}
	return list
}

func (p *Program) entry(row, col int32) string {
	return "row " + p.Rows[row].Name + ", column " + p.Cols[col].Name
}
