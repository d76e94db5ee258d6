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
	base, every, most := g.base(), 4, 36
	if g == Women50 {
		every, most = 2, 60
	}
	delay := 0
	if n := (birth.Year+base-2025)*12 + int(birth.Month); n > 0 {
		delay = min((n+every-1)/every, most)
	}
	return base + delay/12, delay % 12
}

// String names the group.
func (g RetirementGroup) String() string { return [...]string{"men60", "women55", "women50"}[g] }

// base returns the age of the group before the reform.
func (g RetirementGroup) base() int { return [...]int{60, 55, 50}[g] }

// RetirementDate returns the day on which the group's statutory age is reached;
// the last day of the month when the month is too short for it.
func RetirementDate(g RetirementGroup, birth model.Date) model.Date {
	years, months := RetirementAge(g, birth)
	return monthsAfter(birth, years*12+months)
}

// flexibleMonths is how long before and after the statutory age a person may
// retire (全国人大常委会 2024-09-13 决定; 实施弹性退休制度暂行办法, 人社部发〔2024〕94号).
const flexibleMonths = 36

// RetirementWindow is when a person may retire.
type RetirementWindow struct {
	Earliest  model.Date // by own choice: at most three years early, not before the age of the time before the reform
	Statutory model.Date
	Latest    model.Date // with the employer's agreement: at most three years late
}

// FlexibleRetirement returns the days between which a person may retire, as
// RetirementDate counts them. Whether the least years of contributions are
// reached is not looked at.
func FlexibleRetirement(g RetirementGroup, birth model.Date) RetirementWindow {
	years, months := RetirementAge(g, birth)
	statutory := years*12 + months
	return RetirementWindow{
		Earliest:  monthsAfter(birth, max(statutory-flexibleMonths, g.base()*12)),
		Statutory: monthsAfter(birth, statutory),
		Latest:    monthsAfter(birth, statutory+flexibleMonths),
	}
}

// monthsAfter returns the same day of a later month; the last day of the month
// when it is too short (民法典 art. 202).
func monthsAfter(d model.Date, months int) model.Date {
	total := d.Year*12 + int(d.Month) - 1 + months
	year, month := total/12, time.Month(total%12+1)
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return model.NewDate(year, month, min(d.Day, last))
}
