package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleTravel: the way to the new school is within the limit, or no longer
// than the present way from home, or the mover has a dorm bed in reach.
var ruleTravel = Rule{
	ID:    "travel",
	check: checkTravel,
}

func checkTravel(s *situation) []finding {
	var found []finding
	var far []*move
	for i := range s.moves {
		m := &s.moves[i]
		tooFar, facts := s.tooFar(m)
		if !tooFar {
			continue
		}
		if len(s.bedsFor(m.to)) > 0 {
			far = append(far, m)
			continue
		}
		found = append(found, farFinding(s, m, say(
			"教师%[1]s到%[2]v单程%[3]d分钟,超过上限%[4]d分钟。", "Teacher %[1]s would travel %[3]d minutes to %[2]v, more than the limit of %[4]d.",
			m.teacher, m.to, s.f.Commute(m.teacher.Index, m.to.Index), policy.TravelLimit.Of(s.r)), facts...))
	}
	if s.declared != nil {
		return append(found, s.namedBeds(far)...)
	}
	for _, m := range s.withoutBed(far) {
		found = append(found, farFinding(s, m, noBed(m)))
	}
	return found
}

// tooFar reports whether the way of a move needs a bed, and the minutes behind it.
func (s *situation) tooFar(m *move) (bool, []model.Fact) {
	minutes, limit := s.f.Commute(m.teacher.Index, m.to.Index), policy.TravelLimit.Of(s.r)
	facts := []model.Fact{fact("minutes", minutes), fact("limit", limit)}
	if minutes <= limit {
		return false, nil
	}
	if m.teacher.Home != nil {
		present := s.f.Commute(m.teacher.Index, m.teacher.School)
		facts = append(facts, fact("present", present))
		return minutes > present, facts
	}
	return true, facts
}

// bedsFor lists the schools whose beds serve a school.
func (s *situation) bedsFor(school *policy.SchoolFacts) []int {
	if !policy.HousingBeds.Of(s.r) {
		return nil
	}
	var out []int
	for i := range s.f.Schools {
		if s.f.Schools[i].DormBeds > 0 && (i == school.Index || s.inReach(i, school.Index)) {
			out = append(out, i)
		}
	}
	return out
}

// inReach reports whether a school lies within the minutes and, where the pack
// sets one and both locations are known, within the distance of a dorm.
func (s *situation) inReach(dorm, school int) bool {
	if s.f.Minutes(dorm, school) > policy.HousingReach.Of(s.r) {
		return false
	}
	most, set := policy.HousingKm.Maybe(s.r)
	km, known := s.f.Kilometres(dorm, school)
	return !set || !known || km <= most
}

func farFinding(s *situation, m *move, message model.Text, more ...model.Fact) finding {
	if len(more) == 0 {
		_, more = s.tooFar(m)
	}
	return finding{subject: string(m.teacher.ID), pointer: pointerTo("moves", m.at), message: message, facts: more}
}

func noBed(m *move) model.Text {
	return say("教师%[1]s到%[2]v路程超过上限,可及的周转宿舍已没有床位。", "Teacher %[1]s moves beyond the travel limit to %[2]v, and no dorm in reach has a bed left.", m.teacher, m.to)
}

// namedBeds checks the beds that a document gives: one for each who needs it, in
// reach, and none more than there are. Who needs none gets none (plan.move).
func (s *situation) namedBeds(far []*move) []finding {
	var found []finding
	given := make([]int, len(s.f.Schools))
	for _, m := range far {
		dorm := s.f.School(s.declared.Moves[m.at].Dorm)
		serves := false
		if dorm != nil {
			for _, d := range s.bedsFor(m.to) {
				serves = serves || d == dorm.Index
			}
		}
		if !serves {
			found = append(found, farFinding(s, m, say(
				"教师%[1]s到%[2]v路程超过上限,方案所写的周转宿舍“%[3]s”不能用。", "Teacher %[1]s moves beyond the travel limit to %[2]v, and the dorm that the plan names, \"%[3]s\", does not serve it.",
				m.teacher, m.to, s.declared.Moves[m.at].Dorm)))
			continue
		}
		if given[dorm.Index]++; given[dorm.Index] > dorm.DormBeds {
			found = append(found, finding{
				subject: string(dorm.ID), pointer: pointerTo("moves", m.at) + "/dorm",
				message: say("%[1]v的周转宿舍只有%[2]d个床位。", "The dorm of %[1]v has %[2]d beds only.", dorm, dorm.DormBeds),
				facts:   []model.Fact{fact("beds", dorm.DormBeds), fact("given", given[dorm.Index])},
			})
		}
	}
	return found
}

// withoutBed returns those for whom no bed is left when the beds are given out
// as well as can be. Everybody who comes looks for a free bed, or for somebody
// who can take another one.
func (s *situation) withoutBed(far []*move) []*move {
	guests := map[int][]*move{}
	var lodge func(m *move, asked map[int]bool) bool
	lodge = func(m *move, asked map[int]bool) bool {
		for _, d := range s.bedsFor(m.to) {
			if asked[d] {
				continue
			}
			asked[d] = true
			if len(guests[d]) < s.f.Schools[d].DormBeds {
				guests[d] = append(guests[d], m)
				return true
			}
			for i := range guests[d] {
				if lodge(guests[d][i], asked) {
					guests[d][i] = m
					return true
				}
			}
		}
		return false
	}
	var out []*move
	for _, m := range far {
		if !lodge(m, map[int]bool{}) {
			out = append(out, m)
		}
	}
	return out
}
