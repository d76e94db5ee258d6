package lp

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// WriteMPS writes the program in free MPS format, with the header
// "NAME x FREE" that COIN-OR readers ask for. Names are made safe for
// readers that split at blanks and limit their length: other characters than
// ASCII letters, digits, Han characters and a few signs become _uXXXX_ escapes,
// and names that are longer than 120 bytes or meet another name after escaping
// are cut and get the suffix _#n with their number. Numbers are written in the
// shortest form that reads back exactly; only the width of a ranged row is
// rounded. Free rows are written as N rows, which some readers drop: they never
// matter to the optimum.
func (p *Program) WriteMPS(w io.Writer) error {
	out := bufio.NewWriter(w)
	cols := make([]string, len(p.Cols))
	for j := range p.Cols {
		cols[j] = p.Cols[j].Name
	}
	rows := make([]string, len(p.Rows), len(p.Rows)+1)
	for i := range p.Rows {
		rows[i] = p.Rows[i].Name
	}
	cols = safeNames(cols)
	rows = safeNames(append(rows, "OBJECTIVE"))
	objective := rows[len(p.Rows)]
	put := func(parts ...string) {
		for i, s := range parts {
			if i > 0 {
				out.WriteByte(' ') //nolint:errcheck // Flush reports it
			}
			out.WriteString(s) //nolint:errcheck // Flush reports it
		}
		out.WriteByte('\n') //nolint:errcheck // Flush reports it
	}
	put("NAME", safeNames([]string{p.Name})[0], "FREE")
	put("ROWS")
	put(" N", objective)
	for i := range p.Rows {
		put(" "+rowType(p.Rows[i]), rows[i])
	}
	put("COLUMNS")
	p.mpsColumns(put, cols, rows, objective)
	put("RHS")
	for i := range p.Rows {
		r := p.Rows[i]
		v := r.Lower
		if rowType(r) == "L" {
			v = r.Upper
		}
		if rowType(r) != "N" && v != 0 {
			put(" RHS", rows[i], number(v))
		}
	}
	put("RANGES")
	for i := range p.Rows {
		if r := p.Rows[i]; !isInf(r.Lower) && !isInf(r.Upper) && r.Lower != r.Upper {
			put(" RANGE", rows[i], number(r.Upper-r.Lower))
		}
	}
	put("BOUNDS")
	for j := range p.Cols {
		mpsBounds(put, cols[j], p.Cols[j])
	}
	put("ENDATA")
	return out.Flush()
}

func (p *Program) mpsColumns(put func(...string), cols, rows []string, objective string) {
	inside, markers := false, 0
	marker := func(on bool) {
		if on == inside {
			return
		}
		word := "'INTEND'"
		if on {
			word = "'INTORG'"
		}
		put(" MARKER"+strconv.Itoa(markers), "'MARKER'", word)
		markers++
		inside = on
	}
	for j := range p.Cols {
		marker(p.Cols[j].Integer)
		// a column without entries must still be named, so its cost is
		// written even when it is zero
		if c := p.Cols[j].Cost; c != 0 || p.Start[j] == p.Start[j+1] {
			put(" "+cols[j], objective, number(c))
		}
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			put(" "+cols[j], rows[p.Index[k]], number(p.Value[k]))
		}
	}
	marker(false)
}

// rowType is the MPS letter of a row; a ranged row is G with a RANGES entry.
func rowType(r Row) string {
	switch {
	case r.Lower == r.Upper:
		return "E"
	case isInf(r.Lower) && isInf(r.Upper):
		return "N"
	case isInf(r.Lower):
		return "L"
	}
	return "G"
}

// mpsBounds always writes both sides, because the defaults of integer columns
// differ between readers. The lower side comes first: some readers change it
// when they meet a negative upper bound.
func mpsBounds(put func(...string), name string, c Column) {
	switch {
	case c.Lower == c.Upper:
		put(" FX BND", name, number(c.Lower))
		return
	case isInf(c.Lower) && isInf(c.Upper):
		put(" FR BND", name)
		return
	case isInf(c.Lower):
		put(" MI BND", name)
	default:
		put(" LO BND", name, number(c.Lower))
	}
	if math.IsInf(c.Upper, 1) {
		put(" PL BND", name)
		return
	}
	put(" UP BND", name, number(c.Upper))
}

// safeNames escapes names and keeps them unique and short.
func safeNames(names []string) []string {
	// Readers promise 255 bytes, but cbc 2.10 crashes from about 160 on.
	const longest = 120
	safe := make([]string, len(names))
	used := make(map[string]bool, len(names))
	for i, name := range names {
		s := escapeName(name)
		if len(s) > longest {
			s = strings.ToValidUTF8(s[:longest-16], "") // no half runes
		}
		if s != escapeName(name) || used[s] {
			base := s
			for n := i; ; n += len(names) {
				s = base + "_#" + strconv.Itoa(n)
				if !used[s] {
					break
				}
			}
		}
		used[s] = true
		safe[i] = s
	}
	return safe
}

func escapeName(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', unicode.Is(unicode.Han, r):
			b.WriteRune(r)
		// a name must not start like a number, a comment or an option
		case i > 0 && (r >= '0' && r <= '9' || strings.ContainsRune("[](){}.,:;=/|@#-+", r)):
			b.WriteRune(r)
		default:
			b.WriteString("_u" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + "_")
		}
	}
	if b.Len() == 0 {
		return "_empty_"
	}
	return b.String()
}
