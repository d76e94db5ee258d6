package review

import (
	"slices"

	"lungang/model"
)

// Rung says who may get another outcome when an objection is granted.
type Rung string

// The rungs, those that disturb the fewest first.
const (
	// HoldAll: only the teachers of the objection; everybody else keeps school
	// and destination.
	HoldAll Rung = "hold_all"
	// HoldFar: also those who belong to, leave or enter a school of the
	// objection. Everybody else is held.
	HoldFar Rung = "hold_far"
	// HoldNone: everybody. What the objection costs is seen against this.
	HoldNone Rung = "hold_none"
)

// Rungs lists the rungs in their order.
func Rungs() []Rung { return []Rung{HoldAll, HoldFar, HoldNone} }

// Values lists the closed set of words.
func (Rung) Values() []string { return []string{string(HoldAll), string(HoldFar), string(HoldNone)} }

// held is the author of the pins that hold people: the product, not a person.
const held = "lungang:hold"

// Problem returns the problem of a rung. asked is the problem that the objector
// wants: that of the plan with corrected data or with pins added; it is not
// changed. Everybody but the teachers of about is pinned to the outcome of the
// plan, as far as the rung says. The pins hold schools: half-days elsewhere
// (走教) may change, and are counted as changes when they do. Pins that an
// earlier objection held people with are left out.
func (r Rung) Problem(asked *model.Problem, plan *model.Plan, about []model.TeacherID) *model.Problem {
	out := *asked
	out.Pins = slices.DeleteFunc(slices.Clone(asked.Pins), func(p model.Pin) bool { return p.Author == held })
	if r == HoldNone {
		return &out
	}
	goes := map[model.TeacherID]model.SchoolID{}
	for _, m := range plan.Moves {
		goes[m.Teacher] = m.To.School
	}
	free := map[model.TeacherID]bool{}
	for _, t := range about {
		free[t] = true
	}
	if r == HoldFar {
		near := touched(&out, goes, about)
		for i := range asked.Teachers {
			t := &asked.Teachers[i]
			if near[t.School] || near[goes[t.ID]] {
				free[t.ID] = true
			}
		}
	}
	pinned := map[model.TeacherID][]model.Pin{}
	for _, p := range out.Pins {
		pinned[p.Teacher] = append(pinned[p.Teacher], p)
	}
	for i := range asked.Teachers {
		t := &asked.Teachers[i]
		if free[t.ID] {
			continue
		}
		pin := model.Pin{Teacher: t.ID, Kind: model.PinStay, Reason: "异议处理:其他人的去向不变", Author: held}
		if to := goes[t.ID]; to != "" && to != t.School {
			pin.Kind, pin.School = model.PinGo, to
		}
		if !covered(pinned[t.ID], pin) {
			out.Pins = append(out.Pins, pin)
		}
	}
	return &out
}

// covered reports whether the pin is there already.
func covered(list []model.Pin, pin model.Pin) bool {
	return slices.ContainsFunc(list, func(p model.Pin) bool { return p.Kind == pin.Kind && p.School == pin.School })
}

// touched are the schools of an objection: where its teachers belong, where the
// plan sends them, and what the pins about them name.
func touched(asked *model.Problem, goes map[model.TeacherID]model.SchoolID, about []model.TeacherID) map[model.SchoolID]bool {
	out := map[model.SchoolID]bool{}
	for i := range asked.Teachers {
		if t := &asked.Teachers[i]; slices.Contains(about, t.ID) {
			out[t.School] = true
			out[goes[t.ID]] = true
		}
	}
	for _, p := range asked.Pins {
		if slices.Contains(about, p.Teacher) {
			out[p.School] = true
		}
	}
	delete(out, "")
	return out
}
