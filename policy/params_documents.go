package policy

// What the documents of a plan say of the exchange and of persons. These
// parameters are optional and stay out of the packs that do not set them: they
// decide nothing about who moves, so they must not change the hash of the
// effective parameters. None of the documents behind the packs gives them.
var (
	DocumentsNames         = optional(choice("documents.names", "how names stand in the published list; none: masked", NamesMasked, NamesSurname, NamesFull))
	ExchangeStartMonth     = optional(whole("exchange.start_month", "month of the plan year in which an exchange begins; none: 9", 1, 12))
	ExchangePeriodMonths   = optional(whole("exchange.period_months", "months that an exchange lasts; none: 12", 1, 120))
	ExchangePersonnelMoves = optional(flag("exchange.personnel_moves", "the personnel relation goes with the teacher (人事关系随调); none: it stays"))
)

// The ways to write names in the published list.
const (
	NamesMasked  = "masked"  // one character hidden: 张*芳, 张*
	NamesSurname = "surname" // 张某
	NamesFull    = "full"
)

// The school year begins on 1 September and lasts twelve months; a plan speaks
// of one school year.
const (
	startMonth   = 9
	periodMonths = 12
)

// PublishedNames is how names stand in the published list under the rules:
// documents.names, else masked, because no more is published than the purpose
// needs (个人信息保护法 第六条).
func PublishedNames(r *Rules) string {
	if w, ok := DocumentsNames.Maybe(r); ok {
		return w
	}
	return NamesMasked
}

// ExchangePeriod is the first month of an exchange, from 1, and how many months
// it lasts, under the rules.
func ExchangePeriod(r *Rules) (month, months int) {
	month, months = startMonth, periodMonths
	if n, ok := ExchangeStartMonth.Maybe(r); ok {
		month = n
	}
	if n, ok := ExchangePeriodMonths.Maybe(r); ok {
		months = n
	}
	return month, months
}

// PersonnelMoves reports whether the personnel relation goes with the teacher,
// and whether the pack or the district says so at all.
func PersonnelMoves(r *Rules) (moves, said bool) { return ExchangePersonnelMoves.Maybe(r) }
