package policy

import "lungang/model"

// Allowances and subsidies, in whole yuan (allowance.go). Amounts by tier are
// for hardshipTier 0, 1, 2, … of the school; the last one is for all higher
// tiers. No amount has a default: counties set them, and what nobody has set is
// told as such and never counted as a made-up sum.
var (
	AllowanceTownship        = optional(amounts("allowance.township", "township work subsidy (乡镇工作补贴), yuan a month by hardship tier of the school", 0, 20_000))
	AllowanceTownshipLocales = words("allowance.township_locales", "places at whose schools the township work subsidy is paid", model.Locale("").Values()...)
	AllowanceLiving          = optional(amounts("allowance.rural_living", "living allowance of rural teachers (乡村教师生活补助), yuan a month by hardship tier of the school", 0, 20_000))
	AllowanceLivingLocales   = words("allowance.rural_living_locales", "places at whose schools the living allowance is paid", model.Locale("").Values()...)
	AllowanceTalent          = optional(whole("allowance.rural_talent", "talent allowance (乡村教师人才津贴) of who moves from an urban to a rural school, yuan a month", 0, 20_000))
	AllowanceVisit           = optional(amounts("allowance.itinerant", "subsidy of itinerant teachers (走教补助), yuan by hardship tier of the school visited", 0, 20_000))
	AllowanceVisitUnit       = choice("allowance.itinerant_unit", "what the subsidy of itinerant teachers is for: one visited half-day, or a month for each school visited", "half_day", "month")
	AllowanceVisitWeeks      = whole("allowance.itinerant_weeks", "weeks of visits in a year", 1, 52)
	AllowanceVisitMonths     = whole("allowance.itinerant_months", "months of visits in a year", 1, 12)
	AllowanceHead            = optional(whole("allowance.head_teacher", "allowance of head teachers of classes (班主任), yuan a month", 0, 20_000))
	AllowanceHeadBoarding    = optional(whole("allowance.head_teacher_boarding", "what head teachers of boarding schools get more, yuan a month", 0, 20_000))
	AllowanceMonths          = whole("allowance.months", "months of a year for which monthly allowances are paid", 1, 12)
	AllowanceStaff           = words("allowance.employment", "kinds of employment that are paid allowances", model.EmploymentKind("").Values()...)
)
