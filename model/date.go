package model

import (
	"encoding/json"
	"fmt"
	"time"
)

// Date is a calendar day without a time zone, written "2006-01-02".
// The zero Date means "not given".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate returns the given calendar day. It does not check that the day exists.
func NewDate(year int, month time.Month, day int) Date {
	return Date{Year: year, Month: month, Day: day}
}

// ParseDate reads "2006-01-02". It refuses days that do not exist, such as 2025-02-29.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not of the form YYYY-MM-DD or does not exist", s)
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

// IsZero reports whether the date was not given.
func (d Date) IsZero() bool { return d == Date{} }

// Before reports whether d is an earlier day than o.
func (d Date) Before(o Date) bool {
	if d.Year != o.Year {
		return d.Year < o.Year
	}
	if d.Month != o.Month {
		return d.Month < o.Month
	}
	return d.Day < o.Day
}

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return o.Before(d) }

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddYears returns the same day n years later. 29 February becomes 28 February
// in a year that has none, so that a full year has passed on the day returned.
func (d Date) AddYears(n int) Date {
	out := Date{d.Year + n, d.Month, d.Day}
	if d.Month == time.February && d.Day == 29 && !leap(out.Year) {
		out.Day = 28
	}
	return out
}

// YearsUntil returns the number of full years from d to o (0 when o is earlier).
// A year is full on the anniversary itself; for 29 February, on 28 February of
// a common year.
func (d Date) YearsUntil(o Date) int {
	if o.Before(d) {
		return 0
	}
	years := o.Year - d.Year
	if o.Before(d.AddYears(years)) {
		years--
	}
	return years
}

// DaysUntil returns the number of days from d to o (negative when o is earlier).
func (d Date) DaysUntil(o Date) int {
	return int(o.Time().Sub(d.Time()) / (24 * time.Hour))
}

// String returns the date as "2006-01-02", or "" when it is not given.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalJSON writes the date as a string.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads the date from a string; the empty string is refused.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("a date must be a string such as \"2026-08-31\"")
	}
	parsed, err := ParseDate(s)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }
