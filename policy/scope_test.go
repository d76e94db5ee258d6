package policy_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// crowd has n teachers who are due at school A.
func crowd(t *testing.T, n int, overrides ...model.Override) *model.Problem {
	t.Helper()
	p := problem(t)
	p.Pack.Overrides = overrides
	p.Teachers = nil
	for i := range n {
		p.Teachers = append(p.Teachers, teacher(t, model.TeacherID(fmt.Sprintf("t%03d", i)), "A"))
	}
	return p
}

func TestFloorAndCeiling(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		n         int
		overrides []model.Override
		floor     int
		ceiling   int
	}{
		"nobody":            {0, nil, 0, -1},
		"ten percent of 70": {70, nil, 7, -1},
		"rounded up":        {71, nil, 8, -1},
		"target":            {71, []model.Override{override("exchange.ratio_mode", "target")}, 8, 11}, // ⌈15 % · 71⌉
		"decimal sum":       {10, []model.Override{override("exchange.ratio_mode", "target"), override("exchange.ratio", 10.1), override("exchange.ratio_tolerance", 19.9)}, 2, 3},
		"explicit ceiling":  {70, []model.Override{override("exchange.ratio_ceiling", 12)}, 7, 8},
		"ceiling below":     {70, []model.Override{override("exchange.ratio_ceiling", 1)}, 7, 7},
		"the tighter":       {70, []model.Override{override("exchange.ratio_mode", "target"), override("exchange.ratio_ceiling", 12)}, 7, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := derive(t, crowd(t, c.n, c.overrides...)).Scopes()
			require.Len(t, s, 1)
			require.Equal(t, []int{c.floor, c.ceiling}, []int{s[0].Floor, s[0].Ceiling})
		})
	}
}

func TestZones(t *testing.T) {
	t.Parallel()
	p := crowd(t, 21, override("exchange.floor_scope", "zone"))
	p.Schools[0].Zone = "Z1"
	for i := range 10 {
		p.Teachers[i].School = "B"
	}
	p.Zones = []model.Zone{{ID: "Z1"}, {ID: "Z2"}}
	s := derive(t, p).Scopes()
	require.Len(t, s, 2, "nobody is due in Z2")
	require.Equal(t, []string{"zone:", "zone:Z1"}, []string{s[0].ID, s[1].ID})
	require.Equal(t, []int{10, 11}, []int{len(s[0].Due), len(s[1].Due)})
	require.Equal(t, []int{1, 2}, []int{s[0].Floor, s[1].Floor})
}

func TestLottery(t *testing.T) {
	t.Parallel()
	p := crowd(t, 20, override("lottery.seed", "2026-县"))
	p.Teachers[3].Employment.Kind = model.ContractStaff
	f := derive(t, p)
	pi := f.Lottery()
	require.Zero(t, pi[3])
	var ids []string
	for i := range f.Teachers {
		if i != 3 {
			ids = append(ids, string(f.Teachers[i].ID))
		}
	}
	slices.SortFunc(ids, func(a, b string) int {
		x, y := sha256.Sum256([]byte("2026-县\n"+a)), sha256.Sum256([]byte("2026-县\n"+b))
		return slices.Compare(x[:], y[:])
	})
	for i, id := range ids {
		require.Equal(t, i+1, pi[f.Teacher(model.TeacherID(id)).Index])
	}
	p.Pack.Overrides = []model.Override{override("lottery.seed", "2027-县")}
	require.NotEqual(t, pi, derive(t, p).Lottery())
}

func TestRulesAndTiersHaveTexts(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	want := []string{
		"one_place", "qualified", "exempt", "route", "travel", "no_return", "rotation_floor", "backbone_floor",
		"graduating", "headcount", "post_caps", "outflow", "title_scope", "service_duty", "principals", "couples", "kin",
		"visits", "part_time", "remote", "budget", "coverage",
	}
	var got []string
	for _, x := range policy.HardRules {
		got = append(got, x.ID)
		require.NotEmpty(t, x.Title.ZH)
		require.NotEmpty(t, x.Title.EN)
		require.True(t, x.Hard)
		require.NotEmpty(t, x.Parameters)
		for _, name := range x.Parameters {
			_, ok := r.Parameter(name)
			optional := slices.ContainsFunc(policy.Definitions(), func(d policy.Definition) bool { return d.Name == name && d.Optional })
			require.True(t, ok || optional, name)
		}
	}
	require.Equal(t, want, got)
	for id, relaxable := range map[string]bool{
		"rotation_floor": true, "backbone_floor": true, "graduating": true, "headcount": true,
		"outflow": true, "principals": true, "post_caps": false, "route": false, "coverage": false,
	} {
		x, ok := policy.RuleByID(id)
		require.True(t, ok)
		require.Equal(t, relaxable, x.Relaxable(r), id)
	}
	floor, _ := policy.RuleByID("rotation_floor")
	require.Equal(t, []string{"B1-23"}, floor.Clauses(r))
	qualified, _ := policy.RuleByID("qualified")
	require.Equal(t, []string{"教师资格条例-5"}, qualified.Clauses(r))
	place, _ := policy.RuleByID("one_place")
	require.Equal(t, []string{"B1-22"}, place.Clauses(r))
	for i, x := range policy.TierInfo() {
		require.Equal(t, policy.Tiers[i], x.ID)
		require.NotEmpty(t, x.Title.ZH)
		require.NotEmpty(t, x.Unit.EN)
	}
}
