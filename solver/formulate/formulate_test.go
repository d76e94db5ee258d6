package formulate_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// district is a tiny fixture, changed by edits and formulated.
type district struct {
	*testing.T
	m       *formulate.Model
	program []string // lines of the program's canonical text
}

type edit func(*model.Problem)

func formulated(t *testing.T, name string, edits ...edit) district {
	t.Helper()
	p, err := fixtures.Get("tiny/" + name)
	require.NoError(t, err)
	for _, e := range edits {
		e(p)
	}
	f, err := policy.Derive(p)
	require.NoError(t, err)
	m, err := formulate.Formulate(t.Context(), f)
	require.NoError(t, err)
	var lines []string
	for l := range strings.Lines(m.Program.String()) {
		lines = append(lines, strings.TrimSpace(l))
	}
	return district{t, m, lines}
}

// rows demands rows and bounds, word for word.
func (d district) rows(want ...string) {
	d.Helper()
	for _, w := range want {
		require.Contains(d, d.program, w)
	}
}

// none demands that no row or column has a name that begins so.
func (d district) none(prefixes ...string) {
	d.Helper()
	for _, p := range prefixes {
		for _, r := range d.m.Program.Rows {
			require.False(d, strings.HasPrefix(r.Name, p), "row %s", r.Name)
		}
		for _, c := range d.m.Program.Cols {
			require.False(d, strings.HasPrefix(c.Name, p), "column %s", c.Name)
		}
	}
}

// refuses demands that a rule refuses the move of a teacher to a primary line,
// and that there is no column for it.
func (d district) refuses(rule string, teacher model.TeacherID, school, subject string) {
	d.Helper()
	require.Equal(d, rule, d.refusal(teacher, school, subject))
	d.none("move[" + string(teacher) + "," + school + "/primary/" + subject)
}

// admits demands that no rule refuses the move.
func (d district) admits(teacher model.TeacherID, school, subject string) {
	d.Helper()
	require.Empty(d, d.refusal(teacher, school, subject))
	d.rows("0 <= move[" + string(teacher) + "," + school + "/primary/" + subject + "] <= 1")
}

func (d district) refusal(teacher model.TeacherID, school, subject string) string {
	d.Helper()
	t := d.m.Facts.Teacher(teacher)
	l := d.m.Facts.Line(model.Line{School: model.SchoolID(school), Stage: model.Primary, Subject: model.Subject(subject)})
	require.NotNil(d, t)
	require.NotNil(d, l)
	return formulate.RefusesMove(d.m.Facts, t, l)
}

// set changes a parameter of the pack.
func set(name string, value any) edit {
	return func(p *model.Problem) {
		raw, err := json.Marshal(value)
		if err != nil {
			panic(err) // only plain values come here
		}
		p.Pack.Overrides = slices.DeleteFunc(p.Pack.Overrides, func(o model.Override) bool { return o.Parameter == name })
		p.Pack.Overrides = append(p.Pack.Overrides, model.Override{Parameter: name, Value: raw, Reason: "test", Approver: "test"})
	}
}

// teacher changes a teacher.
func teacher(id model.TeacherID, change func(*model.Teacher)) edit {
	return func(p *model.Problem) {
		for i := range p.Teachers {
			if p.Teachers[i].ID == id {
				change(&p.Teachers[i])
			}
		}
	}
}

// due gives a teacher six years at the school and more.
func due(id model.TeacherID) edit {
	return teacher(id, func(t *model.Teacher) { t.Since = model.NewDate(2018, time.September, 1) })
}

func pin(id model.TeacherID, kind model.PinKind, school model.SchoolID) edit {
	return func(p *model.Problem) {
		p.Pins = append(p.Pins, model.Pin{Teacher: id, Kind: kind, School: school, Reason: "test", Author: "test"})
	}
}
