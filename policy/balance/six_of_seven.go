package balance

import (
	"lungang/model"
	"lungang/policy"
)

// sixOfSeven is the rule for a single school: at least six of the seven
// indicators are met (每所学校至少6项), and none of the rest lies below 85 percent
// of its threshold (indicators.school_least_met, indicators.school_remainder).
// The value of a school is how many it meets; of a stage, the percent of schools
// that keep the rule, all of which must. A school of which the document does not
// give the other four indicators (stages/resources) is not judged, unless it
// fails whatever they are.
var sixOfSeven = Indicator{
	ID:    "six_of_seven",
	Title: model.Text{ZH: "每校七项指标至少六项达标", EN: "Six of seven indicators at each school"},
	Unit:  percentUnit,
	Each:  &Each{Whom: model.Text{ZH: "每校", EN: "each school"}, Unit: model.Text{ZH: "项", EN: "indicators"}},
	Uses:  []string{policy.IndicatorRemainder.Name},
	read:  readSixOfSeven,
}

func readSixOfSeven(s *situation) []reading {
	name := policy.IndicatorLeastMet.Name
	remainder := policy.IndicatorRemainder.Of(s.f.Rules)
	var out []reading
	for _, stage := range compulsory {
		r := reading{scope: stageScope, stage: stage, demand: s.demand(name, Least), later: s.later(name)}
		passed, unknown := 0, 0
		for _, j := range s.judged[stage] {
			m := s.metOf(r.demand, j, stage, remainder)
			switch {
			case m.Passed == nil:
				unknown++
			case *m.Passed:
				passed++
			}
			r.schools = append(r.schools, schoolReading{j.school, m})
		}
		r.measure = share(&Demand{Sense: Least, Threshold: 100}, passed, len(s.judged[stage]), unknown)
		out = append(out, r)
	}
	return out
}

// metOf counts the indicators that a school meets.
func (s *situation) metOf(d *Demand, j judgedSchool, stage model.Stage, remainder float64) Measure {
	m := Measure{Denominator: len(seven)}
	fails := false // an indicator that is neither met nor near enough
	for i := range seven {
		_, known := seven[i].raw(s, j.school, stage)
		switch {
		case !known:
			m.Unknown++
		case seven[i].reaches(s, j, stage, 100):
			m.Numerator++
		case !seven[i].reaches(s, j, stage, remainder):
			fails = true
		}
	}
	least := int(d.Threshold)
	m.Known, m.Value = m.Unknown == 0, float64(m.Numerator)
	switch {
	case fails || m.Numerator+m.Unknown < least:
		m.Passed = verdict(false)
	case m.Unknown == 0:
		m.Passed = verdict(true)
	}
	return m
}
