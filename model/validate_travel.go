package model

import (
	"fmt"
	"strconv"
)

// Ranges of travel and curriculum.
const (
	maxMinutes       = 1440
	minDetour        = 1
	maxDetour        = 5
	minSpeed         = 1
	maxSpeed         = 200
	maxGradePeriods  = 60 // periods a week of one subject in one class
	maxLoad          = 60 // periods a week of one full post
	lowGrade         = 1
	highGrade        = 12
	maxVersionLength = 100
)

func (v *validator) travel() {
	at := (*place)(nil).field("travel")
	t := &v.p.Travel
	if t.Detour != 0 {
		v.betweenFloat(at.field("detour"), t.Detour, minDetour, maxDetour)
	}
	if t.Speed != 0 {
		v.betweenFloat(at.field("speed"), t.Speed, minSpeed, maxSpeed)
	}
	v.matrix(at.field("matrix"))
}

func (v *validator) matrix(at *place) {
	type pair struct{ from, to SchoolID }
	first := make(map[pair]int, len(v.p.Travel.Matrix))
	partners := map[SchoolID]map[SchoolID]bool{}
	for i, e := range v.p.Travel.Matrix {
		here := at.item(i)
		from := v.schoolRef(here.field("from"), e.From, true)
		to := v.schoolRef(here.field("to"), e.To, true)
		v.between(here.field("minutes"), e.Minutes, 0, maxMinutes)
		if !from || !to {
			continue
		}
		if e.From == e.To {
			v.fail(here.field("to"), CodeInconsistent, string(e.To),
				Text{"起点和终点是同一所学校", "from and to are the same school"}, Text{"请删去这一条", "remove this entry"})
			continue
		}
		k := pair{e.From, e.To}
		if j, twice := first[k]; twice {
			v.duplicate(here, string(e.From)+" "+string(e.To), at.item(j))
			continue
		}
		first[k] = i
		v.partner(partners, e.From, e.To)
		v.partner(partners, e.To, e.From)
	}
	v.placesKnown(partners)
}

// partner notes a pair of the matrix for a school that has no location.
func (v *validator) partner(partners map[SchoolID]map[SchoolID]bool, a, b SchoolID) {
	if v.p.Schools[v.schoolAt[a]].Location != nil {
		return
	}
	if partners[a] == nil {
		partners[a] = map[SchoolID]bool{}
	}
	partners[a][b] = true
}

// placesKnown says for which schools no travel time can be found.
func (v *validator) placesKnown(partners map[SchoolID]map[SchoolID]bool) {
	others := len(v.schoolAt) - 1
	if others < 1 {
		return
	}
	for i := range v.p.Schools {
		s := &v.p.Schools[i]
		if s.Location != nil {
			continue
		}
		at := (*place)(nil).field("schools").item(i).field("location")
		switch n := len(partners[s.ID]); {
		case n == 0:
			v.fail(at, CodeMissing, "",
				Text{"学校没有经纬度,travel.matrix 里也没有它", "the school has no location, and travel.matrix does not have it"},
				Text{"请填写 location,或在 travel.matrix 里补上到其他学校的分钟数", "fill in location, or the minutes to the other schools in travel.matrix"})
		case n < others:
			v.warn(at, CodeMissing, strconv.Itoa(others-n),
				Text{
					fmt.Sprintf("学校没有经纬度,到 %d 所学校的路程不知道", others-n),
					fmt.Sprintf("the school has no location, and the way to %d schools is not known", others-n),
				},
				Text{"请填写 location,或补全 travel.matrix", "fill in location, or complete travel.matrix"})
		}
	}
}

func (v *validator) curriculum() {
	at := (*place)(nil).field("curriculum")
	c := &v.p.Curriculum
	v.text(at.field("version"), c.Version, maxVersionLength, false)

	type gradeKey struct {
		grade   int
		subject Subject
	}
	list := at.field("periods")
	byGrade := make(map[gradeKey]int, len(c.Periods))
	for i, p := range c.Periods {
		here := list.item(i)
		v.between(here.field("grade"), p.Grade, lowGrade, highGrade)
		v.id(here.field("subject"), string(p.Subject))
		v.between(here.field("periods"), p.Periods, 0, maxGradePeriods)
		k := gradeKey{p.Grade, p.Subject}
		if j, twice := byGrade[k]; twice {
			v.duplicate(here, fmt.Sprintf("%d %s", p.Grade, p.Subject), list.item(j))
		} else {
			byGrade[k] = i
		}
	}

	type stageKey struct {
		stage   Stage
		subject Subject
	}
	list = at.field("loads")
	byStage := make(map[stageKey]int, len(c.Loads))
	for i, l := range c.Loads {
		here := list.item(i)
		words(&v.checks, here.field("stage"), l.Stage, true)
		v.id(here.field("subject"), string(l.Subject))
		v.between(here.field("periods"), l.Periods, 1, maxLoad)
		k := stageKey{l.Stage, l.Subject}
		if j, twice := byStage[k]; twice {
			v.duplicate(here, string(l.Stage)+" "+string(l.Subject), list.item(j))
		} else {
			byStage[k] = i
		}
	}
}
