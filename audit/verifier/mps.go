package verifier

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Program is a program in whole numbers: minimise Cost over the points of whole
// numbers within the bounds of columns and rows.
type Program struct {
	Columns []Column
	Rows    []Row
	Cost    []int64 // by column
}

// Column is a whole number from Lower to Upper.
type Column struct {
	Name         string
	Lower, Upper int64
}

// Row is a sum of columns between two sides, of which either may be absent.
type Row struct {
	Name         string
	Lower, Upper Side
	Entries      []Entry
}

// Side is one side of a row.
type Side struct {
	At    int64
	There bool
}

// Entry is a coefficient of a row.
type Entry struct {
	Column int32
	Value  int64
}

// limit bounds all numbers of a program, so that sums of products of two stay
// within 64 bits.
const limit = int64(1) << 31

// ReadMPS reads a program in free MPS, of the part of the format that is needed:
// one objective, rows E, L, G and N, ranges of G rows, integer columns with two
// finite bounds, whole numbers below 2^31. Anything else is an error.
func ReadMPS(r io.Reader) (*Program, error) {
	m := mps{program: &Program{}, rows: map[string]int{}, columns: map[string]int{}, kind: map[string]string{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<16)
	section, n := "", 0
	for lines.Scan() {
		n++
		line := lines.Text()
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if line[0] != ' ' {
			section = fields[0]
			if section == "ENDATA" {
				return m.end()
			}
			continue
		}
		if err := m.line(section, fields); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil, errors.Join(lines.Err(), errors.New("the program has no end"))
}

type mps struct {
	program   *Program
	objective string
	rows      map[string]int
	kind      map[string]string
	columns   map[string]int
	bounds    int // of two for each column
	integer   bool
}

func (m *mps) line(section string, f []string) error {
	switch {
	case section == "ROWS" && len(f) == 2:
		return m.row(f[0], f[1])
	case section == "COLUMNS" && len(f) == 3 && f[1] == "'MARKER'":
		m.integer = f[2] == "'INTORG'"
		return nil
	case section == "COLUMNS" && len(f) == 3:
		return m.entry(f[0], f[1], f[2])
	case section == "RHS" && len(f) == 3, section == "RANGES" && len(f) == 3:
		return m.side(section, f[1], f[2])
	case section == "BOUNDS" && len(f) == 4:
		return m.bound(f[0], f[2], f[3])
	}
	return fmt.Errorf("%s: %.80q is not read", section, strings.Join(f, " "))
}

func (m *mps) row(kind, name string) error {
	if _, twice := m.kind[name]; twice {
		return fmt.Errorf("row %s is given twice", name)
	}
	m.kind[name] = kind
	if kind == "N" && m.objective == "" {
		m.objective = name
		return nil
	}
	row := Row{Name: name}
	switch kind {
	case "E":
		row.Lower.There, row.Upper.There = true, true
	case "L":
		row.Upper.There = true
	case "G":
		row.Lower.There = true
	case "N":
	default:
		return fmt.Errorf("row %s has the unknown type %s", name, kind)
	}
	m.rows[name] = len(m.program.Rows)
	m.program.Rows = append(m.program.Rows, row)
	return nil
}

func (m *mps) entry(column, row, text string) error {
	v, err := whole(text)
	if err != nil {
		return err
	}
	p := m.program
	j, known := m.columns[column]
	if !known {
		if !m.integer {
			return fmt.Errorf("column %s need not be whole", column)
		}
		j = len(p.Columns)
		m.columns[column] = j
		p.Columns, p.Cost = append(p.Columns, Column{Name: column}), append(p.Cost, 0)
	}
	if j != len(p.Columns)-1 {
		return fmt.Errorf("column %s is not in one place", column)
	}
	if row == m.objective {
		p.Cost[j] += v
		return nil
	}
	i, known := m.rows[row]
	if !known {
		return fmt.Errorf("there is no row %s", row)
	}
	r := &p.Rows[i]
	if n := len(r.Entries); n > 0 && int(r.Entries[n-1].Column) == j {
		return fmt.Errorf("column %s stands twice in row %s", column, row)
	}
	r.Entries = append(r.Entries, Entry{int32(j), v})
	return nil
}

func (m *mps) side(section, row, text string) error {
	v, err := whole(text)
	if err != nil {
		return err
	}
	i, known := m.rows[row]
	if !known {
		return fmt.Errorf("there is no row %s", row)
	}
	r := &m.program.Rows[i]
	if section == "RHS" {
		r.Lower.At, r.Upper.At = v, v
		return nil
	}
	if m.kind[row] != "G" || v < 0 {
		return fmt.Errorf("row %s cannot have a range", row)
	}
	r.Upper = Side{r.Lower.At + v, true}
	return nil
}

func (m *mps) bound(kind, column, text string) error {
	v, err := whole(text)
	if err != nil {
		return err
	}
	j, known := m.columns[column]
	if !known {
		return fmt.Errorf("there is no column %s", column)
	}
	c := &m.program.Columns[j]
	switch kind {
	case "FX":
		c.Lower, c.Upper, m.bounds = v, v, m.bounds+2
	case "LO":
		c.Lower, m.bounds = v, m.bounds+1
	case "UP":
		c.Upper, m.bounds = v, m.bounds+1
	default:
		return fmt.Errorf("column %s has the bound %s", column, kind)
	}
	return nil
}

func (m *mps) end() (*Program, error) {
	if m.bounds != 2*len(m.program.Columns) {
		return nil, errors.New("a column does not have two bounds")
	}
	return m.program, nil
}

func whole(text string) (int64, error) {
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil || v >= limit || v <= -limit {
		return 0, fmt.Errorf("%.40q is not a whole number below 2^31", text)
	}
	return v, nil
}
