package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

// handEdits are changes that a person may make to a plan, each with a rule
// that the check must name.
var handEdits = []struct {
	name string
	rule string
	edit func(t *testing.T, p *model.Problem, plan *model.Plan)
}{
	{"a move is taken out", "coverage", func(t *testing.T, _ *model.Problem, plan *model.Plan) {
		i := indexOf(t, plan.Moves, func(m model.Move) bool { return m.From.Subject == m.To.Subject })
		plan.Moves = append(plan.Moves[:i], plan.Moves[i+1:]...)
	}},
	{"a teacher is moved by hand", "one_place", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		again := plan.Moves[0]
		again.To.School = plan.Moves[len(plan.Moves)-1].To.School
		plan.Moves = append(plan.Moves, again)
	}},
	{"an exempt teacher is moved", "exempt", func(t *testing.T, p *model.Problem, plan *model.Plan) {
		i := indexOf(t, plan.Verdicts, func(v model.Verdict) bool { return v.Kind == model.Exempt })
		plan.Moves[0].Teacher = plan.Verdicts[i].Teacher
		plan.Moves[0].From = baseLine(t, p, plan.Verdicts[i].Teacher)
	}},
	{"a teacher moves inside the own school", "route", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Moves[0].To = plan.Moves[0].From
	}},
	{"a teacher moves to another subject", "qualified", func(t *testing.T, p *model.Problem, plan *model.Plan) {
		plan.Moves[0].To.Subject = foreignTo(t, p, plan.Moves[0].Teacher)
	}},
	{"a visitor teaches more half-days than there are", "visits", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Visits[0].HalfDays = 40
	}},
	{"part-time grows", "part_time", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.PartTime[0].HalfDays = 40
	}},
	{"a vacancy is hidden", "coverage", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Vacancies = plan.Vacancies[1:]
	}},
	{"the minutes are made smaller", "plan.move", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Moves[0].Minutes++
	}},
	{"a tier looks better than it is", "tier:vacancy", func(t *testing.T, _ *model.Problem, plan *model.Plan) {
		i := indexOf(t, plan.Tiers, func(r model.TierResult) bool { return r.ID == "vacancy" })
		plan.Tiers[i].Value--
		plan.Tiers[i].Bound--
	}},
	{"a relaxation is invented", "plan.relaxation", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Relaxations = append(plan.Relaxations, model.Relaxation{Rule: "rotation_floor", Subject: "district", Amount: 1})
	}},
	{"a verdict is changed", "plan.verdict", func(t *testing.T, _ *model.Problem, plan *model.Plan) {
		i := indexOf(t, plan.Verdicts, func(v model.Verdict) bool { return v.Kind == model.Must })
		plan.Verdicts[i].Kind = model.NotDue
	}},
	{"an indicator is polished", "plan.indicators", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Indicators.After[0].Passed--
	}},
	{"a justification is taken out", "plan.justification", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.Justifications = nil
	}},
	{"another problem", "plan.problem", func(_ *testing.T, _ *model.Problem, plan *model.Plan) {
		plan.ProblemHash = plan.Pack.Hash
	}},
}

// The plan that demo writes passes; after any one hand edit it does not, and
// the rule is named. The seal alone would show that something was changed; the
// edits are sealed again, as somebody would who means to hide them.
func TestHandEdits(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a whole solve and thirty checks, none of them side by side")
	}
	problemFile, planFile := solved(t, "litong")
	require.Equal(t, exitDone, lungang(t, "", "check", problemFile, planFile).code)
	problem, text := decoded[model.Problem](t, problemFile), fileText(t, planFile)
	for _, e := range handEdits {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			plan := &model.Plan{}
			require.NoError(t, json.Unmarshal(text, plan))
			e.edit(t, problem, plan)
			plan.Seal()
			edited := filepath.Join(t.TempDir(), "edited.json")
			f, err := os.Create(edited)
			require.NoError(t, err)
			require.NoError(t, model.EncodePlan(f, plan))
			require.NoError(t, f.Close())

			r := lungang(t, "", "check", problemFile, edited, "--json")
			require.Equal(t, exitBroken, r.code, r.stderr)
			report := &check.Report{}
			require.NoError(t, json.Unmarshal([]byte(r.stdout), report))
			rules := map[string]bool{}
			for _, v := range report.Violations {
				rules[v.Rule] = true
				require.NotEmpty(t, v.Pointer)
				require.NotEmpty(t, v.Message.ZH)
				require.NotEmpty(t, v.Message.EN)
			}
			require.True(t, rules[e.rule], "%v", rules)
		})
	}
}

// Without a new seal, any change at all is seen.
func TestBrokenSeal(t *testing.T) {
	t.Parallel()
	problem, plan := solved(t, "tiny/due")
	p := decoded[model.Plan](t, plan)
	p.Versions.CBC = "9.9.9"
	f, err := os.Create(plan)
	require.NoError(t, err)
	require.NoError(t, model.EncodePlan(f, p))
	require.NoError(t, f.Close())
	r := lungang(t, "", "check", problem, plan)
	require.Equal(t, exitBroken, r.code)
	require.Contains(t, r.stdout, "plan.seal")
}

func fileText(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	return text
}

func decoded[T any](t *testing.T, name string) *T {
	t.Helper()
	out := new(T)
	require.NoError(t, json.Unmarshal(fileText(t, name), out))
	return out
}

func indexOf[T any](t *testing.T, list []T, is func(T) bool) int {
	t.Helper()
	for i := range list {
		if is(list[i]) {
			return i
		}
	}
	require.Fail(t, "nothing to edit")
	return -1
}

func teacherOf(t *testing.T, p *model.Problem, id model.TeacherID) *model.Teacher {
	t.Helper()
	return &p.Teachers[indexOf(t, p.Teachers, func(x model.Teacher) bool { return x.ID == id })]
}

func baseLine(t *testing.T, p *model.Problem, id model.TeacherID) model.Line {
	t.Helper()
	x := teacherOf(t, p, id)
	q, ok := x.PrimaryQualification()
	require.True(t, ok)
	return model.Line{School: x.School, Stage: q.Stage, Subject: q.Subject}
}

// foreignTo is a subject that the teacher has no qualification for.
func foreignTo(t *testing.T, p *model.Problem, id model.TeacherID) model.Subject {
	t.Helper()
	x := teacherOf(t, p, id)
	for _, s := range []model.Subject{"chinese", "math", "pe", "arts", "physics"} {
		known := false
		for _, q := range x.Qualifications {
			known = known || q.Subject == s
		}
		if !known {
			return s
		}
	}
	require.Fail(t, "a teacher of everything")
	return ""
}
