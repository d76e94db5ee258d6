package check

import "lungang/model"

// LinePeriods is the coverage of a line in lesson periods a week. A plan is
// made in heads and half-days; this is what it comes to in lessons.
type LinePeriods struct {
	Line    model.Line `json:"line"`
	Demand  int        `json:"demand"`  // periods needed
	Taught  float64    `json:"taught"`  // periods that heads and half-days can teach, at most the demand
	Missing float64    `json:"missing"` // demand − taught
}

// linePeriods counts every line with demand in periods.
func (s *situation) linePeriods() []LinePeriods {
	out := []LinePeriods{}
	for i := range s.f.Lines {
		l := &s.f.Lines[i]
		if l.Periods <= 0 {
			continue
		}
		capacity := s.periods(l, s.f.HalfDays*s.heads[i]+s.in[i]-s.out[i])
		taught := max(0, min(capacity, float64(l.Periods)))
		out = append(out, LinePeriods{Line: l.Line, Demand: l.Periods, Taught: taught, Missing: float64(l.Periods) - taught})
	}
	return out
}
