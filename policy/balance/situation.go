package balance

import (
	"lungang/model"
	"lungang/policy"
)

// The scopes that are no zone.
const (
	districtScope = policy.DistrictScope
	stageScope    = "stage"
)

// compulsory are the stages that the seven indicators judge, each for itself.
var compulsory = []model.Stage{model.Primary, model.Junior}

// situation is the district, as it stands or with a plan.
type situation struct {
	f       *policy.Facts
	school  policy.Assignment
	visits  []model.Visit
	planned bool
	counts  map[countKey]int // teachers counted for I1 to I3
	judged  map[model.Stage][]judgedSchool
}

// countKey is one indicator at one stage of one school.
type countKey struct {
	id     string
	stage  model.Stage
	school int
}

// judgedSchool is a school that the seven indicators judge at a stage.
type judgedSchool struct {
	school int // index
	pupils int // of the stage
}

func newSituation(f *policy.Facts, plan *model.Plan) *situation {
	s := &situation{f: f, school: f.Stay, counts: map[countKey]int{}, judged: map[model.Stage][]judgedSchool{}}
	if plan != nil {
		s.school, s.visits, s.planned = f.After(plan.Moves), plan.Visits, true
	}
	for _, n := range f.IndicatorNeeds() {
		if n.ID == policy.IndicatorEducation {
			s.judged[n.Stage] = append(s.judged[n.Stage], judgedSchool{n.School, n.Pupils})
		}
	}
	for _, set := range f.Indicators(s.school, s.visits) {
		for _, v := range set.Schools {
			s.counts[countKey{set.ID, set.Stage, f.School(v.School).Index}] = v.Teachers
		}
	}
	return s
}

// teaches reports whether a teacher (index) is a full-time teacher (专任教师) of
// a public school: counts as a head on the base line, whatever the employment.
func (s *situation) teaches(teacher int) bool {
	t := &s.f.Teachers[teacher]
	return t.Teaches && s.f.Schools[t.School].Public
}

// stage returns the stage that a teacher (index) teaches.
func (s *situation) stage(teacher int) model.Stage {
	return s.f.Lines[s.f.Teachers[teacher].Line].Stage
}

// isCompulsory reports whether a stage belongs to compulsory education.
func isCompulsory(k model.Stage) bool { return k == model.Primary || k == model.Junior }

// general reports whether a school is a public one of general education (中小学).
func general(s *policy.SchoolFacts) bool {
	if !s.Public {
		return false
	}
	for _, d := range s.Stages {
		if isCompulsory(d.Stage) || d.Stage == model.Senior {
			return true
		}
	}
	return false
}
