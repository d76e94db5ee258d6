package policy

import "lungang/model"

// A Key is a typed parameter of the packs: its name, what it means, what
// values it may have. Declaring one registers it; a pack or an override that
// names an unknown key is refused.
type Key[T any] struct {
	Name string
}

// Of returns the effective value. It is for parameters that every pack has;
// optional ones are asked for with Maybe.
func (k Key[T]) Of(r *Rules) T { return r.values[k.Name].(T) }

// Maybe returns the effective value of an optional parameter; false when the
// pack gives none.
func (k Key[T]) Maybe(r *Rules) (T, bool) {
	v, ok := r.values[k.Name].(T)
	return v, ok
}

// Clauses returns the clause ids of the effective parameter.
func (k Key[T]) Clauses(r *Rules) []string { return r.Pack.Parameters[k.Name].Clauses }

// Relaxable reports whether the rule that the parameter carries may give way.
func (k Key[T]) Relaxable(r *Rules) bool { return r.Pack.Parameters[k.Name].Relaxable }

// Rules is a pack after the district's overrides: what is in force.
type Rules struct {
	Pack      *model.Pack // effective parameters
	Day       model.Date  // the day on which they are in force; zero: the latest of each
	Overrides []model.Override
	Text      []byte // the effective parameters, wherever they come from, as canonical JSON
	Hash      string // SHA-256 of Text
	values    map[string]any
	steps     map[string][]Step
}

// The parameters, grouped by what they govern. docs/model.md says how each is used.
var (
	// Who should rotate.
	ExchangeReferenceDay    = text("exchange.reference_day", "day of the plan year on which ages and tenure are counted, MM-DD", monthDay)
	ExchangeAgeMaxMale      = whole("exchange.age_max_male", "greatest age of men who should rotate, the number included", 18, 70)
	ExchangeAgeMaxFemale    = whole("exchange.age_max_female", "greatest age of women who should rotate, the number included", 18, 70)
	ExchangeMinYears        = whole("exchange.min_years", "full years of continuous service at one school", 0, 40)
	ExchangeRetirementGuard = whole("exchange.retirement_guard_years", "teachers nearer to retirement are not due; 0 switches it off", 0, 20)
	ExchangeExemptions      = words("exchange.exemptions", "grounds that exempt", model.ExemptionKind("").Values()...)
	ExchangeBreaks          = words("exchange.unbroken_by", "kinds of service that do not break continuous service", model.ServiceKind("").Values()...)
	ExchangeNoReturnYears   = whole("exchange.no_return_years", "years before a teacher may return to a school; 0 switches it off", 0, 30)
	ExchangeBackboneLevels  = words("exchange.backbone_levels", "honours that count as backbone", model.BackboneLevel("").Values()...)
	ExchangeRatio           = number("exchange.ratio", "percent of those who should rotate that do rotate", 0, 100)
	ExchangeRatioMode       = choice("exchange.ratio_mode", "floor: at least the ratio; target: the ratio within the tolerance", "floor", "target")
	ExchangeRatioTolerance  = number("exchange.ratio_tolerance", "percentage points above the ratio that a target allows", 0, 100)
	ExchangeRatioCeiling    = number("exchange.ratio_ceiling", "greatest percent; 0 means none", 0, 100)
	ExchangeFloorScope      = choice("exchange.floor_scope", "over what the floors are counted", "district", "zone")
	ExchangeBackboneRatio   = number("exchange.backbone_ratio", "percent of the denominator that are backbone teachers who rotate", 0, 100)
	ExchangeBackboneDenom   = choice("exchange.backbone_denominator", "what the backbone percent is of", "exchanged", "target_list", "eligible_all", "eligible_backbone")

	// Where a teacher may go.
	RouteAllowed    = pairs("route.allowed", "pairs of locales that a move may follow", model.Locale("").Values()...)
	RouteStrength   = pairs("route.strength", "pairs of strengths that a move may follow", model.Strength("").Values()...)
	RouteWithin     = choice("route.within", "limit of moves", "none", "zone", "group")
	RouteSecondary  = flag("route.secondary", "a move may use a secondary qualification")
	TravelLimit     = whole("travel.limit_minutes", "greatest one-way travel of a move", 1, 1440)
	CouplesLimit    = whole("couples.limit_minutes", "greatest minutes between the schools of spouses", 0, 1440)
	KinAvoid        = flag("kin.avoid", "kin do not work below kin (回避)")
	TitleRuralStays = flag("title.rural_only_stays", "a rural-only title does not move to town")
	ServiceTerms    = whole("service.first_terms", "number of first contract terms to be served in rural schools; 0 switches it off", 0, 10)

	// What a school may lose or gain.
	GraduatingMode   = choice("graduating.mode", "what happens to graduating-class teachers", "keep", "share", "free")
	GraduatingShare  = number("graduating.share", "percent of eligible graduating-class teachers that rotate, in mode share", 0, 100)
	OutflowShare     = number("outflow.share", "greatest percent of a school's staff that leaves in a year; one may always leave", 0, 100)
	HeadcountFloored = flag("headcount.floor_enforced", "headcount floors of schools are obeyed")
	PostsEnforced    = flag("posts.enforced", "post caps are obeyed")
	PostsRuralOnly   = flag("posts.count_rural_only", "titles that hold in rural schools only occupy posts under the caps; false: they stand outside the caps")

	// Itinerant and part-time teaching.
	VisitRoutes      = pairs("visits.routes", "pairs of locales, and centre>point, that visits may follow", append(model.Locale("").Values(), "centre", "point")...)
	VisitSubjects    = words("visits.subjects", "subjects in which teachers visit")
	VisitMaxSchools  = whole("visits.max_schools", "greatest number of schools that one teacher visits", 0, 10)
	VisitMaxHalfDays = whole("visits.max_half_days", "greatest number of visited half-days a week", 0, 10)
	VisitLimit       = whole("visits.limit_minutes", "greatest one-way travel of a visit", 1, 1440)
	VisitWithin      = choice("visits.within", "limit of visits", "none", "zone", "group")
	PartTimeEnabled  = flag("part_time.enabled", "teachers may teach a secondary subject at the own school")
	PartTimeMax      = whole("part_time.max_half_days", "greatest number of part-time half-days a week of one teacher", 0, 10)

	// Demand and weights.
	DemandHalfDays   = whole("demand.half_days", "half-days of one full post (h)", 1, 10)
	DemandRemainder  = number("demand.remainder", "share of a load from which a rest is one more post (θ)", 0, 1)
	DemandCurriculum = choice("demand.curriculum", "curriculum version", "shandong-trial", "national-2022")
	DemandLoads      = choice("demand.loads", "table of standard loads", "local-reference", "shanxi-reference")
	ScarceSubjects   = words("scarce.subjects", "subjects that are scarce (紧缺学科)")
	TierOrder        = words("tiers.order", "objectives in strict order", Tiers...)
	EconomySecondary = whole("economy.secondary", "points of one half-day in a secondary subject", 0, 1000)
	EconomyMove      = whole("economy.move", "points of one move above the floor", 0, 1000)
	LotterySeed      = text("lottery.seed", "published seed of the lottery", nil)

	// Indicators (教督〔2017〕6号).
	IndicatorI1Primary   = number("indicators.i1_primary", "teachers of associate degree or above per 100 pupils", 0, 100)
	IndicatorI1Junior    = number("indicators.i1_junior", "teachers of bachelor degree or above per 100 pupils", 0, 100)
	IndicatorI2Primary   = number("indicators.i2_primary", "backbone teachers per 100 pupils", 0, 100)
	IndicatorI2Junior    = number("indicators.i2_junior", "backbone teachers per 100 pupils", 0, 100)
	IndicatorI3Primary   = number("indicators.i3_primary", "PE and arts teachers per 100 pupils", 0, 100)
	IndicatorI3Junior    = number("indicators.i3_junior", "PE and arts teachers per 100 pupils", 0, 100)
	IndicatorCVPrimary   = number("indicators.cv_primary", "greatest coefficient of variation", 0, 10)
	IndicatorCVJunior    = number("indicators.cv_junior", "greatest coefficient of variation", 0, 10)
	IndicatorPointPupils = whole("indicators.min_point_pupils", "teaching points below this number of pupils are not judged", 0, 1000)
	IndicatorI3Visits    = flag("indicators.i3_count_visits", "visitors count for I3 in rural schools of 50 to 99 pupils")

	// Quota.
	QuotaRatioPrimary = number("quota.pupils_per_staff_primary", "pupils per quota post", 1, 100)
	QuotaRatioJunior  = number("quota.pupils_per_staff_junior", "pupils per quota post", 1, 100)
	QuotaRatioSenior  = number("quota.pupils_per_staff_senior", "pupils per quota post", 1, 100)
	QuotaPerClass     = number("quota.staff_per_class_small", "least staff per class in small schools", 0, 10)
	QuotaSmallPupils  = whole("quota.small_school_pupils", "schools below this number of pupils are small", 0, 2000)
	ClassSizePrimary  = whole("class_size.primary", "standard class size", 1, 100)
	ClassSizeJunior   = whole("class_size.junior", "standard class size", 1, 100)
)

// Tiers are the ids of the objectives in their default order (docs/model.md).
var Tiers = []string{
	"relax", "vacancy", "coverage", "balance", "compulsion", "preference", "travel", "economy", "lottery",
}
