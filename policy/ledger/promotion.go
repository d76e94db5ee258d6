package ledger

import (
	"lungang/model"
	"lungang/policy"
)

// Promotion tells whether a teacher's rural years are enough for the next title
// (B1-29: 城区教师晋升必须有在农村学校任教1年以上的工作经历; B3-24: a condition of the
// senior title). 1年以上 includes the year itself.
type Promotion struct {
	// Asked: the condition concerns the teacher. By promotion.applies: urban,
	// everybody at an urban school who can still rise; senior, who has the
	// intermediate title, the next being senior. Never while promotion.rural_years
	// is not set.
	Asked     bool    `json:"asked"`
	Needed    float64 `json:"needed"`
	Met       bool    `json:"met"`       // with the years of today; true when not asked
	AfterYear bool    `json:"afterYear"` // with those at the end of the plan year
}

// promotionKeys are the parameters behind Promotion.
var promotionKeys = []string{policy.PromotionRuralYears.Name, policy.PromotionApplies.Name}

func (b *book) promotion(teacher int, years RuralYears) Promotion {
	needed, ok := policy.PromotionRuralYears.Maybe(b.f.Rules)
	out := Promotion{Needed: needed, Met: true, AfterYear: true}
	if out.Asked = ok && b.canRise(teacher); out.Asked {
		out.Met = years.total.Cmp(policy.Decimal(needed)) >= 0
		out.AfterYear = years.afterYear.Cmp(policy.Decimal(needed)) >= 0
	}
	return out
}

func (b *book) canRise(teacher int) bool {
	t := &b.f.Teachers[teacher]
	if policy.PromotionApplies.Of(b.f.Rules) == "senior" {
		return t.Title.Level.IsIntermediate()
	}
	return b.f.Schools[t.School].Locale == model.Urban && t.Title.Level != model.FullSeniorTitle
}
