package balance

import (
	"math/big"

	"lungang/model"
	"lungang/policy"
)

// level is one of the seven indicators of balance of resources (教督〔2017〕6号):
// a thing of a school at a stage, for each pupil or for 100 pupils.
type level struct {
	id              string
	title, unit     model.Text
	per             int // value = raw · per ÷ pupils
	primary, junior policy.Key[float64]
	uses            []string // parameters that say what counts
	raw             func(s *situation, school int, stage model.Stage) (n int, known bool)
}

// seven are the indicators in their order. They are filled in here and not
// beside each of them, so that the order is seen.
var seven = []level{education, backbone, arts, teachingArea, sportsArea, equipment, multimedia}

func (l *level) demand(s *situation, stage model.Stage) *Demand {
	if stage == model.Junior {
		return s.demand(l.junior.Name, Least)
	}
	return s.demand(l.primary.Name, Least)
}

func (l *level) later(s *situation, stage model.Stage) []Milestone {
	if stage == model.Junior {
		return s.later(l.junior.Name)
	}
	return s.later(l.primary.Name)
}

// read gives one reading for each stage: the value of all judged schools
// together (整体达标), and each of them.
func (l *level) read(s *situation) []reading {
	var out []reading
	for _, stage := range compulsory {
		r := reading{scope: stageScope, stage: stage, demand: l.demand(s, stage), later: l.later(s, stage)}
		raw, pupils, unknown := 0, 0, 0
		for _, j := range s.judged[stage] {
			m := l.at(s, r.demand, j, stage)
			r.schools = append(r.schools, schoolReading{j.school, m})
			if !m.Known {
				unknown++
				continue
			}
			raw += m.Numerator
			pupils += m.Denominator
		}
		r.measure = measureOf(r.demand, raw, pupils, 0, l.per)
		if r.measure.Unknown = unknown; unknown > 0 {
			r.measure.Passed = nil
		}
		out = append(out, r)
	}
	return out
}

// at returns the value of one judged school.
func (l *level) at(s *situation, d *Demand, j judgedSchool, stage model.Stage) Measure {
	raw, known := l.raw(s, j.school, stage)
	if !known {
		return Measure{Denominator: j.pupils}
	}
	return measureOf(d, raw, j.pupils, 0, l.per)
}

// reaches reports whether a school reaches percent/100 of the threshold, in
// exact arithmetic; a value that is not known does not.
func (l *level) reaches(s *situation, j judgedSchool, stage model.Stage, percent float64) bool {
	raw, known := l.raw(s, j.school, stage)
	d := l.demand(s, stage)
	if !known || d == nil {
		return false
	}
	need := policy.Decimal(d.Threshold)
	need.Mul(need, policy.Decimal(percent)).Quo(need, big.NewRat(100, 1))
	return quotient(raw, j.pupils, l.per).Cmp(need) >= 0
}

// staffed returns the raw count of I1, I2 or I3.
func staffed(id string) func(*situation, int, model.Stage) (int, bool) {
	return func(s *situation, school int, stage model.Stage) (int, bool) {
		return s.counts[countKey{id, stage, school}], true
	}
}

// given returns a raw count that the document gives for a stage of a school.
func given(of func(*model.Resources) *int) func(*situation, int, model.Stage) (int, bool) {
	return func(s *situation, school int, stage model.Stage) (int, bool) {
		for i := range s.f.Schools[school].Stages {
			d := &s.f.Schools[school].Stages[i]
			if d.Stage != stage || d.Resources == nil {
				continue
			}
			if n := of(d.Resources); n != nil {
				return *n, true
			}
		}
		return 0, false
	}
}

// indicator returns the entry of the registry for a level.
func (l *level) indicator() Indicator {
	uses := []string{policy.IndicatorPointPupils.Name, policy.IndicatorBorderPoints.Name}
	return Indicator{ID: l.id, Title: l.title, Unit: l.unit, Uses: append(uses, l.uses...), read: l.read}
}
