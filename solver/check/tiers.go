package check

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// tier is one objective: its unit and its value, counted from the decisions.
type tier struct {
	id    string
	unit  string
	value func(*situation) int64
}

// tiers of docs/model.md in their default order.
var tiers = []tier{
	{"relax", "rule units", (*situation).relaxValue},
	{"vacancy", "weighted posts", (*situation).vacancyValue},
	{"coverage", "weighted half-days", (*situation).coverageValue},
	{"balance", "teachers", (*situation).balanceValue},
	{"compulsion", "teachers", (*situation).compulsionValue},
	{"preference", "ranks", (*situation).preferenceValue},
	{"travel", "minutes", (*situation).travelValue},
	{"economy", "points", (*situation).economyValue},
	{"lottery", "lots", (*situation).lotteryValue},
}

// tierResults counts the tiers that the pack names, in the pack's order. A
// tier proves nothing by being counted: bound and proof stay empty.
func (s *situation) tierResults() []model.TierResult {
	out := []model.TierResult{}
	for _, id := range policy.TierOrder.Of(s.r) {
		for _, t := range tiers {
			if t.id == id {
				out = append(out, model.TierResult{ID: t.id, Unit: t.unit, Value: t.value(s), Proof: model.ProofUnknown})
			}
		}
	}
	return out
}

// relaxValue: Σ amount of relaxations.
func (s *situation) relaxValue() int64 {
	var sum int64
	for _, r := range s.relaxations {
		sum += int64(r.Amount)
	}
	return sum
}

// vacancyValue: Σ ω·vacant.
func (s *situation) vacancyValue() int64 {
	var sum int64
	for i := range s.f.Lines {
		sum += int64(s.f.Lines[i].Weight) * int64(s.vacant[i])
	}
	return sum
}

// coverageValue: Σ ω·uncovered.
func (s *situation) coverageValue() int64 {
	var sum int64
	for i := range s.f.Lines {
		sum += int64(s.f.Lines[i].Weight) * int64(s.uncovered[i])
	}
	return sum
}

// compulsionValue: movers who neither volunteered nor listed the destination.
func (s *situation) compulsionValue() int64 {
	var sum int64
	for m := range s.movers() {
		if !voluntary(m) {
			sum++
		}
	}
	return sum
}

// preferenceValue: rank − 1 for a listed destination, list length + 1 for one
// that is not listed.
func (s *situation) preferenceValue() int64 {
	var sum int64
	for m := range s.movers() {
		if r := rankOf(m); r > 0 {
			sum += int64(r - 1)
		} else {
			sum += int64(len(m.teacher.Preferences) + 1)
		}
	}
	return sum
}

// rankOf returns the rank of a destination in the teacher's list, from 1; 0
// when it is not listed.
func rankOf(m *move) int { return slices.Index(m.teacher.Preferences, m.to.ID) + 1 }

// voluntary reports whether the teacher volunteered or listed the destination.
func voluntary(m *move) bool { return m.teacher.Volunteer || rankOf(m) > 0 }

// travelValue: Σ commute minutes of movers + Σ over visits 2·minutes·half-days.
func (s *situation) travelValue() int64 {
	var sum int64
	for m := range s.movers() {
		sum += int64(s.f.Commute(m.teacher.Index, m.to.Index))
	}
	for _, v := range s.visits {
		sum += 2 * int64(s.f.Minutes(v.from.Index, v.to.Index)) * int64(counted(v.halfDays))
	}
	return sum
}

// economyValue: points for half-days in a secondary subject (a move to a
// secondary qualification is a full post of them), of remote lessons, and for
// moves above the floors.
func (s *situation) economyValue() int64 {
	var halfDays, far, above int64
	for _, p := range s.parts {
		halfDays += int64(counted(p.halfDays))
	}
	for m := range s.movers() {
		if standingIn(m.teacher, m.line.Stage, m.line.Subject) == secondary {
			halfDays += int64(s.f.HalfDays)
		}
	}
	for i := range s.scopes {
		sc := &s.scopes[i]
		above += int64(max(0, s.movedIn(sc, anyone)-sc.floor))
	}
	for _, r := range s.remote {
		far += int64(sent(r.halfDays))
	}
	return int64(policy.EconomySecondary.Of(s.r))*halfDays + int64(policy.EconomyRemote.Of(s.r))*far + int64(policy.EconomyMove.Of(s.r))*above
}

// lotteryValue: Σ over movers of their lot.
func (s *situation) lotteryValue() int64 {
	lots := s.lots()
	var sum int64
	for m := range s.movers() {
		sum += int64(lots[m.teacher.Index])
	}
	return sum
}

// lots numbers all candidates, leaders too, 1, 2, … in the order of the SHA-256 of seed,
// newline and teacher id; 0 for teachers who are no candidates. It is drawn
// here a second time, from the published seed.
func (s *situation) lots() []int {
	type draw struct {
		hash  [sha256.Size]byte
		index int
	}
	var draws []draw
	seed := policy.LotterySeed.Of(s.r)
	for i := range s.f.Teachers {
		if t := &s.f.Teachers[i]; t.Candidate || t.Principal != nil && t.Principal.Candidate {
			draws = append(draws, draw{sha256.Sum256([]byte(seed + "\n" + string(t.ID))), i})
		}
	}
	slices.SortFunc(draws, func(a, b draw) int {
		return cmp.Or(bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(s.f.Teachers[a.index].ID, s.f.Teachers[b.index].ID))
	})
	lots := make([]int, len(s.f.Teachers))
	for n, d := range draws {
		lots[d.index] = n + 1
	}
	return lots
}
