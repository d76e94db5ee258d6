package workbook

import (
	"math"
	"regexp"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"lungang/model"
)

// writtenDate is a day as people write it: 2026-08-31, 2026/8/31, 2026.8.31,
// 2026年8月31日, 20260831, and with a time of midnight behind it.
var writtenDate = regexp.MustCompile(`^(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?)?$`)

// Days of a spreadsheet are numbers. Those outside these years are no days but,
// for example, the number of a year.
const (
	firstSerialYear = 1920
	lastSerialYear  = 2199
)

// date reads a day from a text or from the number of a day, counted from 1900
// or, in workbooks of old Macintoshes, from 1904.
func date(text string, base1904 bool) (model.Date, *wrong) {
	text = narrow(text)
	if m := writtenDate.FindStringSubmatch(text); m != nil {
		month, day := m[2]+m[4], m[3]+m[5]
		d := model.NewDate(atoi(m[1]), time.Month(atoi(month)), atoi(day))
		if _, err := model.ParseDate(d.String()); err != nil {
			return model.Date{}, badDate("这一天不存在", "this day does not exist")
		}
		return d, nil
	}
	serial, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(serial) || math.IsInf(serial, 0) {
		return model.Date{}, badDate("不是日期", "not a date")
	}
	if serial != math.Trunc(serial) {
		return model.Date{}, badDate("日期带有时间", "the date has a time of day")
	}
	const mostDays = 200_000
	if serial < 0 || serial > mostDays {
		return model.Date{}, badDate("不是日期", "not a date")
	}
	day, err := excelize.ExcelDateToTime(serial, base1904)
	if err != nil || day.Year() < firstSerialYear || day.Year() > lastSerialYear {
		return model.Date{}, badDate("不是日期(只写了年份?)", "not a date (only a year?)")
	}
	return model.NewDate(day.Year(), day.Month(), day.Day()), nil
}

// serial is the number of a day, counted from 1900; 0 for days that no
// spreadsheet can have as a number.
func serial(d model.Date) int {
	if d.Year < firstSerialYear || d.Year > lastSerialYear {
		return 0
	}
	return model.NewDate(1899, time.December, 30).DaysUntil(d)
}

func badDate(zh, en string) *wrong {
	return &wrong{
		code: model.CodeBadDate, quiet: true, zh: zh, en: en, allowed: "2026-08-31",
		remedy: model.Text{ZH: "请写成 2026-08-31 的形式,年月日都要写", EN: "write it as 2026-08-31, with year, month and day"},
	}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil { // only digits come here
		return 0
	}
	return n
}
