package policy

import (
	"time"

	"lungang/model"
)

// RetirementGroup is a group of the statutory retirement age. Those who teach
// hold professional posts: women among them retired at 55 before the reform, not
// at 50.
type RetirementGroup int

// The groups (全国人大常委会 2024-09-13 决定, in force from 2025-01-01).
const (
	Men60   RetirementGroup = iota // men: 60 to 63
	Women55                        // women: 55 to 58
)

// String names the group.
func (g RetirementGroup) String() string { return [...]string{"men60", "women55"}[g] }

// RetirementTable is how the statutory age of one group rises: who would have
// retired in From or later retires one month later for every Every months of
// birth, rounded up, and at most Most months later.
type RetirementTable struct {
	Age      int // full years before the reform
	From     int // year from whose 1 January it rises
	Every    int // months of birth for one month more
	Most     int // months
	Flexible int // months by which a person may retire earlier, or later
}

// RetirementTable returns the table of a group under the rules in force
// (parameters retirement.*).
func (r *Rules) RetirementTable(g RetirementGroup) RetirementTable {
	t := RetirementTable{
		Age: RetirementMenAge.Of(r), From: RetirementFrom.Of(r), Every: RetirementEvery.Of(r),
		Most: RetirementMost.Of(r), Flexible: RetirementFlexible.Of(r),
	}
	if g == Women55 {
		t.Age = RetirementWomenAge.Of(r)
	}
	return t
}

// Reached returns the statutory age for a date of birth, in full years and months.
func (t RetirementTable) Reached(birth model.Date) (years, months int) {
	delay := 0
	if n := (birth.Year+t.Age-t.From)*12 + int(birth.Month); n > 0 {
		delay = min((n+t.Every-1)/t.Every, t.Most)
	}
	return t.Age + delay/12, delay % 12
}

// Statutory returns the day on which the statutory age is reached; the last day
// of the month when the month is too short for it.
func (t RetirementTable) Statutory(birth model.Date) model.Date {
	years, months := t.Reached(birth)
	return monthsAfter(birth, years*12+months)
}

// RetirementWindow is when a person may retire.
type RetirementWindow struct {
	Earliest  model.Date // by own choice, not before the age of the time before the reform
	Statutory model.Date
	Latest    model.Date // with the employer's agreement
}

// Window returns the days between which a person may retire (实施弹性退休制度暂行办法,
// 人社部发〔2024〕94号), as Statutory counts them. Whether the least years of
// contributions are reached is not looked at.
func (t RetirementTable) Window(birth model.Date) RetirementWindow {
	years, months := t.Reached(birth)
	statutory := years*12 + months
	return RetirementWindow{
		Earliest:  monthsAfter(birth, max(statutory-t.Flexible, t.Age*12)),
		Statutory: monthsAfter(birth, statutory),
		Latest:    monthsAfter(birth, statutory+t.Flexible),
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
