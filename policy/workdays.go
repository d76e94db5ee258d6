package policy

import (
	"embed"
	"fmt"
	"slices"
	"sync"
	"time"

	"lungang/model"
)

//go:embed calendars/*.yaml
var calendarFiles embed.FS

// CalendarYear is the working days of one year, as the yearly notice of the
// State Council on holidays and exchanged days (调休) has them.
type CalendarYear struct {
	Year      int
	Title     model.Text
	Document  string // number of the notice, 国办发明电
	Published model.Date
	Evidence  model.Evidence
	Source    string
	Holidays  []Holiday
	Worked    []model.Date // Saturdays and Sundays that are worked (调休上班)
	Supplied  string       // hash of the file, sha256:…, when an operator supplied it; "" when it comes with the product
}

// Holiday is days off, the first and the last included.
type Holiday struct {
	Name     model.Text
	From, To model.Date
}

// Calendar counts working days over the years that it has. It never guesses: a
// day of another year is an error.
type Calendar struct{ years map[int]CalendarYear }

// NewCalendar returns a calendar of those years. The error is bad_parameter when
// a year is given twice.
func NewCalendar(years ...CalendarYear) (*Calendar, error) {
	c := &Calendar{years: map[int]CalendarYear{}}
	for _, y := range years {
		if _, ok := c.years[y.Year]; ok {
			return nil, badCalendar(fmt.Sprintf("%d 年给了两次", y.Year), fmt.Sprintf("the year %d is given twice", y.Year), nil)
		}
		c.years[y.Year] = y
	}
	return c, nil
}

// With returns the calendar with some years more. A year that is there already
// gives way: a notice may be changed in the course of its year, as that on the
// Spring Festival of 2020 was. The error is bad_parameter when a year is given
// twice.
func (c *Calendar) With(years ...CalendarYear) (*Calendar, error) {
	out, err := NewCalendar(years...)
	if err != nil {
		return nil, err
	}
	for year, y := range c.years {
		if _, ok := out.years[year]; !ok {
			out.years[year] = y
		}
	}
	return out, nil
}

// Has reports whether the calendar has a year.
func (c *Calendar) Has(year int) bool { _, ok := c.years[year]; return ok }

// WorkCalendar is the calendar that comes with the product: one year for each
// file of calendars/.
var WorkCalendar = sync.OnceValue(func() *Calendar {
	files, err := calendarFiles.ReadDir("calendars")
	if err != nil {
		panic(err) // embedded; every test would fail
	}
	var years []CalendarYear
	for _, f := range files {
		data, err := calendarFiles.ReadFile("calendars/" + f.Name())
		if err == nil {
			var y CalendarYear
			y, err = ParseCalendarYear(data)
			years = append(years, y)
		}
		if err != nil {
			panic(f.Name() + ": " + err.Error()) // embedded; every test would fail
		}
	}
	c, err := NewCalendar(years...)
	if err != nil {
		panic(err) // embedded; every test would fail
	}
	return c
})

func badCalendar(zh, en string, cause error) error {
	return model.NewError(model.CodeBadParameter, model.Text{ZH: zh, EN: en}, cause)
}

func (h Holiday) meets(o Holiday) bool { return !h.To.Before(o.From) && !o.To.Before(h.From) }

func (y CalendarYear) off(d model.Date) bool {
	return slices.ContainsFunc(y.Holidays, Holiday{From: d, To: d}.meets)
}

func weekend(d model.Date) bool {
	w := d.Time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// Years lists the years of the calendar with their notices, in order.
func (c *Calendar) Years() []CalendarYear {
	out := make([]CalendarYear, 0, len(c.years))
	for _, y := range c.years {
		out = append(out, y)
	}
	slices.SortFunc(out, func(a, b CalendarYear) int { return a.Year - b.Year })
	return out
}

// Working reports whether a day is worked: a weekday that is no holiday, or a
// Saturday or Sunday that the notice exchanges. The error is unavailable when
// the calendar does not have the year.
func (c *Calendar) Working(d model.Date) (bool, error) {
	y, ok := c.years[d.Year]
	if !ok {
		return false, noCalendar(d.Year)
	}
	if weekend(d) {
		return slices.Contains(y.Worked, d), nil
	}
	return !y.off(d), nil
}

func noCalendar(year int) error {
	return model.NewError(model.CodeUnavailable, model.Text{
		ZH: fmt.Sprintf("没有 %d 年的工作日历:国务院的放假通知公布后(通常在上一年 11 月),请更新产品,或由运维人员用 --calendar(LUNGANG_CALENDAR)补充日历文件,格式见 docs/review.md;不能按周末推算", year),
		EN: fmt.Sprintf("there is no calendar of working days for %d: when the notice of the State Council is out, usually in November of the year before, update the product, or let the operator supply a file with --calendar (LUNGANG_CALENDAR), see docs/review.md; weekends alone are a guess", year),
	}, nil)
}

// AddWorkingDays returns the n-th working day after a day, which does not count
// itself: a notice put up on day d with a period of n working days ends with
// that day. n = 0 returns the day. Errors: out_of_range for n below 0 or above
// 1000; unavailable when the calendar does not have a year that is passed.
func (c *Calendar) AddWorkingDays(d model.Date, n int) (model.Date, error) {
	if n < 0 || n > 1000 {
		return model.Date{}, model.NewError(model.CodeOutOfRange, model.Text{ZH: "工作日数应为 0 至 1000", EN: "the number of working days is 0 to 1000"}, nil)
	}
	for n > 0 {
		d = nextDay(d)
		works, err := c.Working(d)
		if err != nil {
			return model.Date{}, err
		}
		if works {
			n--
		}
	}
	return d, nil
}

// WorkingDaysBetween counts the working days after from, up to and with to; 0
// when to is not after from. The error is unavailable as in Working.
func (c *Calendar) WorkingDaysBetween(from, to model.Date) (int, error) {
	n := 0
	for from.Before(to) {
		from = nextDay(from)
		works, err := c.Working(from)
		if err != nil {
			return 0, err
		}
		if works {
			n++
		}
	}
	return n, nil
}
