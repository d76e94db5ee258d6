package policy

import (
	"math/big"

	"lungang/model"
)

// QuotaRatioOf returns the parameter that holds the pupils of a stage per quota
// post (师生比); false for a word that is no stage. Some of them are optional.
func QuotaRatioOf(stage model.Stage) (Key[float64], bool) {
	switch stage {
	case model.Primary:
		return QuotaRatioPrimary, true
	case model.Junior:
		return QuotaRatioJunior, true
	case model.Senior:
		return QuotaRatioSenior, true
	case model.Special:
		return QuotaRatioSpecial, true
	case model.Kindergarten:
		return QuotaRatioKindergarten, true
	case model.Vocational:
		return QuotaRatioVocational, true
	default:
		return Key[float64]{}, false
	}
}

// QuotaByPupils returns the posts that a number of pupils of a stage gives, in
// exact arithmetic: 13,000 primary pupils at 1:19 give 684.2. A stage for which
// the pack has no ratio gives 0.
func (r *Rules) QuotaByPupils(stage model.Stage, pupils int) *big.Rat {
	key, ok := QuotaRatioOf(stage)
	if !ok {
		return new(big.Rat)
	}
	per, ok := key.Maybe(r)
	if !ok {
		return new(big.Rat)
	}
	q := big.NewRat(int64(pupils), 1)
	return q.Quo(q, Decimal(per))
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
