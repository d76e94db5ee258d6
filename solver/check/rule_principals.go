package check

import (
	"lungang/model"
	"lungang/policy"
)

// rulePrincipals: principals and vice principals move with their posts, the
// pack's share of those who have served their terms moves, and its share of
// rural leaders is young (校长交流). The two shares can give way.
var rulePrincipals = Rule{
	ID:        "principals",
	relaxable: policy.PrincipalRatio.Relaxable,
	check:     checkPrincipals,
}

// isDueLeader reports whether a principal or vice principal has served the terms.
func isDueLeader(t *policy.TeacherFacts) bool {
	return t.Principal != nil && t.Principal.Kind == model.Must
}

func checkPrincipals(s *situation) []finding {
	found := leaderMoves(s)
	if policy.PrincipalTerms.Of(s.r) == 0 {
		return found
	}
	found = append(found, leaderPosts(s)...)
	found = append(found, dueLeaders(s)...)
	return append(found, youngLeaders(s)...)
}

// leaderMoves looks at each move of a leader on its own.
func leaderMoves(s *situation) []finding {
	var found []finding
	for _, m := range s.moves {
		if !isLeader(m.teacher) {
			continue
		}
		add := func(message model.Text, facts ...model.Fact) {
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo("moves", m.at), message: message,
				facts: append([]model.Fact{fact("from", m.from), fact("to", m.to)}, facts...),
			})
		}
		if !hasPair(policy.PrincipalRoutes.Of(s.r), m.from.Locale, m.to.Locale) {
			add(say("校级领导%[1]s由%[2]v(%[4]s)到%[3]v(%[5]s)不在允许的交流方向之内。", "Leader %[1]s goes from %[2]v (%[4]s) to %[3]v (%[5]s): no route that is open to leaders.",
				m.teacher, m.from, m.to, word(localeWords, m.from.Locale), word(localeWords, m.to.Locale)),
				fact("locales", string(m.from.Locale)+">"+string(m.to.Locale)))
		}
		if standingIn(m.teacher, m.line.Stage, m.line.Subject) == secondary {
			add(say("校级领导%[1]s只能以主教学科交流到%[2]v。", "Leader %[1]s moves to %[2]v with the primary subject only.", m.teacher, s.named(m.line)))
		}
	}
	return found
}

// leaderPosts checks that every school has as many leaders of each kind as before.
func leaderPosts(s *situation) []finding {
	var found []finding
	for _, kind := range []model.RoleKind{model.Principal, model.VicePrincipal} {
		change := s.staffChange(func(t *policy.TeacherFacts) bool { return t.Role.Kind == kind })
		for i := range s.f.Schools {
			if change[i] == 0 {
				continue
			}
			school, name := &s.f.Schools[i], model.Text{ZH: "校长", EN: "principals"}
			if kind == model.VicePrincipal {
				name = model.Text{ZH: "副校长", EN: "vice principals"}
			}
			found = append(found, finding{
				subject: string(school.ID), pointer: "/moves",
				message: say("%[1]v交流后%[2]s人数变动%+[3]d,应与交流前相同。", "The number of %[2]s at %[1]v changes by %+[3]d; it must stay the same.", school, name, change[i]),
				facts:   []model.Fact{fact("role", kind), fact("change", change[i])},
			})
		}
	}
	return found
}

func dueLeaders(s *situation) []finding {
	due, moved := 0, 0
	for i := range s.f.Teachers {
		if isDueLeader(&s.f.Teachers[i]) {
			due++
			if s.moved[i] >= 0 {
				moved++
			}
		}
	}
	ratio := policy.PrincipalRatio.Of(s.r)
	need := policy.CeilPercent(ratio, due)
	if moved >= need {
		return nil
	}
	return []finding{{
		subject: "due", pointer: "/moves", slack: need - moved,
		message: say("任期届满应交流的校长、副校长%[1]d人,已交流%[2]d人,少于%[3]d人(%[4]v%%)。",
			"Of %[1]d principals and vice principals who have served their terms %[2]d move, fewer than %[3]d (%[4]v %%).", due, moved, need, ratio),
		facts: []model.Fact{fact("due", due), fact("moved", moved), fact("needed", need), fact("ratio", ratio)},
	}}
}

// youngLeaders counts the leaders in post at public rural schools after the plan.
func youngLeaders(s *situation) []finding {
	share, limit := policy.PrincipalYoungShare.Of(s.r), policy.PrincipalYoungAge.Of(s.r)
	all, young := 0, 0
	for i := range s.f.Teachers {
		t, before := &s.f.Teachers[i], s.school(&s.f.Teachers[i])
		if !isLeader(t) || !isActive(t) {
			continue
		}
		// The posts that the share is of are those that there are today.
		if isPublic(before) && before.Locale == model.Rural {
			all++
		}
		if after := &s.f.Schools[s.after(i)]; isPublic(after) && after.Locale == model.Rural && t.Age <= limit {
			young++
		}
	}
	need := policy.CeilPercent(share, all)
	if young >= need {
		return nil
	}
	return []finding{{
		subject: "rural_young", pointer: "/moves", slack: need - young,
		message: say("乡村学校校长、副校长%[1]d人中%[2]d周岁以下的%[3]d人,少于%[4]d人(%[5]v%%)。",
			"Of %[1]d principals and vice principals at rural schools %[3]d are %[2]d or younger, fewer than %[4]d (%[5]v %%).", all, limit, young, need, share),
		facts: []model.Fact{fact("leaders", all), fact("young", young), fact("needed", need), fact("age", limit), fact("share", share)},
	}}
}
