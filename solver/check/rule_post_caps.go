package check

import (
	"lungang/model"
	"lungang/policy"
)

// rulePostCaps: senior and intermediate titles of a public school stay within
// the authorised posts, or do not grow where there are more already.
var rulePostCaps = Rule{
	ID:        "post_caps",
	relaxable: policy.PostsEnforced.Relaxable,
	check:     checkPostCaps,
}

func checkPostCaps(s *situation) []finding {
	if !policy.PostsEnforced.Of(s.r) {
		return nil
	}
	var found []finding
	capped := func(t *policy.TeacherFacts) bool {
		return t.OnQuota && (t.Title.Scope != model.RuralOnlyTitle || policy.PostsRuralOnly.Of(s.r))
	}
	senior := s.staffChange(func(t *policy.TeacherFacts) bool { return capped(t) && t.Title.Level.IsSenior() })
	intermediate := s.staffChange(func(t *policy.TeacherFacts) bool { return capped(t) && t.Title.Level.IsIntermediate() })
	for i := range s.f.Schools {
		school := &s.f.Schools[i]
		if !isPublic(school) || school.PostCaps == nil {
			continue
		}
		look := func(level string, name model.Text, capped *int, before, after int) {
			if capped == nil {
				return
			}
			if limit := max(*capped, before); after > limit {
				found = append(found, finding{
					subject: "school:" + string(school.ID) + ":" + level, pointer: "/moves", slack: after - limit,
					message: say("%[1]v交流后%[2]s职称%[3]d人,超过上限%[4]d人(岗位%[5]d,现有%[6]d)。",
						"%[1]v would have %[3]d %[2]s titles, more than %[4]d (cap %[5]d, now %[6]d).",
						school, name, after, limit, *capped, before),
					facts: []model.Fact{fact("before", before), fact("after", after), fact("cap", *capped)},
				})
			}
		}
		look("senior", model.Text{ZH: "高级", EN: "senior"}, school.PostCaps.Senior, school.Senior, school.Senior+senior[i])
		look("intermediate", model.Text{ZH: "中级", EN: "intermediate"}, school.PostCaps.Intermediate, school.Intermediate, school.Intermediate+intermediate[i])
	}
	return found
}
