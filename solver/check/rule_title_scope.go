package check

import (
	"lungang/model"
	"lungang/policy"
)

// ruleTitleScope: a title that is valid in rural schools only stays there.
var ruleTitleScope = Rule{
	ID:    "title_scope",
	check: checkTitleScope,
}

func checkTitleScope(s *situation) []finding {
	if !policy.TitleRuralStays.Of(s.r) {
		return nil
	}
	var found []finding
	look := func(list string, m move) {
		if m.teacher.Title.Scope == model.RuralOnlyTitle && m.to.Locale != model.Rural {
			found = append(found, finding{
				subject: string(m.teacher.ID), pointer: pointerTo(list, m.at),
				message: say("教师%[1]s的职称限乡村学校使用,不得到%[2]v(%[3]s)任教。",
					"The title of teacher %[1]s is valid in rural schools only; %[2]v is %[3]s.",
					m.teacher, m.to, word(localeWords, m.to.Locale)),
				facts: []model.Fact{fact("scope", m.teacher.Title.Scope), fact("locale", m.to.Locale)},
			})
		}
	}
	for _, m := range s.moves {
		look("moves", m)
	}
	for _, v := range s.visits {
		look("visits", v.move)
	}
	return found
}
