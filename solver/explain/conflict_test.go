package explain

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/formulate"
)

const floor = `demand rotation_floor rotation_floor "district"`

// Districts made by hand, each with one conflict that is known beforehand, and
// all its repairs.
func TestKnownConflicts(t *testing.T) {
	pin := func(p *model.Problem, kind model.PinKind, school model.SchoolID) {
		p.Pins = append(p.Pins, model.Pin{Teacher: "T1", Kind: kind, School: school, Reason: "测试", Author: "测试"})
	}
	cases := map[string]struct {
		fixture   string
		change    func(t *testing.T, p *model.Problem)
		noPlan    bool
		conflicts [][]string
		repairs   []string // some of them
	}{
		"the rules agree": {fixture: "tiny/outflow", conflicts: [][]string{}},
		"travel keeps the only due teacher": {
			fixture:   "tiny/relax",
			conflicts: [][]string{{`destinations travel  "teachers"`, floor}},
			repairs:   []string{"parameter travel.limit_minutes  60>75 = 0"},
		},
		"all are to go, and one may": {
			fixture:   "tiny/conflict_outflow",
			conflicts: [][]string{{floor, `demand outflow outflow "U1"`}},
			repairs:   []string{"parameter exchange.ratio  100>50 = 0", "parameter outflow.share  15>50 = 0"},
		},
		"the only destination is full": {
			fixture:   "tiny/conflict_quota",
			conflicts: [][]string{{floor, `demand headcount headcount_most "V1"`}},
			repairs:   []string{"quota V1  2>3 = 0"},
		},
		"a pin against a route": {
			fixture: "tiny/outflow", noPlan: true,
			change:    func(_ *testing.T, p *model.Problem) { pin(p, model.PinGo, "U1") },
			conflicts: [][]string{{`pin exempt must_go:U1 "T1"`}},
			repairs:   []string{"pin T1 must_go:U1 null>null = 0"},
		},
		"a pin against the travel limit": {
			fixture: "tiny/relax", noPlan: true,
			change:    func(_ *testing.T, p *model.Problem) { pin(p, model.PinGo, "V1") },
			conflicts: [][]string{{`pin exempt must_go:V1 "T1"`, `destinations travel  "teachers"`}},
			repairs:   []string{"parameter travel.limit_minutes  60>75 = 0"},
		},
		"a pin to stay against the floor": {
			fixture: "tiny/relax",
			change: func(t *testing.T, p *model.Problem) {
				override(t, p, "travel.limit_minutes", 90)
				override(t, p, "exchange.ratio", 100)
				pin(p, model.PinStay, "")
			},
			conflicts: [][]string{{`pin exempt must_stay "T1"`, floor}},
			repairs:   []string{"pin T1 must_stay null>null = 0"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := get(t, c.fixture)
			if c.change != nil {
				c.change(t, p)
			}
			before, err := json.Marshal(p)
			require.NoError(t, err)
			r := conflicts(t, p, Options{Plans: 10})
			require.True(t, r.Complete)
			require.Equal(t, !c.noPlan, r.HasPlan)
			require.Equal(t, c.conflicts, keysOf(r))
			require.Subset(t, changesOf(t, r), c.repairs)
			require.Equal(t, r.Relax > 0, len(r.Relaxations) > 0)
			after, err := json.Marshal(p)
			require.NoError(t, err)
			require.JSONEq(t, string(before), string(after), "the problem was touched")
			requireRepairsHold(t, p, r)
			require.Equal(t, r, conflicts(t, p, Options{Plans: 10}), "the answer is the same again")
		})
	}
}

// requireRepairsHold solves every repair with the whole product: the plan has
// the relaxation that the report says, and those of one change are the smallest.
func requireRepairsHold(t *testing.T, p *model.Problem, r *Report) {
	t.Helper()
	for _, x := range r.Repairs {
		q, err := apply(p, x.Changes)
		require.NoError(t, err)
		got, err := solver.Solve(t.Context(), q, solver.Options{Workers: 1, Runner: runner(t)})
		require.NoError(t, err, "%+v", x.Changes)
		require.Equal(t, x.Relax, got.Plan.Tiers[0].Value, "%+v", x.Changes)
		if x.Plan != nil {
			require.Equal(t, got.Plan.Tiers, x.Plan.Tiers)
			require.Len(t, got.Plan.Moves, x.Plan.Moves)
		}
	}
}

// Every member of a conflict says what it rests on, and a pack that forbids a
// change has no such repair.
func TestMembersNameTheirClauses(t *testing.T) {
	r := conflicts(t, get(t, "tiny/conflict_outflow"), Options{})
	for _, m := range r.Conflicts[0].Members {
		require.NotEmpty(t, m.Title.ZH)
		require.NotEmpty(t, m.Basis)
		require.True(t, m.Relaxable)
		require.Equal(t, int64(1), m.Short, m.Key)
	}
	p := get(t, "tiny/conflict_outflow")
	p.Pack.ID, p.Pack.Overrides = "jing-2021-2025", nil
	f, err := policy.Derive(p)
	require.NoError(t, err)
	strict := 0
	for name, x := range f.Rules.Pack.Parameters {
		if x.Binding != model.BindingStrict || len(x.Clauses) == 0 || x.Relaxable || x.Adjustable {
			continue
		}
		for _, l := range parameterLadders(f.Rules, "one_place", name) {
			_, lawful, err := (&asker{runner: runner(t)}).try(t.Context(), p, l.at(l.steps))
			require.NoError(t, err)
			require.False(t, lawful, name)
			strict++
		}
	}
	require.NotZero(t, strict)
}

// When the time ends there is a report of what is verified, and it says so.
func TestStoppedEarly(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := Conflicts(ctx, get(t, "tiny/conflict_outflow"), Options{Runner: runner(t)})
	require.NoError(t, err)
	require.False(t, r.Complete)
	require.Empty(t, r.Conflicts)
	found, err := Conflicts(t.Context(), get(t, "tiny/conflict_outflow"), Options{Runner: runner(t)})
	require.NoError(t, err)
	require.True(t, found.Complete)
	a := &asker{runner: runner(t)}
	require.NoError(t, a.plans(ctx, get(t, "tiny/conflict_outflow"), Options{Plans: 1, Runner: runner(t)}, found))
	require.False(t, found.Complete, "the plans under the repairs are missing")
	require.Nil(t, found.Repairs[0].Plan)
	_, err = Conflicts(t.Context(), &model.Problem{}, Options{Runner: runner(t)})
	require.NotEmpty(t, model.ErrorFaults(err))
}

// Of random small districts every conflict is minimal by trying all moves: no
// choice keeps all its members, and without any of them some choice keeps the
// others. Whether there is a plan, and the least relaxation, are those of Solve.
func TestConflictsOfRandomDistricts(t *testing.T) {
	found, members := 0, 0
	for seed := range uint64(randomDistricts) {
		p := fixtures.Generate(fixtures.Tiny(5), seed)
		override(t, p, "exchange.ratio", 100)
		override(t, p, "principals.ratio", 100)
		r := conflicts(t, p, Options{NoRepairs: true})
		require.True(t, r.Complete, "seed %d", seed)
		requireAsSolved(t, p, r)
		for _, c := range r.Conflicts {
			requireMinimal(t, p, c)
			found++
			members += len(c.Members)
		}
	}
	require.Greater(t, found, randomDistricts/4, "the districts are too easy")
	require.Greater(t, members, found, "conflicts of more than one member")
}

func requireAsSolved(t *testing.T, p *model.Problem, r *Report) {
	t.Helper()
	got, err := solver.Solve(t.Context(), p, solver.Options{Workers: 1, Runner: runner(t)})
	if !r.HasPlan {
		var none *solver.NoPlanError
		require.ErrorAs(t, err, &none)
		require.NotEmpty(t, r.Conflicts)
		return
	}
	require.NoError(t, err)
	if got.Plan.Tiers[0].ID == "relax" {
		require.Equal(t, got.Plan.Tiers[0].Value, r.Relax)
		require.Equal(t, r.Relax > 0, len(r.Conflicts) > 0)
	}
}

// requireMinimal tries every choice of moves, without the solver.
func requireMinimal(t *testing.T, p *model.Problem, c Conflict) {
	t.Helper()
	f, err := policy.Derive(p)
	require.NoError(t, err)
	teachers, keys := map[int]bool{}, []Key{}
	for _, id := range c.Teachers {
		teachers[f.Teacher(model.TeacherID(id)).Index] = true
	}
	for _, m := range c.Members {
		keys = append(keys, m.Key)
	}
	fam := newFamily(f, teachers)
	require.False(t, anyChoice(t, fam, keys), "%v has a plan", keys)
	for i := range keys {
		less := append(append([]Key{}, keys[:i]...), keys[i+1:]...)
		require.True(t, anyChoice(t, fam, less), "%v needs no %v", keys, keys[i])
	}
}

// anyChoice reports whether some choice of moves keeps the members.
func anyChoice(t *testing.T, fam *family, keys []Key) bool {
	t.Helper()
	members := set(keys)
	m, err := fam.model(t.Context(), members)
	require.NoError(t, err)
	options := make([][]int, len(m.Facts.Teachers)) // columns by teacher
	for j := range m.Program.Cols {
		tag := m.Tag(j)
		move := strings.HasPrefix(m.Program.Cols[j].Name, "move[")
		if m.Decides(j) && (m.IsStay(j) && m.Program.Cols[j].Upper > 0 || move) {
			options[tag.Teacher] = append(options[tag.Teacher], j)
		}
	}
	pinned := map[int]bool{} // teachers who may not stay
	for j := range m.Program.Cols {
		if m.IsStay(j) {
			pinned[m.Tag(j).Teacher] = true
		}
	}
	var beds []int
	for j := range m.Program.Cols {
		if strings.HasPrefix(m.Program.Cols[j].Name, "bed[") {
			beds = append(beds, j)
		}
	}
	x := make([]float64, len(m.Program.Cols))
	var give func(i int) bool
	give = func(i int) bool {
		if i == len(beds) {
			return keeps(m, x, members)
		}
		for n := m.Program.Cols[beds[i]].Upper; n >= 0; n-- {
			if x[beds[i]] = n; give(i + 1) {
				return true
			}
		}
		return false
	}
	var choose func(i int) bool
	choose = func(i int) bool {
		if i == len(options) {
			return give(0)
		}
		if len(options[i]) == 0 {
			return !pinned[i] && choose(i+1)
		}
		for _, j := range options[i] {
			x[j] = 1
			if choose(i + 1) {
				return true
			}
			x[j] = 0
		}
		return false
	}
	return choose(0)
}

// keeps computes the demands of the members for a choice of moves and beds.
func keeps(m *formulate.Model, x []float64, members map[Key]bool) bool {
	for i, v := range m.Program.Activity(x) {
		r := &m.Program.Rows[i]
		if members[demand(m.Origin(i))] && (v < r.Lower-1e-6 || v > r.Upper+1e-6) {
			return false
		}
	}
	return true
}
