package policy

import (
	"math/big"

	"lungang/model"
)

// QuotaStandard is the headcount that pupils and classes give by the standard,
// before rounding.
type QuotaStandard struct {
	ByPupils  float64 // Σ pupils of a stage ÷ pupils per post
	ByClasses float64 // classes × posts per class, small schools only; else 0
	Posts     int     // the greater of both, rounded to the nearest whole post, halves up
}

// QuotaReview compares the quota and the staff of a school with the standard.
type QuotaReview struct {
	School   int // index into Facts.Schools
	Quota    int // authorised headcount
	Staff    int // teachers who occupy a quota post
	Standard QuotaStandard
	Free     int // quota − staff; negative when the school is over its quota (超编)
	Gap      int // standard − quota; positive when the quota is below the standard
}

// QuotaByPupils returns the posts that a number of pupils of a stage gives
// (quota.pupils_per_staff_*): 13,000 primary pupils at 1:19 give 684.2. Stages
// without a ratio give 0.
func (r *Rules) QuotaByPupils(stage model.Stage, pupils int) float64 {
	x, _ := r.quotaRat(stage, pupils).Float64()
	return x
}

func (r *Rules) quotaRat(stage model.Stage, pupils int) *big.Rat {
	var per float64
	switch stage {
	case model.Primary:
		per = QuotaRatioPrimary.Of(r)
	case model.Junior:
		per = QuotaRatioJunior.Of(r)
	case model.Senior:
		per = QuotaRatioSenior.Of(r)
	case model.Kindergarten, model.Special, model.Vocational:
		return new(big.Rat)
	default:
		return new(big.Rat)
	}
	q := new(big.Rat).SetInt64(int64(pupils))
	return q.Quo(q, decimalRat(per))
}

// QuotaOf returns the standard headcount of a school. A school below
// quota.small_school_pupils is staffed by classes too (班师比), so that a
// teaching point of ten pupils is not left with half a teacher.
func (r *Rules) QuotaOf(s *model.School) QuotaStandard {
	byPupils, byClasses := new(big.Rat), new(big.Rat)
	pupils := 0
	for _, stage := range s.Stages {
		if stage.Stage != model.Primary && stage.Stage != model.Junior && stage.Stage != model.Senior {
			continue
		}
		n, classes := 0, 0
		for _, g := range stage.Grades {
			n += g.Pupils
			classes += g.Classes
		}
		pupils += n
		byPupils.Add(byPupils, r.quotaRat(stage.Stage, n))
		perClass := decimalRat(QuotaPerClass.Of(r))
		byClasses.Add(byClasses, perClass.Mul(perClass, big.NewRat(int64(classes), 1)))
	}
	if pupils >= QuotaSmallPupils.Of(r) {
		byClasses.SetInt64(0)
	}
	best := byPupils
	if byClasses.Cmp(byPupils) > 0 {
		best = byClasses
	}
	rounded := new(big.Rat).Add(best, big.NewRat(1, 2))
	var out QuotaStandard
	out.ByPupils, _ = byPupils.Float64()
	out.ByClasses, _ = byClasses.Float64()
	out.Posts = int(new(big.Int).Quo(rounded.Num(), rounded.Denom()).Int64())
	return out
}

// QuotaReview reviews every public school, in the order of Facts.Schools.
func (f *Facts) QuotaReview() []QuotaReview {
	var out []QuotaReview
	for i := range f.Schools {
		s := &f.Schools[i]
		if !s.Public {
			continue
		}
		standard := f.Rules.QuotaOf(s.School)
		out = append(out, QuotaReview{
			School: i, Quota: s.Quota, Staff: s.Staff, Standard: standard,
			Free: s.Quota - s.Staff, Gap: standard.Posts - s.Quota,
		})
	}
	return out
}

// PupilsPerStaff returns pupils ÷ staff; 0 when there is no staff.
func PupilsPerStaff(pupils, staff int) float64 {
	if staff == 0 {
		return 0
	}
	return float64(pupils) / float64(staff)
}

// StandardClasses returns the least number of classes of the standard size
// (class_size.*) that hold the pupils; 0 for stages without a standard.
func (r *Rules) StandardClasses(stage model.Stage, pupils int) int {
	size := 0
	switch stage {
	case model.Primary:
		size = ClassSizePrimary.Of(r)
	case model.Junior:
		size = ClassSizeJunior.Of(r)
	case model.Senior, model.Kindergarten, model.Special, model.Vocational:
	}
	if size == 0 {
		return 0
	}
	return (max(0, pupils) + size - 1) / size
}
