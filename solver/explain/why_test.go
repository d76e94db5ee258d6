package explain

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/formulate"
)

const whyFolder = "../../fixtures/golden/why"

func solved(t testing.TB, p *model.Problem) *solver.Result {
	t.Helper()
	r, err := solver.Solve(t.Context(), p, solver.Options{Workers: 1, Runner: runner(t)})
	if none, ok := errors.AsType[*solver.NoPlanError](err); ok {
		require.True(t, none.Searched)
		return nil
	}
	require.NoError(t, err)
	return r
}

// ask asks, and solves the other case when no rule forbids it.
func ask(t testing.TB, r *solver.Result, q WhyQuestion) *Why {
	t.Helper()
	w, err := Ask(r.Facts, r.Plan, q)
	require.NoError(t, err)
	if w.Answer == AnswerForbidden {
		return w
	}
	require.Equal(t, AnswerOpen, w.Answer)
	require.False(t, w.Exact)
	if other := solved(t, w.Problem(r.Facts.Problem)); other != nil {
		w.Compare(r.Facts, r.Plan, other.Plan)
	} else {
		w.None()
	}
	return w
}

// Every kind of answer, in districts whose stories say it beforehand.
func TestKnownAnswers(t *testing.T) {
	cases := []struct {
		fixture string
		teacher model.TeacherID
		school  model.SchoolID
		pin     model.PinKind
		answer  Answer
		because string // rules that forbid it, or tier and cost
		clause  string // of the first rule that forbids it
	}{
		{"travel", "T1", "V1", model.PinGo, AnswerForbidden, "travel", ""},
		{"qualified", "T2", "V1", model.PinGo, AnswerForbidden, "qualified", ""},
		{"qualified", "T3", "V1", model.PinGo, AnswerForbidden, "qualified", ""},
		{"route", "T3", "V1", model.PinGo, AnswerForbidden, "route", "B1-21"},
		{"no_return", "T1", "V1", model.PinGo, AnswerForbidden, "no_return", ""},
		{"exempt", "T1", "V1", model.PinGo, AnswerForbidden, "exempt", ""},
		{"exempt", "T1", "U1", model.PinMove, AnswerForbidden, "exempt", ""},
		{"due", "T2", "V1", model.PinGo, AnswerForbidden, "one_place", ""},
		{"pins", "T1", "V1", model.PinGo, AnswerForbidden, "exempt", ""},
		{"pins", "T2", "C1", model.PinGo, AnswerForbidden, "exempt", ""},
		{"pins", "T3", "C1", model.PinNotGo, AnswerForbidden, "one_place", ""},
		{"pins", "T3", "U1", model.PinStay, AnswerForbidden, "one_place", ""},
		{"travel", "T3", "V1", model.PinNotGo, AnswerCost, "vacancy 3", ""},
		{"travel", "T3", "U2", model.PinStay, AnswerCost, "vacancy 3", ""},
		{"outflow", "T2", "V1", model.PinGo, AnswerCost, "preference 2", ""},
		{"outflow", "T1", "C1", model.PinGo, AnswerCost, "vacancy 1", ""},
		{"preference", "T1", "V1", model.PinGo, AnswerCost, "preference 2", ""},
		{"compulsion", "T1", "V1", model.PinGo, AnswerCost, "compulsion 1", ""},
		{"coverage_tier", "T1", "V1", model.PinNotGo, AnswerCost, "coverage 6", ""},
		{"lottery", "T1", "V1", model.PinGo, AnswerDraw, "", ""},
		{"lottery", "T2", "V1", model.PinNotGo, AnswerDraw, "", ""},
		{"lottery", "T1", "U1", model.PinMove, AnswerDraw, "", ""},
		{"headcount", "T1", "V1", model.PinGo, AnswerImpossible, "", ""},
	}
	for _, c := range cases {
		name := c.fixture + "-" + string(c.teacher) + "-" + string(c.school)
		t.Run(name, func(t *testing.T) {
			p := get(t, "tiny/"+c.fixture)
			before, err := json.Marshal(p)
			require.NoError(t, err)
			w := ask(t, solved(t, p), WhyQuestion{c.teacher, c.school})
			after, err := json.Marshal(p)
			require.NoError(t, err)
			require.JSONEq(t, string(before), string(after), "the problem was touched")
			requireGolden(t, name, w)
			require.Equal(t, c.pin, w.Pin)
			require.Equal(t, c.answer, w.Answer)
			require.True(t, w.Exact)
			require.Equal(t, c.because, because(w))
			if c.clause != "" {
				require.Contains(t, w.Refusals[0].Clauses, c.clause)
			}
			for _, r := range w.Refusals {
				require.NotEmpty(t, r.Title.ZH)
				if c.pin != model.PinMove {
					require.NotEmpty(t, r.Messages, "the checker says it too")
				}
			}
			require.Equal(t, c.answer == AnswerDraw, w.Seed != "")
		})
	}
}

// because is what an answer rests on, as one line.
func because(w *Why) string {
	var out []string
	for _, r := range w.Refusals {
		out = append(out, r.Rule)
	}
	if w.Cost != nil {
		amount, _ := json.Marshal(w.Cost.Amount) //nolint:errchkjson // a number
		out = append(out, w.Cost.Tier+" "+string(amount))
	}
	return strings.Join(out, " ")
}

func requireGolden(t *testing.T, name string, w *Why) {
	t.Helper()
	got, err := json.MarshalIndent(w, "", "  ")
	require.NoError(t, err)
	file := filepath.Join(whyFolder, name+".json")
	if *update {
		require.NoError(t, os.MkdirAll(whyFolder, 0o755))
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o600))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run this test with -update, and read the new file")
	require.Equal(t, string(want), string(got)+"\n")
}

// The rules that are named are the true ones: without all of them the move is in
// the program, and with any one of them it is not.
func TestRefusalsAreTheTrueOnes(t *testing.T) {
	looked := 0
	for _, name := range fixtures.Names() {
		if !strings.HasPrefix(name, "tiny/") {
			continue
		}
		f, err := policy.Derive(get(t, name))
		require.NoError(t, err)
		for i := range f.Teachers {
			for s := range f.Schools {
				w, err := Ask(f, &model.Plan{}, WhyQuestion{f.Teachers[i].ID, f.Schools[s].ID})
				require.NoError(t, err)
				if w.Pin == model.PinGo && w.Line != nil {
					looked += requireTrue(t, f, w)
				}
			}
		}
	}
	require.Greater(t, looked, 30, "the districts are too easy")
}

// requireTrue looks at one pair, and counts the rules that were toggled.
func requireTrue(t *testing.T, f *policy.Facts, w *Why) int {
	t.Helper()
	teacher, line := f.Teacher(w.Teacher), f.Line(*w.Line)
	var rules []string
	for _, r := range w.Refusals {
		rules = append(rules, r.Rule)
	}
	in := func(without []string) bool {
		t.Helper()
		m, err := formulate.Without(t.Context(), f, without, map[int]bool{teacher.Index: true})
		require.NoError(t, err)
		_, err = m.Point(formulate.Decisions{Moves: []formulate.Move{{Teacher: teacher.Index, Line: line.Index}}})
		return err == nil
	}
	require.Equal(t, len(rules) == 0, in(nil), "%s to %s", w.Teacher, w.Line)
	qualified := slices.ContainsFunc(teacher.Qualifications, func(q model.Qualification) bool { return q.Stage == line.Stage && q.Subject == line.Subject })
	if !teacher.MayMove() || !qualified {
		return 0 // no column is made for these, whatever the rules say
	}
	require.True(t, in(rules), "%s to %s without %v", w.Teacher, w.Line, rules)
	for i := range rules {
		require.False(t, in(slices.Delete(slices.Clone(rules), i, i+1)), "%s to %s with %s", w.Teacher, w.Line, rules[i])
	}
	return len(rules)
}

// A proof that is missing is never made up: the cost is then no more than this.
// A plan that was not the best is told so.
func TestAnswersSayWhatIsProved(t *testing.T) {
	r := solved(t, get(t, "tiny/travel"))
	q := WhyQuestion{"T3", "V1"}
	w, err := Ask(r.Facts, r.Plan, q)
	require.NoError(t, err)
	other := solved(t, w.Problem(r.Facts.Problem)).Plan
	for i := range other.Tiers {
		if other.Tiers[i].ID == "vacancy" {
			other.Tiers[i].Proof, other.Tiers[i].Bound = model.Gap, 1
		}
	}
	w.Compare(r.Facts, r.Plan, other)
	require.Equal(t, AnswerCost, w.Answer)
	require.False(t, w.Exact)
	require.Equal(t, model.Gap, w.Cost.Proof)

	worse, better := other, r.Plan
	w, err = Ask(r.Facts, worse, q)
	require.NoError(t, err)
	require.False(t, w.Holds)
	w.Compare(r.Facts, worse, better)
	require.Equal(t, AnswerBetter, w.Answer)
	require.Equal(t, int64(-3), w.Cost.Amount)

	w.Unknown()
	require.Equal(t, AnswerUnknown, w.Answer)
	_, err = Ask(r.Facts, r.Plan, WhyQuestion{"T9", "V9"})
	faults := model.ErrorFaults(err)
	require.Len(t, faults, 2)
	require.Equal(t, "/teacher", faults[0].Pointer)
	require.Equal(t, "/school", faults[1].Pointer)
}
