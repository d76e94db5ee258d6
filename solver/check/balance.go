package check

import (
	"lungang/model"
	"lungang/policy"
)

// balanceValue: Σ over judged schools and stages, and over I1, I2 and I3, of
// the teachers missing to the threshold after the plan. The thresholds are those
// in force on the reference day. It is counted here
// from the teachers themselves; visitors are half-days and do not count.
func (s *situation) balanceValue() int64 {
	type at struct {
		school int
		stage  model.Stage
	}
	counted := map[at]*[3]int{}
	for i := range s.f.Teachers {
		t := &s.f.Teachers[i]
		q, ok := t.PrimaryQualification()
		if !ok || !isActive(t) {
			continue
		}
		key := at{s.after(i), q.Stage}
		if counted[key] == nil {
			counted[key] = new([3]int)
		}
		for k, counts := range []bool{
			t.Education.AtLeast(degreeFor(q.Stage)),
			validBackbone(t, s.f.Reference),
			isSportsOrArts(q.Subject),
		} {
			if counts {
				counted[key][k]++
			}
		}
	}
	var sum int64
	for i := range s.f.Schools {
		school := &s.f.Schools[i]
		for _, stage := range []model.Stage{model.Primary, model.Junior} {
			pupils := pupilsOf(school, stage)
			if !judged(s.r, school, pupils) {
				continue
			}
			have := counted[at{i, stage}]
			if have == nil {
				have = new([3]int)
			}
			for k, threshold := range thresholds(s.r, stage) {
				sum += int64(max(0, policy.CeilPercent(threshold, pupils)-have[k]))
			}
		}
	}
	return sum
}

func pupilsOf(school *policy.SchoolFacts, stage model.Stage) int {
	n := 0
	for _, st := range school.Stages {
		if st.Stage == stage {
			for _, g := range st.Grades {
				n += g.Pupils
			}
		}
	}
	return n
}

// judged reports whether a school is judged at a stage where it has so many pupils.
func judged(r *policy.Rules, school *policy.SchoolFacts, pupils int) bool {
	switch {
	case !isPublic(school), pupils == 0:
		return false
	case school.Kind == model.SpecialSchool, school.Kind == model.VocationalSchool:
		return false
	case school.Kind == model.TeachingPoint:
		return pupils >= policy.IndicatorPointPupils.Of(r) || school.BorderZone && policy.IndicatorBorderPoints.Of(r)
	default:
		return true
	}
}

// thresholds of I1, I2 and I3 at a stage, per 100 pupils.
func thresholds(r *policy.Rules, stage model.Stage) [3]float64 {
	if stage == model.Junior {
		return [3]float64{policy.IndicatorI1Junior.Of(r), policy.IndicatorI2Junior.Of(r), policy.IndicatorI3Junior.Of(r)}
	}
	return [3]float64{policy.IndicatorI1Primary.Of(r), policy.IndicatorI2Primary.Of(r), policy.IndicatorI3Primary.Of(r)}
}

func degreeFor(stage model.Stage) model.Education {
	if stage == model.Junior {
		return model.Bachelor
	}
	return model.Associate
}

// validBackbone reports an honour of county level or above that is valid on the day.
func validBackbone(t *policy.TeacherFacts, day model.Date) bool {
	b := t.Teacher.Backbone
	if b == nil || (b.Level != model.CountyBackbone && b.Level != model.CityBackbone && b.Level != model.ProvinceBackbone) {
		return false
	}
	started := b.ValidFrom.IsZero() || !day.Before(b.ValidFrom)
	lasts := b.ValidTo.IsZero() || !day.After(b.ValidTo)
	return started && lasts
}

func isSportsOrArts(subject model.Subject) bool {
	switch subject {
	case "pe", "arts", "music", "art":
		return true
	default:
		return false
	}
}
