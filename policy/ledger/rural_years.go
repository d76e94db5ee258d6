package ledger

import (
	"math/big"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// RuralYears is the ledger of a teacher's rural service (农村任教经历).
//
// Years are those of the document (ruralYears, itinerantYears) where it gives
// them; else they are counted from the service history and the present post, in
// full months. Rural is service of kind teaching, exchange or support at a place
// of promotion.rural_locales (or at a weak school, promotion.weak_schools);
// leave, training, secondment and service elsewhere are taken off.
//
// Itinerant years count at promotion.itinerant_years to one (B1-28: two years
// make one), in parts (fraction) or in full blocks only (completed_blocks):
// three years are 1.5 or 1.
type RuralYears struct {
	Rural     float64 `json:"rural"`
	Itinerant float64 `json:"itinerant"`
	Credit    float64 `json:"credit"` // of the itinerant years, in rural years
	Total     float64 `json:"total"`  // rural + credit
	// AfterYear is the total at the end of the plan year: one rural year more at a
	// rural school after the plan, one itinerant year more for who visits one.
	AfterYear float64 `json:"afterYear"`
	Recorded  bool    `json:"recorded"` // rural is what the document gives; false: counted

	total, afterYear *big.Rat
}

// ruralYearsKeys are the parameters behind RuralYears.
var ruralYearsKeys = []string{
	policy.PromotionRuralLocales.Name, policy.PromotionWeak.Name, policy.ItinerantYears.Name, policy.ItinerantRounding.Name,
}

func (b *book) ruralYears(teacher int) RuralYears {
	t := &b.f.Teachers[teacher]
	rural, itinerant := policy.Decimal(t.RuralYears), policy.Decimal(t.ItinerantYears)
	recorded := t.RuralYears > 0
	if !recorded {
		rural = b.counted(teacher)
	}
	if t.ItinerantYears == 0 {
		itinerant = b.countedItinerant(teacher)
	}
	out := RuralYears{Recorded: recorded}
	credit := b.credit(itinerant)
	out.total = new(big.Rat).Add(rural, credit)
	more, visiting := new(big.Rat).Set(rural), new(big.Rat).Set(itinerant)
	if b.rural(&b.f.Schools[b.school(teacher)]) {
		more.Add(more, big.NewRat(1, 1))
	} else if b.visits[t.ID] {
		visiting.Add(visiting, big.NewRat(1, 1))
	}
	out.afterYear = more.Add(more, b.credit(visiting))
	out.Rural, out.Itinerant, out.Credit = float(rural), float(itinerant), float(credit)
	out.Total, out.AfterYear = float(out.total), float(out.afterYear)
	return out
}

// credit returns the rural years that itinerant years count for; none while no
// document says how.
func (b *book) credit(itinerant *big.Rat) *big.Rat {
	ratio, ok := policy.ItinerantYears.Maybe(b.f.Rules)
	if !ok {
		return new(big.Rat)
	}
	q := new(big.Rat).Quo(itinerant, policy.Decimal(ratio))
	if policy.ItinerantRounding.Of(b.f.Rules) == "fraction" {
		return q
	}
	return new(big.Rat).SetInt(new(big.Int).Quo(q.Num(), q.Denom()))
}

// rural reports whether service at a school of the district is rural.
func (b *book) rural(s *policy.SchoolFacts) bool {
	return slices.Contains(policy.PromotionRuralLocales.Of(b.f.Rules), string(s.Locale)) ||
		policy.PromotionWeak.Of(b.f.Rules) && s.Strength == model.Weak
}

// ruralPlace reports whether a spell was rural; outside the district the
// document names the class of place.
func (b *book) ruralPlace(s model.Service) bool {
	if at := b.f.School(s.School); at != nil {
		return b.rural(at)
	}
	return slices.Contains(policy.PromotionRuralLocales.Of(b.f.Rules), string(s.Locale))
}

// counted returns the rural years of history and present post.
func (b *book) counted(teacher int) *big.Rat {
	t := &b.f.Teachers[teacher]
	var at, away []span
	if b.rural(&b.f.Schools[t.School]) {
		at = append(at, spanOf(t.Since, model.Date{}, b.f.Reference))
	}
	for _, s := range t.History {
		days := spanOf(s.From, s.To, b.f.Reference)
		switch s.Kind {
		case model.TeachingService, model.ExchangeService, model.SupportService:
			if b.ruralPlace(s) {
				at = append(at, days)
			} else if s.Kind != model.TeachingService {
				away = append(away, days)
			}
		case model.LeaveService, model.TrainingService, model.SecondedService:
			away = append(away, days)
		case model.ItinerantService: // counted apart
		}
	}
	return years(without(at, away))
}

func (b *book) countedItinerant(teacher int) *big.Rat {
	var spans []span
	for _, s := range b.f.Teachers[teacher].History {
		if s.Kind == model.ItinerantService {
			spans = append(spans, spanOf(s.From, s.To, b.f.Reference))
		}
	}
	return years(merged(spans))
}

func years(spans []span) *big.Rat { return big.NewRat(int64(months(spans)), 12) }

func float(q *big.Rat) float64 {
	x, _ := q.Float64()
	return x
}
