package model

import (
	"fmt"
	"strconv"
)

// Ranges of the numbers of a district.
const (
	firstPlanYear, lastPlanYear = 2000, 2100
	maxDistrictQuota            = 200_000   // heads
	maxEnrolment                = 2_000_000 // pupils of a stage
	maxSourceLength             = 200
)

// enrolment checks published numbers: each stage, grade and year once.
func (v *validator) enrolment() {
	type key struct {
		stage       Stage
		grade, year int
	}
	list := (*place)(nil).field("enrolment")
	first := make(map[key]int, len(v.p.Enrolment))
	v.count(list, len(v.p.Enrolment), maxEntries)
	for i, e := range v.p.Enrolment {
		at := list.item(i)
		known := words(&v.checks, at.field("stage"), e.Stage, true)
		if e.Grade != 0 {
			low, high := lowGrade, highGrade
			if known {
				low, high = gradeRange(e.Stage)
			}
			v.between(at.field("grade"), e.Grade, low, high)
		}
		v.between(at.field("year"), e.Year, firstPlanYear, lastPlanYear)
		v.between(at.field("pupils"), e.Pupils, 0, maxEnrolment)
		v.text(at.field("source"), e.Source, maxSourceLength, false)
		v.date(at.field("asOf"), e.AsOf, false)
		k := key{e.Stage, e.Grade, e.Year}
		if j, twice := first[k]; twice {
			name := string(e.Stage) + " " + strconv.Itoa(e.Year)
			if e.Grade != 0 {
				name = fmt.Sprintf("%s %d %d", e.Stage, e.Grade, e.Year)
			}
			v.duplicate(at, name, list.item(j))
		} else {
			first[k] = i
		}
	}
}
