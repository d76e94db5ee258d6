package policy_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
)

func onDay(t require.TestingT, s string) model.Date {
	d, err := model.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestWorkingDays(t *testing.T) {
	c := policy.WorkCalendar()
	for _, x := range []struct {
		why, from string
		n         int
		want      string
	}{
		{"国庆 2026: 28, 29, 30 September, then 8 and 9 October", "2026-09-27", 5, "2026-10-09"},
		{"and the exchanged Saturday after it counts", "2026-09-29", 4, "2026-10-10"},
		{"put up on the last day before 国庆", "2026-09-30", 5, "2026-10-13"},
		{"国庆 2025 is eight days; Sunday 28 September is worked", "2025-09-26", 5, "2025-10-10"},
		{"春节 2026: nine days, Saturday 14 before and Saturday 28 after are worked", "2026-02-12", 7, "2026-02-28"},
		{"春节 2025: Sunday 26 January and Saturday 8 February are worked", "2025-01-25", 5, "2025-02-07"},
		{"除夕 2024 is a working day of the notice", "2024-02-08", 2, "2024-02-18"},
		{"an ordinary week", "2026-11-23", 5, "2026-11-30"},
		{"put up on a day off", "2026-10-03", 1, "2026-10-08"},
		{"no days", "2026-10-03", 0, "2026-10-03"},
		{"over the end of a year", "2024-12-31", 2, "2025-01-03"},
	} {
		got, err := c.AddWorkingDays(onDay(t, x.from), x.n)
		require.NoError(t, err, x.why)
		require.Equal(t, x.want, got.String(), x.why)
		n, err := c.WorkingDaysBetween(onDay(t, x.from), got)
		require.NoError(t, err)
		require.Equal(t, x.n, n, x.why)
	}
}

// What a person counts on the notice: days of a year that are worked.
func TestWorkingDaysOfYears(t *testing.T) {
	c := policy.WorkCalendar()
	for year, want := range map[string]int{"2024": 251, "2025": 248, "2026": 248} {
		n, err := c.WorkingDaysBetween(onDay(t, year+"-01-01"), onDay(t, year+"-12-31"))
		require.NoError(t, err)
		require.Equal(t, want, n, year) // 1 January is a holiday
	}
}

func TestCalendarNeverGuesses(t *testing.T) {
	c := policy.WorkCalendar()
	years := c.Years()
	require.Len(t, years, 3)
	last := years[len(years)-1].Year
	_, err := c.Working(model.NewDate(last+1, time.January, 4))
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err))
	_, err = c.AddWorkingDays(model.NewDate(last, time.December, 30), 5)
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err), "not even when only the end is missing")
	require.Contains(t, model.ErrorText(err, "en"), "2027")
	_, err = c.WorkingDaysBetween(model.NewDate(2023, time.December, 30), model.NewDate(2024, time.January, 4))
	require.Equal(t, model.CodeUnavailable, model.ErrorCode(err))
	_, err = c.AddWorkingDays(model.NewDate(last, time.March, 1), -1)
	require.Equal(t, model.CodeOutOfRange, model.ErrorCode(err))
	for _, y := range years {
		require.NotEmpty(t, y.Document)
		require.Equal(t, y.Year-1, y.Published.Year, "the notice comes in the autumn before")
		require.Contains(t, y.Title.ZH, strconv.Itoa(y.Year)+"年部分节假日安排")
	}
}

const year2031 = `year: 2031
title: {zh: 甲, en: a}
document: x
published: "2030-11-01"
evidence: web
source: y
holidays:
  - {zh: 甲, en: a, from: "2031-01-01", to: "2031-01-03"}
worked: ["2031-01-05"]
`

// Every fault has its place, and a remedy.
func TestParseCalendarYear(t *testing.T) {
	_, err := policy.ParseCalendarYear([]byte(year2031))
	require.NoError(t, err)
	for _, x := range []struct {
		why, old, new string
		line, column  int
		pointer       string
	}{
		{"another year", `to: "2031-01-03"`, `to: "2032-01-03"`, 8, 44, "/holidays/0/to"},
		{"ends before it begins", `from: "2031-01-01"`, `from: "2031-01-04"`, 8, 44, "/holidays/0/to"},
		{"a weekday", `["2031-01-05"]`, `["2031-01-06"]`, 9, 10, "/worked/0"},
		{"a day off", `["2031-01-05"]`, `["2031-01-05", "2031-01-02"]`, 9, 24, "/worked/1"},
		{"a day that is not there", `["2031-01-05"]`, `["2031-02-30"]`, 9, 10, "/worked/0"},
		{"twice", `["2031-01-05"]`, `["2031-01-05", "2031-01-05"]`, 9, 24, "/worked/1"},
		{"no number", "document: x", "document: \"\"", 3, 11, "/document"},
		{"no such field", "source: y", "sauce: y", 6, 1, "/sauce"},
		{"not published", `"2030-11-01"`, `"soon"`, 4, 12, "/published"},
		{"published too late", `"2030-11-01"`, `"2031-11-01"`, 4, 12, "/published"},
		{"no year", "year: 2031", "year: next", 1, 7, "/year"},
		{"no holidays", "holidays:\n", "holidays: 3 #", 7, 11, "/holidays"},
		{"meets another", "worked:", "  - {zh: 乙, en: b, from: 2031-01-03, to: 2031-01-04}\nworked:", 9, 5, "/holidays/1"},
		{"no such evidence", "web", "hearsay", 5, 11, "/evidence"},
		{"two documents", "worked: [\"2031-01-05\"]\n", "worked: []\n---\nyear: 2032", 10, 1, ""},
		{"no YAML", "source: y", "source: [", 7, 1, ""},
	} {
		_, err := policy.ParseCalendarYear([]byte(strings.Replace(year2031, x.old, x.new, 1)))
		require.Equal(t, model.CodeBadParameter, model.ErrorCode(err), x.why)
		faults := model.ErrorFaults(err)
		require.NotEmpty(t, faults, x.why)
		f := faults[0]
		if f.Code == model.CodeMissing && len(faults) > 1 && x.pointer != f.Pointer {
			f = faults[1]
		}
		require.Equal(t, x.pointer, f.Pointer, x.why)
		require.Equal(t, [2]int{x.line, x.column}, [2]int{f.Line, f.Column}, x.why)
		require.NotEmpty(t, f.Message.ZH, x.why)
		require.NotEmpty(t, f.Remedy.EN, x.why)
	}
	_, err = policy.ParseCalendarYear(nil)
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
}

// A year that an operator supplies counts like one of the product, in the place
// of it when there is one, and says where it is from.
func TestSuppliedCalendar(t *testing.T) {
	y, err := policy.ReadCalendarYear([]byte(year2031))
	require.NoError(t, err)
	require.Regexp(t, "^sha256:[0-9a-f]{64}$", y.Supplied)
	c, err := policy.WorkCalendar().With(y)
	require.NoError(t, err)
	require.True(t, c.Has(2031) && c.Has(2026) && !c.Has(2030))
	require.False(t, policy.WorkCalendar().Has(2031), "the product's own is as it was")
	end, err := c.AddWorkingDays(onDay(t, "2031-01-01"), 3)
	require.NoError(t, err)
	require.Equal(t, "2031-01-07", end.String(), "Sunday the 5th is worked, Saturday the 4th is not")

	changed, err := policy.ReadCalendarYear([]byte(strings.NewReplacer(`"2031-01-05"`, "", "2031", "2026", "2030", "2025").Replace(year2031)))
	require.NoError(t, err)
	c, err = policy.WorkCalendar().With(changed)
	require.NoError(t, err)
	works, err := c.Working(onDay(t, "2026-10-01"))
	require.NoError(t, err)
	require.True(t, works, "the supplied year has no National Day")
	_, err = policy.WorkCalendar().With(y, y)
	require.Equal(t, model.CodeBadParameter, model.ErrorCode(err))
}

// The two functions are each other's inverse, and no day that is off is an end.
func TestWorkingDaysProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := policy.WorkCalendar()
		from := onDay(t, "2024-01-01").Time().AddDate(0, 0, rapid.IntRange(0, 1000).Draw(t, "day"))
		d := model.NewDate(from.Year(), from.Month(), from.Day())
		n := rapid.IntRange(1, 40).Draw(t, "n")
		end, err := c.AddWorkingDays(d, n)
		require.NoError(t, err)
		works, err := c.Working(end)
		require.NoError(t, err)
		require.True(t, works)
		between, err := c.WorkingDaysBetween(d, end)
		require.NoError(t, err)
		require.Equal(t, n, between)
	})
}

func FuzzParseCalendarYear(f *testing.F) {
	f.Add([]byte("year: 2031\nholidays: [{from: \"2031-01-01\"}]\n"))
	f.Add([]byte(year2031))
	f.Fuzz(func(t *testing.T, data []byte) {
		y, err := policy.ParseCalendarYear(data)
		if err != nil {
			require.NotEmpty(t, model.ErrorFaults(err))
			return
		}
		require.NotEmpty(t, y.Document, "a calendar without a notice")
	})
}
