package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// The national plan of 2022: 26, 30 and 34 periods a week, 9,522 in nine years,
// and every group of subjects within its share.
func TestGoldenNationalCurriculum(t *testing.T) {
	t.Parallel()
	n := curriculum(t, model.Curriculum{Version: "national-2022"}).AgainstNational()
	require.Equal(t, 9522, n.National)
	require.Equal(t, 9522, n.Total)
	for i, want := range []int{26, 26, 30, 30, 30, 30, 34, 34, 34} {
		require.Equal(t, policy.GradeWeek{Grade: i + 1, Periods: want, National: want}, n.Weeks[i])
	}
	require.Len(t, n.Shares, 10)
	of := map[model.Subject]bool{}
	sum := 0
	for _, s := range n.Shares {
		require.True(t, s.Within, "%v: %.2f percent", s.Subjects, s.Percent)
		sum += s.Periods
		for _, subject := range s.Subjects {
			require.False(t, of[subject], subject)
			of[subject] = true
		}
	}
	require.Equal(t, 9522, sum, "every period belongs to one group")
}

// The Shandong table has three periods more in grades 1 and 2, so 9,732 in nine
// years, as its source says; its shares fit, but for information technology, which it counts
// under practice.
func TestShandongAgainstNational(t *testing.T) {
	t.Parallel()
	n := curriculum(t, model.Curriculum{}).AgainstNational()
	require.Equal(t, 9732, n.Total)
	require.Equal(t, policy.GradeWeek{Grade: 1, Periods: 29, National: 26}, n.Weeks[0])
	require.Equal(t, policy.GradeWeek{Grade: 9, Periods: 34, National: 34}, n.Weeks[8])
	var off []model.Subject
	for _, s := range n.Shares {
		if !s.Within {
			off = append(off, s.Subjects[0])
		}
	}
	require.Equal(t, []model.Subject{"it"}, off)
}

// A district may choose the version by parameter as well as by document.
func TestCurriculumOfTheParameter(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Pack.Overrides = []model.Override{override("demand.curriculum", "national-2022")}
	c := derive(t, p).Curriculum
	require.Equal(t, "national-2022", c.Version)
	require.Equal(t, 1, c.Periods(3, "it"))
	require.Zero(t, c.Periods(10, "math"))
}
