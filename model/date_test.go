package model_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"2024-02-29", "2000-02-29", "1900-02-28", "2026-12-31", "0001-01-01"} {
		d, err := model.ParseDate(s)
		require.NoError(t, err, s)
		require.Equal(t, s, d.String())
	}
	for _, s := range []string{
		"", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-3", "26-04-03",
		"2026/04/03", "2026-04-03T00:00:00Z", " 2026-04-03", "２０２６-04-03",
	} {
		_, err := model.ParseDate(s)
		require.Error(t, err, s)
	}
}

func TestYearsUntil(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		years    int
	}{
		{"2015-09-01", "2026-08-31", 10},
		{"2015-08-31", "2026-08-31", 11},
		{"2004-02-29", "2026-02-27", 21},
		{"2004-02-29", "2026-02-28", 22}, // full on 28 February of a common year
		{"2004-02-29", "2024-02-28", 19},
		{"2004-02-29", "2024-02-29", 20},
		{"2026-08-31", "2026-08-31", 0},
		{"2026-09-01", "2026-08-31", 0},
		{"2030-01-01", "2026-08-31", 0},
	} {
		require.Equal(t, c.years, parse(t, c.from).YearsUntil(parse(t, c.to)), "%s … %s", c.from, c.to)
	}
}

func parse(t *testing.T, s string) model.Date {
	t.Helper()
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestAddYears(t *testing.T) {
	t.Parallel()
	require.Equal(t, day(2025, 2, 28), day(2024, 2, 29).AddYears(1))
	require.Equal(t, day(2028, 2, 29), day(2024, 2, 29).AddYears(4))
	require.Equal(t, day(2100, 2, 28), day(2096, 2, 29).AddYears(4))
	require.Equal(t, day(2027, 8, 31), day(2026, 8, 31).AddYears(1))
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	var d model.Date
	require.NoError(t, json.Unmarshal([]byte(`"2024-02-29"`), &d))
	require.Equal(t, day(2024, 2, 29), d)
	for _, bad := range []string{`""`, `"2025-02-29"`, `1`, `{}`} {
		require.Error(t, json.Unmarshal([]byte(bad), &d), bad)
	}
	require.Empty(t, model.Date{}.String())
}

func TestDateProperties(t *testing.T) {
	t.Parallel()
	dates := rapid.Custom(func(t *rapid.T) model.Date {
		at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 100_000).Draw(t, "days"))
		return day(at.Year(), at.Month(), at.Day())
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := dates.Draw(t, "a"), dates.Draw(t, "b")
		back, err := model.ParseDate(a.String())
		require.NoError(t, err)
		require.Equal(t, a, back)
		require.Equal(t, a.Before(b), b.After(a))
		require.Equal(t, a.DaysUntil(b), -b.DaysUntil(a))
		require.Equal(t, a.Before(b), a.DaysUntil(b) > 0)
		if years := a.YearsUntil(b); !b.Before(a) {
			require.False(t, b.Before(a.AddYears(years)), "that many years are full")
			require.True(t, b.Before(a.AddYears(years+1)), "and not one more")
		} else {
			require.Zero(t, years)
		}
	})
}
