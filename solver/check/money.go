package check

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// paid reports whether a teacher is paid allowances.
func paid(r *policy.Rules, t *policy.TeacherFacts) bool {
	kind := t.Employment.Kind
	if kind == "" {
		kind = model.InQuota
	}
	return isActive(t) && slices.Contains(policy.AllowanceStaff.Of(r), string(kind))
}

// tierAmount returns the amount of a school's hardship tier; the last amount is
// for all higher tiers, and there is none where nobody has set one.
func tierAmount(r *policy.Rules, k policy.Key[[]int], school *policy.SchoolFacts) int64 {
	amounts, ok := k.Maybe(r)
	if !ok || len(amounts) == 0 {
		return 0
	}
	return int64(amounts[max(0, min(school.HardshipTier, len(amounts)-1))])
}

// monthly returns what the place of work pays a teacher in a month.
func monthly(r *policy.Rules, school *policy.SchoolFacts) int64 {
	if !isPublic(school) {
		return 0
	}
	var sum int64
	if slices.Contains(policy.AllowanceTownshipLocales.Of(r), string(school.Locale)) {
		sum += tierAmount(r, policy.AllowanceTownship, school)
	}
	if slices.Contains(policy.AllowanceLivingLocales.Of(r), string(school.Locale)) {
		sum += tierAmount(r, policy.AllowanceLiving, school)
	}
	return sum
}

// moveYuan returns by how much a move changes the yearly cost of allowances.
func (s *situation) moveYuan(m *move) int64 {
	if !paid(s.r, m.teacher) {
		return 0
	}
	sum := monthly(s.r, m.to) - monthly(s.r, m.from)
	if n, ok := policy.AllowanceTalent.Maybe(s.r); ok && isPublic(m.to) && m.from.Locale == model.Urban && m.to.Locale == model.Rural {
		sum += int64(n)
	}
	return sum * int64(policy.AllowanceMonths.Of(s.r))
}

// visitYuan returns the yearly subsidies of all visits: by half-days, or by
// months for each school that a teacher visits.
func (s *situation) visitYuan() int64 {
	type trip struct{ teacher, school int }
	var sum int64
	seen := map[trip]bool{}
	for _, v := range s.visits {
		n := counted(v.halfDays)
		if n == 0 || !isPublic(v.to) || !paid(s.r, v.teacher) {
			continue
		}
		amount := tierAmount(s.r, policy.AllowanceVisit, v.to)
		if policy.AllowanceVisitUnit.Of(s.r) != "month" {
			sum += amount * int64(policy.AllowanceVisitWeeks.Of(s.r)) * int64(n)
		} else if t := (trip{v.teacher.Index, v.to.Index}); !seen[t] {
			seen[t] = true
			sum += amount * int64(policy.AllowanceVisitMonths.Of(s.r))
		}
	}
	return sum
}
