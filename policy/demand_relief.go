package policy

import (
	"math/big"

	"lungang/model"
)

// reliefRule counts the work that is no lesson: head teachers (班主任) and middle
// managers teach less than a full load. Whoever holds the posts, the school
// needs that much more, so relief belongs to the demand of the school and not to
// the teachers, who may move.
type reliefRule struct {
	head, manager *big.Rat // shares of a full load
}

func newReliefRule(r *Rules) reliefRule {
	return reliefRule{head: share(DemandHeadRelief.Of(r), 1), manager: share(DemandManagerRelief.Of(r), 1)}
}

// of returns the relief of one stage of a school, in periods by subject. The
// posts that relief costs, R = classes·head + managers·manager, are shared out
// to the lines as the lessons are: a line of D periods has D·R ÷ F more, with F
// = Σ D/λ the full posts of the lessons; rounded to whole periods, halves up.
func (r reliefRule) of(periods map[model.Subject]int, classes, managers int, load func(model.Subject) int) map[model.Subject]int {
	posts := new(big.Rat).Mul(r.head, big.NewRat(int64(classes), 1))
	posts.Add(posts, new(big.Rat).Mul(r.manager, big.NewRat(int64(managers), 1)))
	full := new(big.Rat)
	for subject, n := range periods {
		full.Add(full, big.NewRat(int64(n), int64(load(subject))))
	}
	if posts.Sign() == 0 || full.Sign() == 0 {
		return nil
	}
	factor := posts.Quo(posts, full)
	out := make(map[model.Subject]int, len(periods))
	for subject, n := range periods {
		out[subject] = RoundHalfUp(new(big.Rat).Mul(factor, big.NewRat(int64(n), 1)))
	}
	return out
}
