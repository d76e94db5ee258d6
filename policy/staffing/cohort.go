package staffing

import (
	"math/big"

	"lungang/model"
	"lungang/policy"
)

// gradeOf is one grade of one stage.
type gradeOf struct {
	stage model.Stage
	grade int
}

// cohorts ages the grades of the public schools: each year a grade becomes the
// next one (forecast.progression). Who enters the first grade of a stage is
//
//   - what is published for that grade and year, else
//   - a share of the last grade of the stage below: forecast.junior_share,
//     forecast.senior_share, and where there is none the proportion of the two
//     grades today, because other schools may take pupils too, else
//   - as many as in the year before.
//
// Special and vocational schools, whose pupils come and go in all years, stay as
// large as they are.
type cohorts struct {
	rules     *policy.Rules
	base      int
	published map[gradeOf]map[int]int
	last      map[model.Stage]int // last grade of a stage
	first     map[model.Stage]int
	years     []map[gradeOf]int // from the base year on
}

func newCohorts(f *policy.Facts) *cohorts {
	c := &cohorts{
		rules: f.Rules, base: f.Problem.District.PlanYear, published: map[gradeOf]map[int]int{},
		first: map[model.Stage]int{}, last: map[model.Stage]int{},
	}
	now := map[gradeOf]int{}
	for i := range f.Schools {
		if !f.Schools[i].Public {
			continue
		}
		for _, stage := range f.Schools[i].Stages {
			for _, g := range stage.Grades {
				now[gradeOf{stage.Stage, g.Grade}] += g.Pupils
				c.span(stage.Stage, g.Grade)
			}
		}
	}
	for _, e := range f.Problem.Enrolment {
		if e.Grade == 0 {
			continue
		}
		at := gradeOf{e.Stage, e.Grade}
		if c.published[at] == nil {
			c.published[at] = map[int]int{}
		}
		c.published[at][e.Year] = e.Pupils
	}
	c.years = []map[gradeOf]int{now}
	return c
}

func (c *cohorts) span(stage model.Stage, grade int) {
	if first, ok := c.first[stage]; !ok || grade < first {
		c.first[stage] = grade
	}
	c.last[stage] = max(c.last[stage], grade)
}

// stage returns the pupils of a stage in a year from the base year on.
func (c *cohorts) stage(stage model.Stage, year int) int {
	for len(c.years) <= year-c.base {
		c.age()
	}
	sum := 0
	for at, n := range c.years[year-c.base] {
		if at.stage == stage {
			sum += n
		}
	}
	return sum
}

// age adds a year.
func (c *cohorts) age() {
	before := c.years[len(c.years)-1]
	year := c.base + len(c.years)
	after := make(map[gradeOf]int, len(before))
	for at, held := range before {
		n := held
		switch {
		case at.stage == model.Special || at.stage == model.Vocational:
		case at.grade > c.first[at.stage]:
			n = percentOf(before[gradeOf{at.stage, at.grade - 1}], policy.ForecastProgression.Of(c.rules))
		case at.stage == model.Junior:
			n = c.enter(at, model.Primary, policy.ForecastJunior)
		case at.stage == model.Senior:
			n = c.enter(at, model.Junior, policy.ForecastSenior)
		}
		if known, ok := c.published[at][year]; ok {
			n = known
		}
		after[at] = n
	}
	c.years = append(c.years, after)
}

// enter returns who enters the first grade of a stage from the last grade of the
// stage below.
func (c *cohorts) enter(at gradeOf, below model.Stage, key policy.Key[float64]) int {
	now, before := c.years[0], c.years[len(c.years)-1]
	from := gradeOf{below, c.last[below]}
	if percent, ok := key.Maybe(c.rules); ok {
		return percentOf(before[from], percent)
	}
	if now[from] == 0 {
		return before[at]
	}
	return policy.RoundHalfUp(big.NewRat(int64(before[from])*int64(now[at]), int64(now[from])))
}

// percentOf returns percent/100 · n, rounded to whole pupils, halves up.
func percentOf(n int, percent float64) int {
	q := policy.Decimal(percent)
	return policy.RoundHalfUp(q.Mul(q, big.NewRat(int64(n), 100)))
}
