package check

import (
	"strconv"

	"lungang/model"
)

// indicatorClaims compares the indicators of the document with those counted
// again, number by number.
func indicatorClaims(is, said model.Indicators) []Violation {
	var c comparison
	c.sets("/indicators/before", said.Before, is.Before)
	c.sets("/indicators/after", said.After, is.After)
	c.equal("/indicators/ratios", len(said.Ratios), len(is.Ratios))
	for i := range min(len(said.Ratios), len(is.Ratios)) {
		a, b, at := said.Ratios[i], is.Ratios[i], "/indicators/ratios/"+strconv.Itoa(i)
		c.equal(at+"/id", a.ID, b.ID)
		c.equal(at+"/numerator", a.Numerator, b.Numerator)
		c.equal(at+"/denominator", a.Denominator, b.Denominator)
		c.near(at+"/percent", a.Percent, b.Percent)
		c.near(at+"/required", a.Required, b.Required)
	}
	return c.found
}

type comparison struct{ found []Violation }

func (c *comparison) equal(pointer string, said, is any) {
	c.found = append(c.found, says("plan.indicators", pointer, said, is)...)
}

func (c *comparison) near(pointer string, said, is float64) {
	if !near(said, is) {
		c.found = append(c.found, says("plan.indicators", pointer, said, is)...)
	}
}

func (c *comparison) sets(pointer string, said, is []model.IndicatorSet) {
	c.equal(pointer, len(said), len(is))
	for i := range min(len(said), len(is)) {
		a, b, at := said[i], is[i], pointer+"/"+strconv.Itoa(i)
		c.equal(at+"/id", a.ID, b.ID)
		c.equal(at+"/stage", a.Stage, b.Stage)
		c.near(at+"/threshold", a.Threshold, b.Threshold)
		c.near(at+"/cv", a.CV, b.CV)
		c.near(at+"/cvLimit", a.CVLimit, b.CVLimit)
		c.equal(at+"/passed", a.Passed, b.Passed)
		c.equal(at+"/counted", a.Counted, b.Counted)
		c.equal(at+"/shortfall", a.Shortfall, b.Shortfall)
		c.equal(at+"/schools", len(a.Schools), len(b.Schools))
		for k := range min(len(a.Schools), len(b.Schools)) {
			x, y, to := a.Schools[k], b.Schools[k], at+"/schools/"+strconv.Itoa(k)
			c.equal(to+"/school", x.School, y.School)
			c.equal(to+"/pupils", x.Pupils, y.Pupils)
			c.equal(to+"/teachers", x.Teachers, y.Teachers)
			c.near(to+"/per100", x.Per100, y.Per100)
			c.equal(to+"/shortfall", x.Shortfall, y.Shortfall)
		}
	}
}
