package policy

// The statutory retirement age from 2025 on (全国人大常委会 2024-09-13 决定), for those
// who teach; retirement.go computes with it.
var (
	RetirementFrom     = whole("retirement.from_year", "year from whose 1 January the statutory retirement age rises", 2000, 2100)
	RetirementMenAge   = whole("retirement.men_age", "statutory retirement age of men before it rises, in years", 50, 70)
	RetirementWomenAge = whole("retirement.women_age", "statutory retirement age of women in professional posts before it rises, in years", 45, 70)
	RetirementEvery    = whole("retirement.births_per_month", "months of birth for which the age rises by one month", 1, 60)
	RetirementMost     = whole("retirement.most_months", "by how many months the age rises at most", 0, 120)
	RetirementFlexible = whole("retirement.flexible_months", "by how many months a person may retire before or after the statutory age; not before the age of the time before it rose", 0, 120)
)

// retirementParameters are the names of those that every day of retirement rests on.
func retirementParameters() []string {
	return []string{
		RetirementFrom.Name, RetirementMenAge.Name, RetirementWomenAge.Name,
		RetirementEvery.Name, RetirementMost.Name, RetirementFlexible.Name,
	}
}
