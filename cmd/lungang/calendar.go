package main

import (
	"cmp"
	"strings"

	"lungang/policy"
)

// calendarVariable names files of working days; --calendar does so, too.
const calendarVariable = "LUNGANG_CALENDAR"

const calendarUsage = "工作日历文件,多个用逗号分隔(" + calendarVariable + ") calendars of working days `FILE,…`, one year each"

// calendars reads the years that the operator supplies: one for each file.
func (m *Main) calendars(files string) ([]policy.CalendarYear, error) {
	var out []policy.CalendarYear
	var wrong []error
	for name := range strings.SplitSeq(cmp.Or(files, m.Env(calendarVariable)), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		src, err := m.read(name)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		y, err := policy.ReadCalendarYear(src.text)
		if err != nil {
			wrong = append(wrong, inFile(err, src.name, nil)) // the faults have their places already
			continue
		}
		out = append(out, y)
	}
	return out, together(wrong...)
}
