package policy

import "lungang/model"

// The ledgers (room policy/ledger): rural years, promotion, service, pairing.
var (
	PromotionRuralYears   = optional(number("promotion.rural_years", "rural years that a promotion needs", 0, 40))
	PromotionApplies      = choice("promotion.applies", "who needs them: urban, teachers of urban schools for every title; senior, everybody for a senior title", "urban", "senior")
	PromotionRuralLocales = words("promotion.rural_locales", "places where service counts as rural", model.Locale("").Values()...)
	PromotionWeak         = flag("promotion.weak_schools", "service at weak schools counts as rural too")
	ItinerantYears        = optional(number("promotion.itinerant_years", "itinerant years that count as one rural year", 0.5, 10))
	ItinerantRounding     = choice("promotion.itinerant_rounding", "fraction: parts count; completed_blocks: only full blocks of itinerant years count", "fraction", "completed_blocks")
	ServiceFundedRural    = whole("service.funded_rural_years", "of these, years at a rural school", 0, 20)
	PairingCycle          = optional(whole("pairing.cycle_years", "years of one cycle of a pairing", 1, 20))
)
