package service

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// From November on the next year should be there; before, its notice is not out.
func TestDoctorLooksAtTheCalendar(t *testing.T) {
	t.Parallel()
	supplied := Config{Calendars: []policy.CalendarYear{{Year: 2027, Document: "x", Supplied: "sha256:1"}}}
	for _, x := range []struct {
		today  model.Date
		config Config
		want   Grade
		says   string
	}{
		{model.NewDate(2026, time.October, 31), Config{}, Fine, "2026"},
		{model.NewDate(2026, time.November, 1), Config{}, Warn, "2027 is missing"},
		{model.NewDate(2026, time.November, 22), supplied, Fine, "2027 (supplied)"},
		{model.NewDate(2027, time.March, 1), Config{}, Warn, "2027 is missing"},
		{model.NewDate(2027, time.November, 1), supplied, Warn, "2028 is missing"},
		{model.NewDate(2026, time.May, 1), Config{Calendars: []policy.CalendarYear{{Year: 2027}, {Year: 2027}}}, Bad, "twice"},
	} {
		f := (&App{Config: x.config}).calendar(x.today)
		require.Equal(t, x.want, f.Grade, "%s: %s", x.today, f.Detail.EN)
		require.Contains(t, f.Detail.EN, x.says)
		require.NotEmpty(t, f.Detail.ZH)
	}
}
