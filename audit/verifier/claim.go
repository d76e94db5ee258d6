package verifier

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// The argument. A plan is best when no other has better values of the tiers, one
// after the other. The program falls into parts that share no column and no row,
// so the whole is best when every part is. Of each part a proof says, tier by
// tier: no point has value ≤ v−1 in this tier, and values ≤ v in those above.
//
// One vector w of whole weights for rows proves something by one sum. With
// d_j = −Σ_i w_i·a_ij every point satisfies
//
//	0 ≥ T = Σ_i (w_i>0 ? L_i : U_i)·w_i + Σ_j (d_j>0 ? l_j : u_j)·d_j
//
// since w_i·(row_i − its side) ≥ 0, d_j·(x_j − its bound) ≥ 0, and the x cancel.
// T > 0 proves that there is no point. A column that stands k units off the bound
// used adds k·|d_j|, so that none stands more than ⌊−T/|d_j|⌋ off; rows likewise.
// This is Farkas' lemma and reduced cost fixing (Dantzig, Fulkerson and Johnson,
// 1954). Cuts are mixed-integer rounding (Nemhauser and Wolsey, 1990).

// Part is one block of the program, with its proof. Numbers of columns and rows
// are places in the program; inside the proof they are places in the part.
type Part struct {
	Columns []int32 `json:"columns"`
	Rows    []int32 `json:"rows"`
	Proof   Proof   `json:"proof"`
}

// Proof is a list of steps.
type Proof struct {
	Steps []Step `json:"steps"`
}

// Step is one of its fields.
type Step struct {
	Open  *Open  `json:"open,omitempty"`
	Fix   *Fix   `json:"fix,omitempty"`
	Cut   *Cut   `json:"cut,omitempty"`
	Claim *Claim `json:"claim,omitempty"`
}

// Open goes on with the points whose tier has at most a value: one more row.
type Open struct {
	Objective int   `json:"objective"`
	AtMost    int64 `json:"atMost"`
}

// Vector is weights for some rows.
type Vector struct {
	Rows    []int32 `json:"rows"`
	Weights []int64 `json:"weights"`
}

// Fix tightens columns and rows as far as the vector allows.
type Fix struct {
	Vector  Vector  `json:"vector"`
	Columns []int32 `json:"columns,omitempty"`
	Rows    []int32 `json:"fixedRows,omitempty"`
}

// Claim says that no point has a tier below the value that it was opened with.
type Claim struct {
	Objective int   `json:"objective"`
	Value     int64 `json:"value"`
	Tree      Node  `json:"tree"`
}

// Node is a leaf with a vector, or both sides of a column: at most At, or more.
type Node struct {
	Vector *Vector `json:"vector,omitempty"`
	Column int32   `json:"column,omitempty"`
	At     int64   `json:"at,omitempty"`
	Below  *Node   `json:"below,omitempty"`
	Above  *Node   `json:"above,omitempty"`
}

// state is what is known so far of a part.
type state struct {
	columns    []Column
	rows       []Row
	objectives [][]int64
	opened     []int // row of each tier, or −1
	atMost     []int64
	proved     []bool
	d          []int64 // by column, of the last vector
	touched    []int32
}

// Check checks a part's proof. It returns, for every objective from the first on,
// the value that no point can undercut given those above; the list ends with the
// first objective of which nothing is proved.
func (p *Part) Check(program *Program, objectives [][]int64) ([]int64, error) {
	s, err := p.begin(program, objectives)
	if err != nil {
		return nil, err
	}
	for n := range p.Proof.Steps {
		if err := s.step(&p.Proof.Steps[n]); err != nil {
			return nil, fmt.Errorf("step %d: %w", n+1, err)
		}
	}
	var values []int64
	for k := range s.objectives {
		if v, ok := s.value(k); ok {
			values = append(values, v)
			continue
		}
		break
	}
	return values, nil
}

// value is what is proved of an objective: by a claim, or because no column of the
// part costs anything in it.
func (s *state) value(k int) (int64, bool) {
	if s.proved[k] {
		return s.atMost[k], true
	}
	return 0, !slices.ContainsFunc(s.objectives[k], func(c int64) bool { return c != 0 })
}

// begin cuts the part out of the program. Every entry of its rows must be in its
// columns, and every entry of its columns in its rows: see Cover.
func (p *Part) begin(program *Program, objectives [][]int64) (*state, error) {
	place := make(map[int32]int32, len(p.Columns))
	s := &state{d: make([]int64, len(p.Columns)), atMost: make([]int64, len(objectives)), proved: make([]bool, len(objectives))}
	for k, j := range p.Columns {
		if _, twice := place[j]; twice || j < 0 || int(j) >= len(program.Columns) {
			return nil, fmt.Errorf("column %d is not one of the program, or twice in the part", j)
		}
		place[j] = int32(k)
		s.columns = append(s.columns, program.Columns[j])
	}
	for _, i := range p.Rows {
		if i < 0 || int(i) >= len(program.Rows) {
			return nil, fmt.Errorf("there is no row %d", i)
		}
		row := program.Rows[i]
		row.Entries = slices.Clone(row.Entries)
		for e := range row.Entries {
			k, inside := place[row.Entries[e].Column]
			if !inside {
				return nil, fmt.Errorf("row %s reaches out of the part", row.Name)
			}
			row.Entries[e].Column = k
		}
		s.rows = append(s.rows, row)
	}
	for _, cost := range objectives {
		own := make([]int64, len(p.Columns))
		for k, j := range p.Columns {
			own[k] = cost[j]
		}
		s.objectives, s.opened = append(s.objectives, own), append(s.opened, -1)
	}
	return s, nil
}

// Cover checks that parts share nothing and have every column. Rows that no part
// has may be left out: they would only make points fewer.
func Cover(program *Program, parts []Part) error {
	columns := make([]bool, len(program.Columns))
	n := 0
	for _, p := range parts {
		for _, j := range p.Columns {
			if j < 0 || int(j) >= len(columns) || columns[j] {
				return fmt.Errorf("column %d is in two parts, or in none", j)
			}
			columns[j] = true
			n++
		}
	}
	if n != len(columns) {
		return fmt.Errorf("%d of %d columns are in no part", len(columns)-n, len(columns))
	}
	return nil
}

func (s *state) step(t *Step) error {
	switch {
	case t.Open != nil:
		return s.open(t.Open)
	case t.Fix != nil:
		return s.fix(t.Fix)
	case t.Cut != nil:
		return s.cut(t.Cut)
	case t.Claim != nil:
		return s.claim(t.Claim)
	}
	return errors.New("it says nothing")
}

// open adds the row of an objective. Objectives are opened from the first on, so
// that a claim speaks of the values above it only.
func (s *state) open(o *Open) error {
	if !inRange(int32(o.Objective), len(s.opened)) || s.opened[o.Objective] >= 0 || s.last() >= o.Objective {
		return fmt.Errorf("objective %d cannot be opened here", o.Objective)
	}
	row := Row{Name: fmt.Sprintf("objective %d", o.Objective), Upper: Side{o.AtMost, true}}
	for j, c := range s.objectives[o.Objective] {
		if c != 0 {
			row.Entries = append(row.Entries, Entry{int32(j), c})
		}
	}
	s.opened[o.Objective], s.atMost[o.Objective] = len(s.rows), o.AtMost
	s.rows = append(s.rows, row)
	return nil
}

// last is the last objective that is open, or −1.
func (s *state) last() int {
	for k, row := range slices.Backward(s.opened) {
		if row >= 0 {
			return k
		}
	}
	return -1
}

// total computes T of a vector, and leaves d behind.
func (s *state) total(v *Vector) (*big.Int, error) {
	for _, j := range s.touched {
		s.d[j] = 0
	}
	s.touched = s.touched[:0]
	if len(v.Rows) != len(v.Weights) {
		return nil, errors.New("a weight for each row is needed")
	}
	var t sum
	for k, i := range v.Rows {
		if !inRange(i, len(s.rows)) || k > 0 && i <= v.Rows[k-1] {
			return nil, errors.New("rows of a vector rise, and are there")
		}
		w, r := v.Weights[k], &s.rows[i]
		side := r.Upper
		if w > 0 {
			side = r.Lower
		}
		if !side.There || w > 1<<61 || w < -1<<61 {
			return nil, fmt.Errorf("row %s has no such side, or too large a weight", r.Name)
		}
		t.add(w, side.At)
		for _, e := range r.Entries {
			x, ok := product(w, e.Value)
			if s.d[e.Column] == 0 {
				s.touched = append(s.touched, e.Column) // perhaps twice, which does no harm here
			}
			d := s.d[e.Column] - x
			if !ok || d > 1<<61 || d < -1<<61 {
				return nil, errors.New("a number is too large")
			}
			s.d[e.Column] = d
		}
	}
	slices.Sort(s.touched)
	s.touched = slices.Compact(s.touched)
	for _, j := range s.touched {
		if d := s.d[j]; d > 0 {
			t.add(d, s.columns[j].Lower)
		} else {
			t.add(d, s.columns[j].Upper)
		}
	}
	return t.value(), nil
}

func (s *state) fix(f *Fix) error {
	t, err := s.total(&f.Vector)
	if err != nil {
		return err
	}
	if t.Sign() > 0 || t.BitLen() > 62 {
		return errors.New("the sum is positive, or too large")
	}
	room := -t.Int64()
	for _, j := range f.Columns {
		if !inRange(j, len(s.columns)) || s.d[j] == 0 {
			return errors.New("the vector says nothing of a column")
		}
		if c := &s.columns[j]; s.d[j] > 0 {
			c.Upper = min(c.Upper, c.Lower+room/s.d[j])
		} else {
			c.Lower = max(c.Lower, c.Upper-room/-s.d[j])
		}
	}
	for _, i := range f.Rows {
		k, found := slices.BinarySearch(f.Vector.Rows, i)
		if !found || f.Vector.Weights[k] == 0 {
			return errors.New("the vector says nothing of a row")
		}
		w, r := f.Vector.Weights[k], &s.rows[i]
		if w > 0 && (!r.Upper.There || r.Lower.At+room/w < r.Upper.At) {
			r.Upper = Side{r.Lower.At + room/w, true}
		} else if w < 0 && (!r.Lower.There || r.Upper.At-room/-w > r.Lower.At) {
			r.Lower = Side{r.Upper.At - room/-w, true}
		}
	}
	return nil
}

func (s *state) claim(c *Claim) error {
	k := c.Objective
	if !inRange(int32(k), len(s.opened)) || s.opened[k] < 0 || s.atMost[k] != c.Value || s.last() != k {
		return fmt.Errorf("objective %d is not the one that was opened last, with that value", k)
	}
	if err := s.node(k, &c.Tree); err != nil {
		return fmt.Errorf("claim about objective %d: %w", k, err)
	}
	s.proved[k] = true
	return nil
}

func (s *state) node(k int, n *Node) error {
	if n.Below == nil && n.Above == nil && n.Vector != nil {
		return s.leaf(k, n.Vector)
	}
	if n.Below == nil || n.Above == nil || !inRange(n.Column, len(s.columns)) {
		return errors.New("a branching needs a column and both sides")
	}
	c := &s.columns[n.Column]
	was := *c
	c.Upper = min(was.Upper, n.At)
	err := s.side(k, n.Below, c)
	*c = was
	if err == nil {
		c.Lower = max(was.Lower, n.At+1)
		err = s.side(k, n.Above, c)
		*c = was
	}
	return err
}

// side looks at one side of a branching; where no number is left, nothing is to
// be proved.
func (s *state) side(k int, n *Node, c *Column) error {
	if c.Lower > c.Upper {
		return nil
	}
	return s.node(k, n)
}

// leaf proves that no point is left: the row of the objective, counted with a
// negative weight at its side v, stands at least one unit below it. That unit is
// not there once a vector has tightened the side.
func (s *state) leaf(k int, v *Vector) error {
	t, err := s.total(v)
	if err != nil {
		return err
	}
	if at, found := slices.BinarySearch(v.Rows, int32(s.opened[k])); found && v.Weights[at] < 0 && s.rows[s.opened[k]].Upper.At == s.atMost[k] {
		t.Sub(t, big.NewInt(v.Weights[at]))
	}
	if t.Sign() <= 0 {
		return errors.New("the sum of a leaf proves nothing")
	}
	return nil
}
