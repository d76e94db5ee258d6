package formulate

import (
	"math"
	"strconv"

	"lungang/model"
)

// Decisions is what a point of the program decides.
type Decisions struct {
	Moves       []Move
	Visits      []Visit
	Parts       []Part
	Remote      []Remote
	Relaxations []model.Relaxation
}

// Move is a teacher (index) who goes to a line (index).
type Move struct{ Teacher, Line int }

// Visit is half-days of a teacher at a line of another school.
type Visit struct{ Teacher, Line, HalfDays int }

// Part is half-days of a teacher at a second line of the own school.
type Part struct{ Teacher, Line, HalfDays int }

// Remote is half-days of remote lessons from a school (index) to a line (index).
type Remote struct{ From, Line, HalfDays int }

// Decisions reads a point of whole numbers.
func (m *Model) Decisions(x []float64) Decisions {
	var d Decisions
	for _, c := range m.moves {
		if x[c.col] > 0.5 {
			d.Moves = append(d.Moves, Move{c.teacher, c.line})
		}
	}
	for _, c := range m.visits {
		if n := int(math.Round(x[c.col])); n > 0 {
			d.Visits = append(d.Visits, Visit{c.teacher, c.line, n})
		}
	}
	for _, c := range m.parts {
		if n := int(math.Round(x[c.col])); n > 0 {
			d.Parts = append(d.Parts, Part{c.teacher, c.line, n})
		}
	}
	for _, c := range m.remotes {
		if n := int(math.Round(x[c.col])); n > 0 {
			d.Remote = append(d.Remote, Remote{c.from, c.line, n})
		}
	}
	for _, s := range m.slacks {
		if n := int(math.Round(x[s.col])); n > 0 {
			d.Relaxations = append(d.Relaxations, model.Relaxation{Rule: s.rule, Subject: s.subject, Amount: n})
		}
	}
	return d
}

// Point writes decisions as a point of the program, completed. It reports the
// first decision for which there is no column, which means that a rule
// refuses it.
func (m *Model) Point(d Decisions) ([]float64, error) {
	x := make([]float64, len(m.Program.Cols))
	for _, c := range m.stay {
		if c >= 0 {
			x[c] = 1
		}
	}
	at := map[[3]int]int{}
	for _, c := range m.moves {
		at[[3]int{0, c.teacher, c.line}] = c.col
	}
	for _, c := range m.visits {
		at[[3]int{1, c.teacher, c.line}] = c.col
	}
	for _, c := range m.parts {
		at[[3]int{2, c.teacher, c.line}] = c.col
	}
	for _, c := range m.remotes {
		at[[3]int{3, c.from, c.line}] = c.col
	}
	set := func(kind, from, line, n int) error {
		col, ok := at[[3]int{kind, from, line}]
		if !ok {
			return &RefusedError{Who: m.decider(kind, from), Line: m.Facts.Lines[line].Line, Kind: kindNames[kind]}
		}
		x[col] = float64(n)
		return nil
	}
	for _, v := range d.Moves {
		if err := set(0, v.Teacher, v.Line, 1); err != nil {
			return nil, err
		}
		x[m.stay[v.Teacher]] = 0
	}
	for _, v := range d.Visits {
		if err := set(1, v.Teacher, v.Line, v.HalfDays); err != nil {
			return nil, err
		}
	}
	for _, v := range d.Parts {
		if err := set(2, v.Teacher, v.Line, v.HalfDays); err != nil {
			return nil, err
		}
	}
	for _, v := range d.Remote {
		if err := set(3, v.From, v.Line, v.HalfDays); err != nil {
			return nil, err
		}
	}
	return m.Complete(x), nil
}

// decider names the teacher or, of remote lessons, the school of a decision.
func (m *Model) decider(kind, from int) string {
	if kind == 3 {
		return string(m.Facts.Schools[from].ID)
	}
	return string(m.Facts.Teachers[from].ID)
}

var kindNames = [...]string{"move", "visit", "part-time", "remote lessons"}

// RefusedError says that a decision has no column in the program.
type RefusedError struct {
	Who  string // teacher, or school that sends remote lessons
	Line model.Line
	Kind string
}

func (e *RefusedError) Error() string {
	return e.Kind + " of " + strconv.Quote(e.Who) + " to " + e.Line.String() + " is refused by a rule"
}

// IsStay reports whether a column says that a teacher stays.
func (m *Model) IsStay(col int) bool {
	t := m.tags[col]
	return t.Teacher >= 0 && m.stay[t.Teacher] == col
}

// HasMove reports whether a teacher (index) has any destination.
func (m *Model) HasMove(teacher int) bool {
	for _, c := range m.moves {
		if c.teacher == teacher {
			return true
		}
	}
	return false
}
