package explain

import (
	"encoding/binary"
	"math"

	"lungang/solver/lp"
)

// shrunk is what is left of a program when nothing is kept but the question
// whether it has a point, and which is the cheapest.
type shrunk struct {
	program *lp.Program
	cols    []int     // columns of the original
	rows    []int     // rows of the original
	fixed   []float64 // by column of the original
	broken  int       // a row of the original that no point satisfies; -1: none
}

// box is a program under the bounds of one question.
type box struct {
	p                  *lp.Program
	colLower, colUpper []float64
	active             []bool // rows that are asked for
	count              []int  // by row: free columns
	least, most        []float64
}

// tolerance of activities; all data are whole numbers.
const tolerance = 1e-7

// shrink fixes the columns that can only help or only hurt at the side where
// they do no harm, drops rows that no point of the box can break, and keeps one
// of several columns that are the same. None of this changes whether there is a
// point, or the least cost (dual fixing: Achterberg, Constraint Integer
// Programming, 2007, chapter 10).
func shrink(p *lp.Program, cost, lower, upper []float64, active []bool) *shrunk {
	b := &box{
		p: p, colLower: append([]float64(nil), lower...), colUpper: append([]float64(nil), upper...),
		active: append([]bool(nil), active...),
	}
	for again := true; again; {
		b.activities()
		if i := b.broken(); i >= 0 {
			return &shrunk{broken: i}
		}
		again = b.fixByLocks(cost)
	}
	out := &shrunk{fixed: b.colLower, broken: -1}
	seen := map[string]bool{}
	for j := range p.Cols {
		if b.colLower[j] == b.colUpper[j] {
			continue
		}
		if key := b.key(j, cost[j]); b.stands(j) && !seen[key] {
			seen[key] = true
			out.cols = append(out.cols, j)
		}
	}
	for i := range p.Rows {
		if b.active[i] && b.count[i] > 0 {
			out.rows = append(out.rows, i)
		}
	}
	out.program = p.Sub(out.cols, out.rows)
	for k, j := range out.cols {
		c := &out.program.Cols[k]
		c.Lower, c.Upper, c.Cost = b.colLower[j], b.colUpper[j], cost[j]
	}
	b.shift(out)
	return out
}

// activities computes what rows can come to, and drops rows that nothing can break.
func (b *box) activities() {
	m := len(b.p.Rows)
	b.count, b.least, b.most = make([]int, m), make([]float64, m), make([]float64, m)
	for j := range b.p.Cols {
		lo, up := b.colLower[j], b.colUpper[j]
		for k := b.p.Start[j]; k < b.p.Start[j+1]; k++ {
			i, v := b.p.Index[k], b.p.Value[k]
			if lo < up {
				b.count[i]++
			}
			b.least[i] += math.Min(v*lo, v*up)
			b.most[i] += math.Max(v*lo, v*up)
		}
	}
	for i := range b.p.Rows {
		r := &b.p.Rows[i]
		if b.active[i] && b.least[i] >= r.Lower-tolerance && b.most[i] <= r.Upper+tolerance {
			b.active[i] = false
		}
	}
}

func (b *box) broken() int {
	for i := range b.p.Rows {
		r := &b.p.Rows[i]
		if b.active[i] && (b.most[i] < r.Lower-tolerance || b.least[i] > r.Upper+tolerance) {
			return i
		}
	}
	return -1
}

// fixByLocks reports whether it fixed anything.
func (b *box) fixByLocks(cost []float64) bool {
	found := false
	for j := range b.p.Cols {
		if b.colLower[j] == b.colUpper[j] {
			continue
		}
		up, down := false, false // a larger, a smaller value may break a row
		for k := b.p.Start[j]; k < b.p.Start[j+1]; k++ {
			i := b.p.Index[k]
			if !b.active[i] {
				continue
			}
			r, rises := &b.p.Rows[i], b.p.Value[k] > 0
			most, least := b.most[i] > r.Upper+tolerance, b.least[i] < r.Lower-tolerance
			up = up || rises && most || !rises && least
			down = down || rises && least || !rises && most
		}
		switch {
		case !down && cost[j] >= 0:
			b.colUpper[j], found = b.colLower[j], true
		case !up && cost[j] <= 0:
			b.colLower[j], found = b.colUpper[j], true
		}
	}
	return found
}

// stands reports whether a column is in a row that is left.
func (b *box) stands(j int) bool {
	for k := b.p.Start[j]; k < b.p.Start[j+1]; k++ {
		if b.active[b.p.Index[k]] {
			return true
		}
	}
	return false
}

// key tells columns apart. Only binary columns that stand in an equation are the
// same in effect when all else is: one of them is chosen in any case.
func (b *box) key(j int, cost float64) string {
	var key []byte
	number := func(v float64) { key = binary.LittleEndian.AppendUint64(key, math.Float64bits(v)) }
	number(cost)
	number(b.colLower[j])
	number(b.colUpper[j])
	chosen := false
	for k := b.p.Start[j]; k < b.p.Start[j+1]; k++ {
		if i := b.p.Index[k]; b.active[i] {
			number(float64(i))
			number(b.p.Value[k])
			r := &b.p.Rows[i]
			chosen = chosen || r.Lower == 1 && r.Upper == 1 && b.p.Value[k] == 1 && b.least[i] == 0
		}
	}
	if !chosen || b.colLower[j] != 0 || b.colUpper[j] != 1 {
		number(float64(j))
	}
	return string(key)
}

// shift moves what is fixed into the bounds of the rows.
func (b *box) shift(out *shrunk) {
	kept := make([]bool, len(b.p.Cols))
	for _, j := range out.cols {
		kept[j] = true
	}
	place := make([]int, len(b.p.Rows))
	for k, i := range out.rows {
		place[i] = k + 1
	}
	for j := range b.p.Cols {
		v := b.colLower[j]
		if kept[j] || v == 0 {
			continue
		}
		for k := b.p.Start[j]; k < b.p.Start[j+1]; k++ {
			if at := place[b.p.Index[k]]; at > 0 {
				r := &out.program.Rows[at-1]
				r.Lower -= b.p.Value[k] * v
				r.Upper -= b.p.Value[k] * v
			}
		}
	}
}

// expand writes a point of what is left as a point of the original.
func (s *shrunk) expand(x []float64) []float64 {
	out := append([]float64(nil), s.fixed...)
	for k, j := range s.cols {
		out[j] = x[k]
	}
	return out
}
