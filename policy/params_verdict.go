package policy

import "lungang/model"

// Who should rotate, beyond the limits of params.go: how ages, exemptions,
// service and retirement are read (docs/model.md, Verdicts).
var (
	ExchangeAgeFrom           = choice("exchange.age_from", "the day from which a new full year of age counts: the birthday, or the day after it", "birthday", "next_day")
	ExchangeBackboneYears     = optional(whole("exchange.backbone_min_years", "full years of continuous service of teachers with a backbone honour, in place of exchange.min_years", 0, 40))
	ExchangeGuardInclusive    = flag("exchange.retirement_guard_inclusive", "exactly the years of exchange.retirement_guard_years are enough to be due; false: more are needed")
	ExchangeRetirementBy      = choice("exchange.retirement_by", "the retirement to which the guard counts: at the statutory age, or the earliest that a teacher may choose", "statutory", "earliest")
	RetirementSeniorWomen     = choice("retirement.senior_women", "age group of women with a senior title", "women55", "men60")
	ExchangeExemptionEvidence = words("exchange.exemption_evidence", "grounds that exempt only with evidence on file", model.ExemptionKind("").Values()...)
	ExchangeExemptionDated    = words("exchange.exemption_dated", "grounds that exempt only when their last day is given", model.ExemptionKind("").Values()...)
	ExchangeServiceBound      = words("exchange.service_bound", "kinds of employment that are not due while they owe service", model.EmploymentKind("").Values()...)
	ServiceSpecialPostYears   = whole("service.special_post_years", "years of service of special-post teachers whose last day is not given", 1, 20)
	ServiceFundedYears        = whole("service.funded_graduate_years", "years of service of funded graduates whose last day is not given", 1, 20)
	ExchangeBundleYears       = optional(whole("exchange.bundle_rural_years", "rural years within the first contract terms (service.first_terms); who lacks them in the last of these terms is due", 1, 20))
	ExchangeGraduatingDue     = flag("exchange.graduating_due", "teachers of graduating classes are among those who should rotate; false: not in that year")
)
