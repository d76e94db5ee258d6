package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleRoute: a move follows a route that the pack opens, to another public
// legal school, inside the zone or group when the pack says so.
var ruleRoute = Rule{
	ID:    "route",
	check: checkRoute,
}

func checkRoute(s *situation) []finding {
	var found []finding
	allowed, strengths := policy.RouteAllowed.Of(s.r), policy.RouteStrength.Of(s.r)
	limit := policy.RouteWithin.Of(s.r)
	for _, m := range s.moves {
		add := func(message model.Text, facts ...model.Fact) {
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo("moves", m.at), message: message,
				facts: append([]model.Fact{fact("from", m.from), fact("to", m.to)}, facts...),
			})
		}
		if m.from.LegalSchool() == m.to.LegalSchool() {
			add(say("教师%[1]s由%[2]v到%[3]v属同一法人学校,不是交流。", "Teacher %[1]s goes from %[2]v to %[3]v inside one legal school, which is no rotation.",
				m.teacher, m.from, m.to), fact("legal", m.to.LegalSchool()))
		}
		if !isPublic(m.to) {
			add(say("教师%[1]s不得交流至民办学校%[2]v。", "Teacher %[1]s may not move to the private school %[2]v.", m.teacher, m.to))
		}
		if isLeader(m.teacher) {
			continue // by rule principals
		}
		if !hasPair(allowed, m.from.Locale, m.to.Locale) && !hasPair(strengths, m.from.Strength, m.to.Strength) {
			add(say("教师%[1]s由%[2]v(%[4]s、%[6]s)到%[3]v(%[5]s、%[7]s)不在允许的交流方向之内。",
				"Teacher %[1]s goes from %[2]v (%[4]s, %[6]s) to %[3]v (%[5]s, %[7]s): no route that is open.",
				m.teacher, m.from, m.to, word(localeWords, m.from.Locale), word(localeWords, m.to.Locale),
				word(strengthWords, m.from.Strength), word(strengthWords, m.to.Strength)),
				fact("locales", string(m.from.Locale)+">"+string(m.to.Locale)),
				fact("strengths", string(m.from.Strength)+">"+string(m.to.Strength)))
		}
		if !within(limit, m.from, m.to) {
			add(say("教师%[1]s由%[2]v到%[3]v超出%[4]s范围。", "Teacher %[1]s goes from %[2]v to %[3]v, out of the %[4]s.",
				m.teacher, m.from, m.to, withinWord(limit)), fact("within", limit))
		}
	}
	return found
}

func withinWord(limit string) model.Text {
	if limit == "zone" {
		return model.Text{ZH: "学区(片区)", EN: "zone"}
	}
	return model.Text{ZH: "集团(结对)", EN: "group"}
}
