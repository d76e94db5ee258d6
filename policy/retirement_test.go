package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/policy"
)

func TestGoldenRetirement(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		group         policy.RetirementGroup
		birth         string
		years, months int
		date          string
	}{
		{policy.Men60, "1964-12-31", 60, 0, "2024-12-31"},
		{policy.Men60, "1965-01-15", 60, 1, "2025-02-15"},
		{policy.Men60, "1970-06-15", 61, 5, "2031-11-15"},
		{policy.Men60, "1976-09-15", 63, 0, "2039-09-15"},
		{policy.Men60, "1990-01-01", 63, 0, "2053-01-01"},
		{policy.Women55, "1970-01-15", 55, 1, "2025-02-15"},
		{policy.Women55, "1981-09-15", 58, 0, "2039-09-15"},
		{policy.Women50, "1974-12-01", 50, 0, "2024-12-01"},
		{policy.Women50, "1975-02-01", 50, 1, "2025-03-01"},
		{policy.Women50, "1984-11-01", 55, 0, "2039-11-01"},
		{policy.Men60, "1965-01-31", 60, 1, "2025-02-28"},
	} {
		birth := day(t, c.birth)
		years, months := policy.RetirementAge(c.group, birth)
		require.Equal(t, [2]int{c.years, c.months}, [2]int{years, months}, c.birth)
		require.Equal(t, c.date, policy.RetirementDate(c.group, birth).String(), c.birth)
	}
}
