package check

import "lungang/model"

// indicators returns I1 to I3 and the rotation ratios before and after the
// decisions. Visits count where the rules say so (docs/model.md).
func (s *situation) indicators() model.Indicators {
	visits := make([]model.Visit, 0, len(s.visits))
	for _, v := range s.visits {
		visits = append(visits, model.Visit{Teacher: v.teacher.ID, To: v.line, HalfDays: counted(v.halfDays)})
	}
	return model.Indicators{
		Before: s.f.Indicators(s.f.Stay, nil),
		After:  s.f.Indicators(s.after, visits),
		Ratios: s.f.Ratios(s.after),
	}
}
