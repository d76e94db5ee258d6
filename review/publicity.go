package review

import (
	"time"

	"lungang/model"
	"lungang/policy"
)

// beijing is the time of every bureau; China has no other and no summer time.
var beijing = time.FixedZone("Beijing", 8*60*60)

// DayOf is the calendar day of a moment in Beijing.
func DayOf(t time.Time) model.Date {
	t = t.In(beijing)
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

// Period is the time for which a plan is public and open to objections (公示).
type Period struct {
	On        model.Date `json:"on"`                 // the notice was put up; this day does not count
	Days      int        `json:"days"`               // working days
	Ends      model.Date `json:"ends"`               // the last of them, to its end in Beijing
	Calendars []string   `json:"calendars"`          // numbers of the notices that the days were counted with
	Supplied  []string   `json:"supplied,omitempty"` // hashes of the calendar files among them that the operator supplied
}

// NewPeriod counts a period of that many working days from the day after the
// publication. The error is unavailable when the calendar does not have a year
// that the period reaches: it is never guessed.
func NewPeriod(c *policy.Calendar, on model.Date, days int) (*Period, error) {
	end, err := c.AddWorkingDays(on, days)
	if err != nil {
		return nil, err
	}
	p := &Period{On: on, Days: days, Ends: end}
	for _, y := range c.Years() {
		if y.Year >= on.Year && y.Year <= end.Year {
			p.Calendars = append(p.Calendars, y.Document)
			if y.Supplied != "" {
				p.Supplied = append(p.Supplied, y.Supplied)
			}
		}
	}
	return p, nil
}

// runs reports whether objections are taken on a day: from the publication to
// the last working day, both included.
func (p *Period) runs(d model.Date) bool { return !d.Before(p.On) && !d.After(p.Ends) }
