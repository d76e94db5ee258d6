package balance_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
)

func testPairing(t *testing.T) {
	p := district(t, "weihai-2023-21")
	p.Schools = append(p.Schools,
		model.School{ID: "P", Kind: model.TeachingPoint, UrbanRural: "220", Centre: "V", Stages: stage(model.Primary, grades(1, 1, 1, 9))},
		model.School{ID: "W", Kind: model.VillagePrimary, UrbanRural: "220", Stages: stage(model.Primary, grades(1, 1, 1, 9))},
		model.School{ID: "X", Kind: model.VillagePrimary, UrbanRural: "220", Group: "g2", Stages: stage(model.Primary, grades(1, 1, 1, 9))},
		model.School{ID: "K", Kind: model.KindergartenSchool, UrbanRural: "220", Stages: stage(model.Kindergarten, grades(1, 1, 1, 9))},
	)
	p.District.PlanYear = 2023
	require.Equal(t, 4, one(t, p, "pairing", "", "").Before.Unknown, "no pairing is given")
	p.Groups = []model.Group{{ID: "g1", Kind: model.Pairing}, {ID: "g2", Kind: model.Pairing}, {ID: "g3", Kind: model.EducationGroup}}
	p.Schools[0].Group = "g1"
	p.Schools[1].Group, p.Schools[1].Pairing = "g3", "g1"
	// V and, through its centre, P; X is alone on its side, W in nothing.
	e := one(t, p, "pairing", "", "")
	requireValue(t, e.Before, 50, 2, 4, false)
	require.InDelta(t, 60.0, e.Demand.Threshold, 0)
	require.InDelta(t, 100.0, e.Later[0].Threshold, 0)
	p.Schools[3].Pairing = "g1"
	requireValue(t, one(t, p, "pairing", "", "").Before, 75, 3, 4, true)
	p.District.PlanYear = 2025
	e = one(t, p, "pairing", "", "")
	require.InDelta(t, 100.0, e.Demand.Threshold, 0)
	requirePassed(t, false, e.Before.Passed)
	require.Equal(t, []string{"D-05"}, e.Demand.Clauses[:1])

	p.Pack.ID = pack // B1-20: of all schools
	requireValue(t, one(t, p, "pairing", "", "").Before, 80, 4, 5, false)
}

func testTeacherPosts(t *testing.T) {
	p := district(t, pack)
	e := one(t, p, "teacher_posts", "", "")
	require.False(t, e.Before.Known)
	require.Equal(t, []string{"B1-31"}, e.Demand.Clauses)
	other := func(school, n int) { p.Schools[school].OtherPosts = &n }
	other(0, 15) // 35 of 50
	e = one(t, p, "teacher_posts", "", "")
	requireValue(t, e.Schools[0].Before, 70, 35, 50, true) // the number itself
	require.Equal(t, 10, e.Before.Unknown)
	require.Nil(t, e.Before.Passed, "the village school decides")
	other(1, 3)
	requireValue(t, one(t, p, "teacher_posts", "", "").Before, 70, 42, 60, true)
	other(1, 4)
	requireValue(t, one(t, p, "teacher_posts", "", "").Before, 41.0/60*100, 41, 60, false)
}

func testClassSize(t *testing.T) {
	p := district(t, pack)
	e := one(t, p, "class_size", "", model.Primary)
	requireValue(t, e.Before, 600.0/26, 6, 26, false) // 20 classes of 50, 6 of 10
	requireValue(t, e.Schools[1].Before, 100, 6, 6, true)
	p.Schools[0].Stages = stage(model.Primary, []model.GradeData{{Grade: 1, Pupils: 91, Classes: 2}}) // 46 and 45
	requireValue(t, one(t, p, "class_size", "", model.Primary).Schools[0].Before, 50, 1, 2, false)
	p.Schools[0].Stages = stage(model.Junior, []model.GradeData{{Grade: 7, Pupils: 100, Classes: 2}})
	requireValue(t, one(t, p, "class_size", "", model.Junior).Before, 100, 2, 2, true)
}

func testLargeClasses(t *testing.T) {
	p := district(t, "litong-2022-46")
	p.Schools[0].Stages = stage(model.Primary, []model.GradeData{{Grade: 1, Pupils: 111, Classes: 2}, {Grade: 2, Pupils: 66, Classes: 1}})
	p.Schools[1].Stages = stage(model.Primary, grades(1, 6, 7, 70))
	e := one(t, p, "large_classes", "", model.Primary) // 56, 55, 66 and 42 of 10
	requireValue(t, e.Before, 200.0/45, 2, 45, true)
	require.InDelta(t, 5.0, e.Demand.Threshold, 0)
	require.Equal(t, 1, e.Before.Parts[0].Numerator, "66 is very large")
	require.Len(t, e.Schools, 1)
	p.Schools[1].Stages = stage(model.Primary, grades(1, 6, 6, 60))
	requirePassed(t, false, one(t, p, "large_classes", "", model.Primary).Before.Passed) // 2 of 39
	p.Pack.ID = pack                                                                     // B1-01: none
	require.InDelta(t, 0.0, one(t, p, "large_classes", "", model.Primary).Demand.Threshold, 0)
	require.False(t, one(t, p, "large_classes", "", model.Senior).Before.Known)
}

func testSchoolSize(t *testing.T) {
	p := district(t, "litong-2022-46")
	p.Schools[0].Stages = stage(model.Primary, grades(1, 5, 10, 400))
	e := one(t, p, "school_size", "", "")
	requireValue(t, e.Before, 2000, 2000, 1, true)
	p.Schools[0].Stages[0].Grades[0].Pupils++
	e = one(t, p, "school_size", "", "")
	requireValue(t, e.Before, 2001, 2001, 1, false)
	requirePassed(t, false, e.Schools[0].Before.Passed)
	requirePassed(t, true, e.Schools[1].Before.Passed)
	require.Contains(t, e.Demand.Clauses, "C-21")
	p.Schools[0].Kind = model.NineYear
	p.Schools[0].Stages = append(p.Schools[0].Stages, model.StageData{Stage: model.Junior, Grades: grades(7, 7, 10, 499)},
		model.StageData{Stage: model.Senior, Grades: grades(10, 10, 10, 900)})
	e = one(t, p, "school_size", "nine_year", "")
	requireValue(t, e.Before, 2500, 2500, 1, true)
}

// However full the classes of a grade are, they hold its pupils, and sizes
// differ by one at most.
func TestClassesAreFilledEvenly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		classes := rapid.IntRange(1, 40).Draw(r, "classes")
		pupils := rapid.IntRange(classes, 80*classes).Draw(r, "pupils")
		p := district(t, pack)
		p.Schools = p.Schools[:1]
		p.Schools[0].Stages = stage(model.Primary, []model.GradeData{{Grade: 1, Pupils: pupils, Classes: classes}})
		size := (pupils + classes - 1) / classes // the fullest
		for at, want := range map[int]bool{size: true, size + 1: false} {
			p.Pack.Overrides = []model.Override{override("class_size.large", at)}
			e := one(t, p, "large_classes", "", model.Primary)
			require.Equal(r, want, e.Before.Numerator > 0, "%d pupils in %d classes, %d", pupils, classes, at)
			require.Equal(r, classes, e.Before.Denominator)
		}
	})
}
