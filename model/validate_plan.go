package model

import (
	"math"
	"reflect"
	"strconv"
)

// Ranges of the numbers of a plan. A plan is judged against its problem by the
// checker; here only nonsense is kept out.
const (
	maxCount   = 1 << 40
	maxMeasure = 1e15
	maxNesting = 32 // findings inside of findings
)

// Validate looks at the structure of the plan: format, hashes, known words,
// numbers below zero or not finite, empty ids, verdicts and tiers given twice.
// Whether the plan fits a problem is the checker's matter. Validate does not
// change the plan.
func (p *Plan) Validate() Faults {
	c := &planChecks{}
	root := (*place)(nil)
	switch p.Format {
	case PlanFormat:
	case "":
		c.missing(root.field("format"), Text{"请写 " + PlanFormat, "write " + PlanFormat})
	default:
		c.add(root.field("format"), wrongFormat(p.Format, PlanFormat))
	}
	if p.ProblemHash == "" {
		c.missing(root.field("problemHash"), Text{})
	} else {
		c.hash(root.field("problemHash"), p.ProblemHash)
	}
	c.districtCode(root.field("district"), p.District)
	c.between(root.field("planYear"), p.PlanYear, 2000, 2100)
	if p.Hash != "" {
		c.hash(root.field("hash"), p.Hash)
	}
	c.frame(p)
	c.decisions(p)
	c.gaps(p)
	c.reasons(p)
	c.results(p)
	c.indicators(root.field("indicators"), &p.Indicators)
	return c.faults(reflect.TypeFor[Plan]())
}

type planChecks struct{ checks }

func (c *planChecks) need(at *place, s string) {
	if s == "" {
		c.missing(at, Text{})
	}
}

func (c *planChecks) whole(at *place, n, low int) { c.between(at, n, low, maxCount) }

func (c *planChecks) measure(at *place, x float64) { c.betweenFloat(at, x, 0, maxMeasure) }

func (c *planChecks) line(at *place, l Line) {
	c.id(at.field("school"), string(l.School))
	words(&c.checks, at.field("stage"), l.Stage, true)
	c.id(at.field("subject"), string(l.Subject))
}

func (c *planChecks) frame(p *Plan) {
	root := (*place)(nil)
	c.need(root.field("pack").field("id"), p.Pack.ID)
	options := root.field("options")
	c.measure(options.field("timeLimitSeconds"), p.Options.TimeLimitSeconds)
	c.whole(options.field("memoryLimitMiB"), p.Options.MemoryLimitMiB, 0)
	for i, id := range p.Options.Tiers {
		c.need(options.field("tiers").item(i), id)
	}
	status := root.field("status")
	words(&c.checks, status.field("termination"), p.Status.Termination, true)
	words(&c.checks, status.field("proof"), p.Status.Proof, true)
	words(&c.checks, status.field("coverage"), p.Status.Coverage, true)
}

func (c *planChecks) decisions(p *Plan) {
	root := (*place)(nil)
	for i, m := range p.Moves {
		at := root.field("moves").item(i)
		c.id(at.field("teacher"), string(m.Teacher))
		c.line(at.field("from"), m.From)
		c.line(at.field("to"), m.To)
		c.whole(at.field("minutes"), m.Minutes, 0)
		c.whole(at.field("rank"), m.Rank, 0)
		if m.Dorm != "" {
			c.id(at.field("dorm"), string(m.Dorm))
		}
	}
	for i, m := range p.Visits {
		at := root.field("visits").item(i)
		c.id(at.field("teacher"), string(m.Teacher))
		c.line(at.field("from"), m.From)
		c.line(at.field("to"), m.To)
		c.whole(at.field("halfDays"), m.HalfDays, 1)
		c.whole(at.field("minutes"), m.Minutes, 0)
	}
	for i, m := range p.PartTime {
		at := root.field("partTime").item(i)
		c.id(at.field("teacher"), string(m.Teacher))
		c.line(at.field("from"), m.From)
		c.line(at.field("to"), m.To)
		c.whole(at.field("halfDays"), m.HalfDays, 1)
	}
	for i, m := range p.Remote {
		at := root.field("remote").item(i)
		c.id(at.field("from"), string(m.From))
		c.line(at.field("to"), m.To)
		c.whole(at.field("halfDays"), m.HalfDays, 1)
	}
}

func (c *planChecks) gaps(p *Plan) {
	root := (*place)(nil)
	for i, g := range p.Vacancies {
		at := root.field("vacancies").item(i)
		c.line(at.field("line"), g.Line)
		c.whole(at.field("posts"), g.Posts, 1)
		c.whole(at.field("weight"), g.Weight, 0)
	}
	for i, g := range p.Uncovered {
		at := root.field("uncovered").item(i)
		c.line(at.field("line"), g.Line)
		c.whole(at.field("halfDays"), g.HalfDays, 1)
		c.measure(at.field("periods"), g.Periods)
		c.whole(at.field("weight"), g.Weight, 0)
	}
	for i, r := range p.Relaxations {
		at := root.field("relaxations").item(i)
		c.need(at.field("rule"), r.Rule)
		c.need(at.field("subject"), r.Subject)
		c.whole(at.field("amount"), r.Amount, 1)
	}
}

func (c *planChecks) reasons(p *Plan) {
	root := (*place)(nil)
	list := root.field("verdicts")
	first := make(map[TeacherID]int, len(p.Verdicts))
	for i, v := range p.Verdicts {
		at := list.item(i)
		if c.id(at.field("teacher"), string(v.Teacher)) {
			if j, twice := first[v.Teacher]; twice {
				c.duplicate(at.field("teacher"), string(v.Teacher), list.item(j).field("teacher"))
			} else {
				first[v.Teacher] = i
			}
		}
		words(&c.checks, at.field("kind"), v.Kind, true)
		c.findings(at.field("findings"), v.Findings, 1)
	}
	for i, j := range p.Justifications {
		at := root.field("justifications").item(i)
		c.need(at.field("subject"), j.Subject)
		c.need(at.field("reason"), j.Reason)
		c.facts(at.field("facts"), j.Facts)
	}
}

func (c *planChecks) findings(at *place, list []Finding, depth int) {
	if depth > maxNesting {
		c.fail(at, CodeTooLarge, strconv.Itoa(depth),
			Text{"嵌套层数过多", "findings lie too deep in one another"}, Text{"请重新生成方案", "make the plan anew"})
		return
	}
	for i, f := range list {
		c.need(at.item(i).field("predicate"), f.Predicate)
		c.facts(at.item(i).field("facts"), f.Facts)
		if len(f.Of) > 0 {
			c.findings(at.item(i).field("of"), f.Of, depth+1)
		}
	}
}

func (c *planChecks) facts(at *place, list []Fact) {
	for i, f := range list {
		c.need(at.item(i).field("name"), f.Name)
	}
}

func (c *planChecks) results(p *Plan) {
	list := (*place)(nil).field("tiers")
	first := map[string]int{}
	for i, t := range p.Tiers {
		at := list.item(i)
		c.need(at.field("id"), t.ID)
		if j, twice := first[t.ID]; twice && t.ID != "" {
			c.duplicate(at.field("id"), t.ID, list.item(j).field("id"))
		} else {
			first[t.ID] = i
		}
		words(&c.checks, at.field("proof"), t.Proof, true)
		known := t.Proof != ProofUnknown && t.Proof != ""
		proved := t.Proof == Certified || t.Proof == Proved
		if known && t.Bound > t.Value || proved && t.Bound != t.Value {
			c.fail(at.field("bound"), CodeInconsistent, strconv.FormatInt(t.Bound, 10),
				Text{
					"下界与目标值 " + strconv.FormatInt(t.Value, 10) + " 和证明状态 " + string(t.Proof) + " 不符",
					"the bound does not agree with the value " + strconv.FormatInt(t.Value, 10) + " and the proof " + string(t.Proof),
				},
				Text{"请重新生成方案", "make the plan anew"})
		}
	}
}

func (c *planChecks) indicators(at *place, n *Indicators) {
	c.indicatorSets(at.field("before"), n.Before)
	c.indicatorSets(at.field("after"), n.After)
	for i, r := range n.Ratios {
		here := at.field("ratios").item(i)
		c.need(here.field("id"), r.ID)
		c.whole(here.field("numerator"), r.Numerator, 0)
		c.whole(here.field("denominator"), r.Denominator, 0)
		c.measure(here.field("percent"), r.Percent)
		c.measure(here.field("required"), r.Required)
	}
}

func (c *planChecks) indicatorSets(at *place, sets []IndicatorSet) {
	for i, s := range sets {
		here := at.item(i)
		c.need(here.field("id"), s.ID)
		words(&c.checks, here.field("stage"), s.Stage, true)
		c.measure(here.field("threshold"), s.Threshold)
		c.measure(here.field("cv"), s.CV)
		c.measure(here.field("cvLimit"), s.CVLimit)
		c.between(here.field("counted"), s.Counted, 0, math.MaxInt32)
		c.between(here.field("passed"), s.Passed, 0, max(0, s.Counted))
		c.whole(here.field("shortfall"), s.Shortfall, 0)
		for j, v := range s.Schools {
			school := here.field("schools").item(j)
			c.id(school.field("school"), string(v.School))
			c.whole(school.field("pupils"), v.Pupils, 0)
			c.whole(school.field("teachers"), v.Teachers, 0)
			c.measure(school.field("per100"), v.Per100)
			c.whole(school.field("shortfall"), v.Shortfall, 0)
		}
	}
}
