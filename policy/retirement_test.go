package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// tables are those of the national base, and that of the women who retired at 50,
// to whom nobody who teaches belongs.
func tables(t *testing.T) (men, women, workers policy.RetirementTable) {
	t.Helper()
	r, err := policy.Effective(model.PackRef{ID: "litong-2022-46"})
	require.NoError(t, err)
	men, women = r.RetirementTable(policy.Men60), r.RetirementTable(policy.Women55)
	return men, women, policy.RetirementTable{Age: 50, From: men.From, Every: 2, Most: 60, Flexible: men.Flexible}
}

func TestGoldenRetirement(t *testing.T) {
	t.Parallel()
	men, women, workers := tables(t)
	for _, c := range []struct {
		group         policy.RetirementTable
		birth         string
		years, months int
		date          string
	}{
		{men, "1964-12-31", 60, 0, "2024-12-31"},
		{men, "1965-01-15", 60, 1, "2025-02-15"},
		{men, "1970-06-15", 61, 5, "2031-11-15"},
		{men, "1976-09-15", 63, 0, "2039-09-15"},
		{men, "1990-01-01", 63, 0, "2053-01-01"},
		{women, "1970-01-15", 55, 1, "2025-02-15"},
		{women, "1981-09-15", 58, 0, "2039-09-15"},
		{workers, "1974-12-01", 50, 0, "2024-12-01"},
		{workers, "1975-02-01", 50, 1, "2025-03-01"},
		{workers, "1984-11-01", 55, 0, "2039-11-01"},
		{men, "1965-01-31", 60, 1, "2025-02-28"},
	} {
		birth := day(t, c.birth)
		years, months := c.group.Reached(birth)
		require.Equal(t, [2]int{c.years, c.months}, [2]int{years, months}, c.birth)
		require.Equal(t, c.date, c.group.Statutory(birth).String(), c.birth)
	}
}

// The statutory age rises by one month for every four months of birth (women of
// the group of 50: two), rounded up, until the cap.
func TestDelayTable(t *testing.T) {
	t.Parallel()
	men, women, workers := tables(t)
	for _, c := range []struct {
		group policy.RetirementTable
		first string // the first month of birth that is delayed at all
		every int
		most  int
	}{
		{men, "1965-01-01", 4, 36}, {women, "1970-01-01", 4, 36}, {workers, "1975-01-01", 2, 60},
	} {
		birth := day(t, c.first)
		years, months := c.group.Reached(birth)
		base := years*12 + months - 1
		for n := range 300 {
			d := birth.Time().AddDate(0, n, 0)
			years, months := c.group.Reached(model.NewDate(d.Year(), d.Month(), 1))
			require.Equal(t, base+min(1+n/c.every, c.most), years*12+months, "%v %s", c.group, d)
		}
		before := birth.Time().AddDate(0, -1, 0)
		years, months = c.group.Reached(model.NewDate(before.Year(), before.Month(), 1))
		require.Equal(t, base, years*12+months)
	}
}

func TestGoldenFlexibleRetirement(t *testing.T) {
	t.Parallel()
	men, women, workers := tables(t)
	for _, c := range []struct {
		group                       policy.RetirementTable
		birth                       string
		earliest, statutory, latest string
	}{
		// not before the age of the time before the reform
		{men, "1965-01-15", "2025-01-15", "2025-02-15", "2028-02-15"},
		{men, "1970-06-15", "2030-06-15", "2031-11-15", "2034-11-15"},
		// exactly three years of delay: three years early is the old age
		{men, "1976-09-15", "2036-09-15", "2039-09-15", "2042-09-15"},
		{women, "1975-05-20", "2030-05-20", "2031-10-20", "2034-10-20"},
		// five years of delay: three years early is above the old age
		{workers, "1984-11-01", "2036-11-01", "2039-11-01", "2042-11-01"},
		{workers, "1975-02-01", "2025-02-01", "2025-03-01", "2028-03-01"},
		// born on a leap day: 28 February of a common year
		{men, "1964-02-29", "2024-02-29", "2024-02-29", "2027-02-28"},
		{women, "1980-02-29", "2035-02-28", "2037-09-29", "2040-09-29"},
	} {
		w := c.group.Window(day(t, c.birth))
		require.Equal(t, []string{c.earliest, c.statutory, c.latest},
			[]string{w.Earliest.String(), w.Statutory.String(), w.Latest.String()}, c.birth)
		require.Equal(t, w.Statutory, c.group.Statutory(day(t, c.birth)))
	}
}

// The table is the pack's: with another first year nobody is delayed before it.
func TestRetirementTableOfThePack(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("retirement.from_year", 2030)}})
	require.NoError(t, err)
	years, months := r.RetirementTable(policy.Men60).Reached(day(t, "1965-01-15"))
	require.Equal(t, [2]int{60, 0}, [2]int{years, months})
}
