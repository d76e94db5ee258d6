package policy

import (
	"math/big"
	"strconv"

	"lungang/model"
)

// lineDemand is what a line needs.
type lineDemand struct {
	periods  int
	relief   int // of the periods: relief of head teachers and middle managers
	posts    int
	halfDays int
}

// demandRule holds the numbers that turn periods into posts and half-days.
// θ is kept as the fraction num/den that a person wrote as a decimal, so that
// 6 of 10 periods are six tenths whatever binary floats say.
type demandRule struct {
	halfDays int
	num, den int64
	points   pointRule
	relief   reliefRule
}

// schoolPeople are the teachers of a school that its demand depends on.
type schoolPeople struct {
	heads    map[stageSubject]int // teachers who count as a head
	managers map[model.Stage]int  // of them middle managers
}

type stageSubject struct {
	stage   model.Stage
	subject model.Subject
}

func newDemandRule(r *Rules) demandRule {
	theta, ok := new(big.Rat).SetString(strconv.FormatFloat(DemandRemainder.Of(r), 'f', -1, 64))
	if !ok || !theta.Num().IsInt64() || !theta.Denom().IsInt64() {
		theta = big.NewRat(3, 5)
	}
	return demandRule{
		halfDays: DemandHalfDays.Of(r), num: theta.Num().Int64(), den: theta.Denom().Int64(),
		points: newPointRule(r), relief: newReliefRule(r),
	}
}

// posts returns n: the whole loads in the periods, plus one when there is a rest
// of at least θ of a load.
func (d demandRule) posts(periods, load int) int {
	n, rest := periods/load, periods%load
	if rest > 0 && int64(rest)*d.den >= d.num*int64(load) {
		n++
	}
	return n
}

// rest returns e: the half-days for the periods that n posts do not teach,
// ⌈max(0, D − n·λ)·h/λ⌉.
func (d demandRule) rest(periods, load, posts int) int {
	left := max(0, periods-posts*load)
	return (left*d.halfDays + load - 1) / load
}

// of derives the demand of a line from its periods.
func (d demandRule) of(periods, load int) lineDemand {
	n := d.posts(periods, load)
	return lineDemand{periods: periods, posts: n, halfDays: d.rest(periods, load, n)}
}

// replace puts explicit demand in the place of the derived one.
func (d demandRule) replace(derived lineDemand, given model.LineDemand, load int) lineDemand {
	out := derived
	if given.Periods != nil {
		out = d.of(max(0, *given.Periods), load)
	}
	if given.Posts != nil {
		out.posts, out.halfDays = max(0, *given.Posts), 0
	}
	if given.HalfDays != nil {
		out.halfDays = max(0, *given.HalfDays)
	}
	return out
}

// schoolDemand returns the demand of every line of the school: classes times
// curriculum, as teaching points teach where it is one, and relief; explicit
// demand stands in its place.
func (d demandRule) schoolDemand(s *model.School, people schoolPeople, c *Curriculum) map[model.Line]lineDemand {
	out := map[model.Line]lineDemand{}
	for _, stage := range s.Stages {
		var periods map[model.Subject]int
		var classes int
		if d.points.applies(s, stage) {
			periods, classes = d.points.periods(stage, people, c)
		} else {
			periods, classes = classPeriods(stage, c)
		}
		load := func(subject model.Subject) int { return c.Load(stage.Stage, subject) }
		relief := d.relief.of(periods, classes, people.managers[stage.Stage], load)
		for subject, n := range periods {
			if n > 0 {
				demand := d.of(n+relief[subject], load(subject))
				demand.relief = relief[subject]
				out[model.Line{School: s.ID, Stage: stage.Stage, Subject: subject}] = demand
			}
		}
		for _, given := range stage.Demand {
			line := model.Line{School: s.ID, Stage: stage.Stage, Subject: given.Subject}
			out[line] = d.replace(out[line], given, c.Load(stage.Stage, given.Subject))
		}
	}
	return out
}

// classPeriods returns classes times curriculum, and the classes.
func classPeriods(stage model.StageData, c *Curriculum) (periods map[model.Subject]int, classes int) {
	periods = map[model.Subject]int{}
	for _, g := range stage.Grades {
		if g.Classes <= 0 {
			continue
		}
		classes += g.Classes
		for subject, n := range c.periods[g.Grade] {
			periods[subject] += g.Classes * n
		}
	}
	return periods, classes
}

// weightOf returns ω: 3 for teaching points, village primaries and villages,
// 1 in the city, 2 elsewhere, and one more for a scarce subject.
func weightOf(s *SchoolFacts, scarce bool) int {
	w := 2
	switch {
	case s.Kind == model.TeachingPoint, s.Kind == model.VillagePrimary, s.UrbanRural == "220":
		w = 3
	case s.Locale == model.Urban:
		w = 1
	}
	if scarce {
		w++
	}
	return w
}
