package apitest

import (
	"sync/atomic"

	"lungang/model"
)

// Days is the calendar of a server under test: a day that passes when a test
// says so. It begins on Monday, 28 September 2026, before the National Day.
type Days struct{ passed atomic.Int64 }

// Today is for Config.Today.
func (d *Days) Today() model.Date {
	t := model.NewDate(2026, 9, 28).Time().AddDate(0, 0, int(d.passed.Load()))
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

// Pass lets days pass.
func (d *Days) Pass(days int) { d.passed.Add(int64(days)) }
