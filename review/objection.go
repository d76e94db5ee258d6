package review

import (
	"slices"

	"lungang/model"
)

// Filed is what the table asks of an objection.
type Filed struct {
	Open      bool
	Simulated bool   // every plan of its ladder is over
	Filer     string // who entered it, a pseudonym
}

// Party is who objects.
type Party string

// The parties.
const (
	Person Party = "person" // a teacher, under the pseudonym of the dataset
	Office Party = "office" // a school or a department
)

// Values lists the closed set of words.
func (Party) Values() []string { return []string{string(Person), string(Office)} }

// ObjectionStatus is what became of an objection.
type ObjectionStatus string

// The statuses of objections.
const (
	ObjectionOpen     ObjectionStatus = "OPEN"
	ObjectionAccepted ObjectionStatus = "ACCEPTED"
	ObjectionRejected ObjectionStatus = "REJECTED"
)

// Values lists the closed set of words.
func (ObjectionStatus) Values() []string {
	return []string{string(ObjectionOpen), string(ObjectionAccepted), string(ObjectionRejected)}
}

// Impact is what an objection would change, read from the plans of its ladder.
type Impact struct {
	Rungs  []RungResult
	Chosen int // index of the rung with the smallest change that has a plan; -1 when none has
}

// RungResult is what came of one rung of the ladder.
type RungResult struct {
	Rung    Rung
	Solved  bool // there is a plan
	Changes []OutcomeChange
	Tiers   []TierChange
}

// TierChange is the value of an objective in the plan objected to and in the
// other. Values are costs: less is better.
type TierChange struct {
	ID            string
	Before, After int64
}

// Choose finds the first rung with a plan: that with the fewest people whose
// outcome was allowed to change.
func Choose(rungs []RungResult) Impact {
	return Impact{Rungs: rungs, Chosen: slices.IndexFunc(rungs, func(r RungResult) bool { return r.Solved })}
}

// Changes are the outcomes that an acceptance would change; nil when no rung has
// a plan.
func (i Impact) Changes() []OutcomeChange {
	if i.Chosen < 0 {
		return nil
	}
	return i.Rungs[i.Chosen].Changes
}

// TierChanges compares the objectives that both plans count.
func TierChanges(before, after []model.TierResult) []TierChange {
	out := []TierChange{}
	for _, b := range before {
		if i := slices.IndexFunc(after, func(a model.TierResult) bool { return a.ID == b.ID }); i >= 0 {
			out = append(out, TierChange{ID: b.ID, Before: b.Value, After: after[i].Value})
		}
	}
	return out
}

// Worse reports whether the other plan is worse in strict order: the first
// objective that differs is higher.
func Worse(tiers []TierChange) bool {
	for _, t := range tiers {
		if t.Before != t.After {
			return t.After > t.Before
		}
	}
	return false
}
