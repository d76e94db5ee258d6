package formulate_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/formulate"
)

// overDistricts runs a property on random districts. The formulation and the
// checker were written apart from the same page; here they are held against
// each other, point by point.
func overDistricts(t *testing.T, property func(t *testing.T, m *formulate.Model, dice *rand.Rand)) {
	t.Helper()
	for seed := range uint64(agreementDistricts) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			f, err := policy.Derive(fixtures.Generate(fixtures.Tiny(3+int(seed%6)), 30_000+seed))
			require.NoError(t, err)
			m, err := formulate.Formulate(t.Context(), f)
			require.NoError(t, err)
			property(t, m, rand.New(rand.NewPCG(seed, 2)))
		})
	}
}

// draw adds one random decision, often one that a rule refuses.
func draw(f *policy.Facts, d check.Decisions, dice *rand.Rand) check.Decisions {
	if dice.IntN(6) == 0 {
		return drawRemote(f, d, dice)
	}
	if dice.IntN(6) == 0 {
		return drawSwap(f, d, dice)
	}
	t, line := &f.Teachers[dice.IntN(len(f.Teachers))], f.Lines[dice.IntN(len(f.Lines))].Line
	if len(t.Qualifications) > 0 && dice.IntN(10) > 0 {
		q := t.Qualifications[dice.IntN(len(t.Qualifications))]
		line.Stage, line.Subject = q.Stage, q.Subject
	}
	if f.Line(line) == nil {
		return d
	}
	own, n := line.School == t.Teacher.School, 1+dice.IntN(2)
	switch k := dice.IntN(3); {
	case own:
		if !slices.ContainsFunc(d.PartTime, func(p check.PartTime) bool { return p.Teacher == t.ID && p.To == line }) {
			d.PartTime = append(slices.Clip(d.PartTime), check.PartTime{Teacher: t.ID, To: line, HalfDays: n})
		}
	case k == 0:
		if !slices.ContainsFunc(d.Visits, func(v check.Visit) bool { return v.Teacher == t.ID && v.To == line }) {
			d.Visits = append(slices.Clip(d.Visits), check.Visit{Teacher: t.ID, To: line, HalfDays: n})
		}
	default:
		if !slices.Contains(d.Moves, check.Move{Teacher: t.ID, To: line}) {
			d.Moves = append(slices.Clip(d.Moves), check.Move{Teacher: t.ID, To: line})
		}
	}
	return d
}

// drawRemote adds remote lessons between random schools, now and then one
// that has no room.
func drawRemote(f *policy.Facts, d check.Decisions, dice *rand.Rand) check.Decisions {
	from, to := f.Schools[dice.IntN(len(f.Schools))].ID, f.Lines[dice.IntN(len(f.Lines))].Line
	for i := range f.Schools {
		if f.Schools[i].BroadcastRooms > 0 && dice.IntN(4) > 0 {
			from = f.Schools[i].ID
		}
	}
	if !slices.ContainsFunc(d.Remote, func(r check.Remote) bool { return r.From == from && r.To == to }) {
		d.Remote = append(slices.Clip(d.Remote), check.Remote{From: from, To: to, HalfDays: 1 + dice.IntN(2)})
	}
	return d
}

// drawSwap lets two leaders change places, or nobody where there are not two.
func drawSwap(f *policy.Facts, d check.Decisions, dice *rand.Rand) check.Decisions {
	var leaders []*policy.TeacherFacts
	for i := range f.Teachers {
		if f.Teachers[i].Role.Kind.IsLeader() {
			leaders = append(leaders, &f.Teachers[i])
		}
	}
	if len(leaders) < 2 {
		return d
	}
	a, b := leaders[dice.IntN(len(leaders))], leaders[dice.IntN(len(leaders))]
	for _, pair := range [][2]*policy.TeacherFacts{{a, b}, {b, a}} {
		line := f.Lines[pair[0].Line].Line
		line.School = f.Schools[pair[1].School].ID
		moves := slices.ContainsFunc(d.Moves, func(m check.Move) bool { return m.Teacher == pair[0].ID })
		if f.Line(line) == nil || moves || a == b {
			return d
		}
		d.Moves = append(slices.Clip(d.Moves), check.Move{Teacher: pair[0].ID, To: line})
	}
	return d
}

// byIndex writes decisions as the formulation knows them.
func byIndex(f *policy.Facts, d check.Decisions) formulate.Decisions {
	var out formulate.Decisions
	for _, m := range d.Moves {
		out.Moves = append(out.Moves, formulate.Move{Teacher: f.Teacher(m.Teacher).Index, Line: f.Line(m.To).Index})
	}
	for _, v := range d.Visits {
		out.Visits = append(out.Visits, formulate.Visit{Teacher: f.Teacher(v.Teacher).Index, Line: f.Line(v.To).Index, HalfDays: v.HalfDays})
	}
	for _, p := range d.PartTime {
		out.Parts = append(out.Parts, formulate.Part{Teacher: f.Teacher(p.Teacher).Index, Line: f.Line(p.To).Index, HalfDays: p.HalfDays})
	}
	for _, r := range d.Remote {
		out.Remote = append(out.Remote, formulate.Remote{From: f.School(r.From).Index, Line: f.Line(r.To).Index, HalfDays: r.HalfDays})
	}
	return out
}

// A point satisfies every row exactly when the checker finds no violation, and
// then every tier has the checker's value, and every slack the checker's
// amount.
func TestPointsAgreeWithTheChecker(t *testing.T) {
	t.Parallel()
	overDistricts(t, func(t *testing.T, m *formulate.Model, dice *rand.Rand) {
		f, d := m.Facts, check.Decisions{}
		requireAgreement(t, m, d)
		faults := len(check.Evaluate(f, d).Violations)
		for range 60 {
			next := draw(f, d, dice)
			requireAgreement(t, m, next)
			// Go on from what breaks no more than before, so that plans grow.
			if n := len(check.Evaluate(f, next).Violations); n <= faults {
				d, faults = next, n
			}
		}
	})
}

func requireAgreement(t *testing.T, m *formulate.Model, d check.Decisions) {
	t.Helper()
	report := check.Evaluate(m.Facts, d)
	x, err := m.Point(byIndex(m.Facts, d))
	if err != nil {
		var refused *formulate.RefusedError
		require.ErrorAs(t, err, &refused)
		require.NotEmpty(t, report.Violations, "%v: %v", d, err)
		return
	}
	violation, where := m.Program.Violation(x)
	if len(report.Violations) > 0 {
		require.Positive(t, violation, "the checker refuses %v: %v", d, report.Violations[0])
		return
	}
	require.Zero(t, violation, "the checker accepts %v, the program does not: %s", d, where)
	require.Len(t, m.Tiers, len(report.Tiers))
	for k, want := range report.Tiers {
		require.Equal(t, want.ID, m.Tiers[k].ID)
		require.Equal(t, want.Value, m.Tiers[k].Value(x), "tier %s of %v", want.ID, d)
	}
	back := m.Decisions(x)
	sortRelaxations(back.Relaxations)
	sortRelaxations(report.Relaxations)
	require.ElementsMatch(t, report.Relaxations, back.Relaxations)
	again := byIndex(m.Facts, d)
	require.ElementsMatch(t, again.Moves, back.Moves)
	require.ElementsMatch(t, again.Visits, back.Visits)
	require.ElementsMatch(t, again.Parts, back.Parts)
	require.ElementsMatch(t, again.Remote, back.Remote)
}

func sortRelaxations(list []model.Relaxation) {
	slices.SortFunc(list, func(a, b model.Relaxation) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Subject, b.Subject))
	})
}

// RefusesMove names a rule that the checker names too; and a move that it does
// not refuse breaks no rule that looks at one move alone.
func TestRefusalsAgreeWithTheChecker(t *testing.T) {
	t.Parallel()
	alone := []string{
		"one_place", "qualified", "exempt", "route", "travel", "no_return", "graduating", "title_scope", "service_duty",
	}
	overDistricts(t, func(t *testing.T, m *formulate.Model, _ *rand.Rand) {
		f := m.Facts
		for i := range f.Teachers {
			for l := range f.Lines {
				teacher, line := &f.Teachers[i], &f.Lines[l]
				var broken []string
				for _, v := range check.Evaluate(f, check.Decisions{Moves: []check.Move{{Teacher: teacher.ID, To: line.Line}}}).Violations {
					if v.Subject == string(teacher.ID) || !slices.Contains(alone, v.Rule) {
						broken = append(broken, v.Rule)
					}
				}
				if rule := formulate.RefusesMove(f, teacher, line); rule != "" {
					require.Contains(t, broken, rule, "%s to %s", teacher.ID, line.Line)
					continue
				}
				for _, rule := range alone {
					require.NotContains(t, broken, rule, "%s to %s", teacher.ID, line.Line)
				}
			}
		}
	})
}
