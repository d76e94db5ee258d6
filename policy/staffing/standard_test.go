package staffing_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/staffing"
)

// school has so many pupils and classes in grade 1, and more as change says.
func school(pupils, classes int, change func(*model.School)) *model.School {
	s := &model.School{ID: "S", Kind: model.VillagePrimary, Stages: []model.StageData{
		{Stage: model.Primary, Grades: []model.GradeData{{Grade: 1, Pupils: pupils, Classes: classes}}},
	}}
	if change != nil {
		change(s)
	}
	return s
}

func TestStandardByComponents(t *testing.T) {
	t.Parallel()
	point := func(s *model.School) { s.Kind = model.TeachingPoint }
	for name, c := range map[string]struct {
		overrides []model.Override
		school    *model.School
		exact     float64
		posts     int
		taken     []staffing.ComponentID
		unknown   []string
	}{
		"pupil ratio": {nil, school(200, 5, nil), 10.526, 11, []staffing.ComponentID{"pupil_ratio"}, nil},
		"small: the greater of both": {
			nil, school(9, 3, point), 4.5, 5, []staffing.ComponentID{"class_ratio"}, nil,
		},
		"small, and the pupils are more": {nil, school(190, 5, nil), 10, 10, []staffing.ComponentID{"pupil_ratio"}, nil},
		"one below the limit": {
			[]model.Override{override(t, "quota.small_school_pupils", 201)}, school(200, 8, nil), 12, 12,
			[]staffing.ComponentID{"class_ratio"}, nil,
		},
		"rule sum": {
			[]model.Override{override(t, "quota.small_school_rule", "sum")}, school(19, 2, nil), 4, 4,
			[]staffing.ComponentID{"pupil_ratio", "class_ratio"}, nil,
		},
		"rule classes": {
			[]model.Override{override(t, "quota.small_school_rule", "classes")}, school(190, 5, nil), 7.5, 8,
			[]staffing.ComponentID{"class_ratio"}, nil,
		},
		"rule pupils": {
			[]model.Override{override(t, "quota.small_school_rule", "pupils")}, school(19, 5, nil), 1, 1,
			[]staffing.ComponentID{"pupil_ratio"}, nil,
		},
		"floor of a point": {
			[]model.Override{override(t, "quota.teaching_point_floor", 2)}, school(5, 1, point), 2, 2,
			[]staffing.ComponentID{"point_floor"}, nil,
		},
		"a floor that is reached": {
			[]model.Override{override(t, "quota.teaching_point_floor", 2)}, school(5, 2, point), 3, 3,
			[]staffing.ComponentID{"class_ratio"}, nil,
		},
		"no floor of points elsewhere": {
			[]model.Override{override(t, "quota.teaching_point_floor", 9)}, school(38, 1, nil), 2, 2,
			[]staffing.ComponentID{"pupil_ratio"}, nil,
		},
		"the greater floor": {
			[]model.Override{override(t, "quota.teaching_point_floor", 3), override(t, "quota.small_school_floor", 4)},
			school(5, 1, point), 4, 4, []staffing.ComponentID{"small_floor"}, nil,
		},
		"boarders": {
			[]model.Override{override(t, "quota.boarders_per_extra_staff", 50)},
			school(380, 9, func(s *model.School) { s.Boarders = 75 }), 21.5, 22, []staffing.ComponentID{"pupil_ratio", "boarding"}, nil,
		},
		"boarders, and no number for them": {
			nil, school(380, 9, func(s *model.School) { s.Boarders = 75 }), 20, 20,
			[]staffing.ComponentID{"pupil_ratio"}, []string{"quota.boarders_per_extra_staff"},
		},
		"special needs and a resource room": {
			[]model.Override{
				override(t, "quota.special_pupils_per_extra_staff", 5), override(t, "quota.resource_room_pupils", 5),
				override(t, "quota.resource_room_staff", 0.5),
			},
			school(380, 9, func(s *model.School) { s.SpecialPupils = 5 }), 21.5, 22,
			[]staffing.ComponentID{"pupil_ratio", "special_needs", "resource_room"}, nil,
		},
		"special school": {
			nil, school(0, 0, func(s *model.School) {
				s.Kind = model.SpecialSchool
				s.Stages = []model.StageData{{Stage: model.Special, Grades: []model.GradeData{{Grade: 1, Pupils: 42, Classes: 4}}}}
			}), 10.5, 11, []staffing.ComponentID{"pupil_ratio"}, nil,
		},
		"kindergarten without a ratio": {
			nil, school(0, 0, func(s *model.School) {
				s.Kind = model.KindergartenSchool
				s.Stages = []model.StageData{{Stage: model.Kindergarten, Grades: []model.GradeData{{Grade: 1, Pupils: 90, Classes: 3}}}}
			}), 0, 0, nil, []string{"quota.pupils_per_staff_kindergarten"},
		},
		"nine-year school": {
			nil, school(190, 6, func(s *model.School) {
				s.Stages = append(s.Stages, model.StageData{Stage: model.Junior, Grades: []model.GradeData{{Grade: 7, Pupils: 135, Classes: 3}}})
			}), 20, 20, []staffing.ComponentID{"pupil_ratio", "pupil_ratio"}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := policy.Effective(model.PackRef{ID: hunan, Overrides: c.overrides})
			require.NoError(t, err)
			got := staffing.StandardOf(r, c.school)
			require.InDelta(t, c.exact, got.Exact, 0.001)
			require.Equal(t, c.posts, got.Posts)
			var taken []staffing.ComponentID
			for _, x := range got.Components {
				require.NotEmpty(t, x.Basis.Parameter)
				if x.Taken {
					taken = append(taken, x.ID)
				}
			}
			require.Equal(t, c.taken, taken)
			require.ElementsMatch(t, c.unknown, got.Unknown)
		})
	}
}

// What is not taken is shown all the same, with its basis.
func TestComponentsThatAreNotTakenAreShown(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: hunan})
	require.NoError(t, err)
	got := staffing.StandardOf(r, school(9, 3, nil))
	require.True(t, got.Small)
	require.Len(t, got.Components, 2)
	pupils := got.Components[0]
	require.Equal(t, staffing.PupilRatio, pupils.ID)
	require.False(t, pupils.Taken)
	require.InDelta(t, 9.0/19, pupils.Posts, 1e-9)
	require.Equal(t, []any{9, 19.0}, []any{pupils.Count, pupils.Rate})
	require.Equal(t, "quota.pupils_per_staff_primary", pupils.Basis.Parameter)
	require.Contains(t, pupils.Basis.Source, "编制标准")
	require.Equal(t, model.EvidenceWeb, pupils.Basis.Evidence)
}
