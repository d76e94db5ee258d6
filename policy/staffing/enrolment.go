package staffing

import (
	"cmp"
	"math/big"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// Method is how a number of pupils was found.
type Method string

// The methods.
const (
	Counted      Method = "counted"      // the pupils of the document, in the plan year
	Published    Method = "published"    // published for that very year
	Interpolated Method = "interpolated" // on the straight line between two known years
	Cohort       Method = "cohort"       // by ageing the grades
	Chained      Method = "chained"      // the last published number, grown as the grades do
)

// Values lists the closed set of words.
func (Method) Values() []string {
	return []string{"counted", "published", "interpolated", "cohort", "chained"}
}

// Pupils is the number of pupils of one stage in one year.
type Pupils struct {
	Stage   model.Stage `json:"stage"`
	Pupils  int         `json:"pupils"`
	Method  Method      `json:"method"`
	Source  string      `json:"source,omitempty"` // of a published number
	AsOf    model.Date  `json:"asOf,omitzero"`
	Posts   float64     `json:"posts"`   // what the pupil ratio gives
	Classes int         `json:"classes"` // of the standard size; 0: there is no standard
}

// point is a known number of a stage.
type point struct {
	year, pupils int
	from         *model.Enrolment // nil: counted
}

// enrolment predicts pupils by stage.
type enrolment struct {
	rules   *policy.Rules
	base    int
	cohorts *cohorts
	points  map[model.Stage][]point // by year
	stages  []model.Stage
}

// newEnrolment collects the known numbers. What is published for a whole stage
// is taken as it is, private schools and all, because it cannot be told apart;
// the pupils of the document are those of the public schools, and stand for the
// plan year where nothing is published for it.
func newEnrolment(f *policy.Facts) *enrolment {
	e := &enrolment{rules: f.Rules, base: f.Problem.District.PlanYear, cohorts: newCohorts(f), points: map[model.Stage][]point{}}
	for i := range f.Problem.Enrolment {
		if x := &f.Problem.Enrolment[i]; x.Grade == 0 {
			e.points[x.Stage] = append(e.points[x.Stage], point{x.Year, x.Pupils, x})
		}
	}
	for _, name := range model.Stage("").Values() {
		stage := model.Stage(name)
		now := e.cohorts.stage(stage, e.base)
		if now == 0 && len(e.points[stage]) == 0 {
			continue
		}
		e.stages = append(e.stages, stage)
		if !slices.ContainsFunc(e.points[stage], func(p point) bool { return p.year == e.base }) && now > 0 {
			e.points[stage] = append(e.points[stage], point{year: e.base, pupils: now})
		}
		slices.SortFunc(e.points[stage], func(a, b point) int { return cmp.Compare(a.year, b.year) })
	}
	return e
}

// of returns the pupils of every stage of the district in a year not before the
// plan year.
func (e *enrolment) of(year int) []Pupils {
	out := make([]Pupils, 0, len(e.stages))
	for _, stage := range e.stages {
		p := e.stage(stage, year)
		p.Posts, _ = e.rules.QuotaByPupils(stage, p.Pupils).Float64()
		p.Classes = e.rules.StandardClasses(stage, p.Pupils)
		out = append(out, p)
	}
	return out
}

func (e *enrolment) stage(stage model.Stage, year int) Pupils {
	if policy.ForecastMethod.Of(e.rules) == "cohort" {
		method := Cohort
		if year == e.base {
			method = Counted
		}
		return Pupils{Stage: stage, Pupils: e.cohorts.stage(stage, year), Method: method}
	}
	points := e.points[stage]
	after := slices.IndexFunc(points, func(p point) bool { return p.year >= year })
	switch {
	case after >= 0 && points[after].year == year:
		return points[after].of(stage)
	case after > 0:
		return Pupils{Stage: stage, Pupils: between(points[after-1], points[after], year), Method: Interpolated}
	case after == 0: // all known years are still to come, and no school teaches the stage
		return Pupils{Stage: stage, Method: Counted}
	}
	return e.beyond(stage, points[len(points)-1], year)
}

// of is the known number itself.
func (p point) of(stage model.Stage) Pupils {
	if p.from == nil {
		return Pupils{Stage: stage, Pupils: p.pupils, Method: Counted}
	}
	return Pupils{Stage: stage, Pupils: p.pupils, Method: Published, Source: p.from.Source, AsOf: p.from.AsOf}
}

// beyond goes on after the last known year. A straight line is not drawn any
// further; the grades are aged instead, from the document or from the level of
// the last published number.
func (e *enrolment) beyond(stage model.Stage, last point, year int) Pupils {
	aged := e.cohorts.stage(stage, year)
	then := e.cohorts.stage(stage, max(last.year, e.base))
	switch {
	case last.from == nil:
		return Pupils{Stage: stage, Pupils: aged, Method: Cohort}
	case then == 0:
		return Pupils{Stage: stage, Pupils: last.pupils, Method: Chained}
	}
	grown := big.NewRat(int64(last.pupils)*int64(aged), int64(then))
	return Pupils{Stage: stage, Pupils: policy.RoundHalfUp(grown), Method: Chained}
}

// between interpolates: pupils rounded to whole ones, halves up.
func between(a, b point, year int) int {
	part := big.NewRat(int64(b.pupils-a.pupils)*int64(year-a.year), int64(b.year-a.year))
	return policy.RoundHalfUp(part.Add(part, big.NewRat(int64(a.pupils), 1)))
}
