package policy_test

import (
	"maps"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
)

// pointProblem is a teaching point of ten pupils in grades 1 to 3.
func pointProblem(t *testing.T, overrides ...model.Override) *model.Problem {
	t.Helper()
	p := problem(t)
	p.Teachers = nil
	p.Pack.Overrides = overrides
	p.Schools[0].Kind = model.TeachingPoint
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Grades: []model.GradeData{
		{Grade: 1, Pupils: 4, Classes: 1}, {Grade: 2, Pupils: 3, Classes: 1}, {Grade: 3, Pupils: 3, Classes: 1},
	}}}
	return p
}

func periodsOf(f *policy.Facts) map[model.Subject]int {
	out := map[model.Subject]int{}
	for _, l := range f.Lines {
		out[l.Subject] += l.Periods
	}
	return out
}

func sumPeriods(f *policy.Facts) int {
	sum := 0
	for _, n := range periodsOf(f) {
		sum += n
	}
	return sum
}

// The golden number of policy research: 88 periods in separate classes. One room
// for all three grades needs the 30 of its longest grade.
func TestGoldenMultigrade(t *testing.T) {
	t.Parallel()
	require.Equal(t, 88, sumPeriods(derive(t, pointProblem(t))))
	f := derive(t, pointProblem(t, override("demand.point_multigrade", true)))
	require.Equal(t, map[model.Subject]int{
		"chinese": 8, "math": 4, "foreign": 1, "science": 1, "pe": 4, "arts": 4, "morality": 3, "practice": 1, "local": 4,
	}, periodsOf(f))
}

func TestRoomsAreFilledInOrder(t *testing.T) {
	t.Parallel()
	on := override("demand.point_multigrade", true)
	for name, c := range map[string]struct {
		overrides []model.Override
		spoil     func(*model.Problem)
		want      int // periods
	}{
		"two grades a room":   {[]model.Override{on, override("demand.multigrade_grades", 2)}, nil, 29 + 30},
		"seven pupils a room": {[]model.Override{on, override("demand.multigrade_pupils", 7)}, nil, 29 + 30},
		"one pupil a room":    {[]model.Override{on, override("demand.multigrade_pupils", 1)}, nil, 88},
		"a grade of two classes": {
			[]model.Override{on},
			func(p *model.Problem) { p.Schools[0].Stages[0].Grades[1].Classes = 2 }, 29 + 2*29 + 30,
		},
		"an empty grade":         {[]model.Override{on}, func(p *model.Problem) { p.Schools[0].Stages[0].Grades[0].Classes = 0 }, 30},
		"a small primary school": {[]model.Override{on}, func(p *model.Problem) { p.Schools[0].Kind = model.VillagePrimary }, 30},
		"a larger one": {
			[]model.Override{on, override("demand.point_pupils", 10)},
			func(p *model.Problem) { p.Schools[0].Kind = model.VillagePrimary }, 88,
		},
		"a junior school": {
			[]model.Override{on},
			func(p *model.Problem) {
				p.Schools[0].Stages = []model.StageData{{Stage: model.Junior, Grades: grades(7, 8, 1, 5)}}
			}, 68,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := pointProblem(t, c.overrides...)
			if c.spoil != nil {
				c.spoil(p)
			}
			require.Equal(t, c.want, sumPeriods(derive(t, p)))
		})
	}
}

// A generalist teaches what no visitor teaches. Whoever is there shares it.
func TestGeneralist(t *testing.T) {
	t.Parallel()
	both := []model.Override{override("demand.point_multigrade", true), override("demand.point_generalist", true)}
	f := derive(t, pointProblem(t, both...))
	require.Equal(t, map[model.Subject]int{"chinese": 21, "pe": 4, "arts": 4, "science": 1}, periodsOf(f))
	require.Equal(t, 1, f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "chinese"}).Posts)

	p := pointProblem(t, both...)
	first, second := teacher(t, "t1", "A"), teacher(t, "t2", "A")
	first.Qualifications = []model.Qualification{{Stage: model.Primary, Subject: "chinese", Primary: true}}
	second.Qualifications = []model.Qualification{{Stage: model.Primary, Subject: "math", Primary: true}}
	p.Teachers = []model.Teacher{first, second}
	require.Equal(t, map[model.Subject]int{"chinese": 11, "math": 10, "pe": 4, "arts": 4, "science": 1}, periodsOf(derive(t, p)))

	f = derive(t, pointProblem(t, override("demand.point_generalist", true)))
	require.Equal(t, 88, sumPeriods(f), "separate grades, one teacher each")
	require.Equal(t, []int{61, 11, 12, 4}, []int{
		periodsOf(f)["chinese"], periodsOf(f)["pe"], periodsOf(f)["arts"], periodsOf(f)["science"],
	})
}

// Head teachers are counted by room.
func TestReliefByRoom(t *testing.T) {
	t.Parallel()
	relief := override("demand.head_teacher_relief", 50)
	apart := fullPosts(derive(t, pointProblem(t, relief))) - fullPosts(derive(t, pointProblem(t)))
	require.InDelta(t, 1.5, apart, 0.15)
	room := override("demand.point_multigrade", true)
	together := fullPosts(derive(t, pointProblem(t, relief, room))) - fullPosts(derive(t, pointProblem(t, room)))
	require.InDelta(t, 0.5, together, 0.15)
}

// The parts sum up, none is more than one off its exact claim unless the least
// lifts it, and weights of nothing get nothing.
func TestApportionProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		weights := rapid.MapOf(rapid.StringMatching(`[a-e]`), rapid.IntRange(0, 20)).Draw(rt, "weights")
		total := rapid.IntRange(0, 60).Draw(rt, "total")
		least := rapid.IntRange(0, 3).Draw(rt, "least")
		got := policy.Apportion(total, weights, least)
		sum, weight, positive := 0, 0, 0
		for k, n := range weights {
			sum += got[k]
			weight += n
			if n > 0 {
				positive++
			}
		}
		if weight == 0 {
			require.Zero(rt, sum)
			return
		}
		require.Equal(rt, total, sum)
		for k, n := range weights {
			require.GreaterOrEqual(rt, got[k], 0)
			if n == 0 {
				require.Zero(rt, got[k])
				continue
			}
			if total >= least*positive {
				require.GreaterOrEqual(rt, got[k], least)
			}
			if least == 0 {
				off := new(big.Rat).Sub(big.NewRat(int64(got[k]), 1), big.NewRat(int64(total*n), int64(weight)))
				require.Negative(rt, off.Abs(off).Cmp(big.NewRat(1, 1)))
			}
		}
		require.Equal(rt, got, policy.Apportion(total, maps.Clone(weights), least))
	})
}
