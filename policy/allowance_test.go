package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// paying sets amounts for a district with an urban school A, a village school B
// of tier 1 and a town school C.
func paying(t *testing.T, overrides ...model.Override) *policy.Facts {
	t.Helper()
	p := problem(t)
	p.Schools[1].HardshipTier = 1
	p.Schools = append(p.Schools, model.School{ID: "C", Kind: model.TownshipCentrePrimary, UrbanRural: "121", Boarding: true, Quota: 10})
	p.Teachers = append(p.Teachers, teacher(t, "t2", "B"), teacher(t, "t3", "C"))
	p.Pack.Overrides = overrides
	return derive(t, p)
}

var amounts = []model.Override{
	override("allowance.township", []int{200, 350}), override("allowance.rural_living", []int{300, 500, 800}),
	override("allowance.rural_talent", 100), override("allowance.itinerant", []int{40, 60}),
}

const a, b, c = 0, 1, 2 // schools and their teachers

func TestPostAllowances(t *testing.T) {
	t.Parallel()
	f := paying(t, amounts...)
	require.Empty(t, f.PostAllowances(a, a), "an urban school pays neither")
	require.Equal(t, []policy.Allowance{{Kind: policy.TownshipAllowance, Yuan: 350 * 12}, {Kind: policy.LivingAllowance, Yuan: 500 * 12}}, f.PostAllowances(a, b))
	require.Equal(t, []policy.Allowance{{Kind: policy.TownshipAllowance, Yuan: 200 * 12}}, f.PostAllowances(a, c), "a town has no living allowance")
	f.Schools[b].HardshipTier = 9 // the last amount is for all higher tiers
	require.Equal(t, policy.Yuan(800*12), f.PostAllowances(a, b)[1].Yuan)
	f.Schools[b].Public = false
	require.Empty(t, f.PostAllowances(a, b))
}

// Published amounts of a month and what they come to in a year: 2,400 and 4,800
// yuan of the reports on 乡村教师生活补助, 300 a month of C-17, 1,400 to 4,000 by
// distance, 500 and 600 of head teachers by B1-55.
func TestGoldenYearlyAmounts(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		monthly []int
		tier    int
		yearly  policy.Yuan
	}{{[]int{200}, 0, 2400}, {[]int{400}, 0, 4800}, {[]int{300}, 3, 3600}, {[]int{1400, 4000}, 0, 16_800}, {[]int{1400, 4000}, 1, 48_000}} {
		f := paying(t, override("allowance.rural_living", x.monthly))
		f.Schools[b].HardshipTier = x.tier
		require.Equal(t, []policy.Allowance{{Kind: policy.LivingAllowance, Yuan: x.yearly}}, f.PostAllowances(b, b))
	}
	f := paying(t) // B1-55 is in the pack
	require.Equal(t, policy.Yuan(6000), f.HeadAllowance(a))
	require.Equal(t, policy.Yuan(7200), f.HeadAllowance(c), "100 a month more at a boarding school")
	f.Schools[a].Public = false
	require.Zero(t, f.HeadAllowance(a))
}

func TestMoveCost(t *testing.T) {
	t.Parallel()
	f := paying(t, amounts...)
	require.Equal(t, []policy.Allowance{
		{Kind: policy.TownshipAllowance, Yuan: 4200}, {Kind: policy.LivingAllowance, Yuan: 6000}, {Kind: policy.TalentAllowance, Yuan: 1200},
	}, f.MoveAllowances(a, b))
	require.Equal(t, policy.Yuan(11_400), f.MoveCost(a, b))
	require.Equal(t, policy.Yuan(-10_200), f.MoveCost(b, a), "back to town saves what the post paid")
	require.Equal(t, []policy.Allowance{{Kind: policy.TownshipAllowance, Yuan: 1800}, {Kind: policy.LivingAllowance, Yuan: 6000}}, f.MoveAllowances(c, b), "no talent allowance from a town")
	require.Zero(t, f.MoveCost(a, a))
	require.Zero(t, paying(t).MoveCost(a, b), "nothing is set, so nothing is made up")
}

func TestVisitRate(t *testing.T) {
	t.Parallel()
	f := paying(t, amounts...)
	require.Equal(t, policy.VisitRate{HalfDay: 60 * 39}, f.VisitRate(a, b))
	require.Equal(t, policy.Yuan(2*60*39), f.VisitRate(a, b).Cost(2))
	require.Zero(t, f.VisitRate(a, b).Cost(0))
	f = paying(t, append([]model.Override{override("allowance.itinerant_unit", "month")}, amounts...)...)
	require.Equal(t, policy.VisitRate{School: 600}, f.VisitRate(a, b))
	require.Equal(t, policy.Yuan(600), f.VisitRate(a, b).Cost(3), "a month is a month, however often")
	require.Zero(t, paying(t).VisitRate(a, b))
}

func TestWhoIsPaid(t *testing.T) {
	t.Parallel()
	for kind, paid := range map[model.EmploymentKind]bool{
		"": true, model.InQuota: true, model.FundedGraduate: true, model.SpecialPost: true,
		model.ContractStaff: false, model.SupportStudent: false,
	} {
		f := paying(t, amounts...)
		f.Teachers[a].Employment.Kind = kind
		require.Equal(t, paid, f.Paid(a), kind)
		require.Equal(t, paid, f.MoveCost(a, b) != 0, kind)
		require.Equal(t, paid, f.VisitRate(a, b) != policy.VisitRate{}, kind)
	}
	f := paying(t, amounts...)
	f.Teachers[a].Status = model.OnLeave
	require.False(t, f.Paid(a))
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

func TestStandingCost(t *testing.T) {
	t.Parallel()
	f := paying(t, amounts...)
	require.Equal(t, policy.Yuan(4200+6000+2400), standing(f))
	f.Teachers[c].Role.Kind = model.HeadTeacher
	require.True(t, f.HeadTeacher(c))
	require.Equal(t, policy.Yuan(4200+6000+2400+7200), standing(f))
	require.Zero(t, standing(paying(t)))
}

func TestKindsThatAreSet(t *testing.T) {
	t.Parallel()
	f := paying(t)
	for _, word := range policy.AllowanceKind("").Values() {
		kind := policy.AllowanceKind(word)
		require.NotEmpty(t, kind.Parameters(), word)
		require.Equal(t, kind == policy.HeadAllowance, f.Rules.AllowanceSet(kind), word)
	}
	require.True(t, paying(t, amounts...).Rules.AllowanceSet(policy.VisitAllowance))
	require.False(t, paying(t, override("allowance.head_teacher", nil)).Rules.AllowanceSet(policy.HeadAllowance))
}

func TestAmountsAreRead(t *testing.T) {
	t.Parallel()
	for _, wrong := range []struct {
		value   any
		code    model.Code
		pointer string
	}{
		{[]int{}, model.CodeWrongType, ""},
		{300, model.CodeWrongType, ""},
		{[]int{100, -1}, model.CodeOutOfRange, "/1"},
		{[]int{20_001}, model.CodeOutOfRange, "/0"},
		{[]any{1.5}, model.CodeWrongType, "/0"},
		{[]any{100, "x"}, model.CodeWrongType, "/1"},
	} {
		_, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("allowance.township", wrong.value)}})
		faults := model.ErrorFaults(err)
		require.Len(t, faults, 1, "%v", wrong.value)
		require.Equal(t, wrong.code, faults[0].Code, "%v", wrong.value)
		require.Equal(t, "/pack/overrides/0/value"+wrong.pointer, faults[0].Pointer)
	}
	f := paying(t, override("allowance.township", []int{0, 20_000, 100, 100}))
	list, ok := policy.AllowanceTownship.Maybe(f.Rules)
	require.True(t, ok)
	require.Equal(t, []int{0, 20_000, 100, 100}, list)
	list[0] = 5
	p, _ := f.Rules.Parameter("allowance.township")
	require.Equal(t, []int{0, 20_000, 100, 100}, p.Value, "what is shown is not what is used")
}

func TestBorderPointsAreJudgedWhereThePackSaysSo(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers = nil
	p.Schools = []model.School{
		{ID: "border", Kind: model.TeachingPoint, UrbanRural: "220", BorderZone: true, Stages: []model.StageData{{Stage: model.Primary, Grades: grades(1, 1, 1, 9)}}},
		{ID: "inland", Kind: model.TeachingPoint, UrbanRural: "220", Stages: []model.StageData{{Stage: model.Primary, Grades: grades(1, 1, 1, 9)}}},
	}
	require.Empty(t, derive(t, p).IndicatorNeeds())
	p.Pack.Overrides = []model.Override{override("indicators.judge_border_points", true)}
	needs := derive(t, p).IndicatorNeeds()
	require.Len(t, needs, 3) // I1 to I3
	require.Equal(t, 0, needs[0].School)
}
