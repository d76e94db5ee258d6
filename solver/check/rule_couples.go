package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleCouples: spouses are not moved further apart than the limit, or than
// they are today. Where the matrix gives two directions, the longer one counts.
var ruleCouples = Rule{
	ID:    "couples",
	check: checkCouples,
}

func checkCouples(s *situation) []finding {
	var found []finding
	limit := policy.CouplesLimit.Of(s.r)
	seen := map[[2]int]bool{}
	for i := range s.f.Teachers {
		a := &s.f.Teachers[i]
		b := s.f.Teacher(a.Spouse)
		if a.Spouse == "" || b == nil || b.Index == i {
			continue
		}
		pair := [2]int{min(i, b.Index), max(i, b.Index)}
		if seen[pair] || (s.moved[i] < 0 && s.moved[b.Index] < 0) {
			continue
		}
		seen[pair] = true
		before, after := s.apart(a.School, b.School), s.apart(s.after(i), s.after(b.Index))
		if after > max(limit, before) {
			mover := a
			if s.moved[i] < 0 {
				mover = b
			}
			found = append(found, finding{
				subject: string(mover.ID), pointer: pointerTo("moves", s.moves[s.moved[mover.Index]].at),
				message: say("夫妻%[1]s、%[2]s两校相距由%[3]d分钟变为%[4]d分钟,超过上限%[5]d分钟。",
					"The schools of the spouses %[1]s and %[2]s come %[4]d minutes apart (now %[3]d), more than the limit of %[5]d.",
					&s.f.Teachers[pair[0]], &s.f.Teachers[pair[1]], before, after, limit),
				facts: []model.Fact{fact("before", before), fact("after", after), fact("limit", limit)},
			})
		}
	}
	return found
}

func (s *situation) apart(a, b int) int { return max(s.f.Minutes(a, b), s.f.Minutes(b, a)) }
