package ledger_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/policy/ledger"
)

var amounts = []model.Override{
	override("allowance.township", []int{200, 350}), override("allowance.rural_living", []int{300, 500, 800}),
	override("allowance.rural_talent", 100), override("allowance.itinerant", []int{40, 60}),
}

func line(c *ledger.Cost, kind policy.AllowanceKind) ledger.CostLine {
	for _, x := range c.Kinds {
		if x.Kind == kind {
			return x
		}
	}
	return ledger.CostLine{}
}

// A teacher of the city moves to the village, one of the town visits it twice.
func TestCostOfAPlan(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"), teacher(t, "b", "W"), teacher(t, "h", "C"))
	p.Teachers[2].Role.Kind = model.HeadTeacher
	p.Schools[1].HardshipTier = 1
	p.Pack.Overrides = amounts
	to := model.Line{School: "V", Stage: model.Primary, Subject: "pe"}
	plan := &model.Plan{
		Moves: []model.Move{{Teacher: "a", To: to}, {Teacher: "nobody", To: to}},
		Visits: []model.Visit{
			{Teacher: "b", To: to, HalfDays: 1},
			{Teacher: "b", To: model.Line{School: "V", Stage: model.Primary, Subject: "music"}, HalfDays: 2},
		},
	}
	c := ledger.CostOf(derive(t, p), plan)
	require.Equal(t, ledger.Paid{Teachers: 1, Yuan: 2400}, line(c, policy.TownshipAllowance).Before)
	require.Equal(t, ledger.Paid{Teachers: 2, Yuan: 2400 + 4200}, line(c, policy.TownshipAllowance).After)
	require.Equal(t, ledger.Paid{Teachers: 1, Yuan: 6000}, line(c, policy.LivingAllowance).After)
	require.Equal(t, ledger.Paid{Teachers: 1, Yuan: 1200}, line(c, policy.TalentAllowance).After)
	require.Equal(t, ledger.Paid{Teachers: 1, Yuan: 3 * 60 * 39}, line(c, policy.VisitAllowance).After)
	require.Equal(t, ledger.Paid{Teachers: 1, Yuan: 6000}, line(c, policy.HeadAllowance).Before)
	require.Equal(t, policy.Yuan(2400+6000), c.Before)
	require.Equal(t, policy.Yuan(4200+6000+1200+7020), c.Change)
	require.Equal(t, c.Before+c.Change, c.After)
	require.True(t, c.Complete)
	require.Len(t, c.Moves, 1)
	require.Equal(t, policy.Yuan(11_400), c.Moves[0].Yuan)
	require.Equal(t, []ledger.VisitCost{{Teacher: "b", To: "V", HalfDays: 3, Yuan: 7020}}, c.Visits)
	require.Equal(t, []string{"B1-55"}, line(c, policy.HeadAllowance).Basis[0].Clauses)
	require.Nil(t, c.Budget)
	for limit, within := range map[int]bool{18_420: true, 18_419: false} {
		p.Pack.Overrides = slices.Concat(amounts, []model.Override{override("budget.yuan", limit)})
		require.Equal(t, within, ledger.CostOf(derive(t, p), plan).Budget.Within)
	}
}

func TestWhatNobodyHasSetIsNotMadeUp(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"))
	c := ledger.CostOf(derive(t, p), &model.Plan{Moves: []model.Move{{Teacher: "a", To: model.Line{School: "V"}}}})
	require.Zero(t, c.After)
	require.False(t, c.Complete)
	require.False(t, line(c, policy.TownshipAllowance).Set)
	require.Empty(t, line(c, policy.TownshipAllowance).Basis)
	require.True(t, line(c, policy.HeadAllowance).Set)
	require.Empty(t, c.Moves[0].Kinds)
	none := ledger.CostOf(derive(t, p), nil)
	require.Equal(t, none.Before, none.After)
}

// standing adds up the allowances of a year in which everybody stays and nobody visits.
func standing(f *policy.Facts) policy.Yuan {
	var sum policy.Yuan
	for i := range f.Teachers {
		school := f.Teachers[i].School
		for _, a := range f.PostAllowances(i, school) {
			sum += a.Yuan
		}
		if f.HeadTeacher(i) {
			sum += f.HeadAllowance(school)
		}
	}
	return sum
}

// The cost of a plan is the standing cost and the cost of each move and visit,
// whatever the plan: what a budget adds up is what the report says.
func TestCostIsTheSumOfItsParts(t *testing.T) {
	t.Parallel()
	p, err := fixtures.Get("litong")
	require.NoError(t, err)
	p.Pack.Overrides = append(p.Pack.Overrides, amounts...)
	p.Pack.Overrides = append(p.Pack.Overrides, override("allowance.head_teacher", 500), override("allowance.head_teacher_boarding", 100))
	f := derive(t, p)
	rapid.Check(t, func(r *rapid.T) {
		plan := &model.Plan{}
		want := standing(f)
		teachers := rapid.SliceOfNDistinct(rapid.IntRange(0, len(f.Teachers)-1), 0, 30, rapid.ID).Draw(r, "teachers")
		for i, at := range teachers {
			school := rapid.IntRange(0, len(f.Schools)-1).Draw(r, "school")
			to := model.Line{School: f.Schools[school].ID, Stage: model.Primary, Subject: "pe"}
			if i%2 == 0 {
				plan.Moves = append(plan.Moves, model.Move{Teacher: f.Teachers[at].ID, To: to})
				want += f.MoveCost(at, school)
				continue
			}
			halfDays := rapid.IntRange(1, 4).Draw(r, "half-days")
			plan.Visits = append(plan.Visits, model.Visit{Teacher: f.Teachers[at].ID, To: to, HalfDays: halfDays})
			want += f.VisitRate(at, school).Cost(halfDays)
		}
		c := ledger.CostOf(f, plan)
		require.Equal(r, standing(f), c.Before)
		require.Equal(r, want, c.After)
		var kinds policy.Yuan
		for _, k := range c.Kinds {
			kinds += k.After.Yuan
		}
		require.Equal(r, want, kinds)
	})
}
