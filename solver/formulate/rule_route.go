package formulate

import "lungang/policy"

// route: to another legal school, along a pair of locales or strengths that
// the pack allows, inside its zone or group where the pack says so. Leaders have
// routes of their own.
var route = Rule{
	ID: "route",
	AdmitSchool: func(b *Build, t *policy.TeacherFacts, to *policy.SchoolFacts) bool {
		from := &b.f.Schools[t.School]
		if !to.Public || from.LegalSchool() == to.LegalSchool() {
			return false
		}
		if t.Role.Kind.IsLeader() {
			return true // by rule principals
		}
		byLocale := b.pairsOf["route"][policy.Pair{From: string(from.Locale), To: string(to.Locale)}]
		byStrength := b.pairsOf["strength"][policy.Pair{From: string(from.Strength), To: string(to.Strength)}]
		return (byLocale || byStrength) && within(policy.RouteWithin.Of(b.r), from, to)
	},
}
