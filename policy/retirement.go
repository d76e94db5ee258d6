package policy

import (
	"time"

	"lungang/model"
)

// RetirementGroup is a group of the statutory retirement age.
type RetirementGroup int

// The groups (全国人大常委会 2024-09-13 决定, in force from 2025-01-01). Women who
// teach hold professional posts and belong to the group that retired at 55.
const (
	Men60   RetirementGroup = iota // men: 60 to 63, one month more for every four
	Women55                        // women: 55 to 58, one month more for every four
	Women50                        // women: 50 to 55, one month more for every two
)

// RetirementAge returns the statutory age of the group for a date of birth, in
// full years and months.
func RetirementAge(g RetirementGroup, birth model.Date) (years, months int) {
	base, every, most := 60, 4, 36
	switch g {
	case Women55:
		base = 55
	case Women50:
		base, every, most = 50, 2, 60
	case Men60:
	}
	delay := 0
	if n := (birth.Year+base-2025)*12 + int(birth.Month); n > 0 {
		delay = min((n+every-1)/every, most)
	}
	return base + delay/12, delay % 12
}

// RetirementDate returns the day on which the group's statutory age is reached;
// the last day of the month when the month is too short for it.
func RetirementDate(g RetirementGroup, birth model.Date) model.Date {
	years, months := RetirementAge(g, birth)
	total := birth.Year*12 + int(birth.Month) - 1 + years*12 + months
	year, month := total/12, time.Month(total%12+1)
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return model.NewDate(year, month, min(birth.Day, last))
}

// retirementGroup returns the group of a teacher.
func retirementGroup(s model.Sex) RetirementGroup {
	if s == model.Female {
		return Women55
	}
	return Men60
}
