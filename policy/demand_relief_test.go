package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// posts returns the full posts of the lessons and relief of one school.
func fullPosts(f *policy.Facts) float64 {
	sum := 0.0
	for _, l := range f.Lines {
		sum += float64(l.Periods) / float64(l.Load)
	}
	return sum
}

// A head teacher counts as half a load (V-6): 36 classes need 18 posts more than
// the 65.8 of their lessons.
func TestReliefOfHeadTeachers(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers = nil
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Grades: grades(1, 6, 6, 270)}}
	require.InDelta(t, 65.8, fullPosts(derive(t, p)), 0.05)
	p.Pack.Overrides = []model.Override{override("demand.head_teacher_relief", 50)}
	f := derive(t, p)
	require.InDelta(t, 65.8+18, fullPosts(f), 0.1, "rounded to whole periods by line")
	chinese := f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "chinese"})
	require.Equal(t, []int{252 + 69, 69}, []int{chinese.Periods, chinese.Relief}) // 252·18/65.84 = 68.9
}

// Middle managers are persons: the relief is of those who are there.
func TestReliefOfManagers(t *testing.T) {
	t.Parallel()
	p := problem(t)
	manager := teacher(t, "t9", "A")
	manager.Role.Kind = model.MiddleManager
	p.Teachers = append(p.Teachers, manager)
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Grades: grades(1, 6, 6, 270)}}
	before := fullPosts(derive(t, p))
	p.Pack.Overrides = []model.Override{override("demand.manager_relief", 100)}
	require.InDelta(t, before+1, fullPosts(derive(t, p)), 0.1)
}

// What a district states itself is not made larger.
func TestReliefLeavesExplicitDemand(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers = nil
	p.Schools[0].Stages = []model.StageData{{
		Stage: model.Primary, Grades: grades(1, 6, 1, 45),
		Demand: []model.LineDemand{{Subject: "chinese", Posts: intp(2)}, {Subject: "math", Periods: intp(14)}},
	}}
	p.Pack.Overrides = []model.Override{override("demand.head_teacher_relief", 50)}
	f := derive(t, p)
	require.Equal(t, 2, f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "chinese"}).Posts)
	math := f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "math"})
	require.Equal(t, []int{14, 0, 1}, []int{math.Periods, math.Relief, math.Posts})
	require.Positive(t, f.Line(model.Line{School: "A", Stage: model.Primary, Subject: "pe"}).Relief)
}
