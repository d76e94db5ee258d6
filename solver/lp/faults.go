package lp

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// FaultKind says what is wrong with a part of a program.
type FaultKind string

// Kinds of faults.
const (
	// FaultName: a row or column without a name.
	FaultName FaultKind = "empty name"
	// FaultDuplicateName: two columns, or two rows, with one name.
	FaultDuplicateName FaultKind = "duplicate name"
	// FaultNotFinite: a coefficient or cost that is NaN or infinite.
	FaultNotFinite FaultKind = "not a finite number"
	// FaultScale: a coefficient or cost too large or too small for reliable
	// floating-point pivoting.
	FaultScale FaultKind = "badly scaled"
	// FaultBound: a bound that is NaN, a lower bound of +Inf, an upper bound of
	// -Inf, or a finite bound beyond MaxBound.
	FaultBound FaultKind = "bad bound"
	// FaultCrossed: a lower bound above the upper bound.
	FaultCrossed FaultKind = "lower bound above upper bound"
	// FaultDuplicateEntry: two coefficients for one row and column.
	FaultDuplicateEntry FaultKind = "duplicate entry"
	// FaultIndex: a row or column number that does not exist.
	FaultIndex FaultKind = "index out of range"
	// FaultShape: arrays of a hand-made Program that do not fit together.
	FaultShape FaultKind = "arrays do not fit together"
)

// Limits on the size of numbers. Outside them solvers lose digits silently.
const (
	// MinCoefficient and MaxCoefficient hold for |a| of a matrix entry.
	MinCoefficient = 1e-6
	MaxCoefficient = 1e6
	// MinCost and MaxCost hold for |c| of a nonzero cost. Blended objectives
	// need more room than matrix entries.
	MinCost = 1e-9
	MaxCost = 1e12
	// MaxBound is the largest finite bound of a row or column.
	MaxBound = 1e15
)

// Fault is one thing that is wrong with the input.
type Fault struct {
	Kind FaultKind
	// Name tells the place: "column x", "row cap", "row cap, column x".
	Name string
	// Value is the offending value as text.
	Value string
	// Remedy says in one sentence what to do.
	Remedy string
}

// String is one line for people.
func (f Fault) String() string {
	return fmt.Sprintf("%s: %s (%s); %s", f.Name, f.Kind, f.Value, f.Remedy)
}

// Faults is the error of Build and Check. It holds every fault that was found.
type Faults struct {
	Program string
	List    []Fault
}

// Error lists the first ten faults, one per line.
func (f *Faults) Error() string {
	const shown = 10
	var b strings.Builder
	fmt.Fprintf(&b, "program %q has %d fault(s)", f.Program, len(f.List))
	for i, x := range f.List {
		if i == shown {
			fmt.Fprintf(&b, "\n  and %d more", len(f.List)-shown)
			break
		}
		b.WriteString("\n  ")
		b.WriteString(x.String())
	}
	return b.String()
}

// number formats a value in the shortest form that reads back exactly.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// boundFaults checks one pair of bounds.
func boundFaults(list []Fault, name string, lower, upper float64) []Fault {
	bad := false
	report := func(which string, v float64, remedy string) {
		bad = true
		list = append(list, Fault{FaultBound, name, which + " " + number(v), remedy})
	}
	for _, b := range []struct {
		which string
		v     float64
		wrong int
	}{{"lower", lower, 1}, {"upper", upper, -1}} {
		switch {
		case math.IsNaN(b.v):
			report(b.which, b.v, "give a number, or math.Inf for no bound")
		case math.IsInf(b.v, b.wrong):
			report(b.which, b.v, "no value can satisfy this bound; the infinity has the wrong sign")
		case !isInf(b.v) && math.Abs(b.v) > MaxBound:
			report(b.which, b.v, "use math.Inf for no bound, or another unit")
		}
	}
	if !bad && lower > upper {
		list = append(list, Fault{FaultCrossed, name, number(lower) + " > " + number(upper), "swap or correct the bounds"})
	}
	return list
}

// coefficientFault checks one nonzero number against its limits.
func coefficientFault(list []Fault, name string, v, least, most float64) []Fault {
	switch {
	case math.IsNaN(v) || isInf(v):
		return append(list, Fault{FaultNotFinite, name, number(v), "check the computation that produced it"})
	case math.Abs(v) > most || (v != 0 && math.Abs(v) < least):
		return append(list, Fault{FaultScale, name, number(v),
			fmt.Sprintf("choose units so that it lies between %g and %g", least, most)})
	}
	return list
}

// Check validates a Program that was put together by hand or came from
// outside: shapes, indices, names, bounds and finite numbers. Programs from
// Build pass. The error is a *Faults. Coefficients only have to be finite and
// at most MaxCost, since rows that cut the objective carry costs.
func (p *Program) Check() error {
	var list []Fault
	n, m := len(p.Cols), len(p.Rows)
	shape := func(value, remedy string) {
		list = append(list, Fault{FaultShape, "matrix", value, remedy})
	}
	switch {
	case len(p.Start) != n+1:
		shape(fmt.Sprintf("len(Start)=%d", len(p.Start)), fmt.Sprintf("must be %d, the number of columns plus one", n+1))
	case p.Start[0] != 0 || int(p.Start[n]) != len(p.Index) || len(p.Index) != len(p.Value):
		shape(fmt.Sprintf("Start %d..%d, %d indices, %d values", p.Start[0], p.Start[n], len(p.Index), len(p.Value)),
			"Start must run from 0 to the number of entries")
	default:
		list = p.checkEntries(list, m)
	}
	list = p.checkNames(list)
	for j := range p.Cols {
		c := &p.Cols[j]
		list = boundFaults(list, "column "+c.Name, c.Lower, c.Upper)
		list = coefficientFault(list, "cost of column "+c.Name, c.Cost, 0, MaxCost)
	}
	for i := range p.Rows {
		list = boundFaults(list, "row "+p.Rows[i].Name, p.Rows[i].Lower, p.Rows[i].Upper)
	}
	if len(list) > 0 {
		return &Faults{Program: p.Name, List: list}
	}
	return nil
}

func (p *Program) checkEntries(list []Fault, m int) []Fault {
	for j := range p.Cols {
		a, b := p.Start[j], p.Start[j+1]
		if a < 0 || b < a || int(b) > len(p.Index) {
			return append(list, Fault{FaultShape, "column " + p.Cols[j].Name, fmt.Sprintf("entries %d..%d", a, b), "Start must not decrease"})
		}
		last := int32(-1)
		for k := a; k < b; k++ {
			i := p.Index[k]
			switch {
			case i < 0 || int(i) >= m:
				list = append(list, Fault{FaultIndex, "column " + p.Cols[j].Name, "row " + strconv.Itoa(int(i)),
					fmt.Sprintf("rows run from 0 to %d", m-1)})
			case i == last:
				list = append(list, Fault{FaultDuplicateEntry, "row " + p.Rows[i].Name + ", column " + p.Cols[j].Name, number(p.Value[k]), "add the two values up"})
			case i < last:
				list = append(list, Fault{FaultShape, "column " + p.Cols[j].Name, "row " + strconv.Itoa(int(i)), "sort the entries of a column by row"})
			}
			if i > last {
				last = i
			}
			if v := p.Value[k]; !(math.Abs(v) <= MaxCost) {
				list = coefficientFault(list, "an entry of column "+p.Cols[j].Name, v, 0, MaxCost)
			}
		}
	}
	return list
}

func (p *Program) checkNames(list []Fault) []Fault {
	seen := make(map[string]struct{}, max(len(p.Cols), len(p.Rows)))
	for j := range p.Cols {
		list = nameFault(list, seen, "column", j, p.Cols[j].Name)
	}
	clear(seen)
	for i := range p.Rows {
		list = nameFault(list, seen, "row", i, p.Rows[i].Name)
	}
	return list
}

func nameFault(list []Fault, seen map[string]struct{}, what string, at int, name string) []Fault {
	if name == "" {
		return append(list, Fault{FaultName, what + " " + strconv.Itoa(at), `""`, "give it a name that says what it stands for"})
	}
	if _, twice := seen[name]; twice {
		return append(list, Fault{FaultDuplicateName, what + " " + name, what + " " + strconv.Itoa(at), "make the name unique"})
	}
	seen[name] = struct{}{}
	return list
}
