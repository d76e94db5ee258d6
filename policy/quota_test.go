package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

func TestGoldenQuota(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	require.InDelta(t, 684.2, r.QuotaByPupils(model.Primary, 13000), 0.05)
	require.InDelta(t, 325.9, r.QuotaByPupils(model.Junior, 4400), 0.05)
	require.InDelta(t, 180.0, r.QuotaByPupils(model.Senior, 2250), 0)
	require.InDelta(t, 85.3, r.QuotaByPupils(model.Primary, 36*45), 0.05)
	require.InDelta(t, 133.3, r.QuotaByPupils(model.Junior, 36*50), 0.05)
	require.InDelta(t, 16.57, policy.PupilsPerStaff(36058, 2176), 0.005)
	require.Zero(t, policy.PupilsPerStaff(1, 0))
	require.Zero(t, r.QuotaByPupils(model.Kindergarten, 100))
	require.Equal(t, []int{0, 1, 1, 2}, []int{
		r.StandardClasses(model.Primary, 0), r.StandardClasses(model.Primary, 1),
		r.StandardClasses(model.Primary, 45), r.StandardClasses(model.Primary, 46),
	})
	require.Equal(t, 1, r.StandardClasses(model.Junior, 50))
}

func TestQuotaOfSmallSchools(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	small := &model.School{Stages: []model.StageData{{Stage: model.Primary, Grades: grades(1, 3, 1, 3)}}}
	q := r.QuotaOf(small)
	require.InDelta(t, 0.47, q.ByPupils, 0.005)
	require.InDelta(t, 4.5, q.ByClasses, 0)
	require.Equal(t, 5, q.Posts)
	large := &model.School{Stages: []model.StageData{{Stage: model.Primary, Grades: grades(1, 2, 10, 100)}}}
	q = r.QuotaOf(large)
	require.Zero(t, q.ByClasses, "200 pupils are not below 200")
	require.Equal(t, 11, q.Posts) // 10.5
}

func TestQuotaReview(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Schools[0].Stages = []model.StageData{{Stage: model.Primary, Grades: grades(1, 6, 6, 270)}}
	p.Schools[0].Quota = 0
	p.Schools[1].Ownership = model.Private
	reviews := derive(t, p).QuotaReview()
	require.Len(t, reviews, 1, "private schools have no quota")
	require.Equal(t, -1, reviews[0].Free, "one over")
	require.Equal(t, 85, reviews[0].Gap)
}
