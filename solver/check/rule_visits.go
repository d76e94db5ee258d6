package check

import (
	"slices"

	"lungang/model"
	"lungang/policy"
)

// ruleVisits: who may visit, where, how far and how much (走教). Qualification
// and licence are the matter of rule qualified.
var ruleVisits = Rule{
	ID:    "visits",
	check: checkVisits,
}

func checkVisits(s *situation) []finding {
	var found []finding
	halfDays := make([]int, len(s.f.Teachers))
	schools := make([]map[int]bool, len(s.f.Teachers))
	for _, v := range s.visits {
		found = append(found, visitFaults(s, v)...)
		i := v.teacher.Index
		halfDays[i] += counted(v.halfDays)
		if schools[i] == nil {
			schools[i] = map[int]bool{}
		}
		schools[i][v.to.Index] = true
	}
	maxSchools, maxHalfDays := policy.VisitMaxSchools.Of(s.r), policy.VisitMaxHalfDays.Of(s.r)
	for i := range s.f.Teachers {
		t := &s.f.Teachers[i]
		if n := len(schools[i]); n > maxSchools {
			found = append(found, finding{
				subject: string(t.ID), pointer: "/visits",
				message: say("教师%[1]s走教%[2]d所学校,超过上限%[3]d所。", "Teacher %[1]s visits %[2]d schools, more than %[3]d.", t, n, maxSchools),
				facts:   []model.Fact{fact("schools", n), fact("limit", maxSchools)},
			})
		}
		if n := halfDays[i]; n > maxHalfDays {
			found = append(found, finding{
				subject: string(t.ID), pointer: "/visits",
				message: say("教师%[1]s每周走教%[2]d个半天,超过上限%[3]d个。", "Teacher %[1]s visits %[2]d half-days a week, more than %[3]d.", t, n, maxHalfDays),
				facts:   []model.Fact{fact("halfDays", n), fact("limit", maxHalfDays)},
			})
		}
	}
	return found
}

// visitFaults looks at one visit on its own.
func visitFaults(s *situation, v visit) []finding {
	var found []finding
	t := v.teacher
	add := func(message model.Text, facts ...model.Fact) {
		found = append(found, finding{
			subject: string(t.ID), pointer: pointerTo("visits", v.at), message: message,
			facts: append([]model.Fact{fact("from", v.from), fact("to", v.line)}, facts...),
		})
	}
	if why, barred := mayNotServe(t); barred {
		add(say("教师%[1]s不得走教:%[2]s。", "Teacher %[1]s may not visit: %[2]s.", t, why), fact("reason", why.EN))
	}
	if p, ok := t.PrimaryQualification(); ok && !slices.Contains(policy.VisitSubjects.Of(s.r), string(p.Subject)) {
		add(say("教师%[1]s的主教学科%[2]s不在走教学科之列。", "The primary subject of teacher %[1]s, %[2]s, is not one in which teachers visit.", t, p.Subject),
			fact("subject", p.Subject))
	}
	if v.from.LegalSchool() == v.to.LegalSchool() {
		add(say("教师%[1]s由%[2]v到%[3]v属同一法人学校,不是走教。", "Teacher %[1]s visits %[3]v from %[2]v inside one legal school.", t, v.from, v.to))
	}
	for _, school := range []*policy.SchoolFacts{v.from, v.to} {
		if !isPublic(school) {
			add(say("教师%[1]s的走教涉及民办学校%[2]v。", "The visit of teacher %[1]s touches the private school %[2]v.", t, school))
		}
	}
	routes := policy.VisitRoutes.Of(s.r)
	fromCentre := v.to.Centre != "" && v.to.Centre == v.from.ID && hasPair(routes, "centre", "point")
	if !hasPair(routes, v.from.Locale, v.to.Locale) && !fromCentre {
		add(say("教师%[1]s由%[2]v(%[4]s)到%[3]v(%[5]s)走教不在允许的方向之内。",
			"Teacher %[1]s visits %[3]v (%[5]s) from %[2]v (%[4]s): no route that is open to visits.",
			t, v.from, v.to, word(localeWords, v.from.Locale), word(localeWords, v.to.Locale)),
			fact("locales", string(v.from.Locale)+">"+string(v.to.Locale)))
	}
	if limit := policy.VisitWithin.Of(s.r); !within(limit, v.from, v.to) {
		add(say("教师%[1]s由%[2]v到%[3]v走教超出%[4]s范围。", "Teacher %[1]s visits %[3]v from %[2]v, out of the %[4]s.",
			t, v.from, v.to, withinWord(limit)), fact("within", limit))
	}
	if minutes, limit := s.f.Minutes(v.from.Index, v.to.Index), policy.VisitLimit.Of(s.r); minutes > limit {
		add(say("教师%[1]s到%[2]v走教单程%[3]d分钟,超过上限%[4]d分钟。", "Teacher %[1]s would travel %[3]d minutes to visit %[2]v, more than the limit of %[4]d.",
			t, v.to, minutes, limit), fact("minutes", minutes), fact("limit", limit))
	}
	if v.halfDays < 1 || v.halfDays > weekHalfDays {
		add(badHalfDays(s, v), fact("halfDays", v.halfDays))
	}
	return found
}

// mayNotServe tells why a teacher may neither visit nor teach part-time.
func mayNotServe(t *policy.TeacherFacts) (model.Text, bool) {
	switch {
	case !isActive(t):
		return model.Text{ZH: "不在岗", EN: "not active"}, true
	case isLeader(t):
		return model.Text{ZH: "校级领导", EN: "a leader of a school"}, true
	case !t.Teaches:
		return model.Text{ZH: "不计入任课教师", EN: "does not count as a head"}, true
	case !t.OnQuota:
		return model.Text{ZH: "不占编制", EN: "not on quota"}, true
	default:
		return model.Text{}, false
	}
}

func badHalfDays(s *situation, v visit) model.Text {
	return say("教师%[1]s在%[2]v的半天数%[3]d不在1至%[4]d之间。", "The %[3]d half-days of teacher %[1]s at %[2]v are not between 1 and %[4]d.",
		v.teacher, s.named(v.line), v.halfDays, weekHalfDays)
}
